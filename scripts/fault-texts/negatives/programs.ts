// Small Go programs and tests that speak of networks, fail by their own code, or do not compile.

/** Words of other people's networks: printed by programs under test, never by `go` itself. */
export const networkWords = [
  'dial tcp 127.0.0.1:5432: connect: connection refused',
  'Get "https://api.example.com/v1/users": dial tcp: lookup api.example.com: no such host',
  'Post "https://hooks.example.com/deploy": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  'Get "https://auth.example.com/.well-known/openid-configuration": net/http: TLS handshake timeout',
  'read tcp 10.0.0.5:51522->10.0.0.9:6379: read: connection reset by peer',
  'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp [::1]:50051: connect: connection refused"',
  'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  'unexpected status 503 Service Unavailable from https://inventory.example.com/items',
  'got 429 Too Many Requests, want 200 OK',
  'expected 404 Not Found, got 500 Internal Server Error',
  'server returned 401 Unauthorized: token expired',
  'x509: certificate signed by unknown authority',
  'remote error: tls: bad certificate',
  'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  'stream error: stream ID 3; INTERNAL_ERROR; received from peer',
  'http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""',
  'unexpected EOF',
  'write tcp 127.0.0.1:8080->127.0.0.1:40112: write: broken pipe',
  'proxyconnect tcp: dial tcp 10.1.1.1:3128: i/o timeout',
  "could not read Username for 'https://github.com': terminal prompts disabled",
  "fatal: repository 'https://github.com/acme/fixtures.git/' not found",
  'checksum mismatch: want 9f86d081, got 2c26b46b',
  'wsarecv: An existing connection was forcibly closed by the remote host',
  'websocket: close 1006 (abnormal closure): unexpected EOF',
  'worker 3: job exceeded its time limit',
  'unknown revision main~3',
  'GET https://registry.example.com/v2/app/manifests/latest: 404 Not Found',
  'verifying release signature: invalid signature for key release-2024',
  'pq: no pg_hba.conf entry for host "10.2.0.4", SSL off',
  'amqp: Exception (403) Reason: "username or password not allowed"',
  'lookup redis on 10.96.0.10:53: server misbehaving',
  'module lookup disabled by policy',
] as const

const quote = (text: string): string => JSON.stringify(text)

/** One test for each word: TestWord0, TestWord1, …; FAIL=1 makes them fail. */
export function wordTests(): string {
  const tests = networkWords.map(
    (words, index) =>
      `func Test${testNames[index % testNames.length]}${index}(t *testing.T) {\n\tlog.Print(${quote(words)})\n\tt.Logf("got error: %s", ${quote(words)})\n\tif os.Getenv("FAIL") != "" {\n\t\tt.Errorf("client.Do() error = %s, want nil", ${quote(words)})\n\t}\n}\n`,
  )
  return `package client\n\nimport (\n\t"log"\n\t"os"\n\t"testing"\n)\n\n${tests.join('\n')}`
}

export const testNames = [
  'Timeout',
  'ConnectionRefused',
  'RetryAfter',
  'ProxyError',
  'DNSFailure',
  'TLSHandshake',
  'RateLimited',
  'NotFound',
] as const

/** A program that fails with `words` as most programs do. */
export function failingProgram(words: string, how: 'log' | 'stderr' | 'panic' | 'slog'): string {
  const statement = {
    log: `log.Fatalf("fetching: %v", err)`,
    stderr: 'fmt.Fprintln(os.Stderr, "error:", err)\n\tos.Exit(1)',
    panic: 'panic(err)',
    slog: 'log.SetFlags(0)\n\tlog.Printf("level=ERROR msg=%q err=%q", "request failed, giving up", err)\n\tos.Exit(2)',
  }[how]
  return `package main\n\nimport (\n\t"errors"\n\t"fmt"\n\t"log"\n\t"os"\n)\n\nvar _ = fmt.Sprint\nvar _ = log.Print\nvar _ = os.Exit\n\nfunc main() {\n\terr := errors.New(${quote(words)})\n\t${statement}\n}\n`
}

