export function openRegisterDay(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
