// Leaves out lines that no rule can match: most lines of a log are such, and must cost next to nothing.

/** The first line of every message that a rule knows holds one of these. */
const keywords: readonly string[] = [
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
  'RPC failed',
  'ziphash',
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

const anyKeyword = new RegExp(keywords.join('|').replaceAll('.', '\\.'))

/** Can the line begin a message that a rule knows? One pass over the line for all keywords. */
export function mayMatter(line: string): boolean {
  return anyKeyword.test(line)
}
