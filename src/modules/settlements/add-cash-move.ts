export function addCashMove(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
