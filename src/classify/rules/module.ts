// The messages that tell of versions, module paths, go.sum and the module graph.

import { type FaultRule, table } from './rule.ts'

const versions = table([
  {
    id: 'version-unavailable/unknown-revision',
    pattern:
      /unknown revision|couldn't find remote ref|reference is not a tree|not our ref|ambiguous revision|bad revision|unadvertised object/,
    source: 'cmd/go/internal/modfetch/codehost',
    example:
      'go: github.com/pkg/errors@v0.9.9: reading github.com/pkg/errors/go.mod at revision v0.9.9: unknown revision v0.9.9',
  },
  {
    id: 'version-unavailable/pseudo-version',
    pattern:
      /invalid pseudo-version|does not match version-control timestamp|is already canonical|preceding tag|not a descendent|longer than canonical|shorter than canonical|does not match short name of revision/,
    not: /exit status (?:128|255)|invalid pseudo-version: (?:git|hg)\b/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/coderepo.go',
    example:
      'go: github.com/pkg/errors@v0.0.0-20200101000000-614d223910a1: invalid pseudo-version: does not match version-control timestamp (expected 20200114195000)',
  },
  {
    id: 'version-unavailable/no-matching',
    pattern:
      /no matching versions for query|no matching versions|No versions of .|met constraints|no versions found|matches no versions|missing or invalid version/,
    proof: 'self',
    source: 'cmd/go/internal/modload/query.go',
    example: 'go: github.com/pkg/errors@v9: no matching versions for query "v9"',
  },
  {
    id: 'version-unavailable/major-suffix',
    pattern:
      /module path must match major version|should be v\d|must be of the form v1\.2\.3|\+incompatible: invalid version|\+incompatible" invalid|should not have @version|must not have \+incompatible|go\.mod has post-v\d|module path must match/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch; golang.org/x/mod/modfile',
    example:
      'go: github.com/pkg/errors@v2.0.0: invalid version: module contains a go.mod file, so module path must match major version ("github.com/pkg/errors/v2")',
  },
  {
    id: 'version-unavailable/invalid',
    mayGoOn: true,
    pattern:
      /invalid version|disallowed version string|non-canonical module version|non-semver module version|invalid module version|no commits|" invalid: |invalid semantic version|requires a version|unexpected module version/,
    not: /exit status (?:128|255)|invalid version: (?:git|hg|reading|Get|unrecognized|missing)\b|repository rooted at|(?:has|with) post-v|go version/,
    source: 'golang.org/x/mod/module',
    example: 'go: github.com/pkg/errors@v1.0.0: invalid version: disallowed version string',
  },
  {
    id: 'module-path/declares-other',
    pattern:
      /module declares its path as|parsing go\.mod: unexpected module path|unexpected module path|used for two different module paths|mismatched repo|repository rooted at|but was required as/,
    proof: 'self',
    source: 'cmd/go/internal/modload/modfile.go',
    example:
      'go: github.com/Sirupsen/logrus@v1.9.0: parsing go.mod: module declares its path as: github.com/sirupsen/logrus but was required as: github.com/Sirupsen/logrus',
  },
  {
    id: 'module-path/case',
    pattern: /case-insensitive import collision|case-insensitive file name collision/,
    proof: 'self',
    source: 'cmd/go/internal/load; golang.org/x/mod/zip',
    example:
      'package example.com/app: case-insensitive import collision: "github.com/Sirupsen/logrus" and "github.com/sirupsen/logrus"',
  },
  {
    id: 'module-path/malformed',
    pattern:
      /malformed (?:module|import|file) path|invalid (?:module|import) path|missing dot in first path element|does not begin with hostname|invalid (?:github\.com|bitbucket\.org|launchpad)|invalid escaped|relative import path|invalid github\.com\/|leading dot in path|malformed path/,
    proof: 'self',
    source: 'golang.org/x/mod/module',
    example: 'go: malformed module path "gopls": missing dot in first path element',
  },
  {
    id: 'module-path/layout',
    pattern:
      /: missing [\w.-]|has non-\.\.\.|has post-v|is missing module path|both have \.\.\.|go\.mod has non-/,
    proof: 'self',
    not: /requires go|go\.sum|updates to|missing (?:module line|module declaration|dot|checksum|GOSUMDB|protocol|or invalid)/,
    source: 'cmd/go/internal/modfetch/coderepo.go',
    example:
      'go: github.com/pkg/errors/v3@v3.0.0: missing github.com/pkg/errors/go.mod and .../v3/go.mod at revision v3.0.0',
  },
  {
    id: 'module-path/meta-tags',
    pattern:
      /no go-import meta tags|did not match import path|disagree about go-import|multiple meta tags match|invalid repo root|invalid subdirectory|: XML |pars(?:e|ing) [^\s()]{1,2000}: EOF|unable to deduce repository|cannot detect VCS|unknown protocol/,
    proof: 'self',
    source: 'cmd/go/internal/vcs',
    example:
      'go: gitlab.corp.example/group/sub/lib@v1.0.0: unrecognized import path "gitlab.corp.example/group/sub/lib": parse https://gitlab.corp.example/group/sub/lib?go-get=1: no go-import meta tags ()',
  },
])

