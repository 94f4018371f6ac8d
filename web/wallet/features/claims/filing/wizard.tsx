import { Button, Progress, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { Clause } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { DescriptionStep } from './description-step.tsx'
import type { DraftStore } from './draft.ts'
import { ExclusionsStep } from './exclusions-step.tsx'
import classes from './filing.module.css'
import { useFilingT } from './messages.ts'
import { removePhotos } from './photo-queue.ts'
import { PhotosStep } from './photos-step.tsx'
import { faultsOf, stepsFor, stepToShow } from './steps.ts'
import type { StepName } from './steps.ts'
import { WhatStep } from './what-step.tsx'
import { WhenStep } from './when-step.tsx'

type Props = {
  /** Names the draft and its photos. */
  name: string
  store: DraftStore
  exclusions: readonly Clause[]
  /** By the organisation's clock, where it is known. */
  today: string | null
  /** The step of the address, so that the phone's own way back goes one step back. */
  wanted: string | undefined
  onStep: (step: StepName) => void
  /** The last step: what the rules say, and what is sent. */
  check: ReactNode
  /** The button below the last step. */
  submit: ReactNode
}

/** One question a screen, with a way back, until there is enough to ask the rules. */
export function Wizard({ name, store, exclusions, today, wanted, onStep, check, submit }: Props) {
  const t = useFilingT()
  const { draft, change, forget } = store
  const steps = stepsFor(exclusions)
  const step = stepToShow(wanted, steps, draft, today)
  const at = steps.indexOf(step)
  const [tried, setTried] = useState<StepName | null>(null)
  const heading = useFocusOnChange(step)
  useTitle(t('title'))
  const faults = tried === step ? faultsOf(step, draft, today) : []
  const given = { draft, change, faults }

  function goOn() {
    const next = steps[at + 1]
    if (faultsOf(step, draft, today).length > 0) setTried(step)
    else if (next) onStep(next)
  }
  const previous = steps[at - 1]
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        goOn()
      }}
    >
      <p className={classes['progress']}>
        <Progress value={((at + 1) / steps.length) * 100} size="sm" aria-hidden />
        <span className="figures">{t('stepOf', { step: at + 1, steps: steps.length })}</span>
      </p>
      <Title order={2} ref={heading} tabIndex={-1} className={classes['heading'] ?? ''}>
        {t(`${step}.title`)}
      </Title>
      {step === 'what' && <WhatStep {...given} />}
      {step === 'when' && <WhenStep {...given} today={today} />}
      {step === 'exclusions' && <ExclusionsStep {...given} exclusions={exclusions} />}
      {step === 'description' && <DescriptionStep {...given} />}
      {step === 'photos' && <PhotosStep name={name} />}
      {step === 'check' && check}
      <div className={classes['actions']}>
        {previous && (
          <Button variant="default" size="lg" onClick={() => onStep(previous)}>
            {t('back')}
          </Button>
        )}
        {step === 'check' ? (
          submit
        ) : (
          <Button type="submit" size="lg">
            {t('next')}
          </Button>
        )}
      </div>
      {draft.cause && (
        <StartOver
          onConfirm={() => {
            removePhotos(name)
            forget()
            onStep('what')
          }}
        />
      )}
    </form>
  )
}

function StartOver({ onConfirm }: { onConfirm: () => void }) {
  const t = useFilingT()
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Button fullWidth variant="subtle" color="gray" mt="md" onClick={() => setAsked(true)}>
        {t('startOver')}
      </Button>
      <Confirm
        opened={asked}
        title={t('startOver')}
        confirmLabel={t('startOver')}
        loss
        onConfirm={() => {
          setAsked(false)
          onConfirm()
        }}
        onClose={() => setAsked(false)}
      >
        {t('startOverText')}
      </Confirm>
    </>
  )
}

/** A new question is read out and stands at the top, as a new page would. */
function useFocusOnChange(step: StepName) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [step])
  return heading
}
