// The messages that tell of settings, the Go toolchain, missing tools, the disk and ended processes.

import { newerPackages } from '../../go/standard-library.ts'
import { type FaultRule, table } from './rule.ts'

// Windows says it in its own language where English is not installed.
const accessDenied =
  'Access is denied|Zugriff verweigert|Accès refusé|Acceso denegado|Acesso negado|Отказано в доступе|拒绝访问|存取被拒|アクセスが拒否されました'

const toolchain = table([
  {
    id: 'toolchain/go-too-old',
    pattern:
      /requires go ?(?:>=|version|1\.\d)|requires Go >=|requires newer Go|but maximum version supported by tidy|requires go1?\.?\d* or later \(running/,
    not: /-lang was set|; switching to go|, not upgrading/,
    proof: 'self',
    source: 'cmd/go/internal/gover, toolchain',
    go: '1.21+',
    example: 'go: go.mod requires go >= 1.24.0 (running go 1.23.4; GOTOOLCHAIN=local)',
  },
  {
    id: 'toolchain/not-available',
    pattern: /toolchain not available|no releases found for go >=/,
    proof: 'self',
    go: '1.21+',
    source: 'cmd/go/internal/toolchain/select.go',
    example: 'go: download go1.23 for linux/amd64: toolchain not available',
  },
  {
    id: 'toolchain/language-version',
    pattern: /is a language version but not a toolchain version|invalid toolchain: go/,
    proof: 'self',
    go: '1.21+',
    source: 'cmd/go/internal/toolchain/select.go',
    example: 'go: invalid toolchain: go1.22 is a language version but not a toolchain version (go1.22.x)',
  },
  {
    id: 'toolchain/not-in-path',
    pattern: /cannot find "go1[^"]*" in PATH/,
    proof: 'self',
    go: '1.21+',
    source: 'cmd/go/internal/toolchain/select.go',
    example: 'go: cannot find "go1.24.1" in PATH',
  },
  {
    id: 'toolchain/invalid-gotoolchain',
    pattern: /invalid GOTOOLCHAIN|invalid minimum toolchain|only version suffixes are \+auto/,
    proof: 'self',
    go: '1.21+',
    source: 'cmd/go/internal/toolchain/select.go',
    example: 'go: invalid GOTOOLCHAIN "1.22"',
  },
  {
    id: 'toolchain/unreadable-go-line',
    pattern:
      /invalid go version (?:'|\d[\w.]{0,20}: must match)|invalid toolchain version '|invalid toolchain "|unknown directive: (?:toolchain|tool|godebug|ignore|retract)\b|unknown block type: (?:tool|godebug|ignore|retract)\b/,
    proof: 'self',
    source: 'golang.org/x/mod/modfile',
    example: "go: errors parsing go.mod: /src/go.mod:3: invalid go version '1.21.3': must match format 1.23",
  },
  {
    id: 'toolchain/module-needs-newer',
    confidence: 0.75,
    pattern:
      /note: (?:module|imported by a module that) requires [Gg]o|module requires Go 1|go\.mod file indicates go/,
    proof: 'self',
    source: 'cmd/go/internal/work; modload',
    example: 'note: module requires Go 1.21',
  },
  {
    id: 'toolchain/newer-standard-library',
    pattern: new RegExp(
      `package (?:${newerPackages}) is not in (?:GOROOT|std)|malformed (?:module|import) path "(?:${newerPackages})": |cannot find module for path (?:${newerPackages})(?: |$)|(?:cannot find (?:module providing )?package|no required module provides package|unrecognized import path) "?(?:${newerPackages})(?:[";:]|$| \\(| in )`,
    ),
    proof: 'self',
    source: 'cmd/go/internal/modload/import.go',
    example: 'main.go:5:2: package slices is not in GOROOT (/usr/local/go/src/slices)',
  },
  {
    id: 'toolchain/sumdb-off',
    pattern: /checksum database disabled by GOSUMDB=off/,
    proof: 'self',
    go: '1.21+',
    source: 'cmd/go/internal/modfetch/sumdb.go',
    example:
      'go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: verifying module: checksum database disabled by GOSUMDB=off',
  },
  {
    id: 'toolchain/release-not-downloaded',
    pattern: /\b(?:go1[.\w]{1,20}|gotip): not downloaded\. Run '/,
    proof: 'self',
    source: 'golang.org/dl/internal/version',
    example: "go1.22.4: not downloaded. Run 'go1.22.4 download' to install to /home/runner/sdk/go1.22.4",
  },
  {
    id: 'toolchain/no-release',
    pattern: /\bgo1[.\w]{1,20}: download failed: no binary release of /,
    proof: 'self',
    source: 'golang.org/dl/internal/version',
    example:
      'go1.99.1: download failed: no binary release of go1.99.1 for linux/riscv64 at https://dl.google.com/go/go1.99.1.linux-riscv64.tar.gz',
  },
  {
    id: 'toolchain/release-download',
    pattern: /\b(?:go1[.\w]{1,20}: download failed|gotip: failed to (?:download|clone|fetch))/,
    proof: 'self',
    source: 'golang.org/dl/internal/version',
    example:
      'go1.22.4: download failed: server returned Service Unavailable checking size of https://dl.google.com/go/go1.22.4.linux-amd64.tar.gz',
  },
  {
    id: 'toolchain/switch-loop',
    pattern: /too many toolchain switches|invoked to provide go|exec go1\./,
    proof: 'self',
    go: '1.21+',
    source: 'cmd/go/internal/toolchain',
    example: 'go: toolchain go1.22.0 invoked to provide go1.23.0',
  },
])

const settings = table([
  {
    id: 'proxy-config/goproxy-empty',
    pattern: /GOPROXY list is not the empty string, but contains no entries/,
    proof: 'self',
    go: '1.13+',
    source: 'cmd/go/internal/modfetch/proxy.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: GOPROXY list is not the empty string, but contains no entries',
  },
  {
    id: 'proxy-config/goproxy-off',
    pattern: /disabled by GOPROXY=off/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/proxy.go',
    example: 'go: github.com/pkg/errors@v0.9.1: module lookup disabled by GOPROXY=off',
  },
  {
    id: 'proxy-config/goproxy-url',
    pattern:
      /invalid proxy URL|invalid file:\/\/ proxy URL|file URL (?:specifies|missing drive|encodes volume)/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/proxy.go',
    example: 'go: invalid proxy URL missing scheme: none',
  },
  {
    id: 'proxy-config/goproxy-url',
    pattern:
      /missing protocol scheme|invalid port "|invalid userinfo|invalid control character in URL|no Host in request URL|first path segment in URL cannot contain colon|unsupported protocol scheme|in host name|net\/url: |invalid URL escape/,
    not: /Location header/,
    source: 'cmd/go/internal/modfetch/proxy.go; net/url',
    example:
      'go: github.com/pkg/errors@v0.9.1: parse "https://user:p%ss@goproxy.corp.example": net/url: invalid userinfo',
  },
  {
    id: 'proxy-config/private-setting',
    pattern: /disabled by GOPRIVATE|does not match GOPRIVATE|GOPRIVATE\/GONOPROXY/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/repo.go',
    example: 'go: github.com/acme/lib@v1.0.0: module lookup disabled by GOPRIVATE/GONOPROXY',
  },
  {
    id: 'proxy-config/credentials-over-http',
    pattern: /refusing to pass credentials to insecure URL/,
    proof: 'self',
    source: 'cmd/go/internal/web',
    example: 'go: refusing to pass credentials to insecure URL: http://user:xxxxx@goproxy.corp.example/',
  },
  {
    id: 'proxy-config/insecure',
    pattern:
      /insecure URL: |no secure protocol found|is not secure|cannot use insecure|GOINSECURE|http fetch: |-insecure flag/,
    source: 'cmd/go/internal/web, vcs',
    example:
      'go: git.corp.example/team/lib@v1.0.0: unrecognized import path "git.corp.example/team/lib": insecure URL: http://git.corp.example/team/lib',
  },
  {
    id: 'proxy-config/govcs',
    pattern: /GOVCS disallows|entry in GOVCS|pattern in GOVCS|in GOVCS/,
    proof: 'self',
    go: '1.16+',
    source: 'cmd/go/internal/vcs',
    example:
      "go: example.com/lib@v1.0.0: GOVCS disallows using hg for public example.com/lib; see 'go help vcs'",
  },
  {
    id: 'proxy-config/git-remote',
    pattern:
      /must not be local directory|URL using bad\/illegal format|Port number was not a decimal|\) lookup disabled\b|file scheme disallowed|": no scheme/,
    source: 'cmd/go/internal/modfetch/codehost',
    example: 'go: example.com/lib@v1.0.0: git remote (/srv/lib) must not be local directory',
  },
  {
    id: 'proxy-config/goauth',
    pattern: /GOAUTH encountered|GOAUTH=|parsing \$GOAUTH/,
    proof: 'self',
    go: '1.24+',
    source: 'cmd/go/internal/auth',
    example: 'go: GOAUTH=off cannot be combined with other authentication commands',
  },
  {
    id: 'proxy-config/goflags',
    pattern: /parsing \$GOFLAGS/,
    proof: 'self',
    source: 'cmd/go/internal/base/goflags.go',
    example: 'go: parsing $GOFLAGS: unknown flag -modcacherw=true',
  },
  {
    id: 'proxy-config/build-cache-off',
    pattern: /build cache is disabled by GOCACHE=off|cannot use modules with build cache disabled/,
    not: /disabling cache \(/,
    proof: 'self',
    source: 'cmd/go/internal/cache; modload',
    example: 'build cache is disabled by GOCACHE=off, but required as of Go 1.12',
  },
  {
    id: 'proxy-config/modules-off',
    pattern:
      /modules disabled (?:by|inside)|disabled by GO111MODULE|unknown environment setting GO111MODULE|outside GOPATH, no import path/,
    proof: 'self',
    source: 'cmd/go/internal/modload',
    example: "go: modules disabled by GO111MODULE=off; see 'go help modules'",
  },
  {
    id: 'proxy-config/module-cache',
    pattern:
      /GOMODCACHE entry is relative|neither GOMODCACHE nor GOPATH is set|GOPATH entry is relative|missing \$GOPATH|GOENV|invalid GOWORK|cannot use path@version syntax in GOPATH mode/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/cache.go',
    example: 'go: module cache not found: neither GOMODCACHE nor GOPATH is set',
  },
  {
    id: 'proxy-config/network-off',
    pattern: /network disabled by cmdgonetlimit|network access (?:is )?disabled|lookup disabled by/,
    not: /lookup disabled by -mod=/,
    proof: 'fetch',
    go: '1.21+',
    source: 'cmd/go/internal/base/limit.go',
    example: 'go: github.com/pkg/errors@v0.9.1: network disabled by cmdgonetlimit=0',
  },
  {
    id: 'proxy-config/mod-flag',
    pattern:
      /not supported \(can be |-mod may only be set|-modfile cannot be used|module lookup disabled by -mod/,
    proof: 'self',
    source: 'cmd/go/internal/modload/init.go',
    example: 'go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to "mod"',
  },
])

const fullDisk = table([
  {
    id: 'disk/full',
    pattern:
      /no space left on device|not enough space on the disk|[Ii]nsufficient disk space|storage quota was exceeded|: The disk is full|dis[ck] quota exceeded|No space left on device/,
    // A program that go runs may fill a disk too: these are go's own files.
    and: /go-build|pkg[/\\]mod\b|pkg[/\\]tool|cache[/\\]download|\bgo: |\bgo (?:build|install|test|vet|mod|list|get)\b|\.go:\d|go-link-|GOCACHE|GOTMPDIR|go\.(?:mod|sum)|@v\d|package [^\s]{1,300}: exit status/,
    proof: 'self',
    source: 'the operating system',
    example:
      'go: github.com/aws/aws-sdk-go@v1.44.0: write /go/pkg/mod/cache/download/github.com/aws/aws-sdk-go/@v/v1.44.0.zip123.tmp: no space left on device',
  },
])

const missingTools = table([
  {
    id: 'vcs-missing/executable',
    pattern:
      /exec: "(?:git|hg|svn|bzr|fossil|ssh)(?:\.exe)?": (?:executable file not found|cannot run executable found relative to current directory)|"(?:git|hg|svn|bzr|fossil)": executable file not found|failed to execute git version/,
    // Another program that could not start git says so under its own name.
    not: /^(?:git|hg|svn|[a-z][\w.-]{2,40}): exec: "|git version: signal: /,
    proof: 'self',
    source: 'os/exec',
    example:
      'go: github.com/pkg/errors@v0.9.1: git init --bare in /go/pkg/mod/cache/vcs/0a1b: exec: "git": executable file not found in $PATH',
  },
  {
    id: 'vcs-missing/command',
    pattern: /missing (?:Git|Mercurial|Bazaar|Subversion|Fossil) command|unknown vcs "/,
    proof: 'self',
    source: 'cmd/go/internal/vcs',
    example: 'go: missing Git command. See https://go.dev/s/gogetcmd',
  },
])

const machine = table([
  {
    id: 'vcs-missing/incomplete',
    pattern:
      /unable to find remote helper for '(?:https?|ssh)'|'remote-(?:https?|curl)' is not a git command|remote helper '(?:https?|curl)' aborted|cannot (?:run|exec) '?ssh|ssh: (?:command )?not found/,
    source: 'git',
    example:
      "go: github.com/pkg/errors@v0.9.1: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: unable to find remote helper for 'https'",
  },
  {
    id: 'disk/read-only',
    pattern: /read-only file system|media is write protected/i,
    and: /pkg[/\\]mod\b|module cache|cache[/\\]download|go\.mod|go\.sum|@v/,
    proof: 'self',
    source: 'the operating system',
    example: 'go: could not create module cache: mkdir /go/pkg/mod: read-only file system',
  },
  {
    id: 'disk/busy',
    pattern: new RegExp(
      `being used by another process|has locked a portion of the file|${accessDenied}|directory (?:is )?not empty|resource busy|[Tt]ext file busy|: file exists`,
    ),
    and: /being used by another process|has locked a portion|\brename |\bunlinkat |\bremove |RemoveAll/,
    source: 'the operating system; most often Windows',
    example:
      'go: github.com/pkg/errors@v0.9.1: rename C:\\go\\pkg\\mod\\cache\\download\\a.tmp C:\\go\\pkg\\mod\\cache\\download\\a: Access is denied.',
  },
  {
    id: 'disk/virus-scanner',
    pattern: /the file contains a virus or potentially unwanted software/,
    source: 'Windows, ERROR_VIRUS_INFECTED',
    example:
      'go: github.com/pkg/errors@v0.9.1: open C:\\go\\pkg\\mod\\cache\\download\\github.com\\pkg\\errors\\@v\\v0.9.1.zip: Operation did not complete successfully because the file contains a virus or potentially unwanted software.',
  },
  {
    id: 'disk/module-cache',
    pattern:
      /could not create module cache|writing go\.mod cache|writing stat cache|failed to lock file at [^\s]{1,400}cache[/\\]lock\b/,
    not: /read-only file system|too many open files|name too long|extension is too long/i,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/cache.go',
    example: 'go: could not create module cache: mkdir /go/pkg/mod: permission denied',
  },
  {
    id: 'disk/permission',
    pattern: new RegExp(`: (?:permission denied|operation not permitted|${accessDenied})`, 'i'),
    and: /pkg[/\\]mod\b|mod-cache|mod_cache|modcache|\bgomod\b/,
    proof: 'self',
    source: 'the operating system',
    example: 'main.go:4:2: open /go/pkg/mod/github.com/pkg/errors@v0.9.1: permission denied',
  },
  {
    id: 'disk/build-cache',
    pattern: /failed to initialize build cache|build cache is required, but could not be/,
    proof: 'self',
    source: 'cmd/go/internal/cache',
    example:
      'failed to initialize build cache at /home/runner/.cache/go-build: mkdir /home/runner/.cache: permission denied',
  },
  {
    id: 'disk/build-cache',
    pattern: /disabling cache \(/,
    and: /cannot use modules with build cache disabled/,
    proof: 'self',
    go: '1.11',
    source: 'cmd/go/internal/cache; modload',
    example:
      'go: disabling cache (/.cache/go-build) due to initialization failure: mkdir /.cache: permission denied\ngo: cannot use modules with build cache disabled',
  },
  {
    id: 'disk/path-too-long',
    pattern: /filename or extension is too long|[Ff]ile ?name too long|path too long/,
    source: 'the operating system',
    example:
      'go: example.com/lib@v1.0.0: open C:\\go\\pkg\\mod\\cache\\download\\a: The filename or extension is too long.',
  },
  {
    id: 'disk/go-mod',
    pattern: /(?:writing|updating|creating|opening|reading|initial) (?:new )?go\.(?:mod|sum|work): /,
    and: /: (?:permission denied|operation not permitted|Access is denied|read-only file system)/i,
    proof: 'self',
    source: 'cmd/go/internal/modload',
    example: 'go: updating go.mod: open /src/go.mod: permission denied',
  },
  {
    id: 'disk/go-mod-lock',
    pattern: /\bgo: R?Lock /,
    and: /function not implemented|Incorrect function|invalid argument|not supported|no locks available|input\/output error/i,
    proof: 'self',
    source: 'cmd/go/internal/lockedfile',
    example: 'go: RLock /mnt/src/go.mod: function not implemented',
  },
  {
    id: 'disk/no-locks',
    pattern:
      /function not implemented|no locks available|stale (?:NFS )?file handle|\bLock [/A-Z~.]|input\/output error|operation not supported|The (?:specified )?network (?:path was not found|name (?:cannot be found|is no longer available))|The device is not ready|cyclic redundancy check|I\/O device error/,
    source: 'cmd/go/internal/lockedfile',
    example: 'go: github.com/pkg/errors@v0.9.1: Lock /go/pkg/mod/cache/lock: function not implemented',
  },
  {
    id: 'disk/ownership',
    pattern: /detected dubious ownership|unsafe repository/,
    proof: 'self',
    source: 'git',
    example:
      "go: git ls-remote in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: detected dubious ownership in repository at '/go/pkg/mod/cache/vcs/0a1b'",
  },
  {
    id: 'disk/too-many-open-files',
    pattern: /too many open files/,
    source: 'the operating system',
    example:
      'go: github.com/pkg/errors@v0.9.1: unzip /go/pkg/mod/cache/download/a.zip: open /go/pkg/mod/a.go: too many open files',
  },
  {
    id: 'killed/out-of-memory',
    pattern:
      /cannot allocate memory|[Oo]ut of memory|died of signal (?:6|9|15)|resource temporarily unavailable|Cannot allocate memory|Resource temporarily unavailable|paging file is too small/,
    source: 'the operating system',
    example:
      'go: github.com/pkg/errors@v0.9.1: git init --bare in /go/pkg/mod/cache/vcs/0a1b: fork/exec /usr/bin/git: cannot allocate memory',
  },
  {
    id: 'killed/build-tool',
    pattern:
      /(?:compile|link|asm|cgo|vet|cover|gcc|cc1|collect2|clang)(?:\.exe)?: (?:signal: (?:killed|terminated)|cannot allocate memory)|Killed signal terminated program|terminated with signal 9/,
    proof: 'self',
    source: 'os/exec',
    example: 'golang.org/x/sys/unix: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed',
  },
  {
    id: 'killed/go-without-memory',
    pattern:
      /fatal error: (?:failed to reserve page summary memory|runtime: cannot reserve|too many address space collisions)/,
    proof: 'self',
    confidence: 0.85,
    source: 'runtime',
    example: 'fatal error: failed to reserve page summary memory',
  },
  {
    id: 'killed/signal',
    pattern: /signal: (?:killed|terminated)|exit status 137|exit status 143|exit code:? 137|\bexit 137\b/,
    proof: 'fetch',
    source: 'os/exec',
    example:
      'go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: signal: killed',
  },
  {
    id: 'disk/permission',
    pattern: /permission denied|operation not permitted|Access is denied|Permission denied/,
    not: /\(publickey|publickey|dial tcp/,
    source: 'the operating system',
    example: 'go: github.com/pkg/errors@v0.9.1: Lchown /srv/cache/a: permission denied',
  },
])

export const environmentRules = { fullDisk, missingTools, toolchain, settings, machine } satisfies Record<
  string,
  readonly FaultRule[]
>
