// Whether the run succeeded, and which faults decide that.

import type { Fault } from '../../faults/fault.ts'
import { statedFault } from '../../faults/stated.ts'
import type { Result } from '../report.ts'
import { unansweredOf } from '../unanswered.ts'
import { wrongBytesOf } from '../wrong-bytes.ts'
import type { DownloadFacts, RunFacts } from './run-facts.ts'

/** What the result rests on. */
interface Outcome extends Pick<RunFacts, 'inputs' | 'changes' | 'problems'> {
  readonly download: Pick<DownloadFacts, 'complete' | 'faults' | 'attempts' | 'fetch' | 'verdicts'>
}

/** The result; the fault that decided it, or was overcome; and all faults of that kind. */
export function judgeRun(outcome: Outcome): {
  readonly result: Result
  readonly fault: Fault | null
  readonly faults: readonly Fault[]
} {
  const { complete, faults } = outcome.download
  const deciding = complete ? strictFaults(outcome) : faults
  if (!complete || deciding.length > 0)
    return { result: 'failed', fault: deciding[0] ?? null, faults: deciding }
  return { result: wasSmooth(outcome) ? 'complete' : 'recovered', fault: faults[0] ?? null, faults }
}

/** Faults of a complete download that fail it by the user's own wish. */
function strictFaults({ inputs, download, changes }: Outcome): readonly Fault[] {
  const { strictIntegrity, failOnChange } = inputs
  const wrong = strictIntegrity ? wrongBytesOf(download.fetch, download.verdicts) : []
  const integrity = wrong.map(({ module, proxy }) => ({
    ...statedFault({
      id: 'checksum-mismatch/wrong-bytes',
      message: `${proxy} sent bytes for ${module} that go.sum contradicts; the right ones came later, or from another proxy.`,
      remedy: [
        `Find out why ${proxy} serves other bytes for ${module} before you trust it again.`,
        'Set strict-integrity to false if a warning is enough.',
      ],
    }),
    module,
    proxy,
    blocked: 1,
  }))
  if (!failOnChange || changes.length === 0) return integrity
  const files = changes.map(({ file }) => file).join(', ')
  const changed = statedFault({
    id: 'go-sum-missing/changed-by-download',
    message: `go mod download changed ${files}.`,
  })
  return [...integrity, changed]
}

function wasSmooth({ download, problems }: Outcome): boolean {
  const { attempts, fetch } = download
  const healed = fetch.kind === 'ran' && (fetch.failures > 0 || fetch.wrongBytes.length > 0)
  const waited = unansweredOf(fetch).length > 0
  return attempts.length <= 1 && !healed && !waited && problems.length === 0
}
