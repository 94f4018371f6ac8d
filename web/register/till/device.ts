import { observable, useObservable } from './observable.ts'

/** What this device is: a register of a store. Chosen once, kept over reloads. */
export type Device = {
  store: { code: string; name: string; currency: string; timeZone: string }
  register: string
  /** Known from the last quote; without it nothing is sold offline. */
  priceBasis: 'inclusive' | 'exclusive' | null
  test: boolean
}

const key = 'mamori-register'
const device = observable<Device | null>(load())

export const deviceNow = device.get
export function useDevice(): Device {
  const found = useObservable(device)
  if (!found) throw new Error('This register has not been set up.')
  return found
}

export function keepDevice(next: Device | null): void {
  device.set(next)
  try {
    if (next) localStorage.setItem(key, JSON.stringify(next))
    else localStorage.removeItem(key)
  } catch {
    // A browser that stores nothing asks again after a reload.
  }
}
export function notePriceBasis(priceBasis: Device['priceBasis']): void {
  const now = device.get()
  if (now && priceBasis && now.priceBasis !== priceBasis) keepDevice({ ...now, priceBasis })
}

function load(): Device | null {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? 'null') as Device | null
    return typeof found?.store?.code === 'string' && typeof found.register === 'string' ? found : null
  } catch {
    return null
  }
}
