// Which messages tell of access to a module, or of its absence?

import { policyRefusal, upstreamTrouble } from '../../faults/server-text.ts'
import { type FaultRule, table } from './rule.ts'

const reading =
  'go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.'
const git =
  'go: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: '

const remote = table(
  ['not-found', 'version-unavailable', 'server-error', 'auth'],
  [
    {
      id: 'not-found/private-upstream',
      scope: 'response',
      meaning:
        'The proxy has no credentials for this repository: a private module was asked of a public proxy.',
      pattern:
        /could not read (?:Username|Password)|terminal prompts disabled|Authentication failed|Permission denied \(publickey|Invalid username or|Confirm the import path was entered|Host key verification failed|Could not read from remote repository/,
      transient: false,
      also: ['auth'],
      source: "the proxy's own git",
      remedy: 'private',
      example: `${reading}info: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: could not read Username for 'https://github.com': terminal prompts disabled`,
    },
    {
      id: 'server-error/upstream',
      scope: 'response',
      meaning: 'The proxy could not reach the origin of the module: its trouble, told in a 404.',
      pattern: upstreamTrouble,
      transient: true,
      also: ['not-found'],
      otherProxyHelps: true,
      source: 'goproxy, Athens, proxy.golang.org',
      remedy: 'upstream',
      example: `${reading}info: 404 Not Found server response: not found: fetch timed out`,
    },
    {
      id: 'not-found/private-host',
      scope: 'response',
      meaning: "The proxy does not know the module's host: an internal name was asked of a public proxy.",
      pattern: /no such host|Could not resolve host|dial tcp: lookup/,
      transient: false,
      also: ['dns'],
      source: "the proxy's own lookup",
      remedy: 'private',
      example:
        'go: git.corp.example/team/lib@v1.2.0: reading https://proxy.golang.org/git.corp.example/team/lib/@v/v1.2.0.info: 404 Not Found server response: not found: git.corp.example/team/lib@v1.2.0: unrecognized import path "git.corp.example/team/lib": https fetch: Get "https://git.corp.example/team/lib?go-get=1": dial tcp: lookup git.corp.example on 8.8.8.8:53: no such host',
    },
    {
      id: 'not-found/repository-upstream',
      scope: 'response',
      meaning: 'The proxy found no repository there: it is private, renamed or deleted.',
      pattern:
        /[Rr]epository (?:'[^']*' )?not found|not found: (?:unrecognized import path|repository)|returned error: (?:403|404)|fatal: repository|unrecognized import path|does not appear to be a git repository|no go-import meta tags/,
      transient: false,
      source: "the proxy's own git",
      remedy: 'private',
      example: `${reading}info: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote: exit status 128: remote: Repository not found.`,
    },
    {
      id: 'version-unavailable/unknown-revision-upstream',
      scope: 'response',
      meaning: 'The proxy knows the module but not this version.',
      pattern:
        /unknown revision|invalid version|no matching versions|invalid pseudo-version|not found: [^\s]+@v/,
      not: /could not read|\/@v\/list/,
      files: ['info', 'mod', 'zip'],
      transient: false,
      also: ['not-found'],
      otherProxyHelps: true,
      source: "the proxy's own go",
      remedy: 'version',
      example: `${reading}info: 404 Not Found server response: not found: github.com/pkg/errors@v0.9.9: invalid version: unknown revision v0.9.9`,
    },
  ],
)

const gitAccess = table(
  ['auth', 'not-found'],
  [
    {
      id: 'auth/git-no-credentials',
      meaning: 'git needs credentials for this repository and has none.',
      pattern:
        /could not read (?:Username|Password)|terminal prompts disabled|[Cc]annot prompt because|interactivity has been disabled|Device not configured|No such device or address|could not read from remote: no credentials|unable to get password from user/,
      transient: false,
      source: 'git',
      remedy: 'git-credentials',
      example: `${git}fatal: could not read Username for 'https://github.com': terminal prompts disabled`,
    },
    {
      id: 'auth/git-prompt',
      meaning: 'git needs credentials and, as go runs it, may not ask for them.',
      pattern: /fatal: could not read (?:Username|Password) for/,
      and: /terminal prompts disabled/,
      proof: 'self',
      transient: false,
      source: 'git',
      remedy: 'git-credentials',
      example: "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    },
    {
      id: 'auth/git-rejected',
      meaning: "The code host rejected git's credentials.",
      pattern:
        /Authentication failed for|Invalid username or|Support for password authentication was removed|HTTP Basic: Access denied|remote: Invalid (?:credentials|token)|Bad credentials|You are not allowed to download code|Access denied|stopped supporting account passwords|app passwords? (?:is|are|has)|does not have [a-z_]{3,30} scope|access denied or repository not exported|abort: (?:http )?authorization (?:required|failed)|svn: E(?:170001|215004)/,
      transient: false,
      source: 'git and code hosts',
      remedy: 'git-rejected',
      example: `${git}remote: Invalid username or token. fatal: Authentication failed for 'https://github.com/acme/secret/'`,
    },
    {
      id: 'auth/git-forbidden',
      meaning: "The code host refused this repository to git's credentials.",
      pattern:
        /returned error: 40[13]|remote: Permission to |[Pp]ermission to [^\s]{1,300} denied|IP allow list|remote: Forbidden|TF400813|SAML SSO|remote: Write access|HTTP 40[13] curl|abort: HTTP Error 40[13]/,
      transient: false,
      source: 'git over curl',
      remedy: 'git-rejected',
      example: `${git}fatal: unable to access 'https://github.com/acme/secret/': The requested URL returned error: 403`,
    },
    {
      id: 'auth/ssh-host-key',
      meaning: "ssh does not know the host's key, or the key has changed.",
      pattern:
        /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|host key is known for|authenticity of host/,
      stages: ['git', 'module', 'discovery'],
      transient: false,
      source: 'ssh',
      remedy: 'ssh-host-key',
      example: `${git}Host key verification failed. fatal: Could not read from remote repository.`,
    },
    {
      id: 'not-found/git-repository',
      meaning: 'There is no such repository, or it is not visible to these credentials.',
      pattern:
        /[Rr]epository (?:'[^']*' )?not found|Repository not found|does not appear to be a git repository|returned error: (?:404|410)|repository [^\s]+ not exported|(?:仓库|儲存庫|[Rr]epository|dépôt|repositorio) '[^']{1,400}' (?:未找到|nicht gefunden|non trouvé|no encontrado)|The project you were looking for could not be found|abort: HTTP Error (?:404|410)|[Rr]epository does not exist|remote: Not Found|TF401019|no longer exists in this workspace|svn: E160013|bzr: ERROR: Not a branch|svn: E170000: URL/,
      transient: false,
      also: ['auth'],
      source: 'git and code hosts',
      remedy: 'repository',
      example: `${git}remote: Repository not found. fatal: repository 'https://github.com/acme/secret/' not found`,
    },
    {
      id: 'auth/ssh-key',
      meaning: 'No ssh key of this runner is accepted by the code host.',
      pattern:
        /Permission denied \(|Permission denied, please try again|Load key |Too many authentication failures|no such identity|invalid format/,
      stages: ['git', 'module', 'discovery'],
      transient: false,
      source: 'ssh',
      remedy: 'ssh-key',
      example: `${git}git@github.com: Permission denied (publickey). fatal: Could not read from remote repository.`,
    },
  ],
)

/** Before what a status alone means: goproxy refuses a host of its lists by 400. */
const policy = table(
  ['auth'],
  [
    {
      id: 'auth/policy',
      scope: 'response',
      meaning: 'A gatekeeper refused the module by its rules.',
      pattern: policyRefusal,
      transient: false,
      source: 'Artifactory, Nexus, Athens and other gatekeepers',
      remedy: 'policy',
      example:
        'go: github.com/pkg/errors@v0.9.1: reading https://artifactory.corp.example/api/go/go/github.com/pkg/errors/@v/v0.9.1.zip: 403 Forbidden server response: Package download was blocked by JFrog Packages Curation service',
    },
  ],
)

const status = table(
  ['auth', 'not-found', 'version-unavailable', 'proxy-config'],
  [
    {
      id: 'auth/ssh-unreadable',
      meaning: 'ssh could not read the repository: usually no key that may.',
      pattern: /Could not read from remote repository/,
      transient: false,
      confidence: 0.85,
      source: 'git over ssh',
      remedy: 'ssh-key',
      example:
        'go: git.corp.example/team/lib@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: Could not read from remote repository. Please make sure you have the correct access rights and the repository exists.',
    },
    {
      id: 'auth/http-401',
      meaning: 'The server wants credentials (401).',
      pattern: /: 401 |: 401\b|401 Unauthorized/,
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web',
      remedy: 'proxy-credentials',
      example:
        'go: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod: 401 Unauthorized',
    },
    {
      id: 'auth/http-403-zip',
      meaning:
        'The zip alone is refused (403): proxy.golang.org sends it from storage.googleapis.com, which this network may not reach.',
      pattern: /: 403 |403 Forbidden/,
      and: /proxy\.golang\.org|storage\.googleapis\.com/,
      files: ['zip'],
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web',
      remedy: 'egress-zip',
      example: `${reading}zip: 403 Forbidden`,
    },
    {
      id: 'auth/http-403',
      meaning: 'The server refused the request (403): credentials without the right, or a policy.',
      pattern: /: 403 |: 403\b|403 Forbidden/,
      transient: false,
      source: 'cmd/go/internal/web',
      remedy: 'policy',
      example:
        'go: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod: 403 Forbidden',
    },
    {
      id: 'not-found/private-path',
      meaning: "A path that looks like a company's own was asked of a proxy that does not know it.",
      pattern: /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b/,
      files: ['info', 'mod'],
      internalModule: true,
      transient: false,
      also: ['version-unavailable'],
      confidence: 0.85,
      source: 'cmd/go/internal/web',
      remedy: 'private',
      example:
        'go: git.corp.example/team/lib@v1.2.0: reading https://proxy.golang.org/git.corp.example/team/lib/@v/v1.2.0.mod: 404 Not Found',
    },
    {
      id: 'version-unavailable/not-on-proxy',
      meaning: 'The proxy has no such version (404 or 410 for its .info or .mod).',
      pattern: /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b/,
      files: ['info', 'mod'],
      transient: false,
      also: ['not-found'],
      otherProxyHelps: true,
      source: 'cmd/go/internal/web',
      remedy: 'version',
      example: `${reading}info: 404 Not Found`,
    },
    {
      id: 'not-found/no-zip',
      meaning: 'The proxy knows the version but has no zip of it.',
      pattern: /: (?:404|410) |404 Not Found|410 Gone/,
      files: ['zip'],
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web',
      remedy: 'repository',
      example: `${reading}zip: 404 Not Found`,
    },
    {
      id: 'not-found/no-versions',
      meaning: 'The proxy knows no version of this module: the path is wrong, or the module is private.',
      pattern: /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b/,
      files: ['list', 'latest'],
      transient: false,
      source: 'cmd/go/internal/web',
      remedy: 'private',
      example:
        'go: module github.com/acme/secret: reading https://proxy.golang.org/github.com/acme/secret/@v/list: 404 Not Found',
    },
    {
      id: 'version-unavailable/local-mirror',
      meaning: 'The file-system proxy does not have this version.',
      pattern: /reading file:\/\//,
      and: /no such file|The system cannot find|: Not Found/,
      files: ['info', 'mod'],
      proof: 'self',
      transient: false,
      also: ['not-found'],
      otherProxyHelps: true,
      source: 'cmd/go/internal/web/file',
      remedy: 'version',
      example:
        'go: github.com/pkg/errors@v0.9.1: reading file:///srv/mirror/github.com/pkg/errors/@v/v0.9.1.info: no such file or directory',
    },
    {
      id: 'not-found/local-mirror',
      meaning: 'The file-system proxy does not have the file.',
      pattern: /reading file:\/\//,
      and: /no such file|The system cannot find|: Not Found/,
      proof: 'self',
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web/file',
      remedy: 'repository',
      example:
        'go: github.com/pkg/errors@v0.9.1: reading file:///srv/mirror/github.com/pkg/errors/@v/v0.9.1.zip: no such file or directory',
    },
    {
      id: 'not-found/import-path',
      meaning: "The module's host has no page for this import path.",
      pattern: /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b|bad response code: 4/,
      transient: false,
      source: 'cmd/go/internal/vcs',
      remedy: 'repository',
      example:
        'go: example.com/lib@v1.0.0: unrecognized import path "example.com/lib": reading https://example.com/lib?go-get=1: 404 Not Found',
    },
  ],
)

export const accessRules = { remote, gitAccess, policy, status } satisfies Record<
  string,
  readonly FaultRule[]
>
