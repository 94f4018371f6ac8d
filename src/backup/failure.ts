/** A backup cannot be made or restored, and why: said to the operator without a stack. */
export class BackupFailure extends Error {}
