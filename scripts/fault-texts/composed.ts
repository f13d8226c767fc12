// Texts that no tool on Linux prints here: other systems' own words, and git's, in the wrapper that `go` puts around them.
// Source of each row: go-fetch-reference, rows that are known from operating systems and issue threads.

import { label } from './label.ts'
import type { RawSample } from './produce.ts'
import type { Label } from './sample.ts'
import { seededPick } from './seeded.ts'

type Row = readonly [
  family: string,
  category: Label['category'],
  words: string,
  cause: string,
  rest?: Partial<Pick<Label, 'also' | 'transient' | 'module'>>,
]

/** Follow `Get "<url>": `; `HOST` is the proxy's name. */
const requests: readonly Row[] = [
  [
    'dns/glibc-temporary',
    'dns',
    'dial tcp: lookup HOST: Temporary failure in name resolution',
    'Temporary failure in name resolution',
    { transient: true },
  ],
  ['dns/musl-try-again', 'dns', 'dial tcp: lookup HOST: Try again', 'Try again', { transient: true }],
  [
    'dns/macos-no-such-host',
    'dns',
    'dial tcp: lookup HOST: no such host',
    'no such host',
    { transient: true },
  ],
  [
    'dns/windows-temporary',
    'dns',
    'dial tcp: lookup HOST: getaddrinfow: This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.',
    'getaddrinfow',
    { transient: true },
  ],
  [
    'dns/windows-no-data',
    'dns',
    'dial tcp: lookup HOST: getaddrinfow: The requested name is valid, but no data of the requested type was found.',
    'getaddrinfow',
    { transient: true },
  ],
  ['dns/dial-udp-timeout', 'dns', 'dial tcp: lookup HOST: i/o timeout', 'i/o timeout', { transient: true }],
  [
    'dns/read-udp-cluster',
    'dns',
    'dial tcp: lookup HOST on 10.96.0.10:53: read udp 10.244.1.23:41873->10.96.0.10:53: i/o timeout',
    'i/o timeout',
    { transient: true },
  ],
  [
    'dns/cannot-assign',
    'dns',
    'dial tcp: lookup HOST on [::1]:53: dial udp [::1]:53: connect: cannot assign requested address',
    'cannot assign requested address',
    { transient: false },
  ],
  [
    'connect/windows-refused',
    'connect',
    'dial tcp 142.250.80.17:443: connectex: No connection could be made because the target machine actively refused it.',
    'actively refused',
  ],
  [
    'connect/windows-unreachable',
    'connect',
    'dial tcp 142.250.80.17:443: connectex: A socket operation was attempted to an unreachable network.',
    'unreachable network',
  ],
  ['connect/host-is-down', 'connect', 'dial tcp 142.250.80.17:443: connect: host is down', 'host is down'],
  [
    'connect/ipv6-unreachable',
    'connect',
    'dial tcp [2607:f8b0:4006:80b::2011]:443: connect: network is unreachable',
    'network is unreachable',
  ],
  [
    'timeout/windows-dial',
    'timeout',
    'dial tcp 142.250.80.17:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
    'did not properly respond',
  ],
  [
    'timeout/macos-dial',
    'timeout',
    'dial tcp 142.250.80.17:443: connect: operation timed out',
    'operation timed out',
  ],
  [
    'timeout/read',
    'timeout',
    'read tcp 10.1.0.4:50122->142.250.80.17:443: read: connection timed out',
    'connection timed out',
  ],
  ['timeout/handshake-composed', 'timeout', 'net/http: TLS handshake timeout', 'TLS handshake timeout'],
  [
    'timeout/client',
    'timeout',
    'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    'deadline exceeded',
  ],
  [
    'interrupted/windows-forcibly-closed',
    'interrupted',
    'read tcp 10.1.0.4:50122->142.250.80.17:443: wsarecv: An existing connection was forcibly closed by the remote host.',
    'forcibly closed',
  ],
  [
    'interrupted/windows-aborted',
    'interrupted',
    'read tcp 10.1.0.4:50122->142.250.80.17:443: wsarecv: An established connection was aborted by the software in your host machine.',
    'was aborted',
  ],
  [
    'interrupted/broken-pipe',
    'interrupted',
    'write tcp 10.1.0.4:50122->142.250.80.17:443: write: broken pipe',
    'broken pipe',
  ],
  ['interrupted/connection-lost', 'interrupted', 'http2: client connection lost', 'client connection lost'],
  [
    'interrupted/graceful-goaway',
    'interrupted',
    "http2: Transport received Server's graceful shutdown GOAWAY",
    'GOAWAY',
  ],
  ['interrupted/idle-closed', 'interrupted', 'http: server closed idle connection', 'closed idle connection'],
  [
    'tls/macos-not-trusted',
    'tls',
    'tls: failed to verify certificate: x509: “*.corp.example.com” certificate is not trusted',
    'certificate is not trusted',
  ],
  [
    'tls/macos-not-compliant',
    'tls',
    'tls: failed to verify certificate: x509: “HOST” certificate is not standards compliant',
    'not standards compliant',
  ],
  ['tls/no-system-roots', 'tls', 'x509: failed to load system roots and no roots provided', 'system roots'],
  ['tls/remote-handshake-failure', 'tls', 'remote error: tls: handshake failure', 'handshake failure'],
  [
    'tls/protocol-version',
    'tls',
    'remote error: tls: protocol version not supported',
    'protocol version not supported',
  ],
  [
    'tls/negative-serial',
    'tls',
    'tls: failed to parse certificate from server: x509: negative serial number',
    'negative serial number',
  ],
  [
    'tls/ip-sans',
    'tls',
    "tls: failed to verify certificate: x509: cannot validate certificate for 10.20.0.17 because it doesn't contain any IP SANs",
    'IP SANs',
  ],
  ['tls/first-record', 'tls', 'tls: first record does not look like a TLS handshake', 'first record'],
  [
    'http-proxy/407-dial',
    'http-proxy',
    'proxyconnect tcp: dial tcp: lookup http: no such host',
    'proxyconnect',
    { also: ['dns'], transient: false },
  ],
  [
    'http-proxy/windows-refused',
    'http-proxy',
    'proxyconnect tcp: dial tcp 10.20.0.40:8080: connectex: No connection could be made because the target machine actively refused it.',
    'proxyconnect',
    { also: ['connect'], transient: true },
  ],
  [
    'http-proxy/socks',
    'http-proxy',
    'socks connect tcp 127.0.0.1:1080->HOST:443: dial tcp 127.0.0.1:1080: connect: connection refused',
    'socks connect',
    { also: ['connect'], transient: true },
  ],
]

