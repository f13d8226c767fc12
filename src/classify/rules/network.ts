// The messages that tell of the network: names, connections, time limits, certificates, forward proxies, cut streams.

import { type FaultRule, table } from './rule.ts'

const get =
  'go: github.com/pkg/errors@v0.9.1: Get "https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.mod": '
const git =
  'go: github.com/pkg/errors@v0.9.1: git ls-remote -q https://github.com/pkg/errors in /go/pkg/mod/cache/vcs/0a1b: exit status 128: '

const forwardProxy = table([
  {
    id: 'http-proxy/unreachable',
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /connection refused|actively refused/,
    source: 'net/http Transport',
    example: `${get}proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`,
  },
  {
    id: 'http-proxy/unknown-host',
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /\blookup /,
    source: 'net/http Transport',
    example: `${get}proxyconnect tcp: dial tcp: lookup egress.corp.example on 10.0.0.2:53: no such host`,
  },
  {
    id: 'http-proxy/timeout',
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /timeout|timed out|did not properly respond|deadline exceeded/i,
    source: 'net/http Transport',
    example: `${get}proxyconnect tcp: dial tcp 10.0.0.9:3128: i/o timeout`,
  },
  {
    id: 'http-proxy/tls',
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /tls: |x509: |HTTP response to HTTPS client/,
    source: 'net/http Transport',
    example: `${get}proxyconnect tcp: tls: first record does not look like a TLS handshake`,
  },
  {
    id: 'http-proxy/auth-required',
    pattern:
      /Proxy Authentication Required|\b407 Proxy|CONNECT tunnel failed, response 407|Received HTTP code 407 from proxy|Tunnel connection failed: 407|authenticationrequired/i,
    source: 'net/http Transport',
    example: `${get}Proxy Authentication Required`,
  },
  {
    id: 'http-proxy/blocked',
    pattern:
      /(?:": |Get https?:\/\/[^\s"]{1,2000}: )(?:Forbidden|Bad [Rr]equest|Unauthorized|Not Found|Not Implemented|Method [Nn]ot [Aa]llowed|Access [Dd]enied|Request [Dd]enied|Denied|(?:URL|Request|Site) ?[Bb]locked|Blocked|not ?allowed|policy ?denied|unknown status code)\b(?! \d)|CONNECT tunnel failed, response [34]|Received HTTP code [34]\d\d from proxy|Tunnel connection failed: [34]/,
    source: 'net/http Transport, the answer to CONNECT',
    example: `${get}Forbidden`,
  },
  {
    id: 'http-proxy/unavailable',
    pattern:
      /(?:": |Get https?:\/\/[^\s"]{1,2000}: )(?:Bad [Gg]ateway|Service (?:Temporarily )?[Uu]navailable|Gateway Time-?[Oo]ut|Internal Server Error|Proxy Error|cannot ?connect|dns ?error)|CONNECT tunnel failed, response 5|Received HTTP code 5\d\d from proxy|Tunnel connection failed: 5/i,
    source: 'net/http Transport, the answer to CONNECT',
    example: `${get}Service Unavailable`,
  },
  {
    id: 'http-proxy/git-local',
    pattern: /unable to access '[^']{1,2000}': Failed to connect to (?:127\.0\.0\.1|localhost|::1) port/,
    not: /unable to access '[a-z]{2,5}:\/\/(?:127\.0\.0\.1|localhost|\[::1\])/,
    source: 'git over curl',
    example: `${git}fatal: unable to access 'https://github.com/pkg/errors/': Failed to connect to 127.0.0.1 port 1080: Connection refused`,
  },
  {
    id: 'http-proxy/interrupted',
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /EOF|reset by peer|forcibly closed|broken pipe/,
    source: 'net/http Transport',
    example: `${get}proxyconnect tcp: EOF`,
  },
  {
    id: 'http-proxy/other',
    pattern:
      /(?:proxyconnect|socks connect) tcp|Could not resolve proxy|Failed to connect to proxy|Proxy CONNECT aborted|proxy: (?:unknown scheme|no support for)|Unsupported proxy|SOCKS[45]?a? (?:connect|server|reply|proxy|request|response|sub-negotiation)|complete SOCKS/,
    confidence: 0.85,
    source: 'net/http Transport; git over curl',
    example: `${git}fatal: unable to access 'https://github.com/pkg/errors/': Could not resolve proxy: egress.corp.example`,
  },
])

