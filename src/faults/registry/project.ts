// Faults of a project: its go.sum, its requirements, its module paths.

import type { FaultKinds } from './kind.ts'

export const projectFaults = {
  'go-sum-missing/entry': {
    meaning: 'go.sum has no line for a module that the build needs.',
    transient: false,
    severity: 1,
    remedy: 'go-sum',
  },
  'go-sum-missing/go-sum-update': {
    meaning: 'go.sum would have to change, and -mod=readonly forbids it.',
    transient: false,
    severity: 1,
    remedy: 'go-sum',
  },
  'go-sum-missing/go-mod-update': {
    meaning: 'go.mod would have to change, and -mod=readonly forbids it.',
    transient: false,
    severity: 1,
    remedy: 'go-mod',
  },
  'go-sum-missing/vendor': {
    meaning: 'The vendor folder and go.mod disagree.',
    transient: false,
    remedy: 'vendor',
  },
  'go-sum-missing/malformed': {
    meaning: 'go.sum is not well formed: often the marks of a merge conflict.',
    transient: false,
    remedy: 'go-sum-malformed',
  },
  'go-sum-missing/changed-by-download': {
    meaning: 'The download changed go.sum or go.mod: they were not complete.',
    transient: false,
    remedy: ['Run `go mod tidy` (in a workspace also `go work sync`) and commit the result.'],
  },
  'dependency-graph/main-module-lacks': {
    meaning: 'The main module itself lacks a package that is imported.',
    transient: false,
    severity: 1,
    remedy: 'import-missing',
  },
  'dependency-graph/not-in-module': {
    meaning: 'The version that was chosen does not contain this package.',
    transient: false,
    severity: 1,
    remedy: 'package-missing',
  },
  'dependency-graph/no-required-module': {
    meaning: 'No module in go.mod provides this package.',
    transient: false,
    also: ['go-sum-missing'],
    severity: 1,
    remedy: 'import-missing',
  },
  'dependency-graph/ambiguous': {
    meaning: 'Two modules provide the same package.',
    transient: false,
    severity: 1,
    remedy: 'ambiguous',
  },
  'dependency-graph/implicit-module': {
    meaning: 'A package is imported from a module that go.mod does not require by itself.',
    transient: false,
    severity: 1,
    remedy: 'implicit-module',
  },
  'dependency-graph/conflict': {
    meaning: 'Requirements exclude each other.',
    transient: false,
    severity: 1,
    remedy: 'graph',
  },
  'dependency-graph/workspace': {
    meaning: 'go.work and its modules do not fit together.',
    transient: false,
    remedy: 'workspace',
  },
  'dependency-graph/replace-in-tool': {
    meaning: 'go install path@version does not work for a module whose go.mod has replace or exclude lines.',
    transient: false,
    remedy: 'tool-with-replace',
  },
  'dependency-graph/replacement': {
    meaning: 'A replace line points at a folder that is not there.',
    transient: false,
    remedy: 'replacement',
  },
  'dependency-graph/not-in-std': {
    meaning: 'An import without a dot in its first element is not part of this Go.',
    transient: false,
    severity: 1,
    remedy: 'not-in-std',
  },
  'module-path/unusable': {
    meaning:
      "The module breaks Go's rules for archives: it is too large, or a file in it has a forbidden name.",
    transient: false,
    remedy: 'module-unusable',
  },
  'module-path/declares-other': {
    meaning: 'The module calls itself by another path than the one it was required by.',
    transient: false,
    remedy: 'declared-path',
  },
  'module-path/case': {
    meaning: 'The same module is imported under two spellings.',
    transient: false,
    remedy: 'declared-path',
  },
  'module-path/malformed': {
    meaning: 'This is no valid module or import path.',
    transient: false,
    remedy: 'malformed-path',
  },
  'module-path/layout': {
    meaning: 'The repository has no go.mod where this module path says.',
    transient: false,
    remedy: 'declared-path',
  },
  'module-path/meta-tags': {
    meaning: "The host's page does not tell where the code of this import path lives.",
    transient: false,
    remedy: 'meta-tags',
  },
  'module-path/go-mod': {
    meaning: "go.mod can't be read.",
    transient: false,
    remedy: 'go-mod-malformed',
  },
  'module-path/go-work': {
    meaning: "go.work can't be read.",
    transient: false,
    remedy: 'workspace',
  },
} as const satisfies FaultKinds<'go-sum-missing' | 'dependency-graph' | 'module-path'>
