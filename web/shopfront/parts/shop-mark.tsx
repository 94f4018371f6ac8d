/** The shops' own marks: a lamp, and a wheel. */
export function ShopMark({ slug, size = 28 }: { slug: string; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" fill="none" aria-hidden="true">
      <rect width="28" height="28" rx="8" fill="var(--m-mark)" />
      {slug === 'midori' ? (
        <g stroke="#fff" strokeWidth="2">
          <circle cx="14" cy="14" r="7" />
          <path d="M14 7v14M7 14h14" strokeWidth="1.5" />
        </g>
      ) : (
        <g stroke="#fff" strokeWidth="2" strokeLinecap="round">
          <path d="M10.5 15.8a5 5 0 1 1 7 0c-.7.6-1 1.2-1 2.2h-5c0-1-.3-1.6-1-2.2Z" />
          <path d="M12 21.4h4" />
        </g>
      )}
    </svg>
  )
}