const dns = table([
  {
    id: 'dns/no-resolver',
    pattern: /:53: (?:read|dial) udp/,
    and: /connection refused|cannot assign/,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org on [::1]:53: read udp [::1]:47208->[::1]:53: read: connection refused`,
  },
  {
    id: 'dns/timeout',
    pattern: /\blookup [^\s"]+(?: on [^\s"]+)?: /,
    and: /i\/o timeout|timed out|deadline exceeded|operation was canceled/,
    not: /\d: i\/o timeout \(|no such host/,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: read udp 10.0.0.5:33211->10.0.0.2:53: i/o timeout`,
  },
  {
    id: 'dns/server-misbehaving',
    pattern: /: server misbehaving|lame referral|DNS name does not exist|DNS server failure/,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org on 127.0.0.53:53: server misbehaving`,
  },
  {
    id: 'dns/temporary',
    pattern:
      /Temporary failure in name resolution|: Try again\b|This is usually a temporary error during hostname resolution|nodename nor servname provided/,
    source: 'getaddrinfo of glibc, musl, macOS, Windows',
    example: `${get}dial tcp: lookup proxy.golang.org: Temporary failure in name resolution`,
  },
  {
    id: 'dns/no-such-host',
    pattern:
      /: no such host|A non-recoverable error occurred during a database lookup|Name or service not known|No address associated with hostname|The requested name is valid, but no data|No such host is known/,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: no such host`,
  },
  {
    id: 'dns/bad-answer',
    pattern:
      /cannot unmarshal DNS message|invalid DNS response|no answer from DNS server|no DNS servers|DNS message/,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: cannot unmarshal DNS message`,
  },
  {
    id: 'dns/resolver-unreachable',
    pattern: /\blookup /,
    and: /(?:read|dial|write) udp|(?:dial|read) tcp [^\s"]+:53: /,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable`,
  },
  {
    id: 'dns/other',
    mayGoOn: true,
    pattern: /dial (?:tcp|udp)[46]?: lookup [^\s"]{1,255}(?: on [^\s"]{1,100})?: /,
    not: /too many open files/,
    confidence: 0.85,
    source: 'net resolver',
    example: `${get}dial tcp: lookup proxy.golang.org: device or resource busy`,
  },
  {
    id: 'dns/git-unresolved',
    pattern:
      /Could not resolve host(?:name)?\b|could not resolve host|getaddrinfo\(\) thread failed|Resolving timed out|getaddrinfo failed|Couldn't resolve host|unable to look up /,
    source: 'git over curl; ssh',
    example: `${git}fatal: unable to access 'https://github.com/pkg/errors/': Could not resolve host: github.com`,
  },
])

