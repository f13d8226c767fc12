// Faults whose stage matters more than their transport, and those that no rule knows.

import { type FaultRule, table } from './rule.ts'

/** The pattern is tried on the category of the rule that matched. */
export const stageRules: readonly FaultRule[] = table([
  {
    id: 'sumdb/unreachable',
    pattern: /^(?:dns|connect|timeout|tls|http-proxy|interrupted)$/,
    stages: ['sumdb'],
    source: 'cmd/go/internal/modfetch/sumdb.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: Get "https://sum.golang.org/lookup/github.com/pkg/errors@v0.9.1": dial tcp 142.250.185.113:443: i/o timeout',
  },
  {
    id: 'sumdb/server-error',
    pattern: /^(?:server-error|rate-limited)$/,
    stages: ['sumdb'],
    source: 'cmd/go/internal/modfetch/sumdb.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://sum.golang.org/lookup/github.com/pkg/errors@v0.9.1: 500 Internal Server Error',
  },
  {
    id: 'sumdb/refused',
    pattern: /^auth$/,
    stages: ['sumdb'],
    source: 'cmd/go/internal/modfetch/sumdb.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/sumdb/sum.golang.org/supported: 403 Forbidden',
  },
  {
    id: 'sumdb/not-recorded',
    pattern: /./,
    stages: ['sumdb'],
    source: 'cmd/go/internal/modfetch/sumdb.go',
    example:
      "go: github.com/acme/secret@v1.2.0: verifying module: github.com/acme/secret@v1.2.0: reading https://sum.golang.org/lookup/github.com/acme/secret@v1.2.0: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  },
  {
    id: 'toolchain/download-failed',
    pattern: /./,
    stages: ['toolchain'],
    go: '1.21+',
    source: 'cmd/go/internal/toolchain/select.go',
    example:
      'go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: Get "https://proxy.golang.org/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip": dial tcp 142.250.185.113:443: i/o timeout',
  },
  {
    id: 'unknown/git',
    pattern: /^$/,
    stages: ['git'],
    confidence: 0.3,
    source: 'git',
    example:
      'go: github.com/docker/go@v1.5.1-1.0.20160303222718-d30aec9fd63c: invalid pseudo-version: git fetch --unshallow -f origin in /go/pkg/mod/cache/vcs/48fb: exit status 128: fatal: git fetch-pack: expected shallow list',
  },
  {
    id: 'unknown/fetch',
    pattern: /^$/,
    confidence: 0.3,
    source: 'cmd/go',
    example:
      'go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.zip: unheard-of trouble',
  },
])
