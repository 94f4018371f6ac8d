export function closeRegisterDay(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