const goSum = table([
  {
    id: 'go-sum-missing/entry',
    pattern: /missing go\.sum entry/,
    proof: 'self',
    go: '1.16+',
    source: 'cmd/go/internal/modload/import.go',
    example:
      'main.go:4:2: missing go.sum entry for module providing package github.com/pkg/errors (imported by example.com/app); to add: go get example.com/app',
  },
  {
    id: 'go-sum-missing/go-sum-update',
    pattern:
      /updates to go\.sum needed|updating go\.sum: existing contents|is not marked|checksum database lookup required|missing checksum/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/fetch.go',
    example: 'go: updates to go.sum needed, disabled by -mod=readonly',
  },
  {
    id: 'go-sum-missing/go-mod-update',
    pattern:
      /updates to go\.(?:mod|work) needed|updating go\.(?:mod|work): |go\.mod file needs to be|go mod tidy'? to|needs? go mod tidy/,
    not: /^go: updating go\.mod: requires$/,
    proof: 'self',
    source: 'cmd/go/internal/modload/init.go',
    example: 'go: updates to go.mod needed; to update it: go mod tidy',
  },
  {
    id: 'go-sum-missing/vendor',
    pattern:
      /inconsistent vendoring|cannot find package "\." in|not marked as explicit in vendor|disabled by -mod=vendor|due to -mod=vendor|using the vendor directory|vendor\/modules\.txt|go mod vendor'? to sync|build flag -mod=vendor|-mod=vendor (?:requires|is|can|only|set|but|not)|; -mod=vendor/,
    proof: 'self',
    source: 'cmd/go/internal/modload/vendor.go',
    example:
      'go: inconsistent vendoring in /src: github.com/pkg/errors@v0.9.1: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
  },
  {
    id: 'go-sum-missing/malformed',
    pattern: /malformed go\.sum|wrong number of fields/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/fetch.go',
    example: 'go: malformed go.sum: /src/go.sum:12: wrong number of fields 5',
  },
])

