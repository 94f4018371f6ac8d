import { useQuery } from '@tanstack/react-query'
import { q, useWrite } from '#api/query.ts'
import { SessionList } from '#kit/session-list.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { Section } from '../../parts/section.tsx'
import { useT } from './messages.ts'

/** Where the person is signed in to the console. */
export function Sessions() {
  const t = useT()
  const state = useQuery(q('/v1/staff-session/sessions'))
  const stale = ['/v1/staff-session/sessions'] as const
  const told = (done: () => void) => {
    notifyDone(t('sessionEnded'))
    done()
  }
  const end = useWrite('post', '/v1/staff-session/sessions/{sessionId}/end', { stale })
  const endOthers = useWrite('post', '/v1/staff-session/sessions/end-others', { stale })
  return (
    <Section title={t('sessions')}>
      <Loadable state={state} skeleton={<SkeletonRows count={2} />}>
        {({ items }) => (
          <SessionList
            sessions={items}
            busy={end.isPending || endOthers.isPending}
            error={end.error ?? endOthers.error}
            onEnd={(sessionId, done) =>
              end.mutate({ params: { path: { sessionId } } }, { onSuccess: () => told(done) })
            }
            onEndOthers={(done) => endOthers.mutate(undefined, { onSuccess: () => told(done) })}
          />
        )}
      </Loadable>
    </Section>
  )
}
