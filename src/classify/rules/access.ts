// The messages that tell of access to a module, or of its absence.

import { bodyPatterns, zipServers } from '../../faults/server-answer.ts'
import { type FaultRule, table } from './rule.ts'

const reading =
  'go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.'
const git =
  'go: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: '

const remote = table([
  {
    id: 'not-found/private-upstream',
    scope: 'response',
    pattern: bodyPatterns['not-found/private-upstream'],
    source: "the proxy's own git",
    example: `${reading}info: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: could not read Username for 'https://github.com': terminal prompts disabled`,
  },
  {
    id: 'server-error/upstream',
    scope: 'response',
    pattern: bodyPatterns['server-error/upstream'],
    source: 'goproxy, Athens, proxy.golang.org',
    example: `${reading}info: 404 Not Found server response: not found: fetch timed out`,
  },
  {
    id: 'not-found/private-host',
    scope: 'response',
    pattern: bodyPatterns['not-found/private-host'],
    source: "the proxy's own lookup",
    example:
      'go: git.corp.example/team/lib@v1.2.0: reading https://proxy.golang.org/git.corp.example/team/lib/@v/v1.2.0.info: 404 Not Found server response: not found: git.corp.example/team/lib@v1.2.0: unrecognized import path "git.corp.example/team/lib": https fetch: Get "https://git.corp.example/team/lib?go-get=1": dial tcp: lookup git.corp.example on 8.8.8.8:53: no such host',
  },
  {
    id: 'not-found/repository-upstream',
    scope: 'response',
    pattern: bodyPatterns['not-found/repository-upstream'],
    source: "the proxy's own git",
    example: `${reading}info: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote: exit status 128: remote: Repository not found.`,
  },
  {
    id: 'version-unavailable/unknown-revision-upstream',
    scope: 'response',
    pattern: bodyPatterns['version-unavailable/unknown-revision-upstream'],
    files: ['info', 'mod', 'zip'],
    source: "the proxy's own go",
    example: `${reading}info: 404 Not Found server response: not found: github.com/pkg/errors@v0.9.9: invalid version: unknown revision v0.9.9`,
  },
])

