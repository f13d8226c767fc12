// What whole runs must come to, and the line that tells of each.

import assert from 'node:assert/strict'
import { startModuleProxy } from '../../__tests__/helpers/module-proxy.ts'
import type { SyntheticModule } from '../../__tests__/helpers/synthetic-modules.ts'
import type { FaultId } from '../../src/faults/registry.ts'
import type { Job, Step, StepOptions } from './job.ts'

export function succeeds({ code, text, report, left }: Step): void {
  assert.equal(code, 0, text)
  assert.notEqual(report?.result, 'failed')
  assert.deepEqual(left, [])
}

export function isComplete(step: Step, modules: number): void {
  succeeds(step)
  assert.equal(step.report?.modules.total, modules, step.text)
}

export function failsBy(id: FaultId, { code, text, report, left }: Step): void {
  assert.equal(code, 1, text)
  assert.equal(report?.fault?.id, id, text)
  assert.deepEqual(left, [])
}

/** Fails where it must run to its end, for the asked signal to come from outside. */
export async function cancelledBy(
  signal: NodeJS.Signals,
  given: {
    readonly job: Job
    readonly modules: readonly SyntheticModule[]
    readonly options: StepOptions
  },
): Promise<void> {
  const { job, modules, options } = given
  let pid = 0
  const stalling = await startModuleProxy({
    modules,
    script: ({ file }) => {
      if (file !== 'zip') return undefined
      process.kill(pid, signal)
      return { kind: 'stall' }
    },
  })
  const step = await job.step({
    ...options,
    env: { ...options.env, GOPROXY: stalling.url },
    inputs: { cache: 'false', timeout: '1h', 'stall-timeout': '30m' },
    onStart: (started) => {
      pid = started
    },
  })
  await stalling.close()
  failsBy('killed/cancelled', step)
}

/** Runs one after the other, and prints a line for each. Sets the exit code to 1 where one differs from what it must be. */
export async function runAll(scenarios: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
  let failed = 0
  for (const [name, scenario] of Object.entries(scenarios)) {
    const beganMs = Date.now()
    const outcome = await scenario().then(
      () => `ok      ${name}`,
      (error: unknown) => {
        failed++
        const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
        return `FAILED  ${name}\n${told.replaceAll(/^/gm, '          ')}\n       `
      },
    )
    console.log(`${outcome}, ${Math.round((Date.now() - beganMs) / 1_000)} s`)
  }
  const count = Object.keys(scenarios).length
  console.log(`${count - failed} of ${count} whole runs as they must be`)
  process.exitCode = failed === 0 ? 0 : 1
}
