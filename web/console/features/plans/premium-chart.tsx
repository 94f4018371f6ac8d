import type { PlanTerms } from '#api/types.ts'
import { premiumAt } from '../../parts/plan-terms/premium.ts'
import { useT } from './messages.ts'
import classes from './plans.module.css'
import type { PremiumPoint } from './premium-preview.tsx'

type Props = {
  rule: PlanTerms['price']
  points: readonly PremiumPoint[]
  lit: number | null
  onLit: (price: number | null) => void
  money: (amount: number) => string
}

const width = 320
const height = 150
const steps = 160

/** One line: the premium over the price. Its points take the focus and say their values; the table says them too. */
export function PremiumChart({ rule, points, lit, onLit, money }: Props) {
  const t = useT()
  const widest = Math.max(1, ...points.map(({ price }) => price))
  const samples = samplesOf(rule, widest).map((price) => ({ price, premium: premiumAt(rule, price) }))
  const highest = Math.max(1, ...samples.map(({ premium }) => premium ?? 0))
  const at = ({ price, premium }: { price: number; premium: number }) => ({
    x: (price / widest) * width,
    y: height - (premium / (highest * 1.1)) * height,
  })
  const sold = points.flatMap(({ price, premium }) => (premium === null ? [] : [{ price, premium }]))
  const shown = sold.find(({ price }) => price === lit)

  return (
    <figure className={classes['chart']}>
      <figcaption>
        <span>{t('premium')}</span>
        <strong aria-live="polite">
          {shown
            ? t('pointValue', { price: money(shown.price), premium: money(shown.premium) })
            : t('chartMessage', { premium: money(highest) })}
        </strong>
      </figcaption>
      <div className={classes['plot']}>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
          <line x1={0} y1={height} x2={width} y2={height} className={classes['axis'] ?? ''} />
          <path d={lineOf(samples, at)} className={classes['line'] ?? ''} />
        </svg>
        {sold.map((point) => {
          const { x, y } = at(point)
          return (
            <button
              key={point.price}
              type="button"
              className={classes['point']}
              data-lit={lit === point.price || undefined}
              style={{ left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%` }}
              aria-label={t('pointValue', { price: money(point.price), premium: money(point.premium) })}
              onFocus={() => onLit(point.price)}
              onBlur={() => onLit(null)}
              onMouseEnter={() => onLit(point.price)}
              onMouseLeave={() => onLit(null)}
            />
          )
        })}
      </div>
      <div className={classes['axisLabels']} aria-hidden>
        <span>{money(0)}</span>
        <span>{t('axisPrice')}</span>
        <span>{money(widest)}</span>
      </div>
    </figure>
  )
}

/** Even steps, and both sides of every edge of a band, where the line jumps. */
function samplesOf(rule: PlanTerms['price'], widest: number): number[] {
  const even = Array.from({ length: steps + 1 }, (_, i) => Math.round((widest * i) / steps))
  const edges =
    rule.kind === 'bands'
      ? rule.bands.flatMap(({ from, to }) => [from - 1, from, ...(to === null ? [] : [to - 1, to])])
      : []
  return [...even, ...edges.filter((price) => price >= 0 && price <= widest)].sort((a, b) => a - b)
}

type Place = (point: { price: number; premium: number }) => { x: number; y: number }

/** The line, with a gap where the rule sells nothing. */
function lineOf(samples: readonly PremiumPoint[], at: Place): string {
  let isDrawing = false
  return samples
    .map(({ price, premium }) => {
      if (premium === null) {
        isDrawing = false
        return ''
      }
      const { x, y } = at({ price, premium })
      const command = isDrawing ? 'L' : 'M'
      isDrawing = true
      return `${command}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}