const gitAccess = table([
  {
    id: 'auth/git-no-credentials',
    pattern:
      /could not read (?:Username|Password)|terminal prompts disabled|[Cc]annot prompt because|interactivity has been disabled|Device not configured|No such device or address|could not read from remote: no credentials|unable to get password from user/,
    source: 'git',
    example: `${git}fatal: could not read Username for 'https://github.com': terminal prompts disabled`,
  },
  {
    id: 'auth/git-no-credentials',
    pattern: /fatal: could not read (?:Username|Password) for/,
    and: /terminal prompts disabled/,
    proof: 'self',
    source: 'git',
    example: "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  },
  {
    id: 'auth/git-rejected',
    pattern:
      /Authentication failed for|Invalid username or|Support for password authentication was removed|HTTP Basic: Access denied|remote: Invalid (?:credentials|token)|Bad credentials|You are not allowed to download code|Access denied|stopped supporting account passwords|app passwords? (?:is|are|has)|does not have [a-z_]{3,30} scope|access denied or repository not exported|abort: (?:http )?authorization (?:required|failed)|svn: E(?:170001|215004)/,
    source: 'git and code hosts',
    example: `${git}remote: Invalid username or token. fatal: Authentication failed for 'https://github.com/acme/secret/'`,
  },
  {
    id: 'auth/git-forbidden',
    pattern:
      /returned error: 40[13]|remote: Permission to |[Pp]ermission to [^\s]{1,300} denied|IP allow list|remote: Forbidden|TF400813|SAML SSO|remote: Write access|HTTP 40[13] curl|abort: HTTP Error 40[13]/,
    source: 'git over curl',
    example: `${git}fatal: unable to access 'https://github.com/acme/secret/': The requested URL returned error: 403`,
  },
  {
    id: 'auth/ssh-host-key',
    pattern:
      /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|host key is known for|authenticity of host/,
    stages: ['git', 'module', 'discovery'],
    source: 'ssh',
    example: `${git}Host key verification failed. fatal: Could not read from remote repository.`,
  },
  {
    id: 'not-found/git-repository',
    pattern:
      /[Rr]epository (?:'[^']*' )?not found|Repository not found|does not appear to be a git repository|returned error: (?:404|410)|repository [^\s]+ not exported|(?:仓库|儲存庫|[Rr]epository|dépôt|repositorio) '[^']{1,400}' (?:未找到|nicht gefunden|non trouvé|no encontrado)|The project you were looking for could not be found|abort: HTTP Error (?:404|410)|[Rr]epository does not exist|remote: Not Found|TF401019|no longer exists in this workspace|svn: E160013|bzr: ERROR: Not a branch|svn: E170000: URL/,
    source: 'git and code hosts',
    example: `${git}remote: Repository not found. fatal: repository 'https://github.com/acme/secret/' not found`,
  },
  {
    id: 'auth/ssh-key',
    pattern:
      /Permission denied \(|Permission denied, please try again|Load key |Too many authentication failures|no such identity|invalid format/,
    stages: ['git', 'module', 'discovery'],
    source: 'ssh',
    example: `${git}git@github.com: Permission denied (publickey). fatal: Could not read from remote repository.`,
  },
])

/** Before what a status alone means: goproxy refuses a host of its lists by 400. */
const policy = table([
  {
    id: 'auth/policy',
    scope: 'response',
    pattern: bodyPatterns['auth/policy'],
    source: 'Artifactory, Nexus, Athens and other gatekeepers',
    example:
      'go: github.com/pkg/errors@v0.9.1: reading https://artifactory.corp.example/api/go/go/github.com/pkg/errors/@v/v0.9.1.zip: 403 Forbidden server response: Package download was blocked by JFrog Packages Curation service',
  },
])

const absent = /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b/
const noSuchFile = /no such file|The system cannot find|: Not Found/

const status = table([
  {
    id: 'auth/ssh-unreadable',
    mayGoOn: true,
    pattern: /Could not read from remote repository/,
    confidence: 0.85,
    source: 'git over ssh',
    example:
      'go: git.corp.example/team/lib@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: Could not read from remote repository. Please make sure you have the correct access rights and the repository exists.',
  },
  {
    id: 'auth/http-401',
    pattern: /: 401 |: 401\b|401 Unauthorized/,
    source: 'cmd/go/internal/web',
    example:
      'go: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod: 401 Unauthorized',
  },
  {
    id: 'auth/http-403-zip',
    pattern: /: 403 |403 Forbidden/,
    and: zipServers,
    files: ['zip'],
    source: 'cmd/go/internal/web',
    example: `${reading}zip: 403 Forbidden`,
  },
  {
    id: 'auth/http-403',
    pattern: /: 403 |: 403\b|403 Forbidden/,
    source: 'cmd/go/internal/web',
    example:
      'go: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod: 403 Forbidden',
  },
  {
    id: 'not-found/private-path',
    pattern: absent,
    files: ['info', 'mod'],
    internalModule: true,
    confidence: 0.85,
    source: 'cmd/go/internal/web',
    example:
      'go: git.corp.example/team/lib@v1.2.0: reading https://proxy.golang.org/git.corp.example/team/lib/@v/v1.2.0.mod: 404 Not Found',
  },
  {
    id: 'version-unavailable/not-on-proxy',
    pattern: absent,
    files: ['info', 'mod'],
    source: 'cmd/go/internal/web',
    example: `${reading}info: 404 Not Found`,
  },
  {
    id: 'not-found/no-zip',
    pattern: /: (?:404|410) |404 Not Found|410 Gone/,
    files: ['zip'],
    source: 'cmd/go/internal/web',
    example: `${reading}zip: 404 Not Found`,
  },
  {
    id: 'not-found/no-versions',
    pattern: absent,
    files: ['list', 'latest'],
    source: 'cmd/go/internal/web',
    example:
      'go: module github.com/acme/secret: reading https://proxy.golang.org/github.com/acme/secret/@v/list: 404 Not Found',
  },
  {
    id: 'version-unavailable/local-mirror',
    pattern: /reading file:\/\//,
    and: noSuchFile,
    files: ['info', 'mod'],
    proof: 'self',
    source: 'cmd/go/internal/web/file',
    example:
      'go: github.com/pkg/errors@v0.9.1: reading file:///srv/mirror/github.com/pkg/errors/@v/v0.9.1.info: no such file or directory',
  },
  {
    id: 'not-found/local-mirror',
    pattern: /reading file:\/\//,
    and: noSuchFile,
    proof: 'self',
    source: 'cmd/go/internal/web/file',
    example:
      'go: github.com/pkg/errors@v0.9.1: reading file:///srv/mirror/github.com/pkg/errors/@v/v0.9.1.zip: no such file or directory',
  },
  {
    id: 'not-found/import-path',
    pattern: /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b|bad response code: 4/,
    source: 'cmd/go/internal/vcs',
    example:
      'go: example.com/lib@v1.0.0: unrecognized import path "example.com/lib": reading https://example.com/lib?go-get=1: 404 Not Found',
  },
])

export const accessRules = { remote, gitAccess, policy, status } satisfies Record<
  string,
  readonly FaultRule[]
>
