// The table of options: action.yml, README's table, the command line and the typed value all come from it.

import { option } from './option.ts'
import {
  cacheStore,
  duration,
  folderPatterns,
  goproxyList,
  goVersion,
  keyPrefix,
  oneOf,
  optionalPath,
  path,
  trueOrFalse,
  wholeNumber,
} from './parsers.ts'

/** By the name of the typed value's field, in the order in which they are told to a reader. */
export const options = {
  /** Null: the job's own GOPROXY. */
  proxies: option({
    input: 'proxies',
    default: '',
    parse: goproxyList,
    description:
      "GOPROXY candidates in GOPROXY's own syntax; a line break means `|`, `#` starts a comment. Empty: the job's own GOPROXY. Only entries joined by `|` may change places; nothing else is ever contacted.",
    flag: {
      name: 'proxies',
      value: 'LIST',
      help: 'GOPROXY candidates',
      shownDefault: 'the list that go env GOPROXY tells',
    },
  }),
  /** Absolute. */
  workingDirectory: option({
    input: 'working-directory',
    default: '.',
    parse: path,
    description: "Where to look for go.mod and go.work, so that a monorepo's Go part can be named.",
    flag: {
      name: 'dir',
      value: 'DIR',
      help: 'where to look for go.mod and go.work',
      shownDefault: 'the current folder',
    },
  }),
  /** Folders or globs below the working directory; empty for all modules. */
  modules: option({
    input: 'modules',
    default: '',
    parse: folderPatterns,
    description:
      'Folders or globs below working-directory, one a line or with commas, when not all of its modules are wanted.',
    flag: {
      name: 'modules',
      value: 'LIST',
      help: 'folders or globs below it',
      shownDefault: 'all modules',
    },
  }),
  attempts: option({
    input: 'attempts',
    default: '4',
    parse: wholeNumber(1, 20),
    description: 'How often at most to run `go mod download` (1 to 20). Only passing faults are tried again.',
    flag: { name: 'attempts', value: 'N', help: 'runs of go mod download at most' },
  }),
  timeoutMs: option({
    input: 'timeout',
    default: '10m',
    parse: duration('1s', '6h'),
    description:
      'Limit for the whole run, attempts and pauses included, because `go` has none; a save may take 10 s more (1s to 6h).',
    flag: { name: 'timeout', value: 'T', help: 'limit for the whole run, such as 10m' },
  }),
  stallTimeoutMs: option({
    input: 'stall-timeout',
    default: '10s',
    parse: duration('500ms', '1h'),
    description:
      'A request without a byte for this long is cut off and asked elsewhere; a silent `go` is cut off after six times as long (500ms to 1h).',
    flag: { name: 'stall-timeout', value: 'T', help: 'cut off a request without a byte for this long' },
  }),
  prefetch: option({
    input: 'prefetch',
    default: 'true',
    parse: trueOrFalse,
    description:
      'Fetch what is missing concurrently before `go mod download`, which then finds everything done. `false` leaves it all to `go`.',
    flag: { name: 'no-prefetch', value: null, sets: 'false', help: 'leave all fetching to go' },
  }),
  strictIntegrity: option({
    input: 'strict-integrity',
    default: 'false',
    parse: trueOrFalse,
    description: 'Fail when a proxy sent bytes that go.sum contradicts, even if another had the right ones.',
    flag: {
      name: 'strict-integrity',
      value: null,
      sets: 'true',
      help: 'fail when a proxy sent bytes that go.sum contradicts',
    },
  }),
  failOnChange: option({
    input: 'fail-on-change',
    default: 'false',
    parse: trueOrFalse,
    description:
      'Fail when `go mod download` changed go.mod or go.sum, which means that they were not committed complete.',
    flag: {
      name: 'fail-on-change',
      value: null,
      sets: 'true',
      help: 'fail when go.mod or go.sum had to be changed',
    },
  }),
  seal: option({
    input: 'seal',
    default: 'false',
    parse: trueOrFalse,
    description:
      'After a complete download give later steps `GOPROXY=off`, so that one that still downloads a module fails at once and by name.',
    flag: null,
  }),
  cache: option({
    input: 'cache',
    default: 'auto',
    parse: oneOf('auto', 'true', 'read-only', 'false'),
    description:
      'Restore and save the module cache. `auto` decides by event and runner; `true`, `read-only` and `false` say it outright.',
    flag: {
      name: 'no-cache',
      value: null,
      sets: 'false',
      help: 'neither restore nor save, even if a store is given',
    },
  }),
  cacheStore: option({
    input: 'cache-store',
    default: 'github',
    parse: cacheStore,
    description:
      'Where modules are kept. `github`: one entry for each set of dependencies. `directory:<path>` or `s3://<bucket>/<prefix>`: a shared store, each module once for all repositories.',
    flag: {
      name: 'cache-store',
      value: 'STORE',
      help: 'share modules in directory:PATH or s3://BUCKET/PREFIX',
      shownDefault: 'no cache',
    },
  }),
  sharePrivate: option({
    input: 'share-private',
    default: 'false',
    parse: trueOrFalse,
    description:
      'Keep modules of GOPRIVATE and GONOPROXY in the shared store, too. Only where everybody who can read the store may read them.',
    flag: {
      name: 'share-private',
      value: null,
      sets: 'true',
      help: 'keep private modules in the shared store, too',
    },
  }),
  cachePrefix: option({
    input: 'cache-prefix',
    default: '',
    parse: keyPrefix,
    description:
      'Part of the cache key. Change it to start anew, or to keep entries apart (letters, digits, `.`, `_` and `-`, at most 64).',
    flag: { name: 'cache-prefix', value: 'TEXT', help: 'part of the cache key' },
  }),
  /** A version, a range, or `go.mod`; null: the go on PATH. */
  goVersion: option({
    input: 'go-version',
    default: '',
    parse: goVersion,
    description:
      "Take this Go (a version, a range, or `go.mod`) from the runner's tool cache and put it on PATH. Empty uses the go on PATH.",
    flag: null,
  }),
  summary: option({
    input: 'summary',
    default: 'always',
    parse: oneOf('always', 'on-failure', 'never'),
    description: 'When to write the job summary, `always`, `on-failure` or `never`.',
    flag: null,
  }),
  /** Absolute; null: a file in the runner's temporary folder. */
  reportPath: option({
    input: 'report-path',
    default: '',
    parse: optionalPath,
    description: "Where to write the JSON report. Empty puts it into the runner's temporary folder.",
    flag: { name: 'report', value: 'FILE', help: 'write the report as JSON' },
  }),
} as const

type Options = typeof options
type ValueOf<O> = O extends { readonly parse: (text: string, workspace: string) => infer R }
  ? Extract<R, { readonly value: unknown }>['value']
  : never

/** Every option's value, valid. */
export type Inputs = { readonly [Field in keyof Options]: ValueOf<Options[Field]> }

export type InputName = Options[keyof Options]['input']
