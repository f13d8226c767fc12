// The secrets known so far: those of the environment, and those that a run comes to know.

import type { Environment } from '../text/environment.ts'
import { secretValues } from '../text/secret-values.ts'
import { createRedactor } from './redact.ts'

export interface Secrets {
  readonly redact: (text: string) => string
  readonly mask: (secrets: readonly string[]) => Promise<void>
}

/** `tell` passes a new secret on, so that the runner hides it in what later steps print. */
export function createSecrets(
  env: Environment,
  tell: (secrets: readonly string[]) => Promise<void>,
): Secrets {
  let known = secretValues(env)
  let redactor = createRedactor(known)
  return {
    redact: (text) => redactor(text),
    mask: async (secrets) => {
      if (secrets.length === 0) return
      known = [...known, ...secrets]
      redactor = createRedactor(known)
      await tell(secrets)
    },
  }
}
