import { ping } from '#api/till.ts'
import { deviceNow } from './device.ts'
import { observable, useObservable } from './observable.ts'

/** Whether the server can be reached, as the last call said. */
export type Network = { online: boolean; since: number }

const network = observable<Network>({ online: navigator.onLine, since: Date.now() })
const everyMs = 3000

export const networkNow = network.get
export const subscribeNetwork = network.subscribe
export const useNetwork = () => useObservable(network)

export function noteNetwork(online: boolean): void {
  network.set((now) => (now.online === online ? now : { online, since: Date.now() }))
}

/** Watches the line until the returned function is called: the browser's word, and a call now and then while it is cut. */
export function watchNetwork(): () => void {
  async function look() {
    const device = deviceNow()
    if (device && !network.get().online) noteNetwork(await ping(device.store.code))
  }
  const lost = () => noteNetwork(false)
  const back = () => void look()
  const timer = setInterval(() => void look(), everyMs)
  addEventListener('offline', lost)
  addEventListener('online', back)
  return () => {
    clearInterval(timer)
    removeEventListener('offline', lost)
    removeEventListener('online', back)
  }
}
