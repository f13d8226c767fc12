// What a person should do about a fault, step by step.

import { upTo } from '../text/up-to.ts'
import type { FaultFacts } from './fault.ts'
import { forwardProxyOf } from './forward-proxy.ts'
import { isMadeUpGoMod } from './made-up-go-mod.ts'
import { isCovered, privatePattern } from './private-module.ts'
import { categoryOf, type FaultId, registry } from './registry.ts'
import { shellSafeFacts } from './shell-safe-facts.ts'
import {
  clock,
  freeSpace,
  missingCertificates,
  nameServer,
  oldRoots,
  onSystem,
  owner,
  signerSteps,
  trust,
} from './system-steps.ts'
import type { FaultContext } from './witness.ts'

interface Case {
  readonly facts: FaultFacts
  readonly context: FaultContext
  /** Names for the text, with a general word where the evidence names none. */
  readonly module: string
  readonly path: string
  readonly host: string
}

type Steps = (given: Case) => readonly string[]

const rerun = 'Re-run the job: this usually passes minutes later.'

/** The list as it is, with a second proxy beside the one at fault; nothing else in it changes. */
function otherProxy({ context, facts }: Case): string {
  const list = context.goproxy
  const proxies = list?.split(/[,|]/).filter((entry) => /^(?:https?|file):/.test(entry)) ?? []
  if (proxies.length > 1)
    return `GOPROXY has ${proxies.length} proxies, and none of them could help: \`,\` moves on only after 404 and 410, \`|\` after any error. Ask who runs them.`
  const known = list === undefined ? 'GOPROXY' : `GOPROXY (now \`${list}\`)`
  const [first = facts.proxy ?? 'https://proxy.golang.org'] = proxies
  const wanted = (list ?? first).replace(first, () => `${first}|https://second.example`)
  return `Give ${known} a second proxy that you trust, joined by \`|\` so that any error moves on: \`${wanted}\`.`
}

function tokenStep({ context, path, host }: Case): string {
  if (context.fork === true)
    return 'This run comes from a fork: it gets no secrets, so no token for private modules. Build it from a branch of the repository itself, or vendor the module.'
  const owner = path.split('/').slice(1, 3).join('/')
  if (host === 'github.com' || path.startsWith('github.com/')) {
    const own = context.repository === undefined ? 'this repository' : `\`${context.repository}\``
    return `GITHUB_TOKEN reaches ${own} only. Make a fine-grained token or a GitHub App with \`contents: read\` on \`${owner || "the module's repository"}\`, store it as a secret, and run \`git config --global url."https://x-access-token:\${TOKEN}@github.com/".insteadOf "https://github.com/"\` before the download.`
  }
  // git's curl compares the name alone; go the port too, where the URL has one (cmd/go/internal/auth).
  const machine = host.replace(/:\d+$/, '')
  return `Give git a token that may read \`${path}\`: a netrc line \`machine ${machine} login <user> password <token>\`, or \`git config --global url."https://<user>:\${TOKEN}@${host}/".insteadOf "https://${host}/"\`.`
}

function privateStep(given: Case): string {
  const { path, context } = given
  const pattern = privatePattern(path)
  if (isCovered(path, context.goprivate))
    return `GOPRIVATE covers \`${path}\` already: check that this step sees it (\`go env GOPRIVATE GONOPROXY GONOSUMDB\`).`
  const joined = context.goprivate ? `${context.goprivate},${pattern}` : pattern
  return `If \`${path}\` is private, set \`GOPRIVATE=${joined}\` for this job, so that it is asked of its own host and never of a public proxy or checksum database.`
}

const spelling = ({ path }: Case): string =>
  `If it is public, check the spelling and that the repository still exists: \`git ls-remote https://${path}\`.`

function forwardProxy({ facts, context }: Case): string {
  const known = forwardProxyOf(facts, context)
  return known === null ? 'the forward proxy of this network' : `the forward proxy \`${known.host}\``
}

/** Also where nobody says which system it is: its limits are the narrower ones. */
function onWindows({ platform }: FaultContext): boolean {
  return platform === undefined || platform === 'win32'
}

const keepVerifying = 'Leave GOSUMDB and go.sum as they are: they are what noticed this.'

