// Faults of a machine and its settings: Go itself, the tools beside it, the disk, an end from outside.

import type { FaultKinds } from './kind.ts'

export const environmentFaults = {
  'proxy-config/gosumdb': {
    meaning: 'GOSUMDB is not a value that go understands.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/goproxy-empty': {
    meaning: 'GOPROXY is set to a list without an entry.',
    transient: false,
    remedy: 'goproxy',
  },
  'proxy-config/goproxy-off': {
    meaning: 'GOPROXY=off forbids every download, and something is missing in the module cache.',
    transient: false,
    remedy: 'goproxy-off',
  },
  'proxy-config/goproxy-url': {
    meaning: 'An entry of GOPROXY is no URL that go accepts.',
    transient: false,
    remedy: 'goproxy',
  },
  'proxy-config/private-setting': {
    meaning: 'GOPRIVATE, GONOPROXY and GOPROXY together leave no source for the module.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/credentials-over-http': {
    meaning: 'Credentials would go over plain http, which go refuses.',
    transient: false,
    remedy: 'insecure',
  },
  'proxy-config/insecure': {
    meaning: 'Something would go over plain http, which go refuses.',
    transient: false,
    remedy: 'insecure',
  },
  'proxy-config/govcs': {
    meaning: 'GOVCS does not allow this version control tool for this module.',
    transient: false,
    remedy: 'govcs',
  },
  'proxy-config/git-remote': {
    meaning: 'The remote of a repository is not one that go may use.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/goauth': {
    meaning: 'GOAUTH is not a value that go understands.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/goflags': {
    meaning: 'GOFLAGS holds something that is no flag of this command.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/build-cache-off': {
    meaning: 'GOCACHE=off turns the build cache off, without which go does not work with modules.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/modules-off': {
    meaning: 'GO111MODULE turns modules off.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/module-cache': {
    meaning: 'The module cache has no usable place.',
    transient: false,
    remedy: [
      'Set GOMODCACHE to an absolute path, or HOME or GOPATH so that Go finds one.',
      'If the message names another setting, correct that one: `go env` shows its value.',
    ],
  },
  'proxy-config/network-off': {
    meaning: 'Something forbids go the network.',
    transient: false,
    remedy: 'goproxy-off',
  },
  'proxy-config/mod-flag': {
    meaning: 'The -mod or -modfile flag does not fit this mode.',
    transient: false,
    remedy: 'setting',
  },
  'proxy-config/insecure-redirect': {
    meaning: 'The server sends from https to http, which go refuses.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'server-setting',
  },
  'proxy-config/no-go-mod': {
    meaning: 'There is no go.mod here: another working directory, or a checkout that is missing.',
    transient: false,
    remedy: 'no-go-mod',
  },
  'proxy-config/working-directory': {
    meaning: 'The working directory is not there.',
    transient: false,
    remedy: [
      'Check the input `working-directory`: it is relative to the repository.',
      'Put a step with `actions/checkout` before this one.',
    ],
  },
  'proxy-config/modules-input': {
    meaning: 'The input `modules` names no module.',
    transient: false,
    remedy: 'no-go-mod',
  },
  'proxy-config/malformed-goproxy': {
    meaning: "The job's GOPROXY can't be read as a list.",
    transient: false,
    remedy: 'goproxy',
  },
  'proxy-config/bad-input': {
    meaning: 'An input has a value that is not allowed.',
    transient: false,
    remedy: 'input',
  },
  'proxy-config/runner-folder': {
    meaning:
      'A folder that the runner names (GITHUB_WORKSPACE, RUNNER_TEMP) is not there, or takes no files.',
    transient: false,
    remedy: ["Don't set this variable in the workflow; in a container, mount the folder that it names."],
  },
  'toolchain/go-too-old': {
    meaning: 'A go line asks for a newer Go than the one that runs, and it may not download another.',
    transient: false,
    remedy: 'go-too-old',
  },
  'toolchain/not-available': {
    meaning:
      'No source offers the toolchain that the go line asks for; with `direct` a hidden network failure looks the same.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'toolchain-missing',
  },
  'toolchain/language-version': {
    meaning: 'The go line names a language version where a release is needed.',
    transient: false,
    remedy: 'toolchain-line',
  },
  'toolchain/not-in-path': {
    meaning: 'GOTOOLCHAIN allows only installed toolchains, and this one is not.',
    transient: false,
    remedy: 'go-too-old',
  },
  'toolchain/invalid-gotoolchain': {
    meaning: 'GOTOOLCHAIN is not a value that go understands.',
    transient: false,
    also: ['proxy-config'],
    remedy: 'setting',
  },
  'toolchain/unreadable-go-line': {
    meaning: 'This Go is too old to read the go or toolchain line.',
    transient: false,
    remedy: 'go-too-old',
  },
  'toolchain/module-needs-newer': {
    meaning: 'A module was written for a newer Go than the one that runs.',
    transient: false,
    remedy: 'go-too-old',
  },
  'toolchain/newer-standard-library': {
    meaning: 'A package of the standard library is missing: it came with a newer Go.',
    transient: false,
    also: ['dependency-graph'],
    remedy: 'go-too-old',
  },
  'toolchain/sumdb-off': {
    meaning: 'A toolchain is only downloaded when the checksum database may be asked.',
    transient: false,
    also: ['sumdb'],
    remedy: 'toolchain-missing',
  },
  'toolchain/release-not-downloaded': {
    meaning: 'The wrapper of golang.org/dl is installed, but the Go release behind it is not downloaded.',
    transient: false,
    remedy: 'release-not-downloaded',
  },
  'toolchain/no-release': {
    meaning: 'There is no Go release of this name for this platform.',
    transient: false,
    remedy: 'toolchain-missing',
  },
  'toolchain/release-download': {
    meaning: 'A Go release could not be downloaded by the wrapper of golang.org/dl.',
    transient: true,
    remedy: 'toolchain-download',
  },
  'toolchain/switch-loop': {
    meaning: 'The toolchain that was started is not the one that was asked for.',
    transient: false,
    remedy: 'setting',
  },
  'toolchain/download-failed': {
    meaning: 'The Go toolchain that the go line asks for could not be downloaded.',
    transient: true,
    remedy: 'toolchain-download',
  },
  'toolchain/go-not-runnable': {
    meaning: 'The go command could not be run.',
    transient: false,
    remedy: 'go-missing',
  },
  'toolchain/go-not-found': {
    meaning: 'There is no `go` on PATH, or none for the input `go-version` in the tool cache.',
    transient: false,
    remedy: 'go-not-found',
  },
  'vcs-missing/executable': {
    meaning: 'The version control tool of a direct fetch is not installed.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'vcs-missing',
  },
  'vcs-missing/command': {
    meaning: 'The version control tool is not installed.',
    transient: false,
    otherProxyHelps: true,
    // go goes on without it: another fault that follows is the cause.
    severity: 1,
    remedy: 'vcs-missing',
  },
  'vcs-missing/incomplete': {
    meaning: 'git lacks the part that speaks https or ssh.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'vcs-missing',
  },
  'disk/full': {
    meaning: 'The disk is full.',
    transient: false,
    severity: 3,
    remedy: 'disk-full',
  },
  'disk/read-only': {
    meaning: 'The module cache is on a read-only file system.',
    transient: false,
    remedy: 'permission',
  },
  'disk/busy': {
    meaning: 'Another process holds the file: on Windows often a virus scanner.',
    transient: true,
    remedy: 'antivirus',
  },
  'disk/virus-scanner': {
    meaning: 'A virus scanner took a file of the module cache for a virus, and closed it to everyone.',
    transient: false,
    remedy: 'virus-found',
  },
  'disk/module-cache': {
    meaning: "The module cache can't be created or written.",
    transient: false,
    remedy: 'permission',
  },
  'disk/permission': {
    meaning: 'The user of this job may not read or write a file of the module cache.',
    transient: false,
    remedy: 'permission',
  },
  'disk/build-cache': {
    meaning: "The build cache can't be created or written.",
    transient: false,
    remedy: 'permission',
  },
  'disk/path-too-long': {
    meaning: 'A path is longer than the file system or Windows allows.',
    transient: false,
    remedy: 'long-path',
  },
  'disk/go-mod': {
    meaning: "go.mod, go.sum or go.work can't be written by the user of this job.",
    transient: false,
    remedy: 'permission-project',
  },
  'disk/go-mod-lock': {
    meaning: "go.mod can't be locked: its folder is shared from another machine, and has no locks.",
    transient: false,
    remedy: 'locks-project',
  },
  'disk/no-locks': {
    meaning: 'The file system of the module cache has no locks, or is stale.',
    transient: false,
    remedy: 'locks',
  },
  'disk/ownership': {
    meaning: 'git refuses a repository that belongs to another user.',
    transient: false,
    remedy: 'ownership',
  },
  'disk/too-many-open-files': {
    meaning: 'The limit of open files is reached.',
    transient: false,
    remedy: 'open-files',
  },
  'killed/out-of-memory': {
    meaning: 'The machine ran out of memory or processes.',
    transient: false,
    remedy: 'memory',
  },
  'killed/build-tool': {
    meaning: 'The compiler or linker was killed: for want of memory.',
    transient: false,
    remedy: 'memory',
  },
  'killed/go-without-memory': {
    meaning: 'go itself could not get the memory that it starts with.',
    transient: false,
    remedy: 'memory',
  },
  'killed/signal': {
    meaning: 'A process was killed: usually for want of memory, or by a time limit.',
    transient: false,
    remedy: 'memory',
  },
  'killed/cancelled': {
    meaning: 'The job was cancelled.',
    transient: false,
    severity: 3,
    remedy: 'cancelled',
  },
  'killed/in-download': {
    meaning: 'The download was killed: usually for want of memory.',
    transient: false,
    severity: 1,
    remedy: 'memory',
  },
  'killed/time-limit': {
    meaning: 'The CI system ended the job in the middle of a download: its time limit was reached.',
    transient: true,
    also: ['timeout'],
    severity: 1,
    remedy: 'cancelled',
  },
  'killed/job-cancelled': {
    meaning: 'The job was cancelled, or its runner shut down, in the middle of a download.',
    transient: true,
    severity: 1,
    remedy: 'cancelled',
  },
  'unknown/git': {
    meaning: 'git failed in a way that no rule knows.',
    transient: false,
    remedy: 'unknown',
  },
  'unknown/fetch': {
    meaning: 'A module could not be fetched, for a reason that no rule knows.',
    transient: false,
    remedy: 'unknown',
  },
  'unknown/internal': {
    meaning: 'Something broke in this action itself.',
    transient: false,
    remedy: ['This is a bug of Resilient Go Modules. Report it with the lines above.'],
  },
} as const satisfies FaultKinds<'proxy-config' | 'toolchain' | 'vcs-missing' | 'disk' | 'killed' | 'unknown'>
