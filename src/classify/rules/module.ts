// Which messages tell of versions, module paths, go.sum and the module graph?

import { type FaultRule, table } from './rule.ts'

const versions = table(
  ['version-unavailable', 'module-path'],
  [
    {
      id: 'version-unavailable/unknown-revision',
      meaning: 'There is no such tag, branch or commit in the repository.',
      pattern:
        /unknown revision|couldn't find remote ref|reference is not a tree|not our ref|ambiguous revision|bad revision|unadvertised object/,
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modfetch/codehost',
      remedy: 'version',
      example:
        'go: github.com/pkg/errors@v0.9.9: reading github.com/pkg/errors/go.mod at revision v0.9.9: unknown revision v0.9.9',
    },
    {
      id: 'version-unavailable/pseudo-version',
      meaning: 'The pseudo-version does not fit its commit.',
      pattern:
        /invalid pseudo-version|does not match version-control timestamp|is already canonical|preceding tag|not a descendent|longer than canonical|shorter than canonical|does not match short name of revision/,
      not: /exit status (?:128|255)|invalid pseudo-version: (?:git|hg)\b/,
      proof: 'self',
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modfetch/coderepo.go',
      remedy: 'pseudo-version',
      example:
        'go: github.com/pkg/errors@v0.0.0-20200101000000-614d223910a1: invalid pseudo-version: does not match version-control timestamp (expected 20200114195000)',
    },
    {
      id: 'version-unavailable/no-matching',
      meaning: 'No version of the module matches what was asked for.',
      pattern:
        /no matching versions for query|no matching versions|No versions of .|met constraints|no versions found|matches no versions|missing or invalid version/,
      proof: 'self',
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modload/query.go',
      remedy: 'version',
      example: 'go: github.com/pkg/errors@v9: no matching versions for query "v9"',
    },
    {
      id: 'version-unavailable/major-suffix',
      meaning: 'From version 2 on, the major version belongs into the module path.',
      pattern:
        /module path must match major version|should be v\d|must be of the form v1\.2\.3|\+incompatible: invalid version|\+incompatible" invalid|should not have @version|must not have \+incompatible|go\.mod has post-v\d|module path must match/,
      proof: 'self',
      transient: false,
      also: ['module-path'],
      source: 'cmd/go/internal/modfetch; golang.org/x/mod/modfile',
      remedy: 'major-version',
      example:
        'go: github.com/pkg/errors@v2.0.0: invalid version: module contains a go.mod file, so module path must match major version ("github.com/pkg/errors/v2")',
    },
    {
      id: 'version-unavailable/invalid',
      meaning: 'The version is not one that go accepts.',
      pattern:
        /invalid version|disallowed version string|non-canonical module version|non-semver module version|invalid module version|no commits|" invalid: |invalid semantic version|requires a version|unexpected module version/,
      not: /exit status (?:128|255)|invalid version: (?:git|hg|reading|Get|unrecognized|missing)\b|repository rooted at|(?:has|with) post-v|go version/,
      transient: false,
      source: 'golang.org/x/mod/module',
      remedy: 'version',
      example: 'go: github.com/pkg/errors@v1.0.0: invalid version: disallowed version string',
    },
    {
      id: 'module-path/declares-other',
      meaning: 'The module calls itself by another path than the one it was required by.',
      pattern:
        /module declares its path as|parsing go\.mod: unexpected module path|unexpected module path|used for two different module paths|mismatched repo|repository rooted at|but was required as/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/modload/modfile.go',
      remedy: 'declared-path',
      example:
        'go: github.com/Sirupsen/logrus@v1.9.0: parsing go.mod: module declares its path as: github.com/sirupsen/logrus but was required as: github.com/Sirupsen/logrus',
    },
    {
      id: 'module-path/case',
      meaning: 'The same module is imported under two spellings.',
      pattern: /case-insensitive import collision|case-insensitive file name collision/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/load; golang.org/x/mod/zip',
      remedy: 'declared-path',
      example:
        'package example.com/app: case-insensitive import collision: "github.com/Sirupsen/logrus" and "github.com/sirupsen/logrus"',
    },
    {
      id: 'module-path/malformed',
      meaning: 'This is no valid module or import path.',
      pattern:
        /malformed (?:module|import|file) path|invalid (?:module|import) path|missing dot in first path element|does not begin with hostname|invalid (?:github\.com|bitbucket\.org|launchpad)|invalid escaped|relative import path|invalid github\.com\/|leading dot in path|malformed path/,
      proof: 'self',
      transient: false,
      source: 'golang.org/x/mod/module',
      remedy: 'malformed-path',
      example: 'go: malformed module path "gopls": missing dot in first path element',
    },
    {
      id: 'module-path/layout',
      meaning: 'The repository has no go.mod where this module path says.',
      pattern:
        /: missing [\w.-]|has non-\.\.\.|has post-v|is missing module path|both have \.\.\.|go\.mod has non-/,
      proof: 'self',
      not: /requires go|go\.sum|updates to|missing (?:module line|module declaration|dot|checksum|GOSUMDB|protocol|or invalid)/,
      transient: false,
      source: 'cmd/go/internal/modfetch/coderepo.go',
      remedy: 'declared-path',
      example:
        'go: github.com/pkg/errors/v3@v3.0.0: missing github.com/pkg/errors/go.mod and .../v3/go.mod at revision v3.0.0',
    },
    {
      id: 'module-path/meta-tags',
      meaning: "The host's page does not tell where the code of this import path lives.",
      pattern:
        /no go-import meta tags|did not match import path|disagree about go-import|multiple meta tags match|invalid repo root|invalid subdirectory|: XML |pars(?:e|ing) [^\s()]{1,2000}: EOF|unable to deduce repository|cannot detect VCS|unknown protocol/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/vcs',
      remedy: 'meta-tags',
      example:
        'go: gitlab.corp.example/group/sub/lib@v1.0.0: unrecognized import path "gitlab.corp.example/group/sub/lib": parse https://gitlab.corp.example/group/sub/lib?go-get=1: no go-import meta tags ()',
    },
  ],
)

