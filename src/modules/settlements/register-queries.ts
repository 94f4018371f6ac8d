export function findOpenDay(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
export function listRegisterDays(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
