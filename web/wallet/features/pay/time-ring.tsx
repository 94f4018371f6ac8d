import classes from './pay.module.css'

const radius = 19
const length = 2 * Math.PI * radius

/** A ring that empties with the time; the words beside it say the same. */
export function TimeRing({ share, children }: { share: number; children: string }) {
  return (
    <span className={classes['ring']} aria-hidden>
      <svg width={44} height={44} viewBox="0 0 44 44">
        <circle cx={22} cy={22} r={radius} className={classes['ringTrack']} />
        <circle
          cx={22}
          cy={22}
          r={radius}
          className={classes['ringLeft']}
          strokeDasharray={length}
          strokeDashoffset={length * (1 - share)}
          transform="rotate(-90 22 22)"
        />
      </svg>
      <span className="figures">{children}</span>
    </span>
  )
}