const goSum = table(
  ['go-sum-missing'],
  [
    {
      id: 'go-sum-missing/entry',
      meaning: 'go.sum has no line for a module that the build needs.',
      pattern: /missing go\.sum entry/,
      proof: 'self',
      transient: false,
      severity: 1,
      go: '1.16+',
      source: 'cmd/go/internal/modload/import.go',
      remedy: 'go-sum',
      example:
        'main.go:4:2: missing go.sum entry for module providing package github.com/pkg/errors (imported by example.com/app); to add: go get example.com/app',
    },
    {
      id: 'go-sum-missing/go-sum-update',
      meaning: 'go.sum would have to change, and -mod=readonly forbids it.',
      pattern:
        /updates to go\.sum needed|updating go\.sum: existing contents|is not marked|checksum database lookup required|missing checksum/,
      proof: 'self',
      transient: false,
      severity: 1,
      source: 'cmd/go/internal/modfetch/fetch.go',
      remedy: 'go-sum',
      example: 'go: updates to go.sum needed, disabled by -mod=readonly',
    },
    {
      id: 'go-sum-missing/go-mod-update',
      meaning: 'go.mod would have to change, and -mod=readonly forbids it.',
      pattern:
        /updates to go\.(?:mod|work) needed|updating go\.(?:mod|work): |go\.mod file needs to be|go mod tidy'? to|needs? go mod tidy/,
      not: /^go: updating go\.mod: requires$/,
      proof: 'self',
      transient: false,
      severity: 1,
      source: 'cmd/go/internal/modload/init.go',
      remedy: 'go-mod',
      example: 'go: updates to go.mod needed; to update it: go mod tidy',
    },
    {
      id: 'go-sum-missing/vendor',
      meaning: 'The vendor folder and go.mod disagree.',
      pattern:
        /inconsistent vendoring|cannot find package "\." in|not marked as explicit in vendor|disabled by -mod=vendor|due to -mod=vendor|using the vendor directory|vendor\/modules\.txt|go mod vendor'? to sync|build flag -mod=vendor|-mod=vendor (?:requires|is|can|only|set|but|not)|; -mod=vendor/,
      proof: 'self',
      transient: false,
      severity: 2,
      source: 'cmd/go/internal/modload/vendor.go',
      remedy: 'vendor',
      example:
        'go: inconsistent vendoring in /src: github.com/pkg/errors@v0.9.1: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
    },
    {
      id: 'go-sum-missing/malformed',
      meaning: 'go.sum is not well formed: often the marks of a merge conflict.',
      pattern: /malformed go\.sum|wrong number of fields/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/modfetch/fetch.go',
      remedy: 'go-sum-malformed',
      example: 'go: malformed go.sum: /src/go.sum:12: wrong number of fields 5',
    },
  ],
)

