export function dayOf(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
export function registerDayView(..._: any[]): Promise<any> {
  throw new Error('to be built')
}
export function registerDayRow(..._: any[]): any {
  throw new Error('to be built')
}
