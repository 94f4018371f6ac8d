import { observable, useObservable } from './observable.ts'

/** While somebody practises nothing is sent but quotes. Lives with the tab, so that no other till is caught in it. */
const key = 'mamori-register-training'
const training = observable(load())

export const trainingNow = training.get
export const useTraining = () => useObservable(training)

export function toggleTraining(): void {
  training.set((now) => !now)
  try {
    sessionStorage.setItem(key, String(training.get()))
  } catch {
    // A browser that stores nothing ends it with the page.
  }
}

function load(): boolean {
  try {
    return sessionStorage.getItem(key) === 'true'
  } catch {
    return false
  }
}
