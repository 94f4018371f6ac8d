export function declineSettlement(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
