import { QueryClientProvider } from '@tanstack/react-query'
import { createQueryClient } from '#api/query.ts'
import { Door } from './door.tsx'

// Each page asks who works here, and says so where nobody does any more.
const queries = createQueryClient(() => undefined)

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Door />
    </QueryClientProvider>
  )
}
