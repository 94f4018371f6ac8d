import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { question, useWrite } from '#api/query.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { contactFault, contactInput } from '../../../parts/contact.ts'
import { CheckStep } from '../filing/check-step.tsx'
import type { DraftStore } from '../filing/draft.ts'
import { useDraft } from '../filing/draft.ts'
import { faultInput } from '../filing/fault-input.ts'
import { useFilingT } from '../filing/messages.ts'
import { handOverPhotos } from '../filing/photo-queue.ts'
import { stepsFor, stepToShow } from '../filing/steps.ts'
import type { StepName } from '../filing/steps.ts'
import { Wizard } from '../filing/wizard.tsx'
import { useSendPhotos } from '../use-send-photos.ts'
import { GuestShell } from './guest-shell.tsx'
import { keepGuestToken } from './guest-token.ts'
import { useGuestT } from './messages.ts'
import { NumberAndContact } from './number-and-contact.tsx'

const route = getRouteApi('/claim/new')
const name = 'guest'

/** A claim by warranty number and contact: who, then the same steps as with an account. */
export function GuestFilePage() {
  const words = useFilingT()
  const { step } = route.useSearch()
  const navigate = route.useNavigate()
  const store = useDraft(name)
  const { draft } = store
  const known = draft.number.trim() !== '' && contactFault(draft.contact) === null
  const onStep = (next?: StepName) => void navigate({ search: next ? { step: next } : {} })
  useTitle(words('title'))
  return (
    <GuestShell>
      <BackLink to="/claim" />
      <Title order={1} mb="md">
        {words('title')}
      </Title>
      {known && step !== undefined ? (
        <Filing store={store} wanted={step} onStep={onStep} />
      ) : (
        <Who store={store} onDone={() => onStep('what')} />
      )}
    </GuestShell>
  )
}

function Who({ store: { draft, change }, onDone }: { store: DraftStore; onDone: () => void }) {
  const t = useGuestT()
  return (
    <NumberAndContact
      words={{
        number: t('who.number'),
        hint: t('who.numberHint'),
        required: t('who.numberRequired'),
        contactHint: t('who.contactHint'),
        submit: t('who.next'),
      }}
      number={draft.number}
      contact={draft.contact}
      onChange={change}
      onSubmit={onDone}
    />
  )
}

type FilingProps = { store: DraftStore; wanted: string; onStep: (step?: StepName) => void }

function Filing({ store, wanted, onStep }: FilingProps) {
  const t = useGuestT()
  const words = useFilingT()
  const navigate = route.useNavigate()
  const sendPhotos = useSendPhotos()
  const { draft } = store
  const step = stepToShow(wanted, stepsFor([]), draft, null)
  const fault = faultInput(draft)
  const body = fault && { number: draft.number.trim(), contact: contactInput(draft.contact), ...fault }
  const check = useQuery({
    ...question('/v1/guest/claims/check', { body: body as NonNullable<typeof body> }),
    enabled: step === 'check' && body !== null,
    staleTime: 0,
  })
  const file = useWrite('post', '/v1/guest/claims', {
    onDone: ({ claim, token }) => {
      keepGuestToken(token)
      handOverPhotos(name, claim.id)
      void sendPhotos(claim.id, { address: '/v1/guest/claim', headers: { 'claim-token': token } })
      void navigate({ to: '/claim/status', search: { filed: '1' }, replace: true }).then(store.forget)
    },
  })
  const ok = check.data?.result === 'ok' && !check.isFetching
  return (
    <Wizard
      name={name}
      store={store}
      exclusions={[]}
      today={null}
      wanted={wanted}
      onStep={onStep}
      check={
        <>
          <CheckStep
            name={name}
            draft={draft}
            exclusions={[]}
            check={check}
            currency={null}
            signedIn={false}
            onEdit={onStep}
          />
          <Button variant="default" mt="md" onClick={() => onStep()}>
            {t('who.edit')}
          </Button>
          <ErrorLine error={file.error} />
        </>
      }
      submit={
        <Button
          size="lg"
          disabled={!ok}
          loading={file.isPending}
          onClick={() => {
            if (body) file.mutate({ body, headers: { 'idempotency-key': draft.key } })
          }}
        >
          {words('check.submit')}
        </Button>
      }
    />
  )
}
