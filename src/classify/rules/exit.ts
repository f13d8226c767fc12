// What does the end of the `go` process tell, where no text says it?

import { type FaultRule, table } from './rule.ts'

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

/** Tried on the lines that follow the last sign of a download. */
export const endingRules: readonly FaultRule[] = table(
  ['killed'],
  [
    {
      id: 'killed/in-download',
      meaning: 'The download was killed: usually for want of memory.',
      pattern:
        /(?:^|\s)Killed$|\bsignal: killed|exit (?:code|status):? 137|[Ee]rror 137\b|exited with (?:code )?137|exit code 137|OOMKilled|out of memory/,
      transient: false,
      severity: 1,
      confidence: 0.85,
      source: 'the shell, make, Docker',
      remedy: 'memory',
      example: 'go: downloading github.com/pkg/errors v0.9.1\nKilled',
    },
    {
      id: 'killed/time-limit',
      meaning: 'The CI system ended the job in the middle of a download: its time limit was reached.',
      pattern:
        /exceeded the maximum execution time|execution took longer than|No output has been received in the last|Too long with no output|[Bb]uild timed out|job exceeded|has timed out after|timed out after \d+ ?m|maximum time limit/,
      transient: true,
      also: ['timeout'],
      severity: 1,
      confidence: 0.85,
      source: 'CI systems',
      remedy: 'cancelled',
      example:
        'go: downloading github.com/pkg/errors v0.9.1\nERROR: Job failed: execution took longer than 1h0m0s seconds',
    },
    {
      id: 'killed/job-cancelled',
      meaning: 'The job was cancelled, or its runner shut down, in the middle of a download.',
      pattern:
        /operation was cancell?ed|received a shutdown signal|[Jj]ob (?:was )?cancell?ed|lost communication with the server|\bTerminated$|signal: terminated|exit (?:code|status):? 143|[Ee]rror 143\b|\^C/,
      transient: true,
      severity: 1,
      confidence: 0.85,
      source: 'CI systems',
      remedy: 'cancelled',
      example: 'go: downloading github.com/pkg/errors v0.9.1\n##[error]The operation was canceled.',
    },
  ],
)
