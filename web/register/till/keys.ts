/** Everything a register can be told, with its key. Function keys and Alt, so that scanners never press one. */
export const keys = {
  search: { code: 'F2' },
  camera: { code: 'F3' },
  member: { code: 'F4' },
  park: { code: 'F6' },
  qr: { code: 'F7' },
  cash: { code: 'F8' },
  account: { code: 'F9' },
  card: { code: 'F10' },
  cover: { code: 'KeyG', alt: true },
  price: { code: 'KeyP', alt: true },
  parked: { code: 'KeyK', alt: true },
  clear: { code: 'KeyX', alt: true },
  steps: { code: 'KeyM', alt: true },
  toSale: { code: 'Digit1', alt: true },
  toSales: { code: 'Digit2', alt: true },
  toDay: { code: 'Digit3', alt: true },
  toQueue: { code: 'Digit4', alt: true },
  training: { code: 'KeyT', alt: true },
  undo: { code: 'KeyZ', ctrl: true },
  remove: { code: 'Delete' },
  more: { code: 'NumpadAdd', also: '+' },
  fewer: { code: 'NumpadSubtract', also: '-' },
  times: { code: 'NumpadMultiply', also: '*' },
  next: { code: 'ArrowDown' },
  previous: { code: 'ArrowUp' },
  help: { code: '', also: '?' },
} as const satisfies Record<string, Key>

export type Key = { code: string; alt?: true; ctrl?: true; also?: string }
export type Action = keyof typeof keys
type Pressed = { key: string; code: string; altKey: boolean; ctrlKey: boolean; metaKey: boolean }

const entries = Object.entries(keys) as [Action, Key][]

export function actionOf(pressed: Pressed): Action | undefined {
  const held = pressed.ctrlKey || pressed.metaKey
  return entries.find(
    ([, { code, alt, ctrl, also }]) =>
      pressed.altKey === (alt ?? false) &&
      held === (ctrl ?? false) &&
      ((code !== '' && pressed.code === code) || (also !== undefined && pressed.key === also)),
  )?.[0]
}

const signs: Record<string, string> = { Delete: 'Del', ArrowDown: '↓', ArrowUp: '↑' }

/** As it stands on a button: `F8`, `Alt+G`. */
export function labelOf(action: Action): string {
  const { code, alt, ctrl, also }: Key = keys[action]
  const sign = also ?? signs[code] ?? code.replace(/^(?:Key|Digit)/, '')
  return `${alt ? 'Alt+' : ''}${ctrl ? 'Ctrl+' : ''}${sign}`
}