/** Follow `read "<url of the zip>": `. */
const bodies: readonly Row[] = [
  [
    'interrupted/zip-stream-error',
    'interrupted',
    'stream error: stream ID 117; INTERNAL_ERROR; received from peer',
    'INTERNAL_ERROR',
  ],
  [
    'interrupted/zip-refused-stream',
    'interrupted',
    'stream error: stream ID 41; REFUSED_STREAM; received from peer',
    'REFUSED_STREAM',
  ],
  [
    'interrupted/zip-bad-record',
    'tls',
    'local error: tls: bad record MAC',
    'bad record MAC',
    { transient: true },
  ],
  [
    'timeout/zip-read',
    'timeout',
    'read tcp 192.168.64.7:52310->142.251.40.145:443: read: operation timed out',
    'operation timed out',
  ],
  [
    'disk/zip-full',
    'disk',
    'write /home/runner/go/pkg/mod/cache/download/PATH/@v/VERSION.zip1480267.tmp: no space left on device',
    'no space left on device',
  ],
]

/** Git's words, indented by a tab each, after `git … in <dir>: exit status 128:`. */
const gits: readonly Row[] = [
  [
    'auth/git-password-removed',
    'auth',
    "remote: Support for password authentication was removed on August 13, 2021.\nfatal: Authentication failed for 'https://HOST/PATH/'",
    'Authentication failed',
  ],
  [
    'auth/git-invalid-token',
    'auth',
    "remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed for 'https://HOST/PATH/'",
    'Authentication failed',
  ],
  [
    'auth/git-basic-denied',
    'auth',
    "remote: HTTP Basic: Access denied. The provided password or token is incorrect or your account has 2FA enabled\nfatal: Authentication failed for 'https://HOST/PATH.git/'",
    'Access denied',
  ],
  [
    'auth/ssh-publickey',
    'auth',
    'git@HOST: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.',
    'Permission denied (publickey)',
  ],
  [
    'auth/ssh-host-key',
    'auth',
    'Host key verification failed.\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.',
    'Host key verification failed',
  ],
  [
    'not-found/ssh-repository',
    'not-found',
    'ERROR: Repository not found.\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.',
    'Repository not found',
    { also: ['auth'] },
  ],
  [
    'not-found/https-repository',
    'not-found',
    "remote: Repository not found.\nfatal: repository 'https://HOST/PATH/' not found",
    'Repository not found',
    { also: ['auth'] },
  ],
  [
    'interrupted/git-early-eof',
    'interrupted',
    'error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.\nfetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output',
    'early EOF',
  ],
  [
    'interrupted/git-http2',
    'interrupted',
    'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)\nfatal: the remote end hung up unexpectedly',
    'hung up unexpectedly',
  ],
  [
    'interrupted/ssh-kex',
    'interrupted',
    'kex_exchange_identification: Connection closed by remote host\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.',
    'Connection closed by remote host',
  ],
  // `connect`: cut off while still connecting.
  [
    'interrupted/git-syscall',
    'connect',
    "fatal: unable to access 'https://HOST/PATH/': OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to HOST:443",
    'SSL_ERROR_SYSCALL',
  ],
  [
    'tls/git-self-signed',
    'tls',
    "fatal: unable to access 'https://HOST/PATH/': SSL certificate problem: self-signed certificate in certificate chain",
    'SSL certificate problem',
  ],
  [
    'tls/git-no-issuer',
    'tls',
    "fatal: unable to access 'https://HOST/PATH/': SSL certificate problem: unable to get local issuer certificate",
    'SSL certificate problem',
  ],
  [
    'timeout/git-connect',
    'timeout',
    "fatal: unable to access 'https://HOST/PATH/': Failed to connect to HOST port 443 after 130541 ms: Connection timed out",
    'Connection timed out',
  ],
  [
    'connect/git-windows',
    'connect',
    "fatal: unable to access 'https://HOST/PATH/': Failed to connect to HOST port 443: Connection refused",
    'Connection refused',
  ],
  [
    'rate-limited/git-too-many',
    'rate-limited',
    "remote: Too many requests, please slow down.\nfatal: unable to access 'https://HOST/PATH/': The requested URL returned error: 429",
    'error: 429',
  ],
  [
    'server-error/git-502',
    'server-error',
    "fatal: unable to access 'https://HOST/PATH/': The requested URL returned error: 502",
    'error: 502',
  ],
  [
    'auth/git-403-saml',
    'auth',
    "remote: The 'acme' organization has enabled or enforced SAML SSO. To access this repository, you must re-authorize the OAuth Application.\nfatal: unable to access 'https://HOST/PATH/': The requested URL returned error: 403",
    'error: 403',
  ],
]

