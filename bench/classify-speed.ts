// Measures how fast a log is classified, and in how much memory. Prints one line per kind of log.
//
//   node bench/run.mjs bench/classify-speed.ts

import { createLogClassifier } from '../src/classify/lines/stream.ts'
import { logKinds } from './classify-speed/log-kinds.ts'

const megabyte = 1_000_000

/** Feeds a generated log of a size; nothing of it is kept outside of the classifier. */
function feed(line: (index: number) => string, sizeBytes: number) {
  const classifier = createLogClassifier()
  let bytes = 0
  let index = 0
  let spentMs = 0
  let peakBytes = 0
  while (bytes < sizeBytes) {
    // Lines are made outside of the measured time, a batch at a time.
    const batch = Array.from({ length: 10_000 }, () => line(index++))
    const start = process.cpuUsage().user
    for (const each of batch) classifier.push(each)
    spentMs += (process.cpuUsage().user - start) / 1_000
    for (const each of batch) bytes += each.length + 1
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss)
  }
  const { classification } = classifier.end()
  return { spentMs, peakBytes, lines: index, id: classification.primary?.id ?? 'none' }
}

for (const [name, line] of Object.entries(logKinds)) {
  feed(line, 2 * megabyte)
  const runs = [1, 2, 3].map(() => feed(line, 10 * megabyte))
  const best = Math.min(...runs.map(({ spentMs }) => spentMs))
  console.log(
    `10 MB ${name.padEnd(24)} ${best.toFixed(0).padStart(5)} ms CPU  ${runs[0]?.lines} lines  ${runs[0]?.id}`,
  )
}

const before = process.memoryUsage().rss
const long = feed(logKinds.build, 200 * megabyte)
console.log(
  `200 MB build log: ${long.spentMs.toFixed(0)} ms CPU, ${((long.peakBytes - before) / megabyte).toFixed(0)} MB more at its peak`,
)
