export { addJournal, post, reverse } from './post.ts'
export type { JournalInput, PostingInput } from './post.ts'
export { chart } from './chart.ts'
export type { AccountName } from './chart.ts'
