type WheelsProps = { from: number; to: number; y: number; r: number }

function Wheels({ from, to, y, r }: WheelsProps) {
  return (
    <>
      {[from, to].map((x) => (
        <g key={x}>
          <circle cx={x} cy={y} r={r} strokeWidth="3.5" />
          <circle cx={x} cy={y} r={r - 4} data-line="light" strokeWidth="1" />
          <circle cx={x} cy={y} r="3" data-fill="dark" />
        </g>
      ))}
    </>
  )
}

const cityFrame = (
  <>
    <path d="M38 82 62 46 76 82H38M76 82c20-2 30-24 32-38" data-line="accent" strokeWidth="4" />
    <path d="m106 34 16 48M106 34l-10-4M62 46l-3-10M50 35h18" strokeWidth="3" />
    <path d="M112 52h14l4 14h-14Z" data-fill="shade" />
    <path d="M26 62a26 26 0 0 1 26 10" />
    <circle cx="76" cy="82" r="6" data-fill="dark" />
  </>
)

/** What a bicycle shop sells, on the same ground as the other drawings. */
export const rides = {
  electric: (
    <>
      <Wheels from={38} to={122} y={82} r={26} />
      {cityFrame}
      <rect x="62" y="54" width="9" height="24" rx="3" transform="rotate(-14 66 66)" data-fill="dark" />
      <path d="m68 60-4 6h5l-4 6" data-line="accent" />
    </>
  ),
  childSeat: (
    <>
      <Wheels from={38} to={122} y={86} r={22} />
      <g transform="translate(0 4)">{cityFrame}</g>
      <path d="M22 26c0-6 10-6 11 0l3 20h18v10H32c-6 0-9-4-9-10Z" data-fill="shade" />
      <path d="M28 56v12M48 56v8" />
      <rect x="62" y="58" width="9" height="24" rx="3" transform="rotate(-14 66 70)" data-fill="dark" />
    </>
  ),
  road: (
    <>
      <Wheels from={38} to={122} y={80} r={28} />
      <path d="m38 80 22-40h46L76 80H38M60 40l16 40M106 40l16 40" data-line="accent" strokeWidth="4" />
      <path d="m60 40-3-8M46 31h20M106 40l-3-12h14c8 0 8 12 0 12" strokeWidth="3" />
      <circle cx="76" cy="80" r="7" data-fill="dark" />
      <path d="m76 80 8 10" />
    </>
  ),
  child: (
    <>
      <Wheels from={46} to={116} y={84} r={22} />
      <path d="M46 84 68 52l10 32H46M78 84c16-4 24-18 26-34" data-line="accent" strokeWidth="4" />
      <path d="m102 38 14 46M102 38l-10-4M68 52l-4-12M54 39h18" strokeWidth="3" />
      <path d="M106 48h14v12h-12Z" data-fill="shade" />
      <circle cx="78" cy="84" r="5" data-fill="dark" />
      <circle cx="36" cy="98" r="7" />
      <path d="m46 84-10 14" />
    </>
  ),
  folding: (
    <>
      <Wheels from={40} to={122} y={92} r={18} />
      <path d="m40 92 22-14 44 2" data-line="accent" strokeWidth="6" />
      <path d="M62 92V26M48 25h24M106 80l-6-58M92 22h18M106 80l16 12" strokeWidth="3" />
      <circle cx="84" cy="79" r="4" data-fill="body" />
      <circle cx="64" cy="92" r="6" data-fill="dark" />
    </>
  ),
  miniElectric: (
    <>
      <Wheels from={40} to={122} y={90} r={20} />
      <path d="m40 90 24-32 14 32H40M78 90l28-34M64 58l42-2" data-line="accent" strokeWidth="4" />
      <path d="M64 58 60 36M48 35h22M106 56l-5-28M92 28h18M106 56l16 34" strokeWidth="3" />
      <rect x="74" y="52" width="24" height="9" rx="3" data-fill="dark" />
      <circle cx="78" cy="90" r="6" data-fill="dark" />
    </>
  ),
  helmet: (
    <>
      <path d="M24 78c0-36 26-54 58-54s54 22 54 48c0 6-4 8-10 8H32c-5 0-8 0-8-2Z" data-fill="body" />
      <path
        d="M46 66c2-18 16-28 36-30M64 66c4-14 16-20 34-22M84 66c6-8 18-14 32-14"
        data-line="accent"
        strokeWidth="6"
      />
      <path d="M52 80c4 14 12 22 22 26M112 80c-6 14-18 22-38 26" />
      <rect x="68" y="102" width="12" height="8" rx="2" data-fill="dark" />
    </>
  ),
  light: (
    <>
      <rect x="30" y="44" width="58" height="32" rx="8" data-fill="dark" />
      <path d="M88 42h12v36H88Z" data-fill="shade" />
      <path d="m112 60h28M110 44l24-12M110 76l24 12" data-line="accent" strokeWidth="4" />
      <path d="M46 76v12h22V76" data-fill="body" />
      <circle cx="57" cy="95" r="10" strokeWidth="4" />
      <path d="M42 56h14" data-line="accent" strokeWidth="3" />
    </>
  ),
  lock: (
    <>
      <path d="M52 74V42a28 28 0 0 1 56 0v32" strokeWidth="11" />
      <path d="M52 74V42a28 28 0 0 1 56 0v32" data-line="light" strokeWidth="6" />
      <rect x="36" y="74" width="88" height="28" rx="8" data-fill="dark" />
      <circle cx="80" cy="86" r="4" data-fill="accent" data-line="none" />
      <path d="M80 88v6" data-line="accent" strokeWidth="3" />
    </>
  ),
}
