import type { Rejected } from './use-upload.ts'

type FieldError = Rejected['errors'][number]

/** Hands the refused rows to the person as a table file that spreadsheets open. */
export function saveRejected(rejected: readonly Rejected[], text: (error: FieldError) => string): void {
  const lines = rejected.flatMap(({ line, code, errors }) =>
    errors.map((error) => [String(line), code ?? '', error.field, error.code, text(error), error.message]),
  )
  const csv = [['line', 'code', 'field', 'error', 'meaning', 'message'], ...lines]
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')
  // The byte order mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob([`\uFEFF${csv}\r\n`], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'rejected-items.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A leading `=` or the like would be run as a formula. */
function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
