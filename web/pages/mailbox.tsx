import { QueryClientProvider } from '@tanstack/react-query'
import { createQueryClient } from '#api/query.ts'
import { start } from '#kit/kit-provider.tsx'
import { MailboxPage } from './mailbox-page.tsx'

const queries = createQueryClient(() => undefined)

start(
  <QueryClientProvider client={queries}>
    <MailboxPage />
  </QueryClientProvider>,
)
