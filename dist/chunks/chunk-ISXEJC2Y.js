import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/faults/category.ts
var faultCategories = [
  "dns",
  "connect",
  "timeout",
  "tls",
  "http-proxy",
  "interrupted",
  "server-error",
  "rate-limited",
  "sumdb",
  "auth",
  "not-found",
  "version-unavailable",
  "checksum-mismatch",
  "cache-corrupt",
  "go-sum-missing",
  "dependency-graph",
  "module-path",
  "proxy-config",
  "toolchain",
  "vcs-missing",
  "disk",
  "killed",
  "unknown"
];
var layerOf = {
  dns: "network",
  connect: "network",
  timeout: "network",
  tls: "network",
  "http-proxy": "network",
  interrupted: "network",
  "server-error": "service",
  "rate-limited": "service",
  sumdb: "service",
  auth: "access",
  "not-found": "module",
  "version-unavailable": "module",
  "checksum-mismatch": "integrity",
  "cache-corrupt": "integrity",
  "go-sum-missing": "project",
  "dependency-graph": "project",
  "module-path": "project",
  "proxy-config": "configuration",
  toolchain: "environment",
  "vcs-missing": "environment",
  disk: "environment",
  killed: "environment",
  unknown: "unknown"
};

// src/faults/registry/environment.ts
var environmentFaults = {
  "proxy-config/gosumdb": {
    meaning: "GOSUMDB is not a value that go understands.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/goproxy-empty": {
    meaning: "GOPROXY is set to a list without an entry.",
    transient: false,
    remedy: "goproxy"
  },
  "proxy-config/goproxy-off": {
    meaning: "GOPROXY=off forbids every download, and something is missing in the module cache.",
    transient: false,
    remedy: "goproxy-off"
  },
  "proxy-config/goproxy-url": {
    meaning: "An entry of GOPROXY is no URL that go accepts.",
    transient: false,
    remedy: "goproxy"
  },
  "proxy-config/private-setting": {
    meaning: "GOPRIVATE, GONOPROXY and GOPROXY together leave no source for the module.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/credentials-over-http": {
    meaning: "Credentials would go over plain http, which go refuses.",
    transient: false,
    remedy: "insecure"
  },
  "proxy-config/insecure": {
    meaning: "Something would go over plain http, which go refuses.",
    transient: false,
    remedy: "insecure"
  },
  "proxy-config/govcs": {
    meaning: "GOVCS does not allow this version control tool for this module.",
    transient: false,
    remedy: "govcs"
  },
  "proxy-config/git-remote": {
    meaning: "The remote of a repository is not one that go may use.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/goauth": {
    meaning: "GOAUTH is not a value that go understands.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/goflags": {
    meaning: "GOFLAGS holds something that is no flag of this command.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/build-cache-off": {
    meaning: "GOCACHE=off turns the build cache off, without which go does not work with modules.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/modules-off": {
    meaning: "GO111MODULE turns modules off.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/module-cache": {
    meaning: "The module cache has no usable place.",
    transient: false,
    remedy: [
      "Set GOMODCACHE to an absolute path, or HOME or GOPATH so that Go finds one.",
      "If the message names another setting, correct that one: `go env` shows its value."
    ]
  },
  "proxy-config/network-off": {
    meaning: "Something forbids go the network.",
    transient: false,
    remedy: "goproxy-off"
  },
  "proxy-config/mod-flag": {
    meaning: "The -mod or -modfile flag does not fit this mode.",
    transient: false,
    remedy: "setting"
  },
  "proxy-config/insecure-redirect": {
    meaning: "The server sends from https to http, which go refuses.",
    transient: false,
    otherProxyHelps: true,
    remedy: "server-setting"
  },
  "proxy-config/no-go-mod": {
    meaning: "There is no go.mod here: another working directory, or a checkout that is missing.",
    transient: false,
    remedy: "no-go-mod"
  },
  "proxy-config/working-directory": {
    meaning: "The working directory is not there.",
    transient: false,
    remedy: [
      "Check the input `working-directory`: it is relative to the repository.",
      "Put a step with `actions/checkout` before this one."
    ]
  },
  "proxy-config/modules-input": {
    meaning: "The input `modules` names no module.",
    transient: false,
    remedy: "no-go-mod"
  },
  "proxy-config/malformed-goproxy": {
    meaning: "The job's GOPROXY can't be read as a list.",
    transient: false,
    remedy: "goproxy"
  },
  "proxy-config/bad-input": {
    meaning: "An input has a value that is not allowed.",
    transient: false,
    remedy: "input"
  },
  "proxy-config/runner-folder": {
    meaning: "A folder that the runner names (GITHUB_WORKSPACE, RUNNER_TEMP) is not there, or takes no files.",
    transient: false,
    remedy: ["Don't set this variable in the workflow; in a container, mount the folder that it names."]
  },
  "toolchain/go-too-old": {
    meaning: "A go line asks for a newer Go than the one that runs, and it may not download another.",
    transient: false,
    remedy: "go-too-old"
  },
  "toolchain/not-available": {
    meaning: "No source offers the toolchain that the go line asks for; with `direct` a hidden network failure looks the same.",
    transient: false,
    otherProxyHelps: true,
    remedy: "toolchain-missing"
  },
  "toolchain/language-version": {
    meaning: "The go line names a language version where a release is needed.",
    transient: false,
    remedy: "toolchain-line"
  },
  "toolchain/not-in-path": {
    meaning: "GOTOOLCHAIN allows only installed toolchains, and this one is not.",
    transient: false,
    remedy: "go-too-old"
  },
  "toolchain/invalid-gotoolchain": {
    meaning: "GOTOOLCHAIN is not a value that go understands.",
    transient: false,
    also: ["proxy-config"],
    remedy: "setting"
  },
  "toolchain/unreadable-go-line": {
    meaning: "This Go is too old to read the go or toolchain line.",
    transient: false,
    remedy: "go-too-old"
  },
  "toolchain/module-needs-newer": {
    meaning: "A module was written for a newer Go than the one that runs.",
    transient: false,
    remedy: "go-too-old"
  },
  "toolchain/newer-standard-library": {
    meaning: "A package of the standard library is missing: it came with a newer Go.",
    transient: false,
    also: ["dependency-graph"],
    remedy: "go-too-old"
  },
  "toolchain/sumdb-off": {
    meaning: "A toolchain is only downloaded when the checksum database may be asked.",
    transient: false,
    also: ["sumdb"],
    remedy: "toolchain-missing"
  },
  "toolchain/release-not-downloaded": {
    meaning: "The wrapper of golang.org/dl is installed, but the Go release behind it is not downloaded.",
    transient: false,
    remedy: "release-not-downloaded"
  },
  "toolchain/no-release": {
    meaning: "There is no Go release of this name for this platform.",
    transient: false,
    remedy: "toolchain-missing"
  },
  "toolchain/release-download": {
    meaning: "A Go release could not be downloaded by the wrapper of golang.org/dl.",
    transient: true,
    remedy: "toolchain-download"
  },
  "toolchain/switch-loop": {
    meaning: "The toolchain that was started is not the one that was asked for.",
    transient: false,
    remedy: "setting"
  },
  "toolchain/download-failed": {
    meaning: "The Go toolchain that the go line asks for could not be downloaded.",
    transient: true,
    remedy: "toolchain-download"
  },
  "toolchain/go-not-runnable": {
    meaning: "The go command could not be run.",
    transient: false,
    remedy: "go-missing"
  },
  "toolchain/go-not-found": {
    meaning: "There is no `go` on PATH, or none for the input `go-version` in the tool cache.",
    transient: false,
    remedy: "go-not-found"
  },
  "vcs-missing/executable": {
    meaning: "The version control tool of a direct fetch is not installed.",
    transient: false,
    otherProxyHelps: true,
    remedy: "vcs-missing"
  },
  "vcs-missing/command": {
    meaning: "The version control tool is not installed.",
    transient: false,
    otherProxyHelps: true,
    // go goes on without it: another fault that follows is the cause.
    severity: 1,
    remedy: "vcs-missing"
  },
  "vcs-missing/incomplete": {
    meaning: "git lacks the part that speaks https or ssh.",
    transient: false,
    otherProxyHelps: true,
    remedy: "vcs-missing"
  },
  "disk/full": {
    meaning: "The disk is full.",
    transient: false,
    severity: 3,
    remedy: "disk-full"
  },
  "disk/read-only": {
    meaning: "The module cache is on a read-only file system.",
    transient: false,
    remedy: "permission"
  },
  "disk/busy": {
    meaning: "Another process holds the file: on Windows often a virus scanner.",
    transient: true,
    remedy: "antivirus"
  },
  "disk/virus-scanner": {
    meaning: "A virus scanner took a file of the module cache for a virus, and closed it to everyone.",
    transient: false,
    remedy: "virus-found"
  },
  "disk/module-cache": {
    meaning: "The module cache can't be created or written.",
    transient: false,
    remedy: "permission"
  },
  "disk/permission": {
    meaning: "The user of this job may not read or write a file of the module cache.",
    transient: false,
    remedy: "permission"
  },
  "disk/build-cache": {
    meaning: "The build cache can't be created or written.",
    transient: false,
    remedy: "permission"
  },
  "disk/path-too-long": {
    meaning: "A path is longer than the file system or Windows allows.",
    transient: false,
    remedy: "long-path"
  },
  "disk/go-mod": {
    meaning: "go.mod, go.sum or go.work can't be written by the user of this job.",
    transient: false,
    remedy: "permission-project"
  },
  "disk/go-mod-lock": {
    meaning: "go.mod can't be locked: its folder is shared from another machine, and has no locks.",
    transient: false,
    remedy: "locks-project"
  },
  "disk/no-locks": {
    meaning: "The file system of the module cache has no locks, or is stale.",
    transient: false,
    remedy: "locks"
  },
  "disk/ownership": {
    meaning: "git refuses a repository that belongs to another user.",
    transient: false,
    remedy: "ownership"
  },
  "disk/too-many-open-files": {
    meaning: "The limit of open files is reached.",
    transient: false,
    remedy: "open-files"
  },
  "killed/out-of-memory": {
    meaning: "The machine ran out of memory or processes.",
    transient: false,
    remedy: "memory"
  },
  "killed/build-tool": {
    meaning: "The compiler or linker was killed: for want of memory.",
    transient: false,
    remedy: "memory"
  },
  "killed/go-without-memory": {
    meaning: "go itself could not get the memory that it starts with.",
    transient: false,
    remedy: "memory"
  },
  "killed/signal": {
    meaning: "A process was killed: usually for want of memory, or by a time limit.",
    transient: false,
    remedy: "memory"
  },
  "killed/cancelled": {
    meaning: "The job was cancelled.",
    transient: false,
    severity: 3,
    remedy: "cancelled"
  },
  "killed/in-download": {
    meaning: "The download was killed: usually for want of memory.",
    transient: false,
    severity: 1,
    remedy: "memory"
  },
  "killed/time-limit": {
    meaning: "The CI system ended the job in the middle of a download: its time limit was reached.",
    transient: true,
    also: ["timeout"],
    severity: 1,
    remedy: "cancelled"
  },
  "killed/job-cancelled": {
    meaning: "The job was cancelled, or its runner shut down, in the middle of a download.",
    transient: true,
    severity: 1,
    remedy: "cancelled"
  },
  "unknown/git": {
    meaning: "git failed in a way that no rule knows.",
    transient: false,
    remedy: "unknown"
  },
  "unknown/fetch": {
    meaning: "A module could not be fetched, for a reason that no rule knows.",
    transient: false,
    remedy: "unknown"
  },
  "unknown/internal": {
    meaning: "Something broke in this action itself.",
    transient: false,
    remedy: ["This is a bug of Resilient Go Modules. Report it with the lines above."]
  }
};

// src/faults/registry/module.ts
var moduleFaults = {
  "auth/git-no-credentials": {
    meaning: "git needs credentials for this repository and has none.",
    transient: false,
    remedy: "git-credentials"
  },
  "auth/git-rejected": {
    meaning: "The code host rejected git's credentials.",
    transient: false,
    remedy: "git-rejected"
  },
  "auth/git-forbidden": {
    meaning: "The code host refused this repository to git's credentials.",
    transient: false,
    remedy: "git-rejected"
  },
  "auth/ssh-host-key": {
    meaning: "ssh does not know the host's key, or the key has changed.",
    transient: false,
    remedy: "ssh-host-key"
  },
  "auth/ssh-key": {
    meaning: "No ssh key of this runner is accepted by the code host.",
    transient: false,
    remedy: "ssh-key"
  },
  "auth/policy": {
    meaning: "A gatekeeper refused the module by its rules.",
    transient: false,
    remedy: "policy"
  },
  "auth/ssh-unreadable": {
    meaning: "ssh could not read the repository: usually no key that may.",
    transient: false,
    remedy: "ssh-key"
  },
  "auth/http-401": {
    meaning: "The server wants credentials (401).",
    transient: false,
    otherProxyHelps: true,
    remedy: "proxy-credentials"
  },
  "auth/http-403-zip": {
    meaning: "The zip alone is refused (403): proxy.golang.org sends it from storage.googleapis.com, which this network may not reach.",
    transient: false,
    otherProxyHelps: true,
    remedy: "egress-zip"
  },
  "auth/http-403": {
    meaning: "The server refused the request (403): credentials without the right, or a policy.",
    transient: false,
    remedy: "policy"
  },
  "not-found/private-upstream": {
    meaning: "The proxy has no credentials for this repository: a private module was asked of a public proxy.",
    transient: false,
    also: ["auth"],
    remedy: "private"
  },
  "not-found/private-host": {
    meaning: "The proxy does not know the module's host: an internal name was asked of a public proxy.",
    transient: false,
    also: ["dns"],
    remedy: "private"
  },
  "not-found/repository-upstream": {
    meaning: "The proxy found no repository there: it is private, renamed or deleted.",
    transient: false,
    remedy: "private"
  },
  "not-found/git-repository": {
    meaning: "There is no such repository, or it is not visible to these credentials.",
    transient: false,
    also: ["auth"],
    remedy: "repository"
  },
  "not-found/private-path": {
    meaning: "A path that looks like a company's own was asked of a proxy that does not know it.",
    transient: false,
    also: ["version-unavailable"],
    remedy: "private"
  },
  "not-found/no-zip": {
    meaning: "The proxy knows the version but has no zip of it.",
    transient: false,
    otherProxyHelps: true,
    remedy: "repository"
  },
  "not-found/no-versions": {
    meaning: "The proxy knows no version of this module: the path is wrong, or the module is private.",
    transient: false,
    remedy: "private"
  },
  "not-found/local-mirror": {
    meaning: "The file-system proxy does not have the file.",
    transient: false,
    otherProxyHelps: true,
    remedy: "repository"
  },
  "not-found/import-path": {
    meaning: "The module's host has no page for this import path.",
    transient: false,
    remedy: "repository"
  },
  "version-unavailable/unknown-revision-upstream": {
    meaning: "The proxy knows the module but not this version.",
    transient: false,
    also: ["not-found"],
    otherProxyHelps: true,
    remedy: "version"
  },
  "version-unavailable/not-on-proxy": {
    meaning: "The proxy has no such version (404 or 410 for its .info or .mod).",
    transient: false,
    also: ["not-found"],
    otherProxyHelps: true,
    remedy: "version"
  },
  "version-unavailable/local-mirror": {
    meaning: "The file-system proxy does not have this version.",
    transient: false,
    also: ["not-found"],
    otherProxyHelps: true,
    remedy: "version"
  },
  "version-unavailable/unknown-revision": {
    meaning: "There is no such tag, branch or commit in the repository.",
    transient: false,
    otherProxyHelps: true,
    remedy: "version"
  },
  "version-unavailable/pseudo-version": {
    meaning: "The pseudo-version does not fit its commit.",
    transient: false,
    otherProxyHelps: true,
    remedy: "pseudo-version"
  },
  "version-unavailable/no-matching": {
    meaning: "No version of the module matches what was asked for.",
    transient: false,
    otherProxyHelps: true,
    remedy: "version"
  },
  "version-unavailable/major-suffix": {
    meaning: "From version 2 on, the major version belongs into the module path.",
    transient: false,
    also: ["module-path"],
    remedy: "major-version"
  },
  "version-unavailable/invalid": {
    meaning: "The version is not one that go accepts.",
    transient: false,
    remedy: "version"
  },
  "checksum-mismatch/sumdb-misbehaves": {
    meaning: "The checksum database contradicts itself, or something in front of it does.",
    transient: false,
    severity: 3,
    remedy: "checksum"
  },
  "checksum-mismatch/sumdb": {
    meaning: "What was downloaded differs from what the checksum database recorded for everyone.",
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: "checksum"
  },
  "checksum-mismatch/go-mod": {
    meaning: "The go.mod that was downloaded differs from the one that go.sum recorded.",
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: "checksum"
  },
  "checksum-mismatch/go-sum": {
    meaning: "The module that was downloaded differs from the one that go.sum recorded.",
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: "checksum"
  },
  "checksum-mismatch/gazelle": {
    meaning: "The module that Bazel downloaded differs from the sum that its rules name.",
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: "checksum"
  },
  "checksum-mismatch/wrong-bytes": {
    meaning: "A proxy sent other bytes than go.sum recorded, while another had the right ones.",
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: "checksum"
  },
  "cache-corrupt/vcs-lock": {
    meaning: "A lock file blocks a repository of the module cache: a git that was killed left it there, or another one is at work.",
    transient: false,
    remedy: "cache-vcs"
  },
  "cache-corrupt/vcs-objects": {
    meaning: "A repository of the module cache has lost objects or holds damaged ones.",
    transient: false,
    remedy: "cache-vcs"
  },
  "cache-corrupt/vcs-repository": {
    meaning: "A folder of the module cache that holds a repository is incomplete.",
    transient: false,
    remedy: "cache-vcs"
  },
  "cache-corrupt/unzip": {
    meaning: "A zip in the module cache is damaged.",
    transient: false,
    remedy: "cache"
  },
  "cache-corrupt/source": {
    meaning: "A source file in the module cache is empty or damaged: a disk that was cut off, or a cache restored in part.",
    transient: false,
    remedy: "cache"
  },
  "cache-corrupt/missing-source": {
    meaning: "An unpacked file of the module cache has vanished.",
    transient: false,
    remedy: "cache"
  },
  "cache-corrupt/record": {
    meaning: "A small file of the module cache (.info, .mod, .ziphash) is empty or damaged.",
    transient: false,
    remedy: "cache"
  },
  "cache-corrupt/missing-file": {
    meaning: "A file of the module cache has vanished: it was restored in part, or cleaned while in use.",
    transient: false,
    remedy: "cache"
  },
  "cache-corrupt/zip-data": {
    meaning: "The data of a zip are damaged.",
    transient: false,
    also: ["server-error"],
    otherProxyHelps: true,
    remedy: "cache"
  }
};

// src/faults/registry/network.ts
var networkFaults = {
  "dns/no-resolver": {
    meaning: "There is no name server where this machine looks for one.",
    transient: false,
    remedy: "resolver"
  },
  "dns/timeout": {
    meaning: "The name server did not answer in time.",
    transient: true,
    also: ["timeout"],
    otherProxyHelps: true,
    remedy: "dns"
  },
  "dns/server-misbehaving": {
    meaning: "The name server answered with a failure of its own (SERVFAIL, REFUSED).",
    transient: true,
    otherProxyHelps: true,
    remedy: "dns"
  },
  "dns/temporary": {
    meaning: "The system resolver reported a temporary failure.",
    transient: true,
    otherProxyHelps: true,
    remedy: "dns"
  },
  "dns/no-such-host": {
    meaning: "The name does not exist for this resolver.",
    transient: true,
    otherProxyHelps: true,
    remedy: "dns"
  },
  "dns/bad-answer": {
    meaning: "The name server sent an answer that is no DNS message, or none at all.",
    transient: true,
    otherProxyHelps: true,
    remedy: "dns"
  },
  "dns/resolver-unreachable": {
    meaning: "The name server could not be reached.",
    transient: true,
    also: ["connect"],
    remedy: "dns"
  },
  "dns/other": {
    meaning: "The name could not be resolved.",
    transient: true,
    otherProxyHelps: true,
    remedy: "dns"
  },
  "dns/git-unresolved": {
    meaning: "git could not resolve the code host.",
    transient: true,
    otherProxyHelps: true,
    remedy: "dns"
  },
  "connect/refused": {
    meaning: "Nothing accepts connections at that address and port.",
    transient: true,
    otherProxyHelps: true,
    remedy: "connect"
  },
  "connect/no-ipv6-route": {
    meaning: "The host was asked by IPv6, and this machine has no route for IPv6.",
    transient: true,
    otherProxyHelps: true,
    remedy: "ipv6"
  },
  "connect/unreachable": {
    meaning: "There is no route to the host.",
    transient: true,
    otherProxyHelps: true,
    remedy: "connect"
  },
  "connect/no-local-address": {
    meaning: "This machine has no local address or port left for the connection.",
    transient: true,
    remedy: "connect"
  },
  "connect/reset": {
    meaning: "The connection was reset while it was being made.",
    transient: true,
    also: ["interrupted"],
    otherProxyHelps: true,
    remedy: "connect"
  },
  "connect/git-failed": {
    meaning: "git could not connect to the code host.",
    transient: true,
    otherProxyHelps: true,
    remedy: "connect"
  },
  "connect/other": {
    meaning: "The connection could not be made.",
    transient: true,
    otherProxyHelps: true,
    remedy: "connect"
  },
  "connect/forbidden": {
    meaning: "This machine forbids the connection.",
    transient: false,
    remedy: "egress-blocked"
  },
  "timeout/tls-handshake": {
    meaning: "The TLS handshake took longer than 10 seconds.",
    transient: true,
    also: ["tls"],
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/dial": {
    meaning: "The connection was not established in time: a firewall, or an overloaded host.",
    transient: true,
    also: ["connect"],
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/client-limit": {
    meaning: "A request did not finish within its time limit.",
    transient: true,
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/read": {
    meaning: "An established connection stopped delivering, also in the middle of an answer.",
    transient: true,
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/git-connect": {
    meaning: "git or ssh could not connect to the code host in time.",
    transient: true,
    also: ["connect"],
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/stalled": {
    meaning: "go, or a request of ours, showed no sign of life and was cut off.",
    transient: true,
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/deadline": {
    meaning: "The download did not finish within its total time limit.",
    transient: true,
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/headers": {
    meaning: "Connected, but no answer came.",
    transient: true,
    otherProxyHelps: true,
    remedy: "timeout"
  },
  "timeout/before-download": {
    meaning: "The time limit was used up before there was anything to tell of a download.",
    transient: true,
    remedy: [
      "Look whether the disks of the repository and of the module cache answer, and whether `go env` ends on this machine.",
      "Set a higher `timeout` if the machine is just slow."
    ]
  },
  "tls/expired": {
    meaning: "The certificate has expired or is not yet valid, or this machine's clock is wrong.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-expired"
  },
  "tls/wrong-name": {
    meaning: "The certificate is for another host: a wrong name, or something in between that intercepts.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-name"
  },
  "tls/unknown-authority": {
    meaning: "The certificate is signed by itself, or by an authority that this machine does not trust.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-authority"
  },
  "tls/weak-certificate": {
    meaning: "The certificate is of a kind that Go no longer accepts.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-server"
  },
  "tls/not-tls": {
    meaning: "An https address is answered in plain http.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-plain"
  },
  "tls/record-damaged": {
    meaning: "A TLS record arrived damaged.",
    transient: true,
    also: ["interrupted"],
    otherProxyHelps: true,
    remedy: "interrupted"
  },
  "tls/internal-error": {
    meaning: "The server broke off the handshake with an internal error.",
    transient: true,
    otherProxyHelps: true,
    remedy: "tls-server"
  },
  "tls/refused-by-server": {
    meaning: "The server ended the TLS handshake.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-server"
  },
  "tls/protocol-version": {
    meaning: "Client and server share no TLS version or cipher.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-server"
  },
  "tls/other": {
    meaning: "TLS failed.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-authority"
  },
  "tls/revoked": {
    meaning: "The certificate was revoked.",
    transient: false,
    otherProxyHelps: true,
    remedy: "tls-expired"
  },
  "http-proxy/unreachable": {
    meaning: "The forward proxy (HTTPS_PROXY) could not be reached, or did not accept the connection.",
    transient: true,
    also: ["connect"],
    remedy: "forward-proxy"
  },
  "http-proxy/unknown-host": {
    meaning: "The name of the forward proxy (HTTPS_PROXY) did not resolve.",
    transient: false,
    also: ["dns"],
    remedy: "forward-proxy"
  },
  "http-proxy/timeout": {
    meaning: "The forward proxy (HTTPS_PROXY) did not answer in time.",
    transient: true,
    also: ["timeout"],
    remedy: "forward-proxy"
  },
  "http-proxy/tls": {
    meaning: "TLS with the forward proxy failed: HTTPS_PROXY probably needs an http:// address.",
    transient: false,
    also: ["tls"],
    remedy: "forward-proxy"
  },
  "http-proxy/auth-required": {
    meaning: "The forward proxy wants credentials (407).",
    transient: false,
    also: ["auth"],
    remedy: "forward-proxy-auth"
  },
  "http-proxy/blocked": {
    meaning: "The forward proxy refused to open a tunnel to this host.",
    transient: false,
    also: ["auth"],
    remedy: "egress-blocked"
  },
  "http-proxy/unavailable": {
    meaning: "The forward proxy could not open the tunnel: 5xx as the answer to CONNECT.",
    transient: true,
    also: ["server-error"],
    remedy: "forward-proxy"
  },
  "http-proxy/git-local": {
    meaning: "git's forward proxy is a program on this machine, and it did not accept the connection.",
    transient: false,
    also: ["connect"],
    remedy: "forward-proxy"
  },
  "http-proxy/interrupted": {
    meaning: "The connection to the forward proxy broke.",
    transient: true,
    also: ["interrupted"],
    remedy: "forward-proxy"
  },
  "http-proxy/other": {
    meaning: "The forward proxy (HTTPS_PROXY) could not be used.",
    transient: true,
    remedy: "forward-proxy"
  },
  "http-proxy/unsupported": {
    meaning: "The forward proxy is of a kind that is not supported.",
    transient: false,
    remedy: "forward-proxy"
  },
  "interrupted/http2-http1-required": {
    meaning: "The server wants HTTP/1.1.",
    transient: false,
    otherProxyHelps: true,
    remedy: "http2-off"
  },
  "interrupted/http2-stream": {
    meaning: "The server broke off an HTTP/2 stream: the commonest flake of proxy.golang.org.",
    transient: true,
    otherProxyHelps: true,
    remedy: "http2"
  },
  "interrupted/http2-goaway": {
    meaning: "The server closed the shared HTTP/2 connection.",
    transient: true,
    otherProxyHelps: true,
    remedy: "http2"
  },
  "interrupted/http2-connection": {
    meaning: "The shared HTTP/2 connection was lost.",
    transient: true,
    otherProxyHelps: true,
    remedy: "http2"
  },
  "interrupted/git-cut": {
    meaning: "git lost the connection in mid-transfer.",
    transient: true,
    otherProxyHelps: true,
    remedy: "interrupted"
  },
  "interrupted/reset": {
    meaning: "An established connection was reset.",
    transient: true,
    otherProxyHelps: true,
    remedy: "interrupted"
  },
  "interrupted/server-closed": {
    meaning: "The server closed the connection before it answered.",
    transient: true,
    otherProxyHelps: true,
    remedy: "interrupted"
  },
  "interrupted/truncated": {
    meaning: "The answer ended before its announced length.",
    transient: true,
    otherProxyHelps: true,
    remedy: "interrupted"
  },
  "interrupted/broken-transport": {
    meaning: "The HTTP/1 connection broke.",
    transient: true,
    otherProxyHelps: true,
    remedy: "interrupted"
  }
};

// src/faults/registry/project.ts
var projectFaults = {
  "go-sum-missing/entry": {
    meaning: "go.sum has no line for a module that the build needs.",
    transient: false,
    severity: 1,
    remedy: "go-sum"
  },
  "go-sum-missing/go-sum-update": {
    meaning: "go.sum would have to change, and -mod=readonly forbids it.",
    transient: false,
    severity: 1,
    remedy: "go-sum"
  },
  "go-sum-missing/go-mod-update": {
    meaning: "go.mod would have to change, and -mod=readonly forbids it.",
    transient: false,
    severity: 1,
    remedy: "go-mod"
  },
  "go-sum-missing/vendor": {
    meaning: "The vendor folder and go.mod disagree.",
    transient: false,
    remedy: "vendor"
  },
  "go-sum-missing/malformed": {
    meaning: "go.sum is not well formed: often the marks of a merge conflict.",
    transient: false,
    remedy: "go-sum-malformed"
  },
  "go-sum-missing/changed-by-download": {
    meaning: "The download changed go.sum or go.mod: they were not complete.",
    transient: false,
    remedy: ["Run `go mod tidy` (in a workspace also `go work sync`) and commit the result."]
  },
  "dependency-graph/main-module-lacks": {
    meaning: "The main module itself lacks a package that is imported.",
    transient: false,
    severity: 1,
    remedy: "import-missing"
  },
  "dependency-graph/not-in-module": {
    meaning: "The version that was chosen does not contain this package.",
    transient: false,
    severity: 1,
    remedy: "package-missing"
  },
  "dependency-graph/no-required-module": {
    meaning: "No module in go.mod provides this package.",
    transient: false,
    also: ["go-sum-missing"],
    severity: 1,
    remedy: "import-missing"
  },
  "dependency-graph/ambiguous": {
    meaning: "Two modules provide the same package.",
    transient: false,
    severity: 1,
    remedy: "ambiguous"
  },
  "dependency-graph/implicit-module": {
    meaning: "A package is imported from a module that go.mod does not require by itself.",
    transient: false,
    severity: 1,
    remedy: "implicit-module"
  },
  "dependency-graph/conflict": {
    meaning: "Requirements exclude each other.",
    transient: false,
    severity: 1,
    remedy: "graph"
  },
  "dependency-graph/workspace": {
    meaning: "go.work and its modules do not fit together.",
    transient: false,
    remedy: "workspace"
  },
  "dependency-graph/replace-in-tool": {
    meaning: "go install path@version does not work for a module whose go.mod has replace or exclude lines.",
    transient: false,
    remedy: "tool-with-replace"
  },
  "dependency-graph/replacement": {
    meaning: "A replace line points at a folder that is not there.",
    transient: false,
    remedy: "replacement"
  },
  "dependency-graph/not-in-std": {
    meaning: "An import without a dot in its first element is not part of this Go.",
    transient: false,
    severity: 1,
    remedy: "not-in-std"
  },
  "module-path/unusable": {
    meaning: "The module breaks Go's rules for archives: it is too large, or a file in it has a forbidden name.",
    transient: false,
    remedy: "module-unusable"
  },
  "module-path/declares-other": {
    meaning: "The module calls itself by another path than the one it was required by.",
    transient: false,
    remedy: "declared-path"
  },
  "module-path/case": {
    meaning: "The same module is imported under two spellings.",
    transient: false,
    remedy: "declared-path"
  },
  "module-path/malformed": {
    meaning: "This is no valid module or import path.",
    transient: false,
    remedy: "malformed-path"
  },
  "module-path/layout": {
    meaning: "The repository has no go.mod where this module path says.",
    transient: false,
    remedy: "declared-path"
  },
  "module-path/meta-tags": {
    meaning: "The host's page does not tell where the code of this import path lives.",
    transient: false,
    remedy: "meta-tags"
  },
  "module-path/go-mod": {
    meaning: "go.mod can't be read.",
    transient: false,
    remedy: "go-mod-malformed"
  },
  "module-path/go-work": {
    meaning: "go.work can't be read.",
    transient: false,
    remedy: "workspace"
  }
};

// src/faults/registry/service.ts
var serviceFaults = {
  "server-error/upstream": {
    meaning: "The proxy could not reach the origin of the module: its trouble, told in a 404.",
    transient: true,
    also: ["not-found"],
    otherProxyHelps: true,
    remedy: "upstream"
  },
  "server-error/wrong-content": {
    meaning: "A server answered 200 with something else: a login page, another version, no go.mod.",
    transient: false,
    otherProxyHelps: true,
    remedy: "wrong-content"
  },
  "server-error/damaged-content": {
    meaning: "A server answered by success, but with a damaged file or none: a broken zip, JSON that ends too early, status 204.",
    transient: true,
    otherProxyHelps: true,
    remedy: "damaged-content"
  },
  "server-error/archive": {
    meaning: "A zip is damaged; go did not say of which module.",
    transient: true,
    also: ["cache-corrupt"],
    otherProxyHelps: true,
    remedy: "damaged-content"
  },
  "server-error/odd-status": {
    meaning: "A status that no module proxy gives: probably another kind of server.",
    transient: false,
    otherProxyHelps: true,
    remedy: "wrong-content"
  },
  "server-error/try-again": {
    meaning: "The server wants the same request once more (408, 425).",
    transient: true,
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/not-supported": {
    meaning: "The server can not do what was asked of it (501, 505): probably no module proxy.",
    transient: false,
    otherProxyHelps: true,
    remedy: "wrong-content"
  },
  "server-error/network-login": {
    meaning: "Something in the network wants a login before it lets a request through (511).",
    transient: false,
    remedy: [
      "Log this machine in to its network, or have the host allowed there: what answered is no module proxy."
    ]
  },
  "server-error/http-500": {
    meaning: "The server failed (500).",
    transient: true,
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/http-502": {
    meaning: "A gateway got no good answer from the server behind it (502).",
    transient: true,
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/http-503": {
    meaning: "The server is not available (503).",
    transient: true,
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/http-504": {
    meaning: "A gateway waited too long for the server behind it (504).",
    transient: true,
    also: ["timeout"],
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/http-5xx": {
    meaning: "The server failed.",
    transient: true,
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/git-host": {
    meaning: "The code host failed while git was talking to it.",
    transient: true,
    otherProxyHelps: true,
    remedy: "server"
  },
  "server-error/redirect": {
    meaning: "The server redirects in a way that is not followed: in a circle, to nowhere, or into a private network.",
    transient: false,
    otherProxyHelps: true,
    remedy: "redirect"
  },
  "server-error/too-large": {
    meaning: "The answer is larger than a module can be.",
    transient: false,
    otherProxyHelps: true,
    remedy: "wrong-content"
  },
  "rate-limited/http-429": {
    meaning: "The server asks to send fewer requests (429).",
    transient: true,
    otherProxyHelps: true,
    remedy: "rate-limit"
  },
  "rate-limited/response": {
    meaning: "The server's text tells of a rate limit, whatever its status.",
    transient: true,
    otherProxyHelps: true,
    remedy: "rate-limit"
  },
  "sumdb/incomplete-relay": {
    meaning: "What relays the checksum database does not have all of its record: it is stale or incomplete.",
    transient: true,
    otherProxyHelps: true,
    remedy: "sumdb"
  },
  "sumdb/bad-answer": {
    meaning: "The checksum database, or a relay in front of it, sent something that is no record.",
    transient: true,
    otherProxyHelps: true,
    remedy: "sumdb"
  },
  "sumdb/unreachable": {
    meaning: "The checksum database could not be reached.",
    transient: true,
    remedy: "sumdb"
  },
  "sumdb/server-error": {
    meaning: "The checksum database, or a relay in front of it, failed or asked for patience.",
    transient: true,
    remedy: "sumdb"
  },
  "sumdb/refused": {
    meaning: "Something in front of the checksum database refused the request.",
    transient: false,
    remedy: "sumdb"
  },
  "sumdb/not-recorded": {
    meaning: "The checksum database has no record of this version: it is private, minutes old, or does not exist.",
    transient: false,
    remedy: "sumdb-private"
  }
};

// src/faults/registry.ts
var registry = {
  ...networkFaults,
  ...serviceFaults,
  ...moduleFaults,
  ...projectFaults,
  ...environmentFaults
};
var faultIds = Object.keys(registry).filter(isFaultId);
function isFaultId(id) {
  return Object.hasOwn(registry, id);
}
function categoryOf(id) {
  return faultCategories.find((category) => id.startsWith(`${category}/`)) ?? "unknown";
}
var untold = { also: [], otherProxyHelps: false, severity: 2 };
function faultKind(id) {
  const kind = registry[id];
  return { ...untold, ...kind };
}
function faultAnchor(id) {
  return `#${id.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}

export {
  faultCategories,
  layerOf,
  registry,
  isFaultId,
  categoryOf,
  faultKind,
  faultAnchor
};
