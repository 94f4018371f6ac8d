import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '#api/query.ts'
import { createWalletRouter } from './router.tsx'

const queries = createQueryClient(() => {
  const { location } = router.state
  // The first call of a page is caught by its route; this is for sessions that end while the page is open.
  if (['/sign-in', '/goodbye'].includes(location.pathname) || router.state.isLoading) return
  queries.clear()
  void router.navigate({ to: '/sign-in', search: { next: location.href }, replace: true })
})
const router = createWalletRouter(queries)

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
