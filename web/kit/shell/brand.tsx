import classes from './brand.module.css'

/** The mark: a shield's outline around a small roof, and the name. */
export function Brand({ suffix }: { suffix?: string }) {
  return (
    <span className={classes['brand']}>
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M12 2 20.5 5v6.2c0 5-3.4 8.9-8.5 10.8-5.1-1.9-8.5-5.8-8.5-10.8V5z"
          fill="var(--mantine-color-green-7)"
        />
        <path
          d="m7 13.2 5-4.7 5 4.7"
          fill="none"
          stroke="#fff"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Mamori
      {suffix && <span className={classes['suffix']}>{suffix}</span>}
    </span>
  )
}