/** Tests that meet real network errors, all on this machine. */
export const realErrors = `package client

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func get(t *testing.T, client *http.Client, url string) {
	t.Helper()
	response, err := client.Get(url)
	if err != nil {
		t.Fatalf("GET %s: %v", url, err)
	}
	if _, err := io.ReadAll(response.Body); err != nil {
		t.Fatalf("reading body: %v", err)
	}
	if response.StatusCode != 200 {
		t.Fatalf("unexpected status: %s", response.Status)
	}
}

func TestConnectionRefused(t *testing.T) { get(t, http.DefaultClient, "http://127.0.0.1:1/health") }
func TestNoSuchHost(t *testing.T)        { get(t, http.DefaultClient, "http://payments.internal.example/health") }
func TestClientTimeout(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(100 * time.Millisecond) }))
	defer server.Close()
	get(t, &http.Client{Timeout: 20 * time.Millisecond}, server.URL)
}
func TestUnknownAuthority(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	get(t, http.DefaultClient, server.URL)
}
func TestStatus503(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "upstream down", 503) }))
	defer server.Close()
	get(t, http.DefaultClient, server.URL)
}
func TestTruncatedBody(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "99"); io.WriteString(w, "short") }))
	defer server.Close()
	get(t, http.DefaultClient, server.URL)
}
func TestReset(t *testing.T) {
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() { c, _ := listener.Accept(); c.(*net.TCPConn).SetLinger(0); c.Close() }()
	get(t, http.DefaultClient, "http://"+listener.Addr().String())
}
func TestPlainHTTPOnTLSPort(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	get(t, http.DefaultClient, "https://"+server.Listener.Addr().String())
}
func TestDeadline(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	<-ctx.Done()
	request, _ := http.NewRequestWithContext(ctx, "GET", "http://127.0.0.1:1/", nil)
	if _, err := http.DefaultClient.Do(request); err != nil {
		t.Fatal(err)
	}
}
func TestProxyRefused(t *testing.T) {
	transport := &http.Transport{Proxy: http.ProxyURL(mustURL("http://127.0.0.1:1"))}
	get(t, &http.Client{Transport: transport}, "https://api.example.com/")
}
func TestUnauthorized(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) }))
	defer server.Close()
	get(t, http.DefaultClient, server.URL)
}
func TestHangs(t *testing.T) {
	if testing.Short() {
		t.Skip("needs the network")
	}
	select {}
}
`

export const realErrorHelper =
  'package client\n\nimport "net/url"\n\nfunc mustURL(text string) *url.URL {\n\tu, err := url.Parse(text)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\treturn u\n}\n'
export const realErrorNames = [
  'ConnectionRefused',
  'NoSuchHost',
  'ClientTimeout',
  'UnknownAuthority',
  'Status503',
  'TruncatedBody',
  'Reset',
  'PlainHTTPOnTLSPort',
  'Deadline',
  'ProxyRefused',
  'Unauthorized',
] as const

/** Bodies of `func main` that do not compile, vet, or run. */
export const brokenMains: Readonly<Record<string, string>> = {
  'undefined-name': 'fmt.Println(conectionTimeout)',
  'unused-variable': 'proxy := "https://proxy.example.com"',
  'type-mismatch': 'var timeout int = "30s"\n\tfmt.Println(timeout)',
  'missing-return': 'func() int { fmt.Println("dial") }()',
  'too-many-arguments': 'fmt.Println(len("a", "b"))',
  'no-method': 'fmt.Errorf("connection refused").Retry()',
  'assign-mismatch': 'a, b := fmt.Sprint("timeout")\n\tfmt.Println(a, b)',
  'syntax-error': 'if true { fmt.Println("403 Forbidden")',
  'unexpected-newline': 'fmt.Println("unexpected EOF"',
  'bad-import-use': 'http.Get("https://example.com")',
  'printf-vet': 'fmt.Printf("dial tcp %d: connection refused\\n", "host")',
  'unreachable-vet': 'return\n\tfmt.Println("no such host")',
  'self-assign-vet': 'x := 1\n\tx = x\n\tfmt.Println(x)',
  'nil-map': 'var m map[string]int\n\tm["timeout"] = 1\n\tfmt.Println(m)',
  'index-out-of-range': 'hosts := []string{}\n\tfmt.Println(hosts[len(hosts)+2])',
  'nil-pointer': 'var p *struct{ Host string }\n\tfmt.Println(p.Host)',
  deadlock: 'ch := make(chan int)\n\tfmt.Println(<-ch)',
  'divide-by-zero': 'n := 0\n\tfmt.Println(10 / n)',
  'import-cycle-word': 'fmt.Println("import cycle not allowed"); undefinedCall()',
  'wrong-constant': 'const limit int8 = 429\n\tfmt.Println(limit)',
}
