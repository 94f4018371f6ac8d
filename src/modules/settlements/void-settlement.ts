export function voidSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
