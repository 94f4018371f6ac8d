import { createLink } from '@tanstack/react-router'
import { IconChevronRight } from '@tabler/icons-react'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import classes from './parts.module.css'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  icon?: ReactNode
  detail?: ReactNode
  tone?: 'soon' | 'info'
  ref?: Ref<HTMLAnchorElement>
}

function Row({ icon, detail, tone, children, ...rest }: Props) {
  return (
    <a {...rest} className={classes['linkRow']} data-tone={tone}>
      {icon && <span className={classes['rowIcon']}>{icon}</span>}
      <span className={classes['rowText']}>
        <span>{children}</span>
        {detail && <span className={classes['rowDetail']}>{detail}</span>}
      </span>
      <IconChevronRight size={20} aria-hidden />
    </a>
  )
}

/** One place to go, as wide as the list it stands in. */
export const LinkRow = createLink(Row)