const tls = table([
  {
    id: 'timeout/tls-handshake',
    pattern: /TLS handshake timeout|SSL connection timeout/,
    source: 'net/http Transport',
    example: `${get}net/http: TLS handshake timeout`,
  },
  {
    id: 'tls/expired',
    pattern:
      /certificate has expired|certificate is not yet valid|” certificate is expired|certificate expired/,
    source: 'crypto/x509',
    example: `${get}x509: certificate has expired or is not yet valid: current time 2021-10-01T08:00:00Z is after 2021-09-30T14:01:15Z`,
  },
  {
    id: 'tls/wrong-name',
    pattern:
      /x509: certificate is (?:valid for|not valid for any)|cannot validate certificate for |certificate name does not match|no alternative certificate subject name matches|SSL: certificate subject name|does not match the server's certificate/,
    source: 'crypto/x509',
    example: `${get}x509: certificate is valid for *.egress.example, not proxy.golang.org`,
  },
  {
    id: 'tls/unknown-authority',
    pattern:
      /certificate signed by unknown authority|” certificate is not trusted|failed to load system roots|system roots and no roots|unable to get local issuer certificate|self[- ]signed certificate|[Pp]eer's [Cc]ertificate issuer|certificate verify failed|CERTIFICATE_VERIFY_FAILED|issuer is not trusted|unexpected fingerprint|Problem with the (?:local )?SSL C|server certificate verification failed|SSL certificate problem|certificate is not standards compliant|OSStatus -?\d|A certificate chain processed, but terminated in a root certificate/,
    source: 'crypto/x509; git over curl',
    example: `${get}tls: failed to verify certificate: x509: certificate signed by unknown authority`,
  },
  {
    id: 'tls/weak-certificate',
    pattern: /legacy Common Name field|negative serial number|insecure algorithm|cannot verify signature/,
    source: 'crypto/x509',
    example: `${get}x509: certificate relies on legacy Common Name field, use SANs instead`,
  },
  {
    id: 'tls/not-tls',
    pattern:
      /first record does not look like a TLS handshake|server gave HTTP response to HTTPS client|wrong version number|packet length too long/,
    source: 'crypto/tls; net/http',
    example: `${get}http: server gave HTTP response to HTTPS client`,
  },
  {
    id: 'tls/record-damaged',
    pattern: /bad record MAC|oversized record received|bad_record_mac|decryption failed or bad record/,
    source: 'crypto/tls',
    example: `${get}local error: tls: bad record MAC`,
  },
  {
    id: 'tls/internal-error',
    pattern: /remote error: tls: internal error|tlsv1 alert internal error/,
    source: 'crypto/tls',
    example: `${get}remote error: tls: internal error`,
  },
  {
    id: 'tls/refused-by-server',
    pattern: /remote error: tls: |alert handshake failure|tlsv1 alert|sslv3 alert/,
    not: /tls: protocol version not supported/,
    source: 'crypto/tls',
    example: `${get}remote error: tls: handshake failure`,
  },
  {
    id: 'tls/protocol-version',
    pattern:
      /server selected unsupported protocol version|no supported versions satisfy|unconfigured cipher suite|unsupported protocol\b|no ciphers available|no protocols available|protocol version not supported/,
    source: 'crypto/tls',
    example: `${get}tls: server selected unsupported protocol version 301`,
  },
  {
    id: 'tls/other',
    mayGoOn: true,
    pattern:
      /\btls: |\bx509: |error setting certificate (?:verify locations|file)|SEC_E_|CRYPT_E_|schannel: |TLS connect error|SSL routines:|gnutls_handshake\(\) failed|communicate securely with peer|SSL peer |SSL connect error|[Pp]eer's [Cc]ertificate|NSS error/,
    not: /non-properly terminated/,
    confidence: 0.85,
    source: 'crypto/tls; git over curl',
    example: `${git}fatal: unable to access 'https://github.com/pkg/errors/': schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT`,
  },
])

