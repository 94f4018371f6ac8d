import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { NetworkError } from '#api/errors.ts'
import { createQueryClient } from '#api/query.ts'
import { paths } from './paths.ts'
import { createRegisterRouter } from './router.tsx'
import { noteNetwork } from './till/network.ts'

const queries = createQueryClient(() => {
  // The basket and the queue stay; whoever signs in goes on with them.
  if (router.state.location.pathname === '/sign-in' || router.state.isLoading) return
  void router.navigate({ ...paths.signIn(), replace: true } as never).then(() => queries.clear())
})
const router = createRegisterRouter(queries)

/** Every answer and every lost one says something about the line. */
queries.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated') return
  if (event.action.type === 'success' && event.action.manual !== true) noteNetwork(true)
  if (event.action.type === 'error' && event.action.error instanceof NetworkError) noteNetwork(false)
})
queries.getMutationCache().subscribe((event) => {
  if (event.type === 'updated' && event.action.type === 'error' && event.action.error instanceof NetworkError)
    noteNetwork(false)
})

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>
  )
}