/** Whole texts; `MODULE` is `path@version`. */
const wholes: readonly Row[] = [
  [
    'disk/windows-full',
    'disk',
    'go: MODULE: write C:\\Users\\runneradmin\\go\\pkg\\mod\\cache\\download\\x.zip1.tmp: There is not enough space on the disk.',
    'not enough space',
  ],
  [
    'disk/windows-denied',
    'disk',
    'go: could not create module cache: mkdir C:\\Program Files\\go-cache: Access is denied.',
    'Access is denied',
    { module: null },
  ],
  [
    'disk/quota',
    'disk',
    'go: MODULE: write /home/ci/go/pkg/mod/cache/download/x.zip22.tmp: disk quota exceeded',
    'disk quota exceeded',
  ],
  [
    'killed/compile',
    'killed',
    'go build k8s.io/kubernetes/pkg/apis: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed',
    'signal: killed',
    { module: null },
  ],
  [
    'killed/make-137',
    'killed',
    'go: downloading github.com/aws/aws-sdk-go v1.54.6\nmake: *** [Makefile:14: deps] Killed',
    'Killed',
    { module: null },
  ],
  [
    'killed/exit-137',
    'killed',
    'go: downloading k8s.io/client-go v0.30.2\ngo: downloading k8s.io/api v0.30.2\nKilled\nerror: command terminated with exit code 137',
    'Killed',
    { module: null },
  ],
  [
    'killed/cancelled',
    'killed',
    'go: downloading google.golang.org/grpc v1.64.0\nError: The operation was canceled.',
    'operation was canceled',
    { module: null },
  ],
  [
    'killed/fork',
    'killed',
    'go: MODULE: git init --bare in /go/pkg/mod/cache/vcs/5d1a: fork/exec /usr/bin/git: resource temporarily unavailable',
    'resource temporarily unavailable',
  ],
  [
    'killed/shutdown-signal',
    'killed',
    'go: downloading golang.org/x/tools v0.22.0\nThe runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.\nError: Process completed with exit code 143.',
    'shutdown signal',
    { module: null },
  ],
  [
    'killed/cannot-allocate',
    'killed',
    'go: MODULE: git init --bare in /go/pkg/mod/cache/vcs/5d1a: fork/exec /usr/bin/git: cannot allocate memory',
    'cannot allocate memory',
  ],
]

const modules = [
  ['github.com/sirupsen/logrus', 'v1.9.3'],
  ['github.com/Shopify/sarama', 'v1.38.1'],
  ['cloud.google.com/go/storage', 'v1.42.0'],
  ['go.opentelemetry.io/otel/sdk', 'v1.27.0'],
  ['github.com/jackc/pgx/v5', 'v5.6.0'],
  ['sigs.k8s.io/controller-runtime', 'v0.18.4'],
] as const

