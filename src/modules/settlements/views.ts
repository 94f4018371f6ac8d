export function settlementRows(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
export function settlementView(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
