export function createSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