const escapePath = (path: string): string => path.replace(/[A-Z]/g, (letter) => `%21${letter.toLowerCase()}`)

type Shape = (module: readonly [string, string], host: string, words: string) => string

const shapes: Readonly<Record<'request' | 'body' | 'git' | 'whole', readonly Shape[]>> = {
  request: [
    ([path, version], host, words) =>
      `go: ${path}@${version}: Get "https://${host}/${escapePath(path)}/@v/${version}.mod": ${words}`,
    ([path, version], host, words) =>
      `go: downloading ${path} ${version}\nmain.go:9:2: ${path}@${version}: Get "https://${host}/${escapePath(path)}/@v/${version}.zip": ${words}`,
    ([path, version], host, words) =>
      `go: example.com/app/internal/store imports\n\t${path}: ${path}@${version}: Get "https://${host}/${escapePath(path)}/@v/${version}.zip": ${words}`,
    ([path, version], host, words) =>
      `go: example.com/lib@v1.2.0 requires\n\t${path}@${version}: Get "https://${host}/${escapePath(path)}/@v/${version}.mod": ${words}`,
  ],
  body: [
    ([path, version], host, words) =>
      `go: ${path}@${version}: read "https://${host}/${escapePath(path)}/@v/${version}.zip": ${words}`,
    ([path, version], host, words) =>
      `../../pkg/store/store.go:11:2: ${path}@${version}: read "https:/${host}/@v/${version}.zip": ${words}`,
  ],
  git: [
    ([path, version], _, words) =>
      `go: ${path}@${version}: invalid version: git ls-remote -q origin in /home/runner/go/pkg/mod/cache/vcs/7a4c1f0e5d2b: exit status 128:\n\t${words.replaceAll('\n', '\n\t')}`,
    ([path, version], _, words) =>
      `go: ${path}@${version}: reading ${path}/go.mod at revision ${version}: git ls-remote -q --end-of-options https://${path} in /home/runner/go/pkg/mod/cache/vcs/c27fd01b: exit status 128:\n\t${words.replaceAll('\n', '\n\t')}`,
    ([path, version], _, words) =>
      `go: downloading ${path} ${version}\ngo: ${path}@${version}: invalid version: git fetch -f origin refs/heads/*:refs/heads/* refs/tags/*:refs/tags/* in /go/pkg/mod/cache/vcs/7a4c1f0e5d2b: exit status 128:\n\t${words.replaceAll('\n', '\n\t')}`,
  ],
  whole: [([path, version], _, words) => words.replaceAll('MODULE', `${path}@${version}`)],
}

function samplesOf(row: Row, shape: keyof typeof shapes): RawSample[] {
  const [family, category, words, cause, rest = {}] = row
  return shapes[shape].slice(0, 3).map((write, index) => {
    const module: readonly [string, string] =
      shape === 'git'
        ? [
            seededPick(`${family} ${index}`, [
              'github.com/acme-corp/billing',
              'gitlab.com/initech/kit',
              'github.com/globex/protos',
            ]),
            'v1.7.2',
          ]
        : seededPick(`${family} ${index}`, modules)
    const host =
      shape === 'git'
        ? (module[0].split('/')[0] ?? '')
        : seededPick(`${family} ${index} host`, ['proxy.golang.org', 'goproxy.cn', 'nexus.corp.example.com'])
    const said = words
      .replaceAll('HOST', host)
      .replaceAll('PATH', shape === 'git' ? module[0].split('/').slice(1).join('/') : module[0])
      .replaceAll('VERSION', module[1])
    const text = `${write(module, host, said)}\n`
    const named = rest.module === null ? null : `${module[0]}@${module[1]}`
    return {
      id: `${family}#${index + 1}`,
      family,
      origin: 'composed',
      go: '1.22',
      command: seededPick(`${family} command`, ['go mod download', 'go build ./...', 'go test ./...']),
      ...label(category, cause, {
        transient:
          category === 'killed'
            ? null
            : ['connect', 'timeout', 'interrupted', 'server-error', 'rate-limited'].includes(category),
        ...rest,
        module: named,
        otherModules: [module[0]],
        host: shape === 'whole' ? null : host,
        otherHosts:
          category === 'http-proxy'
            ? ['10.20.0.40', '127.0.0.1', 'http', null]
            : category === 'disk'
              ? [null]
              : [],
      }),
      layout: 'runner',
      text,
    }
  })
}

/** All composed texts. */
export function composedSamples(): RawSample[] {
  return [
    ...requests.flatMap((row) => samplesOf(row, 'request')),
    ...bodies.flatMap((row) => samplesOf(row, 'body')),
    ...gits.flatMap((row) => samplesOf(row, 'git')),
    ...wholes.flatMap((row) => samplesOf(row, 'whole')),
  ]
}
