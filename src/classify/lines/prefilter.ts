// Drops lines that can't matter: most of a log, which must cost next to nothing.

/** Every message that a rule knows has one of these in its first line. */
const triggers: readonly string[] = [
  'go: ',
  '@v',
  'mod',
  'package',
  'sum',
  'go get',
  '@latest',
  'go-get=1',
  'import path',
  'revision',
  'GO',
  'golang.org',
  'golang-org',
  'goproxy',
  'toolchain',
  'requires go',
  'terminal prompts',
  'signal',
  'build cache',
  'met constraints',
  'fatal: ',
  'no space left',
  'SECURITY',
  'cache/download',
  'vcs',
  'vendor',
  'git clone',
  'git pull',
  'not downloaded',
  'download failed',
  'executable file not found',
  'dubious',
  'proxy URL',
  'zip: ',
  'unzip',
  'invalid go version',
  'unexpected status',
  'cannot load ',
  'import collision',
]

const anyTrigger = new RegExp(triggers.join('|').replaceAll('.', '\\.'))

/** Cheap: one pass over the line for all words. */
export function mayMatter(line: string): boolean {
  return anyTrigger.test(line)
}
