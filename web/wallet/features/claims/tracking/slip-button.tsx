import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconFileText } from '@tabler/icons-react'
import { readFile } from '#api/files.ts'
import type { Claim } from '#api/types.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Section } from '../../../parts/section.tsx'
import type { ClaimDoor } from './claim-door.ts'
import { useTrackingT } from './messages.ts'

/** The paper that goes with the goods. */
export function SlipButton({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  const slip = useMutation({
    mutationFn: () => readFile(`${door.address}/slip`, door.headers),
    onSuccess: (paper) => hand(paper, `${claim.receptionNumber}.pdf`),
  })
  if (!claim.slip) return null
  return (
    <Section title={t('slip.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('slip.hint')}</Text>
        <Button
          variant="light"
          leftSection={<IconFileText size={20} aria-hidden />}
          loading={slip.isPending}
          onClick={() => slip.mutate()}
        >
          {t('slip.button')}
        </Button>
        <ErrorLine error={slip.error} />
      </Stack>
    </Section>
  )
}

/** By a link that is pressed for the person: a window opened after waiting would be held back by the browser. */
function hand(paper: Blob, name: string): void {
  const url = URL.createObjectURL(paper)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
