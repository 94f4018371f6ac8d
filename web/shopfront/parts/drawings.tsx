/** What an electronics shop sells, drawn on 160 × 120. `data-fill` and `data-line` name tones of the style sheet. */
export const drawings = {
  television: (
    <>
      <rect x="14" y="18" width="132" height="78" rx="4" data-fill="dark" />
      <path d="M20 90V24h120v66Z" data-fill="accent" data-line="none" opacity=".22" />
      <path d="m20 90 34-34 22 18 28-30 36 40v6Z" data-fill="accent" data-line="none" opacity=".6" />
      <circle cx="44" cy="40" r="7" data-fill="body" data-line="none" opacity=".8" />
      <path d="m50 96-8 10M110 96l8 10" />
    </>
  ),
  washer: (
    <>
      <rect x="42" y="8" width="76" height="104" rx="6" data-fill="body" />
      <path d="M42 30h76" />
      <rect x="50" y="15" width="22" height="8" rx="2" data-fill="shade" data-line="none" />
      <circle cx="104" cy="19" r="5" data-fill="shade" />
      <circle cx="80" cy="68" r="29" data-fill="shade" />
      <circle cx="80" cy="68" r="21" data-fill="dark" />
      <path
        d="M62 74c6-6 11 3 18-1s11-5 18-1a19 19 0 0 1-36 2Z"
        data-fill="accent"
        data-line="none"
        opacity=".8"
      />
    </>
  ),
  fridge: (
    <>
      <rect x="48" y="6" width="64" height="106" rx="5" data-fill="body" />
      <path d="M48 62h64M48 86h64M80 6v56" />
      <path d="M75 28v18M85 28v18M72 68h16M72 92h16" data-line="accent" strokeWidth="3" />
      <path d="M54 112v3M106 112v3" />
    </>
  ),
  vacuum: (
    <>
      <path d="m56 24 40 64" strokeWidth="5" />
      <path d="m56 24 40 64" data-line="light" />
      <path d="M46 12h18l8 16-14 8-16-12Z" data-fill="accent" />
      <circle cx="52" cy="22" r="4" data-fill="body" />
      <rect x="60" y="28" width="16" height="24" rx="6" transform="rotate(-32 68 40)" data-fill="shade" />
      <path d="M84 92h34a6 6 0 0 1 6 6v6H78v-6a6 6 0 0 1 6-6Z" data-fill="body" />
      <path d="M78 104h46" strokeWidth="4" />
    </>
  ),
  laptop: (
    <>
      <rect x="34" y="20" width="92" height="62" rx="5" data-fill="dark" />
      <rect x="40" y="26" width="80" height="50" data-fill="accent" data-line="none" opacity=".3" />
      <path d="M50 40h34M50 50h48M50 60h26" data-line="light" strokeWidth="3" />
      <path d="M20 88h120l-6 10H26Z" data-fill="body" />
      <path d="M68 88h24v3H68Z" data-fill="shade" data-line="none" />
    </>
  ),
  tablet: (
    <>
      <rect x="40" y="10" width="76" height="100" rx="8" data-fill="dark" />
      <rect x="46" y="17" width="64" height="86" rx="2" data-fill="body" />
      <path d="M56 76c10-30 18 12 26-12s10-10 18-14" data-line="accent" strokeWidth="3" />
      <path d="m124 24 6 3-22 48-7 6 1-9Z" data-fill="shade" />
    </>
  ),
  earphones: (
    <>
      <rect x="44" y="52" width="72" height="52" rx="20" data-fill="body" />
      <path d="M44 72h72" />
      <circle cx="80" cy="88" r="3" data-fill="accent" data-line="none" />
      <path d="M50 18a11 11 0 0 1 22 0c0 6-4 8-5 12v16h-8V32c-5-2-9-7-9-14Z" data-fill="shade" />
      <path d="M110 18a11 11 0 0 0-22 0c0 6 4 8 5 12v16h8V32c5-2 9-7 9-14Z" data-fill="shade" />
      <circle cx="61" cy="18" r="4" data-fill="dark" />
      <circle cx="99" cy="18" r="4" data-fill="dark" />
    </>
  ),
  soundBar: (
    <>
      <rect x="12" y="60" width="136" height="24" rx="8" data-fill="dark" />
      <path
        d="M24 66v12M32 66v12M40 66v12M48 66v12M112 66v12M120 66v12M128 66v12M136 66v12"
        data-line="light"
      />
      <circle cx="80" cy="72" r="3" data-fill="accent" data-line="none" />
      <path d="M58 44a32 32 0 0 1 44 0M68 32a46 46 0 0 1 24 0" data-line="accent" strokeWidth="3" />
      <path d="M26 84v5M134 84v5" />
    </>
  ),
  oven: (
    <>
      <rect x="20" y="24" width="120" height="80" rx="6" data-fill="body" />
      <rect x="30" y="34" width="76" height="58" rx="4" data-fill="dark" />
      <path d="M38 82c0-16 60-16 60 0Z" data-fill="accent" data-line="none" opacity=".75" />
      <path d="M34 82h68" data-line="light" />
      <rect x="114" y="36" width="18" height="10" rx="2" data-fill="shade" data-line="none" />
      <circle cx="123" cy="62" r="8" data-fill="shade" />
      <path d="M123 62v-6M116 84h14" />
    </>
  ),
  riceCooker: (
    <>
      <path d="M34 56c0-24 20-34 46-34s46 10 46 34Z" data-fill="body" />
      <path d="M30 56h100v30c0 12-10 18-22 18H52c-12 0-22-6-22-18Z" data-fill="body" />
      <rect x="60" y="68" width="40" height="22" rx="4" data-fill="dark" />
      <path d="M68 79h10M86 79h6" data-line="accent" strokeWidth="3" />
      <path d="M68 32h24" strokeWidth="4" />
      <path d="M72 14c-4-4 4-6 0-10M88 14c-4-4 4-6 0-10" data-line="accent" />
    </>
  ),
  airConditioner: (
    <>
      <rect x="14" y="26" width="132" height="42" rx="8" data-fill="body" />
      <path d="M24 56h112" strokeWidth="3" />
      <path d="M24 62h112" />
      <circle cx="130" cy="38" r="3" data-fill="accent" data-line="none" />
      <path
        d="M46 80c0 8-6 8-6 16M80 80c0 8-4 10-4 20M114 80c0 8 4 8 4 16"
        data-line="accent"
        strokeWidth="3"
      />
    </>
  ),
  cable: (
    <>
      <path d="M40 34v20c0 34 80 0 80 34v2" strokeWidth="7" />
      <path d="M40 34v20c0 34 80 0 80 34v2" data-line="light" strokeWidth="3" />
      <path d="M28 10h24v18l-4 6H32l-4-6Z" data-fill="dark" />
      <path d="M108 110h24V92l-4-6h-16l-4 6Z" data-fill="dark" />
      <path d="M34 16h12M114 104h12" data-line="accent" strokeWidth="3" />
    </>
  ),
  camera: (
    <>
      <path d="M54 30l6-14h40l6 14Z" data-fill="dark" />
      <rect x="22" y="30" width="116" height="70" rx="8" data-fill="dark" />
      <path d="M23 44h114v40H23Z" data-fill="shade" data-line="none" />
      <circle cx="80" cy="64" r="30" data-fill="body" />
      <circle cx="80" cy="64" r="21" data-fill="dark" />
      <circle cx="80" cy="64" r="11" data-fill="accent" data-line="none" opacity=".8" />
      <circle cx="75" cy="59" r="3" data-fill="body" data-line="none" />
      <rect x="118" y="35" width="12" height="5" rx="2" data-fill="accent" data-line="none" />
    </>
  ),
}
export type Drawing = keyof typeof drawings