const steps = {
  dns: ({ host, context }: Case) => [
    rerun,
    `If it stays: does \`${host}\` exist? Check its spelling in GOPROXY or in the module path with \`nslookup ${host}\`.`,
    ...onSystem(nameServer, context),
  ],
  resolver: () => [
    "This container has no name server: give it one (`--dns`, `dns:` in the daemon's configuration, or the host's network).",
    'Check `/etc/resolv.conf`: an empty one makes Go ask localhost.',
  ],
  connect: (given: Case) => [
    rerun,
    `Check that \`${given.host}\` is up and that the runner may reach it: \`curl -v ${given.facts.url?.startsWith('http://') ? 'http' : 'https'}://${given.host}/\`.`,
    otherProxy(given),
  ],
  ipv6: (given: Case) => [
    `IPv6 is broken here: the name of \`${given.host}\` led to an IPv6 address, and this machine has no route to it. Compare \`curl -4 -v https://${given.host}/\` with \`curl -6\`.`,
    'If IPv4 works, turn IPv6 off for the job (`sudo sysctl -w net.ipv6.conf.all.disable_ipv6=1`), or give the container a network that has IPv6; a name server that answers with IPv6 addresses only must be corrected.',
    rerun,
    otherProxy(given),
  ],
  timeout: (given: Case) => [
    rerun,
    `If it stays, a firewall probably drops packets to \`${given.host}\`: allow it, or use a proxy that the runner may reach.`,
    otherProxy(given),
  ],
  'tls-authority': ({ host, context }: Case) => [
    ...missingCertificates(context),
    ...onSystem(signerSteps(host, host.includes(':') ? host : `${host}:443`), context),
    ...onSystem(trust, context),
  ],
  'tls-expired': ({ host, context }: Case) => [
    ...onSystem(clock, context),
    `If it is right, the certificate of \`${host}\` must be renewed by its owner; until then use another proxy.`,
    ...onSystem(oldRoots, context),
  ],
  'tls-name': ({ host }: Case) => [
    `\`${host}\` answers with another host's certificate: check GOPROXY and DNS for a wrong name.`,
    "A company's inspection or a captive portal answers like this too: allow the host there.",
  ],
  'tls-server': ({ host }: Case) => [
    `The server at \`${host}\` must offer a current TLS version and certificate.`,
    'If it began with a Go upgrade on every https host, a device in between drops large handshakes: try `GODEBUG=tlsmlkem=0` (Go 1.24 and newer) to find out, and have the device updated.',
  ],
  'tls-plain': ({ host }: Case) => [
    `\`${host}\` speaks plain http there: use its https port in GOPROXY, or an \`http://\` address if it is inside your network.`,
    'HTTPS_PROXY itself usually needs an `http://` address.',
  ],
  'forward-proxy': (given: Case) => [
    `Check ${forwardProxy(given)} and the variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY of this job.`,
    'If the module proxy is inside your network, name its host in NO_PROXY.',
    rerun,
  ],
  'forward-proxy-auth': (given: Case) => [
    forwardProxyOf(given.facts, given.context)?.hasCredentials
      ? `HTTPS_PROXY holds credentials already, and ${forwardProxy(given)} did not take them: check user and password, whether they have expired, and that special characters are percent-encoded.`
      : 'Put the credentials into HTTPS_PROXY from a secret: `http://<user>:<password>@<proxy>:<port>`, special characters percent-encoded.',
    'If the module proxy is inside your network, name its host in NO_PROXY.',
  ],
  'egress-blocked': (given: Case) => [
    given.facts.category === 'connect'
      ? `A rule of this machine or its network does not let it reach \`${given.host}\`: ask for it to be allowed.`
      : `Have \`${given.host}\` allowed: ${forwardProxy(given)} does not let this runner reach it.`,
    'For proxy.golang.org, allow `storage.googleapis.com` (it sends the zips) and `sum.golang.org` as well.',
    "Or point GOPROXY at your company's own module proxy.",
  ],
  interrupted: (given: Case) => [
    rerun,
    otherProxy(given),
    'If only large modules fail, look for a device or proxy that cuts long transfers.',
  ],
  http2: (given: Case) => [
    rerun,
    'If it stays, try HTTP/1.1: add `http2client=0` to GODEBUG for the download.',
    otherProxy(given),
  ],
  'http2-off': () => ['Set `GODEBUG=http2client=0` for the download: the server wants HTTP/1.1.'],
  server: (given: Case) => [
    rerun,
    `Look at the status page or the log of \`${given.host}\`.`,
    otherProxy(given),
  ],
  upstream: (given: Case) => [
    "Wait a minute and re-run: the proxy could not reach the module's origin, and remembers that for a while.",
    otherProxy(given),
  ],
  'rate-limit': (given: Case) => [
    `Wait longer than a minute before the next try: \`${given.host}\` counts requests.`,
    'Cache the module cache between runs and set a lower GOMAXPROCS for the download.',
    'For a code host, give git a token: requests without one have the lowest limit.',
    otherProxy(given),
  ],
  sumdb: (given: Case) => [
    rerun,
    'Commit a complete go.sum (`go mod tidy`): a module that it names is not asked for at the checksum database.',
    "If sum.golang.org can't be reached from this network, use a proxy that relays it (`<proxy>/sumdb/sum.golang.org/supported` answers 200), or where it is blocked by country `GOSUMDB=sum.golang.google.cn`.",
    keepVerifying,
    ...(given.facts.module === null ? [] : [privateStep(given)]),
  ],
  'sumdb-private': (given: Case) => [
    privateStep(given),
    `If \`${given.module}\` was tagged minutes ago, wait and re-run: absence is remembered for up to 30 minutes.`,
    'Do not switch the checksum database off for all modules.',
  ],
  'wrong-content': (given: Case) => [
    `\`${given.host}\` answered with something that is no module: open \`${given.facts.url ?? given.facts.proxy ?? "the proxy's URL"}\` and look for a login or block page.`,
    'Check the path of the proxy in GOPROXY (Artifactory: `/artifactory/api/go/<repository>`; Nexus: `/repository/<name>/`).',
    rerun,
  ],
  'damaged-content': ({ facts }: Case) => [
    rerun,
    `If ${facts.host === null ? 'the proxy' : `\`${facts.host}\``} keeps what it once fetched (Artifactory, Nexus, Athens), have the module deleted there, so that it is fetched anew.`,
  ],
  redirect: ({ host, facts }: Case) => [
    `Follow the redirects of \`${host}\`: \`curl -sIL ${facts.url ?? facts.proxy ?? `https://${host}/`}\`, and have the one corrected that the message tells of.`,
    'Check the path of the proxy in GOPROXY: a wrong one often leads to a login page.',
  ],
  'server-setting': ({ host }: Case) => [`\`${host}\` redirects to http: have its base URL set to https.`],
  'proxy-credentials': ({ host, context }: Case) => [
    `Give credentials for \`${host}\`: a netrc line \`machine ${host} login <user> password <token>\`, or \`https://<user>:<token>@${host}/…\` in GOPROXY, from a secret.`,
    ...(context.fork === true ? ['This run comes from a fork and gets no secrets.'] : []),
    'If it worked at the start of the job, a short-lived token has expired: make it last longer.',
  ],
  policy: ({ host, module, facts }: Case) => [
    `\`${host}\` refused \`${module}\`: ask its owners whether a rule (Artifactory Curation, Nexus Firewall, an Athens filter) blocks it, or whether this token may read it.`,
    ...(facts.host === 'proxy.golang.org'
      ? ['proxy.golang.org itself refuses nothing: look for a device in between.']
      : []),
    'Do not route around a gatekeeper: have the module allowed, or choose another version.',
  ],
  'egress-zip': () => [
    "Allow `storage.googleapis.com` in the runner's egress rules: proxy.golang.org sends every zip from there.",
    'Or put a module proxy in front that this network may reach.',
  ],
  private: (given: Case) => [privateStep(given), tokenStep(given), spelling(given)],
  repository: (given: Case) => [
    tokenStep(given),
    spelling(given),
    'A renamed repository: use its new path, or a `replace` line.',
  ],
  'git-credentials': (given: Case) => [
    tokenStep(given),
    `If \`${given.path}\` is public, a proxy failed first and \`direct\` was the last resort: look at what the proxy said (\`go mod download -x\`), and check the spelling.`,
    privateStep(given),
  ],
  'git-rejected': (given: Case) => [
    'Check that the token has not expired, is authorised for the organisation (SAML), and may read the contents of the repository.',
    tokenStep(given),
    'actions/checkout leaves its own token in the git configuration: `persist-credentials: false` keeps it from being used for other repositories.',
  ],
  'ssh-key': (given: Case) => [
    `Give the job a deploy key that may read \`${given.path}\` (an ssh agent must run in the same step or container), or use https with a token.`,
  ],
  'ssh-host-key': ({ host }: Case) => [
    `Add the host's published key to \`~/.ssh/known_hosts\`; compare it with what the owner of \`${host}\` publishes.`,
    'If the key has changed without notice, stop and ask: leave the check on.',
  ],
  version: (given: Case) => [
    `Check that \`${given.module}\` exists: \`go list -m -versions ${given.path}\`, or the tags of its repository.`,
    'If it was tagged minutes ago, wait: proxies remember an absence for up to 30 minutes.',
    'If the tag or commit was deleted or force-pushed, choose another version: `go get ' +
      given.path +
      '@<version>`.',
    privateStep(given),
  ],
  'pseudo-version': ({ path }: Case) => [
    `Let go write it: \`go get ${path}@<commit>\`, then commit go.mod and go.sum.`,
  ],
  'major-version': ({ path }: Case) => [
    `From v2 on the path ends in the major version: require \`${path}/vN\` and change the imports.`,
    'For a repository without go.mod, use the `+incompatible` version that `go get` writes.',
  ],
  checksum: ({ module, facts }: Case) => [
    ...(isMadeUpGoMod(facts)
      ? [
          'What was hashed is the go.mod that go makes up where a repository has none that git can read: most likely a damaged repository in the module cache. Remove the folder `cache/vcs` below `go env GOMODCACHE`, and try once; if it stays, read on.',
        ]
      : []),
    `Stop and find out which bytes are right: compare \`${module}\` from two independent sources.`,
    `If the author moved the tag, have them publish a new version; if ${facts.host ?? 'a mirror'} sends something else, stop using it.`,
    'If a cache was restored, delete it and try once: `go clean -modcache`.',
    keepVerifying,
  ],
  cache: ({ module }: Case) => [
    `Remove the damaged files of \`${module}\` from the module cache, or all of it: \`go clean -modcache\`.`,
    'Delete the CI cache entry that was restored, and let it be made anew.',
  ],
  'cache-vcs': () => [
    'Remove the repositories that go keeps: the folder `cache/vcs` below `go env GOMODCACHE`, or all by `go clean -modcache`.',
    'Delete the CI cache entry that was restored, and see that no two jobs write one module cache at the same time.',
  ],
  'module-unusable': ({ module }: Case) => [
    `\`${module}\` breaks a rule of Go for modules: choose another version, or ask its author to take the file out that is named or too large.`,
  ],
  'go-sum': ({ path }: Case) => [
    'Run `go mod tidy` with the Go version of this job and commit go.sum.',
    `For one module: \`go mod download ${path}\`.`,
    'If go.sum is complete on your machine, check that it is committed and copied into the image before the build.',
  ],
  'go-mod': () => [
    'Run `go mod tidy` and commit go.mod and go.sum.',
    'Keep -mod=readonly in CI: it shows what was forgotten.',
  ],
  'go-sum-malformed': () => ['Look for merge conflict marks in go.sum, remove them, then `go mod tidy`.'],
  vendor: () => [
    'Run `go mod vendor` (in a workspace `go work vendor`) and commit vendor/.',
    'Or build without it: `-mod=mod`.',
  ],
  'package-missing': ({ module }: Case) => [
    `\`${module}\` does not contain that package: it moved or was removed. Require the last version that has it, or change the import.`,
  ],
  'import-missing': ({ path }: Case) => [
    `Run \`go get ${path}\` and \`go mod tidy\`, and commit go.mod and go.sum.`,
    'If the import is your own package, check its path against the module line of go.mod.',
  ],
  'implicit-module': ({ module }: Case) => [
    `Require it in go.mod: \`go get ${module}\`, or \`go mod tidy\`, and commit go.mod and go.sum.`,
  ],
  ambiguous: () => [
    'Two modules provide the package: upgrade the older one, which still contains it (`go get <module>@latest`), then `go mod tidy`.',
  ],
  graph: () => [
    'Show the requirements with `go mod graph`, then raise or lower one of them with `go get <module>@<version>`.',
  ],
  'tool-with-replace': ({ path }: Case) => [
    `Install \`${path}\` from a clone: \`git clone\`, then \`go install ./...\` inside it; or take its released binary.`,
  ],
  replacement: () => [
    'Check out the folder that the `replace` line names before the download, or remove the line.',
    'In a Docker build, copy it into the image before `go mod download`.',
  ],
  workspace: () => [
    'Check the `use` and `replace` lines of go.work: every folder must be there.',
    'Or leave the workspace out: `GOWORK=off`.',
  ],
  'go-mod-malformed': () => [
    'Correct the line of go.mod that is named; `go mod edit -fmt` tells whether it can be read.',
    'Look for merge conflict marks.',
  ],
  'no-go-mod': () => [
    'Check out the repository before this step, and set `working-directory` to the folder with go.mod.',
  ],
  'not-in-std': () => [
    'If it is your own package, its import must begin with the module path of go.mod.',
    'If it belongs to the standard library, use a newer Go.',
  ],
  'declared-path': ({ path }: Case) => [
    `Require the module by the path that it declares, and change the imports of \`${path}\`.`,
    'For a fork, add `replace <original> => <fork> <version>`.',
  ],
  'malformed-path': ({ path }: Case) => [
    `\`${path}\` is no module path: write it with its host, as in \`github.com/owner/name\`.`,
  ],
  'meta-tags': (given: Case) => [
    `Look at \`https://${given.path}?go-get=1\`: it must hold a go-import meta tag. A login page there means that credentials are missing.`,
    privateStep(given),
    'For a GitLab subgroup, give a token by netrc, or let the path end its repository with `.git`.',
  ],
  goproxy: ({ context }: Case) => [
    `Correct GOPROXY${context.goproxy === undefined ? '' : ` (now \`${context.goproxy}\`)`}: a list of https URLs, \`direct\` or \`off\`, joined by \`,\` or \`|\`.`,
    'An empty or missing secret, a line feed at its end, or an unescaped character in a password breaks the URL.',
  ],
  'goproxy-off': ({ module }: Case) => [
    `\`${module}\` is not in the module cache, and the setting forbids to fetch it: let one step download with a real GOPROXY first.`,
  ],
  govcs: ({ path }: Case) => [
    `Allow the tool for this module only: \`GOVCS=${path}:<vcs>,public:git|hg,private:all\`; or use a proxy.`,
  ],
  insecure: ({ host }: Case) => [`Give \`${host}\` an https address: credentials are never sent over http.`],
  input: () => ['Correct the input that the message names; `action.yml` says what is allowed.'],
  'go-not-found': () => [
    'Put `actions/setup-go` before this step, or install Go on the runner.',
    "With the input `go-version`, name a release that the runner's tool cache has.",
  ],
  setting: () => [
    'Correct the setting that the message names: `go env` shows its value, `go help environment` what it may be.',
  ],
  'go-too-old': ({ facts, context }: Case) => [
    `Use a newer Go${context.goVersion === undefined ? '' : ` than ${context.goVersion}`}: \`go-version-file: go.mod\` in actions/setup-go, or a newer golang image.`,
    'Or let go fetch it: `GOTOOLCHAIN=auto` (setup-go and the golang images set `local`).',
    ...(facts.module === null ? [] : [`Or require an older version of \`${facts.module}\`.`]),
  ],
  'permission-project': () => [
    'Make the working directory writable for the user of this job: `ls -ld . go.mod`; a checkout made by another user, or a container that runs as another one, leads to this.',
    'Where nothing may be written, use `-mod=readonly` (the default) and commit a go.mod and go.sum that need no change.',
  ],
  'release-not-downloaded': () => [
    'Run the wrapper once with `download` (`go1.22.4 download`, say) in the same job and as the same user, before it is used.',
    'In a workflow rather use actions/setup-go with `go-version`: it needs no wrapper.',
  ],
  'toolchain-missing': () => [
    'Check that the version in the `go` or `toolchain` line exists: write `go 1.N.0`, not `go 1.N`.',
    'Check that your proxy serves `golang.org/toolchain`, and that the checksum database may be asked: toolchains need it.',
    'Or install that Go in the job: `go-version-file: go.mod` in actions/setup-go.',
    'With `direct` in GOPROXY a network failure looks the same: re-run once.',
  ],
  'toolchain-line': () => ['Write a full release in go.mod: `go 1.N.0`, or a `toolchain go1.N.P` line.'],
  'toolchain-download': (given: Case) => [
    'Install the Go version of go.mod in the job (`go-version-file: go.mod` in actions/setup-go), so that none has to be downloaded here.',
    rerun,
    `Check that \`${given.host}\` serves \`golang.org/toolchain\`.`,
  ],
  'go-missing': () => ['Install Go before this step: actions/setup-go with `go-version-file: go.mod`.'],
  'vcs-missing': (given: Case) => [
    'Install git (Debian `apt-get install git`, Alpine `apk add git`) in the image.',
    `Or fetch from a proxy only: without \`direct\`, no version control tool is needed.`,
    ...(given.facts.module === null ? [] : [privateStep(given)]),
  ],
  'disk-full': ({ context }: Case) => [
    ...onSystem(freeSpace, context),
    'Point GOMODCACHE and GOCACHE at a larger disk; drop old caches with `go clean -modcache`.',
  ],
  permission: ({ context }: Case) => [
    ...onSystem(owner, context),
    'Or give the job a GOMODCACHE of its own.',
  ],
  antivirus: () => ['Exclude GOMODCACHE and GOCACHE from the virus scanner.', rerun],
  'virus-found': (given: Case) => [
    `Read the scanner's own log: which file, and what for. Test data of a module (an archive, a crafted file) is often taken for a virus.`,
    `If \`${given.module}\` is right, let the scanner pass over that file, or over GOMODCACHE: go.sum holds every byte of it to what was published.`,
  ],
  'long-path': ({ context }: Case) => [
    onWindows(context)
      ? 'Shorten GOMODCACHE (for instance `C:\\m`), and on Windows turn long paths on: `git config --system core.longpaths true`.'
      : 'Shorten the name that the message shows: most file systems take 255 bytes for a folder or a file. If it is part of GOMODCACHE, set another one.',
  ],
  locks: () => ['Put GOMODCACHE on a local file system with locks, not on a network share.'],
  'locks-project': () => [
    'Keep the checkout on a local file system: a shared folder of a virtual machine or of the network may have no locks.',
  ],
  ownership: () => [
    "Let the job's user own the folder, or tell git: `git config --global --add safe.directory <folder>`.",
    'Do not restore `cache/vcs` from a cache of another user.',
  ],
  'open-files': () => ['Raise the limit (`ulimit -n`) or lower GOMAXPROCS for the download.'],
  memory: () => [
    'Give the job more memory, or lower its parallelism: `GOMAXPROCS=2`, `go build -p 1`, a GOMEMLIMIT.',
    'Look at `dmesg` for the out-of-memory killer.',
  ],
  cancelled: () => [
    'Somebody or a newer run ended this job: nothing to repair.',
    'If it was a time limit, see what waited so long, and raise `timeout-minutes`.',
  ],
  unknown: ({ module }: Case) => [
    `Read the excerpt: no rule knows this failure${module === 'the module' ? '' : ` of \`${module}\``}.`,
    'Run `go mod download -x` for the requests behind it.',
    rerun,
  ],
} as const satisfies Record<RemedyKey, Steps>

/** The keys that the registry names. */
type RemedyKey = Extract<(typeof registry)[FaultId]['remedy'], string>

/** Concrete steps for one fault, in order. */
export function remedyOf(facts: FaultFacts, context: FaultContext): readonly string[] {
  const { remedy } = registry[facts.id]
  if (typeof remedy !== 'string') return remedy
  const plain = { ...facts, ...shellSafeFacts(facts) }
  const module = plain.module ?? 'the module'
  const path = plain.module === null ? '<module>' : upTo(plain.module, '@')
  return steps[remedy]({
    facts: plain,
    context,
    module,
    path,
    host: plain.host ?? (path.split('/', 1)[0] || 'the host'),
  })
}

/** The steps with placeholders, as the catalogue prints them. */
export function remedyInGeneral(id: FaultId): readonly string[] {
  return remedyOf(
    {
      category: categoryOf(id),
      id,
      transient: false,
      module: '<module>@<version>',
      host: '<host>',
      proxy: 'https://<proxy>',
      url: null,
      also: [],
      blocked: 1,
      evidence: [],
      confidence: 1,
    },
    {},
  )
}
