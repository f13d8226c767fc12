import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/report/wording.ts
var downloaded = {
  one: "could not be downloaded",
  several: "could not be downloaded",
  host: "from"
};
var headlines = {
  dns: "a host name did not resolve",
  connect: "a server could not be reached",
  timeout: "a server took too long to answer",
  tls: "a TLS certificate or handshake failed",
  "http-proxy": "the HTTP proxy of this network refused the way out",
  interrupted: "the connection broke off in mid-download",
  "server-error": "a server failed",
  "rate-limited": "a server says: too many requests",
  sumdb: "the checksum database could not be asked",
  auth: "access to a module was refused",
  "not-found": "a module was not found",
  "version-unavailable": "a version of a module was not found",
  "checksum-mismatch": "a checksum does not match: a module is not what go.sum recorded",
  "cache-corrupt": "files in the module cache were damaged",
  "go-sum-missing": "go.mod or go.sum needs an update",
  "dependency-graph": "the dependencies do not fit together",
  "module-path": "a module path or a go.mod is not as it should be",
  "proxy-config": "a Go setting stands in the way",
  toolchain: "the Go toolchain does not fit or could not be fetched",
  "vcs-missing": "git, or another version control tool, is missing on the runner",
  disk: "the disk is full or cannot be written to",
  killed: "the download was stopped from outside",
  unknown: "the cause is not clear"
};
var headlineOfFault = {
  "server-error/wrong-content": "a server sent something that is no module",
  "server-error/damaged-content": "a server sent a damaged file"
};
var blame = {
  network: "This is the network, not your code.",
  service: "This is a server, not your code.",
  access: "This is about access, not your code: the job lacks a permission, or the server forbids the module.",
  module: "This is your go.mod or your configuration: the module or version is absent, or not visible from here.",
  integrity: "This is about integrity, not your code.",
  project: "This is your code: go.mod, go.sum or an import needs a change.",
  configuration: "This is your configuration: a Go setting of this job needs a change.",
  environment: "This is the runner, not your code.",
  unknown: "What was printed does not tell whether this is your code or the network."
};
var blameOf = {
  dns: "This is the network or a host name in your settings, not your code.",
  tls: "This is the network or the certificates that the runner trusts, not your code.",
  "http-proxy": "This is your network's HTTP proxy, not your code.",
  "rate-limited": "This is a limit of the server, not your code.",
  sumdb: "This is the checksum database or the way to it, not your code.",
  "checksum-mismatch": "Take this as a security matter until you know better. The bytes were refused and not used. Do not delete lines of go.sum to get past it.",
  "cache-corrupt": "This is a damaged cache, not your code.",
  toolchain: "This is the runner's Go version, or the version that go.mod asks for.",
  killed: "This is the runner or a cancelled job, not your code."
};
var fates = {
  network: downloaded,
  service: downloaded,
  access: downloaded,
  module: { one: "was not found", several: "were not found", host: "at" },
  integrity: { one: "was refused as it came", several: "were refused as they came", host: "from" },
  project: null,
  configuration: downloaded,
  environment: downloaded,
  unknown: downloaded
};
var again = {
  yes: "Running the job again may help.",
  no: "Running the job again will not help."
};
var mostSteps = 16;
var results = {
  complete: { glyph: "\u2705", words: "Go modules complete" },
  recovered: { glyph: "\u26A0\uFE0F", words: "Go modules complete, after trouble" },
  failed: { glyph: "\u274C", words: "Go modules" }
};
var restoreWords = {
  exact: "exact hit",
  partial: "partial hit",
  miss: "no entry yet",
  "not-needed": "not needed",
  off: "off",
  unavailable: "cache service not available",
  denied: "not allowed to read",
  "rate-limited": "too many requests, says the cache service",
  slow: "too slow, given up",
  corrupt: "damaged entry, not used"
};
var saveWords = {
  saved: "saved",
  exists: "not saved, another job has saved this entry or is about to",
  skipped: "not saved",
  unavailable: "not saved, cache service not available",
  denied: "not saved, not allowed to write",
  "rate-limited": "not saved, too many requests, says the cache service",
  slow: "not saved, too slow",
  failed: "not saved, the cache service failed"
};
var healthWords = {
  healthy: "healthy",
  slow: "slow",
  unhealthy: "unhealthy",
  "not-probed": "not asked"
};
var verdictWords = {
  ok: "fine",
  "not-found": "not found",
  refused: "refused",
  error: "failed",
  stalled: "stalled",
  "wrong-content": "wrong content",
  "too-large": "too large",
  abandoned: "not needed any more"
};

export {
  headlines,
  headlineOfFault,
  blame,
  blameOf,
  fates,
  again,
  mostSteps,
  results,
  restoreWords,
  saveWords,
  healthWords,
  verdictWords
};
