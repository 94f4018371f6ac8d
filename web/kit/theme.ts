import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

const green: MantineColorsTuple = [
  '#eaf4f0',
  '#d2e7de',
  '#a8d1c0',
  '#7bbaa1',
  '#52a484',
  '#2f8e6c',
  '#187a5b',
  '#0b6b50',
  '#085640',
  '#054030',
]
const grey: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e8e5de',
  '#d9d5cc',
  '#bfbab0',
  '#9b968b',
  '#6f6a61',
  '#57534c',
  '#3b3834',
  '#23211e',
]
const dark: MantineColorsTuple = [
  '#ebe8e2',
  '#cfcbc3',
  '#aca79d',
  '#858077',
  '#4d4a45',
  '#3b3935',
  '#2a2826',
  '#1c1b19',
  '#151413',
  '#0e0e0d',
]
const amber: MantineColorsTuple = [
  '#fff6e3',
  '#fdebc6',
  '#fadb98',
  '#f4c463',
  '#eaac35',
  '#d79213',
  '#b57606',
  '#8f5b04',
  '#704703',
  '#513302',
]
const red: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dbd7',
  '#f1b5ae',
  '#e78c82',
  '#dc665a',
  '#cd4639',
  '#bb3226',
  '#a3271d',
  '#832018',
  '#631812',
]
const blue: MantineColorsTuple = [
  '#edf3fb',
  '#d6e3f4',
  '#adc7e8',
  '#82a9db',
  '#5b8ccd',
  '#3c72bd',
  '#295da8',
  '#1f4d8f',
  '#193f75',
  '#122f58',
]

const family = [
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  '"Hiragino Sans"',
  '"Yu Gothic UI"',
  '"Noto Sans JP"',
  '"Noto Sans CJK JP"',
  'sans-serif',
].join(', ')

/** The one theme in Mantine's words. 8-pixel grid, radius 8, one shadow. */
export const theme = createTheme({
  colors: { green, gray: grey, dark, amber, red, blue },
  primaryColor: 'green',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: family,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: {
    fontFamily: family,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.35' },
      h2: { fontSize: '1.125rem', lineHeight: '1.45' },
      h3: { fontSize: '1rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  shadows: { xs: shadow(), sm: shadow(), md: shadow(), lg: shadow(), xl: shadow() },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' }, vars: tapHeight('root', '--button-height') },
    Input: { vars: tapHeight('wrapper', '--input-height') },
    SegmentedControl: { vars: () => ({ root: { '--sc-padding': '11px 8px' } }) },
    ModalCloseButton: { defaultProps: { size: 'xl', iconSize: 20 } },
    DrawerCloseButton: { defaultProps: { size: 'xl', iconSize: 20 } },
    TextInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    MultiSelect: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    DateInput: { defaultProps: { size: 'md' } },
    DateTimePicker: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 44 } },
    Modal: { defaultProps: { centered: true, radius: 'md' } },
    // Inside a dialog a header is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Badge: { defaultProps: { radius: 'sm' } },
  },
})

/** Backgrounds and words of Mantine's `light` variants, quieter than its own. */
function softVariants(
  colours: Record<string, readonly [back: string, words: string]>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(colours).flatMap(([name, [back, words]]) => [
      [`--mantine-color-${name}-light`, back],
      [`--mantine-color-${name}-light-hover`, `color-mix(in srgb, ${back} 92%, ${words})`],
      [`--mantine-color-${name}-light-color`, words],
    ]),
  )
}

/** What a finger touches is 44 pixels high. */
function tapHeight(part: string, variable: string) {
  return (_theme: unknown, props: { size?: unknown }) => ({
    [part]: props.size === undefined || props.size === 'md' ? { [variable]: '44px' } : {},
  })
}

function shadow(): string {
  return '0 1px 2px rgb(35 33 30 / 6%), 0 4px 12px rgb(35 33 30 / 5%)'
}

/** What Mantine has no word for; used by the kit's style sheets and by apps. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--m-tap': '44px', '--m-bar': '64px' },
  light: {
    '--mantine-color-body': grey[0],
    '--mantine-color-text': grey[9],
    '--mantine-color-dimmed': grey[6],
    '--mantine-color-placeholder': grey[6],
    '--mantine-color-default-border': grey[3],
    '--mantine-color-anchor': green[7],
    '--mantine-color-error': red[7],
    ...softVariants({
      green: [green[0], green[7]],
      amber: [amber[0], amber[8]],
      red: [red[0], red[8]],
      blue: [blue[0], blue[8]],
    }),
    '--m-surface': '#ffffff',
    '--m-sunken': grey[1],
    '--m-line': grey[2],
    '--m-accent': green[7],
    '--m-accent-soft': green[0],
    '--m-amber': amber[7],
    '--m-amber-soft': amber[0],
    '--m-amber-line': amber[2],
    '--m-blue': blue[7],
    '--m-blue-soft': blue[0],
    '--m-red': red[7],
    '--m-red-soft': red[0],
    '--m-strip-maker': grey[5],
    '--m-strip-failure': green[7],
    '--m-strip-damage': blue[6],
    '--m-track': grey[2],
  },
  dark: {
    '--mantine-color-body': dark[8],
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-default': dark[6],
    '--mantine-color-default-border': dark[4],
    '--mantine-color-anchor': green[3],
    ...softVariants({
      green: ['#14302a', green[2]],
      amber: ['#33270f', amber[2]],
      red: ['#3a1d1a', red[2]],
      blue: ['#18263a', blue[2]],
    }),
    '--mantine-color-error': red[3],
    '--m-surface': dark[7],
    '--m-sunken': dark[6],
    '--m-line': dark[5],
    '--m-accent': green[3],
    '--m-accent-soft': '#14302a',
    '--m-amber': amber[3],
    '--m-amber-soft': '#33270f',
    '--m-amber-line': '#5a4416',
    '--m-blue': blue[2],
    '--m-blue-soft': '#18263a',
    '--m-red': red[3],
    '--m-red-soft': '#3a1d1a',
    '--m-strip-maker': dark[3],
    '--m-strip-failure': green[4],
    '--m-strip-damage': blue[3],
    '--m-track': dark[5],
  },
})
