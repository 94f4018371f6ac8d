export function cancelSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
