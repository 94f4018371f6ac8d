import type { ComponentType, ReactElement } from 'react'

/** What the shell asks an app's link to render with. */
export type NavLinkProps = {
  className: string
  children: ReactElement | (ReactElement | null)[]
  'aria-current': 'page' | undefined
}

/** One entry of a shell's navigation. The app gives its own router's link, so the kit knows no router. */
export type NavItem = {
  key: string
  label: string
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  active: boolean
  /** Comes later: shown calmly grey, still leads to its page. */
  later?: boolean
  link: (props: NavLinkProps) => ReactElement
}
