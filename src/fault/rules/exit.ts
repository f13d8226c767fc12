// What does the end of the `go` process tell, where no text says it?

import { type FaultRule, table } from '../rule.ts'

/** Chosen by the exit witness, not by text: the pattern matches nothing. */
export const exitRules: readonly FaultRule[] = table(
  ['killed', 'timeout', 'toolchain'],
  [
    {
      id: 'timeout/stalled',
      meaning: 'go showed no sign of life and was cut off by the watchdog.',
      pattern: /^$/,
      transient: true,
      otherProxyHelps: true,
      source: 'our watchdog',
      remedy: 'timeout',
      example: 'go showed no sign of life for 60 s',
    },
    {
      id: 'timeout/deadline',
      meaning: 'The download did not finish within its total time limit.',
      pattern: /^$/,
      transient: true,
      otherProxyHelps: true,
      source: 'our watchdog',
      remedy: 'timeout',
      example: 'go did not finish within 600 s',
    },
    {
      id: 'killed/exit-signal',
      meaning: 'The go process was ended by a signal: usually for want of memory.',
      pattern: /^$/,
      transient: false,
      severity: 2,
      source: 'the operating system',
      remedy: 'memory',
      example: 'go was ended by SIGKILL',
    },
    {
      id: 'killed/cancelled',
      meaning: 'The job was cancelled.',
      pattern: /^$/,
      transient: false,
      severity: 3,
      source: 'the runner',
      remedy: 'cancelled',
      example: 'the job was cancelled',
    },
    {
      id: 'toolchain/not-started',
      meaning: 'There is no go command to run.',
      pattern: /^$/,
      transient: false,
      source: 'our own start of go',
      remedy: 'go-missing',
      example: 'go could not be started: spawn go ENOENT',
    },
  ],
)
