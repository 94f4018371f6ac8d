import { create } from 'qrcode'
import { useKitT } from './i18n/kit-messages.ts'

/** A QR code as one SVG path: sharp at any size, and dark on white in both colour schemes, as scanners need. `label` instead of a text to keep. */
export function QrCode({ text, size = 200, label }: { text: string; size?: number; label?: string }) {
  const t = useKitT()
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const width = modules.size + 2 * quiet
  let path = ''
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`
    }
  }
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${width} ${width}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is the image itself
      role="img"
      aria-label={label ?? t('qrCode', { text })}
    >
      <rect width={width} height={width} rx={2} fill="#fff" />
      <path d={path} fill="#111" shapeRendering="crispEdges" />
    </svg>
  )
}
