import type { ContractSummary, LocalText } from '#api/types.ts'
import { remaining } from '#kit/format/days.ts'
import { soonDays, useTimeLeft } from '#kit/cover/time-left.tsx'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import type { Language } from '#kit/i18n/language.tsx'
import type { Tone } from '#kit/status-badge.tsx'
import { useT } from '../messages.ts'

type Status = ContractSummary['status']

const tones: Record<Status, Tone> = {
  pending: 'waiting',
  scheduled: 'info',
  active: 'good',
  expired: 'ended',
  suspended: 'waiting',
  cancelled: 'ended',
  fulfilled: 'ended',
  void: 'bad',
}

/** The author's words in the reader's language, else in Japanese, in which there always are some. */
export function localText(text: LocalText, language: Language): string {
  return text[language] ?? text.ja
}

/** Covers that run or will run, as against those that are over. */
export function isCurrent(contract: ContractSummary): boolean {
  return ['pending', 'scheduled', 'active', 'suspended'].includes(contract.status)
}

export function endsSoon(contract: ContractSummary): boolean {
  return contract.status === 'active' && remaining(contract.today, contract.endsOn).days <= soonDays
}

/** How a contract stands: the word and tone of its badge, what is left, and until or from when. */
export function useStanding(contract: ContractSummary) {
  const t = useT()
  const { language } = useLanguage()
  const timeLeft = useTimeLeft()
  const soon = endsSoon(contract)
  const day = (value: string) => formatDay(value, language)
  const over = !isCurrent(contract)
  const starts = contract.covers.map((c) => c.startsOn).sort()[0] ?? contract.startsOn
  return {
    label: soon ? t('status.soon') : t(`status.${contract.status}`),
    tone: soon ? ('soon' as const) : tones[contract.status],
    soon,
    over,
    left:
      contract.status === 'active'
        ? timeLeft(contract.today, contract.endsOn)
        : contract.status === 'scheduled'
          ? t('left.starts', { day: day(starts) })
          : null,
    note:
      contract.status === 'scheduled' &&
      contract.makerWarranty &&
      contract.today < contract.makerWarranty.endsOn
        ? t('left.makerNow')
        : null,
    until: over
      ? contract.status === 'expired'
        ? t('left.ended', { day: day(contract.lastDay) })
        : null
      : t('left.until', { day: day(contract.lastDay) }),
  }
}
