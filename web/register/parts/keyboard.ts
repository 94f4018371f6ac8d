import { useEffect, useLayoutEffect, useRef } from 'react'
import { scanReader } from '#kit/scan/hand-scanner.ts'
import { actionOf } from '../till/keys.ts'
import type { Action } from '../till/keys.ts'

/** What a page or a dialog does with keys. The newest layer is asked first. */
export type Layer = {
  actions?: Partial<Record<Action, () => void>>
  /** Digits and signs, `Backspace`, `Enter` and `Escape`, while no field has the focus. @returns whether it was used */
  onKey?: (key: string) => boolean
  /** What a hand scanner sent, wherever the focus is. */
  onScan?: (code: string) => void
  /** A dialog: what lies below hears nothing. */
  closed?: boolean
}

const layers: { current: Layer }[] = []

export function useKeyboard(layer: Layer): void {
  const current = useRef(layer)
  // Before the next key: a scanner does not wait for a paint.
  useLayoutEffect(() => {
    current.current = layer
  })
  useEffect(() => {
    layers.push(current)
    return () => {
      layers.splice(layers.indexOf(current), 1)
    }
  }, [])
}

/** From the top to the first closed one. */
function asked(): Layer[] {
  const all: Layer[] = []
  for (const { current } of layers.toReversed()) {
    all.push(current)
    if (current.closed) break
  }
  return all
}

/** Hears every key of the page until the returned function is called. */
export function watchKeyboard(): () => void {
  const reader = scanReader()
  let before: { field: HTMLInputElement; value: string } | null = null

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return
    const field = fieldOf(event.target)
    const read = reader.key(event.key, event.timeStamp)
    if ('scanned' in read) {
      const listener = asked().find(({ onScan }) => onScan)
      if (!listener) return
      event.preventDefault()
      event.stopPropagation()
      if (before && before.field === field) putBack(before)
      before = null
      listener.onScan?.(read.scanned)
      return
    }
    if (!read.running) before = field instanceof HTMLInputElement ? { field, value: field.value } : null
    const isRun = 'running' in read && read.running
    const ordered = order(event, field !== null, isRun)
    if (ordered) reader.forget()
    if (ordered || type(event, field !== null)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  addEventListener('keydown', onKeyDown, { capture: true })
  return () => removeEventListener('keydown', onKeyDown, { capture: true })
}

/** @param isRun a scanner's hyphen is no order to sell one fewer */
function order(event: KeyboardEvent, inField: boolean, isRun: boolean): boolean {
  const action = isRun && event.key.length === 1 ? undefined : actionOf(event)
  const isSign = event.key.length === 1 || ['Delete', 'ArrowUp', 'ArrowDown'].includes(event.key)
  // Inside a field its own keys are its own; function keys and Alt stay the register's.
  if (action && !(inField && isSign && !event.altKey)) {
    for (const { actions } of asked()) {
      const work = actions?.[action]
      if (!work) continue
      work()
      return true
    }
  }
  return false
}

function type(event: KeyboardEvent, inField: boolean): boolean {
  if (inField || event.altKey || event.ctrlKey || event.metaKey) return false
  // A button or link that has the focus keeps its own Enter.
  if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('button, a'))
    return false
  const plain = event.key.length === 1 && event.key !== ' '
  if (!plain && !['Backspace', 'Enter', 'Escape'].includes(event.key)) return false
  return asked().some(({ onKey }) => onKey?.(event.key) ?? false)
}

function fieldOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('input, textarea, select, [contenteditable]') : null
}

/** Takes the scanner's signs out of the field that happened to have the focus, so that React hears of it too. */
function putBack({ field, value }: { field: HTMLInputElement; value: string }): void {
  // React looks past an assignment to `value`; the setter of the element itself it does not.
  Reflect.set(HTMLInputElement.prototype, 'value', value, field)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
