import { Radio, Stack } from '@mantine/core'
import {
  IconArrowBarToDown,
  IconBatteryOff,
  IconBolt,
  IconDeviceTv,
  IconDots,
  IconDroplet,
  IconFlame,
  IconHandStop,
  IconPlayerPause,
  IconPower,
  IconPuzzleOff,
  IconVolumeOff,
  IconRipple,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ClaimFault, CoverKind } from '#api/types.ts'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { RadioChoice } from './choice-card.tsx'
import classes from './filing.module.css'
import { useFilingT } from './messages.ts'
import type { StepProps } from './step-props.ts'

const causes: readonly { kind: CoverKind; icon: Icon }[] = [
  { kind: 'natural_failure', icon: IconBolt },
  { kind: 'physical_damage', icon: IconHandStop },
]
const signs: Record<ClaimFault, Icon> = {
  does_not_start: IconPower,
  stops_working: IconPlayerPause,
  display: IconDeviceTv,
  sound: IconVolumeOff,
  battery: IconBatteryOff,
  noise_or_heat: IconFlame,
  leak: IconRipple,
  part_broken: IconPuzzleOff,
  dropped: IconArrowBarToDown,
  liquid: IconDroplet,
  other: IconDots,
}
/** What people see of each cause, the usual first. */
const faults: Record<CoverKind, readonly ClaimFault[]> = {
  natural_failure: [
    'does_not_start',
    'stops_working',
    'display',
    'sound',
    'battery',
    'noise_or_heat',
    'leak',
    'part_broken',
    'other',
  ],
  physical_damage: ['dropped', 'liquid', 'display', 'part_broken', 'does_not_start', 'other'],
}

/** The cause in two plain choices, then the symptoms that go with it. */
export function WhatStep({ draft, change, faults: missing }: StepProps) {
  const t = useFilingT()
  const words = useClaimT()
  const choose = (cause: CoverKind) => {
    const fits = draft.fault !== null && faults[cause].includes(draft.fault)
    change({ cause, fault: fits ? draft.fault : null })
  }
  return (
    <Stack gap="xl">
      <Radio.Group
        label={t('what.cause')}
        value={draft.cause}
        onChange={(value) => choose(value as CoverKind)}
        error={missing.includes('cause') && t('required')}
      >
        <div className={classes['choices']}>
          {causes.map(({ kind, icon }) => (
            <RadioChoice
              key={kind}
              value={kind}
              icon={icon}
              label={t(`what.${kind}`)}
              hint={t(`what.${kind}Hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      {draft.cause && (
        <Radio.Group
          label={t('what.fault')}
          value={draft.fault}
          onChange={(value) => change({ fault: value as ClaimFault })}
          error={missing.includes('fault') && t('required')}
        >
          <div className={classes['choices']} data-two>
            {faults[draft.cause].map((fault) => (
              <RadioChoice key={fault} value={fault} icon={signs[fault]} label={words(`fault.${fault}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
    </Stack>
  )
}
