/** Ends an import with a sentence for the person who started it, and nothing else. */
export class ImportFailure extends Error {}

/** The command itself is wrong: answered with how to use it. */
export class UsageError extends Error {}
