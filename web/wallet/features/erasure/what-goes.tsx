import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErasurePreview } from '#api/types.ts'
import { Section } from '../../parts/section.tsx'
import classes from './erasure.module.css'
import { useT } from './messages.ts'

/** What goes and what stays, side by side in words and counts. */
export function WhatGoes({ preview }: { preview: ErasurePreview }) {
  const t = useT()
  return (
    <>
      <Section title={t('goes')}>
        <Rows rows={preview.goes.map(({ what, count }) => ({ name: t(`goes.${what}`), count }))} />
      </Section>
      <Section title={t('stays')} hint={t('staysWhy', { years: preview.keptYears })}>
        <Rows rows={preview.stays.map(({ what, count }) => ({ name: t(`stays.${what}`), count }))} />
      </Section>
    </>
  )
}

function Rows({ rows }: { rows: { name: string; count: number }[] }) {
  const t = useT()
  if (rows.length === 0) return <Text c="dimmed">{t('nothing')}</Text>
  return (
    <List>
      {rows.map(({ name, count }) => (
        <li key={name}>
          <span>{name}</span>
          <span className="figures">{t('count', { count })}</span>
        </li>
      ))}
    </List>
  )
}

/** Claims that end with the erasure, or that it has to wait for. */
export function OpenClaims({ claims }: { claims: ErasurePreview['claims'] }) {
  const t = useT()
  if (claims.length === 0) return null
  return (
    <Section title={t('claims')}>
      <List>
        {claims.map((claim) => (
          <li key={claim.receptionNumber}>
            <span>
              <strong>{claim.item}</strong>
              <span className={classes['detail']}>{claim.receptionNumber}</span>
              <span className={classes['detail']}>
                {claim.withdrawable ? t('claimEnds') : t('claimHinders')}
              </span>
            </span>
          </li>
        ))}
      </List>
    </Section>
  )
}

function List({ children }: { children: ReactNode }) {
  return <ul className={classes['list']}>{children}</ul>
}
