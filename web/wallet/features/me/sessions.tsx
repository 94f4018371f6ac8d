import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { q, useWrite } from '#api/query.ts'
import { SessionList } from '#kit/session-list.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'

const stale = ['/v1/me/sessions'] as const

/** Where the person is signed in to the wallet. */
export function Sessions() {
  const t = useT()
  const state = useQuery(q('/v1/me/sessions'))
  const end = useWrite('post', '/v1/me/sessions/{sessionId}/end', { stale })
  const endOthers = useWrite('post', '/v1/me/sessions/end-others', { stale })
  const told = (done: () => void) => {
    notifications.show({ message: t('me.sessionEnded'), color: 'green' })
    done()
  }
  return (
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
  )
}