const graph = table(
  ['dependency-graph', 'proxy-config', 'module-path'],
  [
    {
      id: 'dependency-graph/main-module-lacks',
      meaning: 'The main module itself lacks a package that is imported.',
      pattern:
        /is (?:in|provided by) the main module|main module \(|is the main module|is not a package path|not a known dependency|module not in current build|can't resolve module|import cycle not allowed in/,
      not: /import cycle/,
      proof: 'self',
      transient: false,
      severity: 1,
      confidence: 0.85,
      source: 'cmd/go/internal/modload',
      remedy: 'import-missing',
      example: 'go: main module (example.com/app) does not contain package example.com/app/tools',
    },
    {
      id: 'dependency-graph/not-in-module',
      meaning: 'The version that was chosen does not contain this package.',
      pattern:
        /but does not contain package|does not contain package|but not at required revision|does not provide package/,
      proof: 'self',
      transient: false,
      severity: 1,
      source: 'cmd/go/internal/modload/query.go',
      remedy: 'package-missing',
      example:
        'main.go:4:2: module github.com/googleapis/gnostic@latest found (v0.5.1), but does not contain package github.com/googleapis/gnostic/OpenAPIv2',
    },
    {
      id: 'dependency-graph/no-required-module',
      meaning: 'No module in go.mod provides this package.',
      pattern:
        /no required module provides package|cannot find module providing package|cannot find module for path|cannot find package|not provided by any|import lookup disabled by -mod=readonly|to get it:|is not in your go\.mod|cannot query module/,
      not: /finding module for package [^\s:]+$/,
      proof: 'self',
      transient: false,
      severity: 1,
      also: ['go-sum-missing'],
      source: 'cmd/go/internal/modload/import.go',
      remedy: 'import-missing',
      example:
        'main.go:4:2: no required module provides package github.com/pkg/errors; to add it: go get github.com/pkg/errors',
    },
    {
      id: 'dependency-graph/ambiguous',
      meaning: 'Two modules provide the same package.',
      pattern: /ambiguous import/,
      proof: 'self',
      transient: false,
      severity: 1,
      source: 'cmd/go/internal/modload/import.go',
      remedy: 'ambiguous',
      example:
        'main.go:4:2: ambiguous import: found package cloud.google.com/go/compute/metadata in multiple modules: cloud.google.com/go v0.65.0 cloud.google.com/go/compute/metadata v0.2.3',
    },
    {
      id: 'dependency-graph/conflict',
      meaning: 'Requirements exclude each other.',
      pattern:
        /conflicting replacements|conflicting requirements|version constraints conflict|cannot use both|excluded by|, (?:but|not) [\w.-]+\/|is not compatible|inconsistent requirements/,
      proof: 'fetch',
      transient: false,
      severity: 1,
      source: 'cmd/go/internal/modget',
      remedy: 'graph',
      example:
        'go: github.com/pkg/errors@v0.9.1 requires example.com/a@v1.0.0, but example.com/a@v1.1.0 is requested',
    },
    {
      id: 'dependency-graph/workspace',
      meaning: 'go.work and its modules do not fit together.',
      pattern:
        /listed in go\.work|go: conflicting replacements|errors parsing go\.work|reading go\.work|appears multiple times in workspace|go: go\.work |does not contain modules listed|does not contain main module|modules listed in go\.work|current directory is contained in a module that is not one of the workspace/,
      proof: 'self',
      not: /requires go/,
      transient: false,
      source: 'cmd/go/internal/modload',
      remedy: 'workspace',
      example:
        'go: cannot load module ../lib listed in go.work file: open ../lib/go.mod: no such file or directory',
    },
    {
      id: 'dependency-graph/replace-in-tool',
      meaning:
        'go install path@version does not work for a module whose go.mod has replace or exclude lines.',
      pattern: /more replace directives|contains one or more (?:replace|exclude) directives/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/modload',
      remedy: 'tool-with-replace',
      example:
        'go: github.com/acme/tool@latest (in github.com/acme/tool@v1.0.0): The go.mod file for the module providing named packages contains one or more replace directives.',
    },
    {
      id: 'dependency-graph/replacement',
      meaning: 'A replace line points at a folder that is not there.',
      pattern:
        /replacement directory |replacement module without version|reading \.\.?[/\\]|go\.mod: no such file or directory|go\.mod: The system cannot find|replacement path/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/modload',
      remedy: 'replacement',
      example:
        'go: github.com/acme/lib@v1.0.0 (replaced by ../lib): reading ../lib/go.mod: open /src/lib/go.mod: no such file or directory',
    },
    {
      id: 'module-path/go-mod',
      meaning: "go.mod can't be read.",
      pattern:
        /errors parsing |error reading go\.mod|missing module declaration|go\.mod:\d+: |parsing go\.mod: |unknown directive|unknown block type|repeated go statement/,
      proof: 'self',
      transient: false,
      source: 'golang.org/x/mod/modfile',
      remedy: 'go-mod-malformed',
      example: 'go: errors parsing go.mod: go.mod:7: unknown directive: <<<<<<<',
    },
    {
      id: 'proxy-config/no-go-mod',
      meaning: 'There is no go.mod here: another working directory, or a checkout that is missing.',
      pattern:
        /go\.mod file not found in current directory|cannot find main module|no modules specified|go\.mod file not found|cannot determine module path for|no go\.mod file|not using modules/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/modload/init.go',
      remedy: 'no-go-mod',
      example:
        "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
    },
    {
      id: 'dependency-graph/not-in-std',
      meaning: 'An import without a dot in its first element is not part of this Go.',
      pattern: /is not in (?:GOROOT|std)\b/,
      proof: 'self',
      transient: false,
      severity: 1,
      source: 'cmd/go/internal/modload/import.go',
      remedy: 'not-in-std',
      example: 'main.go:4:2: package myapp/internal/db is not in std (/usr/local/go/src/myapp/internal/db)',
    },
  ],
)

export const moduleRules = { versions, goSum, graph } satisfies Record<string, readonly FaultRule[]>
