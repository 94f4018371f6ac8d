import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '#api/query.ts'
import { createShopRouter } from './router.tsx'

// Nobody is signed in to a shop.
const queries = createQueryClient(() => undefined)
const router = createShopRouter()

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>
  )
}
