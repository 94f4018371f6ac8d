import { mkdir, writeFile } from 'node:fs/promises'
import { arch, cpus, loadavg, platform, totalmem } from 'node:os'
import { dirname } from 'node:path'
import type { Figure } from './figures.ts'
import type { MemoryCase } from './memory.ts'
import type { Sizes } from './settings.ts'
import { thresholds } from './settings.ts'

export type Report = {
  figures: Figure[]
  memory: MemoryCase[]
  /** Resident memory of the process in MB after all figures. */
  rssAfterFigures: number | null
  /** Of the database server. */
  settings: Record<string, string>
  sizes: Sizes
  contracts: number
}

/** Sentences on what did not reach its threshold; empty where all did. */
export function failures({ figures, memory }: Report): string[] {
  return [
    ...figures
      .filter((f) => f.ratio < leastOf(f))
      .map((f) => `${f.name}: ${f.ratio.toFixed(2)} of its limit, below ${leastOf(f)}`),
    ...memory
      .filter((m) => m.mostMb > thresholds.memoryMb)
      .map((m) => `memory, client ${m.name}: ${m.mostMb} MB, above ${thresholds.memoryMb}`),
  ]
}

function leastOf({ name }: Figure): number {
  return thresholds.ratios[name] ?? thresholds.ratio
}

export function printReport(report: Report): void {
  const rows = report.figures.map((f) => [
    f.name,
    Math.round(f.ours.perSecond).toLocaleString('en'),
    Math.round(f.limit.perSecond).toLocaleString('en'),
    f.unit,
    f.ratio.toFixed(2),
    milliseconds(f.ours.p50),
    milliseconds(f.ours.p99),
    milliseconds(f.limit.p50),
    milliseconds(f.limit.p99),
  ])
  printTable([['figure', 'ours', 'limit', '', 'ratio', 'p50', 'p99', 'limit p50', 'limit p99'], ...rows])
  for (const figure of report.figures) {
    for (const [name, value] of Object.entries(figure.notes))
      console.log(`  ${figure.name}, ${name}: ${value.toLocaleString('en')}`)
  }
  for (const m of report.memory) {
    console.log(
      `  memory, client ${m.name}: ${m.mostMb} MB at most (${m.idleMb} idle) over ${m.lines.toLocaleString('en')} purchases at ${Math.round(m.perSecond).toLocaleString('en')}/s`,
    )
  }
  const { settings } = report
  console.log(
    `  PostgreSQL ${settings['server_version']}, fsync ${settings['fsync']}, synchronous_commit ${settings['synchronous_commit']}; ${report.contracts.toLocaleString('en')} contracts at the end`,
  )
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '' : `${value.toFixed(1)} ms`
}

function printTable(rows: readonly string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => (i === 0 || i === 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
}

/** The whole report with what it was measured on. */
export async function writeReport(file: string, report: Report): Promise<void> {
  const machine = {
    platform: platform(),
    arch: arch(),
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryMb: Math.round(totalmem() / 1024 ** 2),
    load: loadavg(),
  }
  const versions = {
    node: process.versions.node,
    v8: process.versions.v8,
    postgres: report.settings['server_version'],
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, versions, thresholds, ...report }, null, 2)}\n`,
  )
}
