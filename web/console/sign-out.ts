import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useWrite } from '#api/query.ts'
import { paths } from './paths.ts'

/** Ends the session and forgets everything that was read with it. */
export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate() as unknown as (options: object) => Promise<void>
  const { mutate, isPending } = useWrite('post', '/v1/staff/sign-out', {
    onDone: () => void navigate({ ...paths.signIn(), replace: true }).then(() => queries.clear()),
  })
  return { signOut: () => mutate(), busy: isPending }
}
