// What of a fault may stand in a command that a person is told to run: a log can hold anything where a module path is expected.

import type { FaultFacts } from './fault.ts'

type Named = Pick<FaultFacts, 'module' | 'host' | 'proxy' | 'url'>

/**
 * Nothing in these means anything to a shell, at any place of a command, and none begins like an option. Go allows fewer
 * characters in a module path and a version (golang.org/x/mod/module), DNS fewer in a host. `<` and `>` mark a placeholder.
 */
const plain = {
  module: /^(?:<module>|[\w.~+!][\w.~+!/-]*)(?:@(?:<version>|[\w.+-]+))?$/,
  host: /^(?:<host>|\w[\w.-]*|\[[\da-fA-F:.]+\])(?::\d+)?$/,
  url: /^(?:https?|ssh|git|file):\/\/(?:<proxy>|[\w.~%:/+@,=?-]*)$/,
} as const

/** The same facts; null for what is no plain module, host or URL, so that a remedy names none. */
export function shellSafeFacts({ module, host, proxy, url }: Named): Named {
  return {
    module: kept(module, plain.module),
    host: kept(host, plain.host),
    proxy: kept(proxy, plain.url),
    url: kept(url, plain.url),
  }
}

function kept(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null
}
