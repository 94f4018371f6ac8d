import { MantineThemeProvider, createTheme } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '#api/query.ts'
import { paths } from './paths.ts'
import { createConsoleRouter } from './router.tsx'

const queries = createQueryClient(() => {
  const { location } = router.state
  // The first call of a page is caught by its route; this is for sessions that end while the page is open.
  if (location.pathname === '/sign-in' || router.state.isLoading) return
  const place = paths.signIn({ next: location.href })
  void router.navigate({ ...place, replace: true } as never).then(() => queries.clear())
})
const router = createConsoleRouter(queries)

/** Hints stand below their fields, so that fields side by side stay on one line. */
const deskTheme = createTheme({
  components: {
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] } },
    CheckboxGroup: { defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] } },
    RadioGroup: { defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] } },
  },
})

export function App() {
  return (
    <MantineThemeProvider theme={deskTheme}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineThemeProvider>
  )
}
