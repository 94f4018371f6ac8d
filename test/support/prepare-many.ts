import { createLog } from '#platform/log.ts'
import { processPhoto } from '#modules/claims/photo-processes.ts'
import { preparePhoto } from '#modules/claims/prepare-photo.ts'
import { photoOf } from './pictures.ts'

// A program: prepares many photos at once and prints the memory that this took.
const [count = 0, width = 0, height = 0] = process.argv.slice(2).map(Number)
const log = createLog('silent')
const first = await photoOf(width, height).jpeg().toBuffer()
const pictures = Array.from({ length: count }, () => Buffer.from(first))
const held = process.memoryUsage().rss
let peak = held
const measuring = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10)
const outcomes = await Promise.all(
  pictures.map((bytes) =>
    preparePhoto({ log }, bytes).then(
      () => 'prepared',
      (error: { code: string }) => error.code,
    ),
  ),
)
clearInterval(measuring)
// Of the processes that did it: they are kept, and say so with their next answer.
const peaks = await Promise.all([0, 1].map(async () => processPhoto(first, 30_000, log)))
console.log(
  JSON.stringify({
    prepared: outcomes.filter((outcome) => outcome === 'prepared').length,
    busy: outcomes.filter((outcome) => outcome === 'busy').length,
    pictureBytes: first.length,
    grownBytes: peak - held,
    processPeakBytes: Math.max(...peaks.map((answer) => ('peakBytes' in answer ? answer.peakBytes : 0))),
  }),
)
