/** The desk is looked at by several people at once: what is shown is never older than ten seconds. */
export const polled = { refetchInterval: 10_000, staleTime: 5_000 } as const
