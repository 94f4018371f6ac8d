import { Stack } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ContractSummary } from '#api/types.ts'
import { useT } from '../../messages.ts'
import classes from './home.module.css'
import { WarrantyCard } from './warranty-card.tsx'

/** Covers that are over, folded away below. */
export function EndedWarranties({ contracts }: { contracts: readonly ContractSummary[] }) {
  const t = useT()
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <button
        type="button"
        className={classes['fold']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={20} aria-hidden />
        {t('home.ended', { count: contracts.length })}
      </button>
      <Stack gap="md" mt="xs" id={id} hidden={!open}>
        {open && contracts.map((contract) => <WarrantyCard key={contract.id} contract={contract} />)}
      </Stack>
    </section>
  )
}
