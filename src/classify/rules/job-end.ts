// How a log tells that its download was ended from outside.

import { type FaultRule, table } from './rule.ts'

/** Tried on the lines that follow the last sign of a download. */
export const jobEndRules: readonly FaultRule[] = table([
  {
    id: 'killed/in-download',
    pattern:
      /(?:^|\s)Killed$|\bsignal: killed|exit (?:code|status):? 137|[Ee]rror 137\b|exited with (?:code )?137|exit code 137|OOMKilled|out of memory/,
    confidence: 0.85,
    source: 'the shell, make, Docker',
    example: 'go: downloading github.com/pkg/errors v0.9.1\nKilled',
  },
  {
    id: 'killed/time-limit',
    pattern:
      /exceeded the maximum execution time|execution took longer than|No output has been received in the last|Too long with no output|[Bb]uild timed out|job exceeded|has timed out after|timed out after \d+ ?m|maximum time limit/,
    confidence: 0.85,
    source: 'CI systems',
    example:
      'go: downloading github.com/pkg/errors v0.9.1\nERROR: Job failed: execution took longer than 1h0m0s seconds',
  },
  {
    id: 'killed/job-cancelled',
    pattern:
      /operation was cancell?ed|received a shutdown signal|[Jj]ob (?:was )?cancell?ed|lost communication with the server|\bTerminated$|signal: terminated|exit (?:code|status):? 143|[Ee]rror 143\b|\^C/,
    confidence: 0.85,
    source: 'CI systems',
    example: 'go: downloading github.com/pkg/errors v0.9.1\n##[error]The operation was canceled.',
  },
])