const timeout = table([
  {
    id: 'timeout/dial',
    pattern:
      /dial tcp [^\s"]+: (?:connect: )?(?:i\/o timeout|connection timed out|operation timed out)|A connection attempt failed because the connected party|连接尝试失败|連線嘗試失敗|Verbindungsversuch ist fehlgeschlagen, da die Gegenstelle|tentative de connexion a échoué car|durante el intento de conexión ya que la parte conectada|tentativa de conexão falhou porque|Попытка установить соединение была безуспешной|接続済みの呼び出し先が一定の時間/,
    source: 'net; net/http Transport (30 s)',
    example: `${get}dial tcp 142.250.185.113:443: i/o timeout`,
  },
  {
    id: 'timeout/headers',
    pattern: /timeout awaiting response headers/,
    source: 'net/http Transport',
    example: `${get}net/http: timeout awaiting response headers`,
  },
  {
    id: 'timeout/client-limit',
    pattern: /Client\.Timeout|context deadline exceeded|request canceled while waiting|http2: timeout/,
    source: 'net/http Client',
    example:
      'go: git.corp.example/team/lib@v1.2.0: unrecognized import path "git.corp.example/team/lib": https fetch: Get "https://git.corp.example/team/lib?go-get=1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  },
  {
    id: 'timeout/read',
    pattern:
      /(?:read|write): (?:connection|operation) timed out|i\/o timeout|semaphore timeout period|Operation too slow|Timeout was reached/,
    source: 'net',
    example: `${get}read tcp 10.0.0.5:51234->142.250.185.113:443: read: connection timed out`,
  },
  {
    id: 'timeout/git-connect',
    pattern:
      /port \d+: (?:Connection|Operation) timed out|[Cc]onnection timed out|[Oo]peration timed out|: Timed out|after [2-9]\d{3} ms|after \d{5,7} ms|Connection timeout|abort: (?:error: )?(?:The read operation )?timed out|Failed to connect to [^\s]+ port \d+(?: after \d+ ms)?: Timeout|连接超时|連線逾時|Wartezeit für die Verbindung|expiration du délai|tiempo de (?:espera|conexión)|Время ожидания/,
    source: 'git over curl; ssh',
    example: `${git}fatal: unable to access 'https://github.com/pkg/errors/': Failed to connect to github.com port 443: Connection timed out`,
  },
])

const connect = table([
  {
    id: 'connect/refused',
    pattern:
      /connect: connection refused|actively refused it|目标计算机积极拒绝|目標電腦拒絕連線|Zielcomputer die Verbindung verweigerte|ordinateur cible l.a expressément refusée|equipo de destino denegó expresamente|máquina de destino as recusou|компьютер отверг запрос|対象のコンピューターによって拒否|[Cc]onnection refused|拒绝连接|拒絕連線|Verbindungsaufbau abgelehnt|Connexion refusée|Conexión rehusada|Conexão recusada|В соединении отказано/,
    source: 'net; git; ssh',
    example: `${get}dial tcp 127.0.0.1:3000: connect: connection refused`,
  },
  {
    id: 'connect/no-ipv6-route',
    pattern:
      /dial tcp6? \[[0-9a-fA-F:.]{2,45}(?:%[\w.-]{1,30})?\]:\d{1,5}: (?:connect: (?:network is unreachable|no route to host|can(?:not|'t) assign requested address)|connectex: A socket operation was attempted to an unreachable|connectex: The requested address is not valid in its context)/,
    source: 'net',
    example: `${get}dial tcp [2a00:1450:4001:82b::2011]:443: connect: network is unreachable`,
  },
  {
    id: 'connect/unreachable',
    pattern:
      /no route to host|network is unreachable|host is down|unreachable (?:network|host)|Network is unreachable|No route to host/,
    source: 'net; ssh',
    example: `${get}dial tcp 142.250.185.113:443: connect: network is unreachable`,
  },
  {
    id: 'connect/no-local-address',
    pattern: /assign requested address|lacked sufficient buffer space or because a queue was full/,
    source: 'net',
    example: `${get}dial tcp 142.250.185.113:443: connect: cannot assign requested address`,
  },
  {
    id: 'connect/forbidden',
    pattern: /connect: (?:permission denied|operation not permitted)|forbidden by its access permissions/,
    source: 'net',
    example: `${get}dial tcp 142.250.185.113:443: connect: operation not permitted`,
  },
  {
    id: 'connect/reset',
    pattern:
      /connect: connection reset by peer|connectex: An (?:existing|established)|connect: software caused|SSL_connect: /,
    source: 'net; git over curl; ssh',
    example: `${get}dial tcp 142.250.185.113:443: connect: connection reset by peer`,
  },
  {
    id: 'connect/git-failed',
    mayGoOn: true,
    pattern: /Failed to connect to |Could(?:n't| not) connect to server|connect to host /,
    source: 'git over curl; ssh',
    example: `${git}fatal: unable to access 'https://github.com/pkg/errors/': Failed to connect to github.com port 443 after 3 ms: Couldn't connect to server`,
  },
  {
    id: 'connect/other',
    mayGoOn: true,
    pattern: /dial tcp /,
    not: /too many open files/,
    confidence: 0.8,
    source: 'net',
    example: `${get}dial tcp 142.250.185.113:443: connect: protocol not available`,
  },
])

const interrupted = table([
  {
    id: 'interrupted/http2-http1-required',
    pattern: /HTTP_1_1_REQUIRED/,
    source: 'golang.org/x/net/http2',
    example: `${get}stream error: stream ID 3; HTTP_1_1_REQUIRED; received from peer`,
  },
  {
    id: 'interrupted/http2-stream',
    pattern: /stream error: stream ID|stream ID \d+; |HTTP\/2 stream \d+ was not closed cleanly|RST_STREAM/,
    source: 'golang.org/x/net/http2; git over curl',
    example:
      'go: github.com/aws/aws-sdk-go@v1.44.0: read "https://proxy.golang.org/github.com/aws/aws-sdk-go/@v/v1.44.0.zip": stream error: stream ID 41; INTERNAL_ERROR; received from peer',
  },
  {
    id: 'interrupted/http2-goaway',
    pattern: /GOAWAY|graceful shutdown/,
    source: 'golang.org/x/net/http2',
    example: `${get}http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug="server_shutting_down"`,
  },
  {
    id: 'interrupted/http2-connection',
    pattern:
      /\bhttp2: [a-zA-Z]|client connection (?:lost|force closed)|connection error: [A-Z_]{4,}|response header list larger/,
    source: 'golang.org/x/net/http2',
    example: `${get}http2: client connection lost`,
  },
  {
    id: 'interrupted/git-cut',
    pattern:
      /early EOF|kex_exchange_identification|Connection (?:closed|reset) by |RPC failed|the remote end hung up|unexpected disconnect while reading|index-pack failed|pack has bad object|expected flush after|expected 'packfile'|closed by remote host|client_loop: send disconnect|stream ended unexpectedly|fetch-pack: invalid index-pack|GnuTLS recv error|SSL_read: |SSL_ERROR_SYSCALL|Recv failure|Send failure|Empty reply from server|transfer closed with|inflate: data stream error|The TLS connection was non-properly terminated|bytes of body are still expected|unexpected eof while reading/,
    not: /returned error: \d|died of signal|malloc failed|No space left/,
    source: 'git over curl',
    example: `${git}error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function. fatal: early EOF fatal: index-pack failed`,
  },
  {
    id: 'interrupted/git-cut',
    pattern:
      /^(?:error: RPC failed; (?!HTTP [45])|fatal: (?:early EOF|the remote end hung up|fetch-pack: |index-pack failed)|fetch-pack: unexpected disconnect)/,
    not: /returned error: \d|died of signal|malloc failed|No space left/,
    proof: 'self',
    nearGo: true,
    confidence: 0.85,
    source: 'git',
    example:
      'go: downloading github.com/pkg/errors v0.9.1\nerror: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.\nfatal: early EOF',
  },
  {
    id: 'interrupted/reset',
    pattern:
      /connection reset by peer|forcibly closed by the remote host|connection was aborted|broken pipe|wsarecv: |wsasend: |use of closed network connection|software caused connection abort|(?:socket|endpoint) is not connected|dropped connection on reset|\b(?:read|write) tcp [^\s"]{1,200}: (?:read|write|readfrom|splice|sendfile): /i,
    // A pipe to a helper of git that is not installed; a host that answered, and tells of its own trouble behind it.
    not: /is not a git command|The requested URL returned error: \d/,
    source: 'net',
    example: `${get}read tcp 10.0.0.5:51234->142.250.185.113:443: read: connection reset by peer`,
  },
  {
    id: 'interrupted/server-closed',
    pattern:
      /": (?:http: )?(?:EOF|server closed idle connection)|server closed idle connection|": EOF\b|: EOF(?:$|\)| [^a-z])/,
    not: /\bpars(?:e|ing) "?[^\s"()]{1,2000}"?: EOF/,
    source: 'net/http Transport',
    example: `${get}EOF`,
  },
  {
    id: 'interrupted/truncated',
    pattern: /unexpected EOF|more than declared Content-Length/,
    source: 'net/http body',
    example:
      'go: github.com/pkg/errors@v0.9.1: read "https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.zip": unexpected EOF',
  },
  {
    id: 'interrupted/broken-transport',
    pattern:
      /transport connection broken|net\/http: request canceled|context canceled|server closed connection|chunked encoding|chunk length|chunked line|read on closed response body|after connection loss/,
    not: /malformed HTTP/,
    confidence: 0.85,
    source: 'net/http Transport',
    example: `${get}net/http: request canceled`,
  },
])

// Whatever a proxy says instead of opening the tunnel stands there alone; go's own errors are no such sentences.
const tunnel = table([
  {
    id: 'http-proxy/blocked',
    pattern: /Get "?https:\/\/[^\s"]{1,2000}"?: [A-Z][A-Za-z]{1,20}(?: [A-Za-z]{2,20}){0,8}[.)!]{0,2}$/,
    not: /: EOF\b/,
    confidence: 0.85,
    source: 'net/http Transport, the answer to CONNECT',
    example: `${get}Filtered by company policy`,
  },
])

/** After everything else: what stands behind the colon may have been broken onto the next line. */
const wordlessTunnel = table([
  {
    id: 'http-proxy/blocked',
    pattern: /Get "?https:\/\/[^\s"]{1,2000}"?:$/,
    mayGoOn: true,
    confidence: 0.75,
    source: 'net/http Transport, an answer to CONNECT without a reason phrase',
    example: get.trimEnd(),
  },
])

/** In the order in which they are tried: the forward proxy's own words first, plain EOF last. */
const inOrder: readonly FaultRule[] = [
  ...forwardProxy,
  ...dns,
  ...tls,
  ...timeout,
  ...connect,
  ...interrupted,
  ...tunnel,
]

export const networkRules = { inOrder, wordlessTunnel } satisfies Record<string, readonly FaultRule[]>