const graph = table([
  {
    id: 'dependency-graph/main-module-lacks',
    pattern:
      /is (?:in|provided by) the main module|main module \(|is the main module|is not a package path|not a known dependency|module not in current build|can't resolve module|import cycle not allowed in/,
    not: /import cycle/,
    proof: 'self',
    confidence: 0.85,
    source: 'cmd/go/internal/modload',
    example: 'go: main module (example.com/app) does not contain package example.com/app/tools',
  },
  {
    id: 'dependency-graph/not-in-module',
    pattern:
      /but does not contain package|does not contain package|but not at required revision|does not provide package/,
    proof: 'self',
    source: 'cmd/go/internal/modload/query.go',
    example:
      'main.go:4:2: module github.com/googleapis/gnostic@latest found (v0.5.1), but does not contain package github.com/googleapis/gnostic/OpenAPIv2',
  },
  {
    id: 'dependency-graph/no-required-module',
    mayGoOn: true,
    pattern:
      /no required module provides package|cannot find module providing package|cannot find module for path|cannot find package|not provided by any|import lookup disabled by -mod=readonly|to get it:|is not in your go\.mod|cannot query module/,
    not: /finding module for package [^\s:]+$/,
    proof: 'self',
    source: 'cmd/go/internal/modload/import.go',
    example:
      'main.go:4:2: no required module provides package github.com/pkg/errors; to add it: go get github.com/pkg/errors',
  },
  {
    id: 'dependency-graph/implicit-module',
    pattern: /(?:imported )?from implicitly required module/,
    proof: 'self',
    go: '1.17+',
    source: 'cmd/go/internal/modload/import.go DirectImportFromImplicitDependencyError',
    example:
      'main.go:3:8: package rsc.io/quote imported from implicitly required module; to add missing requirements, run: go get rsc.io/quote@v1.5.2',
  },
  {
    id: 'dependency-graph/ambiguous',
    pattern: /ambiguous import/,
    proof: 'self',
    source: 'cmd/go/internal/modload/import.go',
    example:
      'main.go:4:2: ambiguous import: found package cloud.google.com/go/compute/metadata in multiple modules: cloud.google.com/go v0.65.0 cloud.google.com/go/compute/metadata v0.2.3',
  },
  {
    id: 'dependency-graph/conflict',
    pattern:
      /conflicting replacements|conflicting requirements|version constraints conflict|cannot use both|excluded by|, (?:but|not) [\w.-]+\/|is not compatible|inconsistent requirements|@\S{1,200} conflicts with \S{1,300}@/,
    proof: 'fetch',
    source: 'cmd/go/internal/modget',
    example:
      'go: github.com/pkg/errors@v0.9.1 requires example.com/a@v1.0.0, but example.com/a@v1.1.0 is requested',
  },
  {
    id: 'dependency-graph/workspace',
    pattern:
      /listed in go\.work|go: conflicting replacements|errors parsing go\.work|reading go\.work|appears multiple times in workspace|go: go\.work |does not contain modules listed|does not contain main module|modules listed in go\.work|current directory is contained in a module that is not one of the workspace/,
    proof: 'self',
    not: /requires go/,
    source: 'cmd/go/internal/modload',
    example:
      'go: cannot load module ../lib listed in go.work file: open ../lib/go.mod: no such file or directory',
  },
  {
    id: 'dependency-graph/replace-in-tool',
    pattern: /more replace directives|contains one or more (?:replace|exclude) directives/,
    proof: 'self',
    source: 'cmd/go/internal/modload',
    example:
      'go: github.com/acme/tool@latest (in github.com/acme/tool@v1.0.0): The go.mod file for the module providing named packages contains one or more replace directives.',
  },
  {
    id: 'dependency-graph/replacement',
    pattern:
      /replacement directory |replacement module without version|reading \.\.?[/\\]|go\.mod: no such file or directory|go\.mod: The system cannot find|replacement path/,
    proof: 'self',
    source: 'cmd/go/internal/modload',
    example:
      'go: github.com/acme/lib@v1.0.0 (replaced by ../lib): reading ../lib/go.mod: open /src/lib/go.mod: no such file or directory',
  },
  {
    id: 'module-path/go-mod',
    pattern:
      /errors parsing |error reading go\.mod|missing module declaration|go\.mod:\d+: |parsing go\.mod: |unknown directive|unknown block type|repeated go statement/,
    proof: 'self',
    source: 'golang.org/x/mod/modfile',
    example: 'go: errors parsing go.mod: go.mod:7: unknown directive: <<<<<<<',
  },
  {
    id: 'proxy-config/no-go-mod',
    pattern:
      /go\.mod file not found in current directory|cannot find main module|no modules specified|go\.mod file not found|cannot determine module path for|no go\.mod file|not using modules/,
    proof: 'self',
    source: 'cmd/go/internal/modload/init.go',
    example: "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
  },
  {
    id: 'dependency-graph/not-in-std',
    pattern: /is not in (?:GOROOT|std)\b/,
    proof: 'self',
    source: 'cmd/go/internal/modload/import.go',
    example: 'main.go:4:2: package myapp/internal/db is not in std (/usr/local/go/src/myapp/internal/db)',
  },
])

export const moduleRules = { versions, goSum, graph } satisfies Record<string, readonly FaultRule[]>
