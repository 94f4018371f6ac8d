import type { Language } from '#platform/messages.ts'
import type { Fact, ShownPaper } from './facts.ts'
import { factsOf } from './facts.ts'

/** A receipt as wide as the paper roll of a till; on sheets it stands in the middle. No script, no picture. */
export function pageOfPaper(paper: ShownPaper, language: Language, reprint: boolean, nonce: string): string {
  const facts = factsOf(paper, language, reprint)
  const [issuer = '', ...rest] = facts.issuer
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${facts.title} ${paper.number}`)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${facts.marks.map((mark) => `<p class="mark">${escaped(mark)}</p>`).join('')}
<h1>${escaped(facts.title)}</h1>
<address><strong>${escaped(issuer)}</strong>${rest.map((line) => `<span>${escaped(line)}</span>`).join('')}</address>
${listOf('head', facts.head)}
<table><tbody>
${facts.lines.map(lineOf).join('\n')}
</tbody></table>
${paragraphs('note', facts.reducedNote === null ? [] : [facts.reducedNote])}
${listOf('totals', facts.totals)}
${listOf('sums', facts.sums)}
${listOf('payments', facts.payments)}
${facts.stamp === null ? '' : `<p class="stamp">${escaped(facts.stamp)}</p>`}
${paragraphs('note', facts.notes)}
</main>
</body>
</html>
`
}

function lineOf({ name, quantity, amount }: ReturnType<typeof factsOf>['lines'][number]): string {
  return `<tr><th scope="row">${escaped(name)}</th><td>× ${quantity}</td><td>${escaped(amount ?? '')}</td></tr>`
}

function listOf(name: string, facts: readonly Fact[]): string {
  if (facts.length === 0) return ''
  const rows = facts.map(
    ({ key, label, value }) =>
      `<div data-fact="${escaped(key)}"><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  )
  return `<dl class="${name}">${rows.join('')}</dl>`
}

function paragraphs(name: string, texts: readonly string[]): string {
  return texts.map((text) => `<p class="${name}">${escaped(text)}</p>`).join('')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const style = `
@page { margin: 4mm }
* { box-sizing: border-box }
body { margin: 0; background: #fff; color: #1c1c1a; font: 12px/1.5 "Noto Sans JP", "Noto Sans SC", system-ui, sans-serif }
main { width: 72mm; max-width: 100%; margin: 0 auto; padding: 4mm 0; overflow-wrap: anywhere }
h1 { margin: 0 0 2mm; font-size: 18px; text-align: center }
address { font-style: normal; text-align: center; margin-bottom: 3mm }
address > * { display: block }
dl { margin: 0; padding: 2mm 0; border-top: 1px dashed #5f5e58 }
dl > div { display: flex; justify-content: space-between; gap: 3mm }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
.sums > [data-fact="due"], .sums > [data-fact="debit"] { font-size: 15px; font-weight: bold }
table { width: 100%; border-collapse: collapse; border-top: 1px dashed #5f5e58 }
th { text-align: left; font-weight: normal }
td { padding-left: 3mm; text-align: right; white-space: nowrap; vertical-align: top; font-variant-numeric: tabular-nums }
.mark { margin: 0 0 2mm; padding: 1mm; border: 2px solid; text-align: center; font-weight: bold }
.note { margin: 2mm 0; font-size: 11px }
.stamp { width: 25mm; height: 25mm; margin: 3mm 0 3mm auto; display: grid; place-items: center; border: 1px dashed #5f5e58 }
@media print and (min-width: 120mm) { main { width: 110mm } }
`
