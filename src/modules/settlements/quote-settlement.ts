export function quoteSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
