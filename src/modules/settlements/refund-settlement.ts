export function refundSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
