export { addPaper } from './issue-paper.ts'
export type { PaidBy, PaperInput } from './issue-paper.ts'
