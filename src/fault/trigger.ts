// Can this line matter at all? Most of a log can't, and must cost next to nothing.

/** Every message that a rule knows has one of these in its first line. */
const triggers: readonly string[] = [
  'go: ',
  'go get',
  '@v',
  '@latest',
  'go-get=1',
  'go.sum',
  'go.mod',
  'import path',
  'provid',
  'package',
  'revision',
  'GO',
  'terminal prompts',
  'signal: ',
  'no space left',
  'checksum',
  'SECURITY',
  'toolchain',
  'requires go',
  'module',
  'golang.org',
  'goproxy',
  'vcs',
  'pkg/mod',
  'pkg\\mod',
  'cache/download',
  'vendor',
  'git clone',
  'proxy URL',
  'zip: ',
  'page summary memory',
  'executable file not found',
  'dubious',
  'exit code: 137',
]

/** Cheap: plain substrings, no pattern. */
export function mayMatter(line: string): boolean {
  for (const trigger of triggers) if (line.includes(trigger)) return true
  return false
}
