// The messages that tell of damaged files in the module cache: repositories, archives, unpacked sources.

import { type FaultRule, table } from './rule.ts'

const fetching =
  'go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: '

/** Before what git says of a server: these are files of this machine. */
const repositories = table([
  {
    id: 'cache-corrupt/vcs-lock',
    pattern:
      /\.lock'?: File exists|could not lock config file [^\s]{1,400}: File exists|Another git process seems to be running|svn: E155004|waiting for lock (?:on|held by)|Could not acquire lock|Unable to obtain lock/,
    source: 'git, hg, svn',
    example: `${fetching}fatal: Unable to create '/go/pkg/mod/cache/vcs/0a1b/shallow.lock': File exists.`,
  },
  {
    id: 'cache-corrupt/vcs-objects',
    pattern:
      /\) is corrupt\b|object file [^\s]{1,300} is empty|unable to unpack [0-9a-f]{1,64} header|fatal: bad object|does not point to a valid object|missing (?:blob|tree|commit) object|unable to read (?:tree |sha1 file|[0-9a-f]{4,64}\b)|Failed to traverse parents|does not match index|far too short to be a packfile|did not send all necessary objects|bad shallow line|shallow file has changed|reference broken|index file (?:corrupt|smaller than expected)|bad (?:index|signature) 0x/,
    source: 'git',
    example: `${fetching}error: object file ./objects/0a/1b2c is empty fatal: loose object 0a1b2c (stored in ./objects/0a/1b2c) is corrupt`,
  },
  {
    id: 'cache-corrupt/vcs-repository',
    pattern:
      /fatal: not a git repository|must be run in a work tree|bad config (?:file )?line|No such remote '?origin|fatal: 'origin' does not appear to be|remote origin already exists|cannot lock ref '[^']{1,300}': '|some local refs could not be updated|Not a branch: "[^"\n]{0,400}cache[/\\]vcs|E155007|is not a working copy|repository [^\s]{0,400}cache[/\\]vcs[^\s]{0,200} not found|abort: repository \. not found|no Mercurial repository here|no repository found in|abandoned transaction|E155037|abort: (?:[^\s]{1,300}: )?(?:integrity check failed|unknown parent|no node)|(?:database disk image|file) is (?:malformed|not a database)/,
    not: /VCS status/,
    source: 'git, hg, bzr, svn, fossil',
    example: `${fetching}fatal: not a git repository: '/go/pkg/mod/cache/vcs/0a1b'`,
  },
])

/** Before what tells of the network: `unexpected EOF` of an archive on the disk is none. */
const files = table([
  {
    id: 'module-path/unusable',
    pattern:
      /(?:zip file|source tree|module contents|go\.mod file|LICENSE file)(?: is)? too large|malformed file path "|case-insensitive file name collision|is both a file and a directory|multiple entries for file/,
    source: 'golang.org/x/mod/zip; cmd/go/internal/modfetch',
    example:
      'go: github.com/acme/models@v1.0.0: create zip: module source tree too large (max size is 524288000 bytes)',
  },
  {
    id: 'cache-corrupt/unzip',
    pattern:
      /\bunzip |\.zip: zip: |(?:zip|dir) has been modified|(?:missing|unexpected) ziphash|target directory |^[\w-]{1,100}\.[\w.-]{1,100}\/[^\s]{1,300} v\d[^\s:]{0,200}: zip: /,
    and: /zip: |flate: |EOF|not a valid|modified|ziphash|not empty|declared size/,
    not: /too many open files|no space left|not enough space|quota exceeded|denied|not permitted|read-only|too long|being used by|locked a portion|contains a virus/i,
    proof: 'self',
    source: 'golang.org/x/mod/zip Unzip; cmd/go mod verify',
    example:
      '-> unzip /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.zip: zip: not a valid zip file',
  },
  {
    id: 'cache-corrupt/source',
    pattern:
      /\.go:\d{1,7}:\d{1,7}: (?:expected 'package', found '?(?:EOF|ILLEGAL)|(?:illegal|invalid) (?:NUL )?character (?:NUL|U\+0000)|invalid NUL character)/,
    and: /pkg[/\\]mod[/\\]/,
    proof: 'self',
    source: 'go/scanner, go/parser; cmd/compile',
    example: "/go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go:1:1: expected 'package', found 'EOF'",
  },
  {
    id: 'cache-corrupt/missing-source',
    pattern:
      /(?:open|stat|lstat|chdir|fork\/exec|read) [^\s]{0,400}pkg[/\\]mod[/\\][^\s@]{1,400}@v[^\s]{1,400}: (?:no such file or directory|The system cannot find the (?:file|path))/,
    not: /replaced by|cache[/\\](?:download|vcs)/,
    source: 'the operating system',
    example:
      'main.go:4:2: open /go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go: no such file or directory',
  },
  {
    id: 'cache-corrupt/record',
    pattern:
      /\.(?:info|mod|ziphash|list)(?::\d{1,7}){0,2}: (?:unexpected end of JSON input|invalid character '|unexpected input character |unexpected EOF|EOF)|: parsing go\.mod: go\.mod:\d{1,7}: unexpected input character (?:'\\x00'|U\+0000)/,
    and: /cache[/\\]download[/\\]|: parsing go\.mod: /,
    not: /(?:file|https?):\//,
    source: 'cmd/go/internal/modfetch/cache.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: parsing /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.info: unexpected end of JSON input',
  },
])

export const moduleCacheRules = { repositories, files } satisfies Record<string, readonly FaultRule[]>
