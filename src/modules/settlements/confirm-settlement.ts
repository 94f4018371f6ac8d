export function confirmSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
