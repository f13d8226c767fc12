import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  isTrivial,
  loginSecrets
} from "./chunk-BTNPW7P2.js";

// src/platform/network-failure.ts
var NetworkError = class extends Error {
  /** Not the failure's code: undici acts on some codes of its own accord. */
  code = "NETWORK_FAILURE";
  failure;
  constructor(failure, cause) {
    super(failure.message, cause === void 0 ? void 0 : { cause });
    this.name = "NetworkError";
    this.failure = failure;
  }
};
function networkFailure(error, place = {}) {
  if (error instanceof NetworkError) return error.failure;
  const code = codeOf(error);
  const phase = phaseOf(error, code, place.phase ?? "body");
  const [id, text] = meaningOf(error, code, phase);
  return failureAt({ id, code, phase, text, host: place.host });
}
function failureAt(known) {
  const { id, code, phase, text, host } = known;
  const message = `${host === void 0 ? "" : `${host}: `}${text} (${code})`;
  return { kind: "failure", id, code, phase, message };
}
function timeoutFailure(phase, limitMs, host) {
  const [id, text] = timeoutIn[phase];
  const within = limitMs > 0 ? ` within ${Math.round(limitMs)} ms` : "";
  return failureAt({ id, code: "ETIMEDOUT", phase, text: `${text}${within}`, host });
}
var timeoutIn = {
  dns: ["dns/timeout", "the name was not resolved"],
  connect: ["timeout/dial", "no connection"],
  tls: ["timeout/tls-handshake", "the TLS handshake did not end"],
  "forward-proxy": ["http-proxy/timeout", "the forward proxy opened no tunnel"],
  headers: ["timeout/headers", "connected, but no answer"],
  body: ["timeout/read", "the answer stopped in its middle"],
  redirect: ["timeout/headers", "no answer"]
};
var reset = {
  dns: ["connect/reset", "connection reset while connecting"],
  connect: ["connect/reset", "connection reset while connecting"],
  tls: ["connect/reset", "connection reset during the TLS handshake"],
  "forward-proxy": ["http-proxy/interrupted", "the forward proxy closed the connection"],
  headers: ["interrupted/reset", "connection closed before any answer"],
  body: ["interrupted/truncated", "connection closed in the middle of the answer"],
  redirect: ["interrupted/reset", "connection closed before any answer"]
};
var closedUnanswered = ["interrupted/server-closed", "connection closed before any answer"];
var unreachable = ["connect/unreachable", "no route to the host"];
var untrusted = [
  "tls/unknown-authority",
  "certificate signed by an authority that is not trusted here"
];
var notTls = ["tls/not-tls", "an https URL, but what answers does not speak TLS"];
var garbled = ["server-error/wrong-content", "what answers does not speak HTTP"];
var badEncoding = ["server-error/damaged-content", "the compressed answer is damaged"];
var meanings = {
  ENOTFOUND: ["dns/no-such-host", "the name does not resolve"],
  ENODATA: ["dns/no-such-host", "the name has no address"],
  EAI_AGAIN: ["dns/temporary", "the resolver gave no answer, usually for a moment only"],
  EAI_FAIL: ["dns/server-misbehaving", "the resolver failed"],
  ESERVFAIL: ["dns/server-misbehaving", "the resolver failed"],
  ECONNREFUSED: ["connect/refused", "connection refused"],
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETDOWN: unreachable,
  EADDRNOTAVAIL: ["connect/no-local-address", "no local address or port is left to connect from"],
  EACCES: ["connect/forbidden", "this machine forbids the connection"],
  EPERM: ["connect/forbidden", "this machine forbids the connection"],
  EMFILE: ["disk/too-many-open-files", "too many open files"],
  ENFILE: ["disk/too-many-open-files", "too many open files"],
  CERT_HAS_EXPIRED: ["tls/expired", "its certificate has expired"],
  CERT_NOT_YET_VALID: ["tls/expired", "its certificate is not valid yet; is the clock right?"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls/wrong-name", "its certificate is for another name"],
  HOSTNAME_MISMATCH: ["tls/wrong-name", "its certificate is for another name"],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    "tls/unknown-authority",
    "its certificate is self-signed and not trusted here"
  ],
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_REVOKED: ["tls/revoked", "its certificate was revoked"],
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: [
    "interrupted/truncated",
    "the answer is shorter or longer than announced"
  ],
  UND_ERR_HEADERS_OVERFLOW: ["server-error/too-large", "the headers of the answer are too large"],
  UND_ERR_RESPONSE_EXCEEDED_MAX_SIZE: ["server-error/too-large", "the answer is too large"],
  HPE_INVALID_EOF_STATE: ["interrupted/truncated", "connection closed in the middle of the answer"],
  HPE_HEADER_OVERFLOW: ["server-error/too-large", "the headers of the answer are too large"],
  Z_BUF_ERROR: ["interrupted/truncated", "the compressed answer ends too early"],
  Z_DATA_ERROR: badEncoding,
  Z_NEED_DICT: badEncoding,
  ERR_STREAM_PREMATURE_CLOSE: reset.body
};
var recordDamaged = ["tls/record-damaged", "a TLS record arrived damaged"];
var tlsFailures = [
  [/ALERT_INTERNAL_ERROR$/, ["tls/internal-error", "the server broke off the TLS handshake by an error"]],
  [/PROTOCOL_VERSION$|UNSUPPORTED_PROTOCOL$/, ["tls/protocol-version", "no TLS version in common"]],
  [/BAD_RECORD_MAC$/, recordDamaged],
  [/ALERT_HANDSHAKE_FAILURE$/, ["tls/refused-by-server", "the server ended the TLS handshake"]]
];
var timeoutCodes = /* @__PURE__ */ new Set([
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT"
]);
var resetCodes = /* @__PURE__ */ new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"]);
var abortCodes = /* @__PURE__ */ new Set(["ABORT_ERR", "UND_ERR_ABORTED", "UND_ERR_DESTROYED", "UND_ERR_CLOSED"]);
function meaningOf(error, code, phase) {
  if (timeoutCodes.has(code)) return timeoutIn[phase];
  if (code === "UND_ERR_SOCKET" && (phase === "headers" || phase === "redirect")) return closedUnanswered;
  if (resetCodes.has(code)) return reset[phase];
  if (abortCodes.has(code)) return ["killed/cancelled", "the request was given up"];
  const known = meanings[code];
  if (known !== void 0) return known;
  if (/^HPE_/.test(code)) return garbled;
  if (/^(?:EPROTO|ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|CRL_|INVALID_)/.test(code)) {
    if (/wrong version number|packet length too long/i.test(textOf(error))) return notTls;
    if (/UNEXPECTED_EOF/.test(code)) return reset[phase];
    const known2 = tlsFailures.find(([pattern]) => pattern.test(code))?.[1];
    const isBegun = phase === "headers" || phase === "body";
    return known2 ?? (isBegun ? recordDamaged : ["tls/other", "the TLS handshake failed"]);
  }
  return phase === "dns" ? ["dns/other", "the name was not resolved"] : reset[phase];
}
function phaseOf(error, code, phase) {
  if (phase === "forward-proxy") return phase;
  if (code === "UND_ERR_CONNECT_TIMEOUT") return "connect";
  if (code === "UND_ERR_HEADERS_TIMEOUT") return "headers";
  if (code === "UND_ERR_BODY_TIMEOUT") return "body";
  const syscall = typeof error === "object" && error !== null && "syscall" in error ? error.syscall : void 0;
  if (syscall === "getaddrinfo") return "dns";
  return syscall === "connect" ? "connect" : phase;
}
function codeOf(error) {
  if (typeof error !== "object" || error === null) return "UNKNOWN";
  if ("code" in error && typeof error.code === "string") return error.code;
  if ("errors" in error && Array.isArray(error.errors) && error.errors.length > 0)
    return codeOf(error.errors[0]);
  if ("name" in error && error.name === "TimeoutError") return "ETIMEDOUT";
  if ("name" in error && error.name === "HTTPParserError") {
    return /eof/i.test(textOf(error)) ? "HPE_INVALID_EOF_STATE" : "HPE_INVALID_CONSTANT";
  }
  return "name" in error && error.name === "AbortError" ? "ABORT_ERR" : "UNKNOWN";
}
function textOf(error) {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
}

// src/platform/address.ts
import { BlockList, isIP } from "node:net";
var ranges = {
  loopback: ["127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"],
  reserved: [
    "169.254.0.0/16",
    "192.0.0.0/24",
    "198.18.0.0/15",
    "224.0.0.0/3",
    "fe80::/10",
    "ff00::/8",
    "64:ff9b:1::/48"
  ]
};
function addressKinds() {
  let lists = null;
  return (address) => {
    lists ??= Object.entries(ranges).map(([kind, cidrs]) => ({
      kind,
      list: blockList(cidrs)
    }));
    const bare = embedded(address.split("%", 1)[0] ?? "");
    const family = isIP(bare) === 6 ? "ipv6" : "ipv4";
    return lists.find(({ list }) => list.check(bare, family))?.kind ?? "public";
  };
}
function literalKind(kinds, hostname) {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0) return kinds(bare);
  return bare === "localhost" || bare.endsWith(".localhost") ? "loopback" : null;
}
function reachableFrom(kind) {
  if (kind === "public") return /* @__PURE__ */ new Set(["public"]);
  return new Set(
    kind === "loopback" ? ["public", "private", "loopback"] : ["public", "private", kind]
  );
}
function blockList(cidrs) {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = "", bits = ""] = cidr.split("/");
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}
function embedded(address) {
  const dotted = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted !== void 0) return dotted;
  const hex = /^(?:::ffff:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address);
  if (hex === null) return address;
  const [high, low] = [Number.parseInt(hex[1] ?? "", 16), Number.parseInt(hex[2] ?? "", 16)];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

// src/platform/credentials.ts
import { readFile } from "node:fs/promises";

// src/platform/netrc.ts
function parseNetrc(text) {
  const logins = [];
  const blank = { machine: "", login: "", password: "" };
  let current = { ...blank };
  let inMacro = false;
  for (const line of text.split("\n")) {
    if (inMacro) {
      inMacro = line !== "";
      continue;
    }
    const fields = line.split(/\s+/).filter((field) => field !== "");
    let at = 0;
    for (; at < fields.length - 1; at += 2) {
      const value = fields[at + 1] ?? "";
      const name = fields[at];
      if (name === "machine") current = { ...blank, machine: value };
      else if (name === "login" || name === "password") current[name] = value;
      else if (name === "macdef") inMacro = true;
      if (current.machine !== "" && current.login !== "" && current.password !== "") {
        logins.push(current);
        current = { ...blank };
      }
    }
    if (fields[at] === "default") break;
  }
  return logins;
}
function netrcLogin(logins, url) {
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  let prefix = `${url.host}${url.pathname}${url.search}`.replace(/\/$/, "");
  for (; ; ) {
    const found = logins.find(
      ({ machine }) => machine.replace(/^https:\/\//, "").replace(/\/$/, "") === prefix
    );
    if (found !== void 0) return found;
    const slash = prefix.lastIndexOf("/");
    if (slash < 0) return null;
    prefix = prefix.slice(0, slash);
  }
}
function netrcPaths(env, platform) {
  if (env.NETRC) return [env.NETRC];
  const home = platform === "win32" ? env.USERPROFILE : env.HOME;
  if (!home) return [];
  return platform === "win32" ? [`${home}\\_netrc`, `${home}\\.netrc`] : [`${home}/.netrc`];
}

// src/platform/credentials.ts
function authorizationFor(url, logins) {
  const own = urlAuthorization(url);
  if (own !== null) return own;
  const login = netrcLogin(logins, url);
  return login === null ? null : basic(login.login, login.password);
}
function urlAuthorization(url) {
  if (url.username === "" && url.password === "") return null;
  return basic(decoded(url.username), decoded(url.password));
}
function insecureCredentials(url) {
  if (url.protocol !== "http:" || urlAuthorization(url) === null) return null;
  const text = "refused to send credentials over http; use https, or take them out of the URL";
  const known = {
    id: "proxy-config/credentials-over-http",
    code: "INSECURE_CREDENTIALS"
  };
  return failureAt({ ...known, phase: "connect", text, host: url.host });
}
function withoutCredentials(url) {
  if (url.username === "" && url.password === "") return url;
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare;
}
async function loadNetrc(env, platform) {
  for (const path of netrcPaths(env, platform)) {
    const text = await readFile(path, "utf8").catch(() => null);
    if (text !== null) return parseNetrc(text);
  }
  return [];
}
async function netrcSecrets(env, platform) {
  const logins = await loadNetrc(env, platform);
  const secrets = logins.flatMap(({ login, password }) => [
    `${login}:${password}`,
    ...isTrivial(password) ? [] : [password],
    ...loginSecrets(login, password)
  ]);
  return [...new Set(secrets)];
}
function basic(user, password) {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/platform/redirect.ts
var refusals = /* @__PURE__ */ new Set(["REDIRECT_TO_PRIVATE_ADDRESS", "INSECURE_REDIRECT"]);
function isRefusedRedirect({ code }) {
  return refusals.has(code);
}
function targetOf(location, from) {
  return location !== void 0 && URL.canParse(location, from.href) ? new URL(location, from.href) : null;
}
var maxRedirects = 10;
var redirectStatuses = /* @__PURE__ */ new Set([301, 302, 303, 307, 308]);
function isRedirect(status) {
  return redirectStatuses.has(status);
}
function nextHop(at) {
  const { start, from, location, followed, startKind, kinds } = at;
  const refuse = (id, code, text) => failureAt({ id, code, phase: "redirect", text, host: from.url.host });
  if (followed >= maxRedirects)
    return refuse("server-error/redirect", "TOO_MANY_REDIRECTS", `stopped after ${maxRedirects} redirects`);
  const target = targetOf(location, from.url);
  if (target === null || !/^https?:$/.test(target.protocol)) {
    return refuse("server-error/redirect", "BAD_REDIRECT", "a redirect to nowhere that can be asked");
  }
  if (from.url.protocol === "https:" && target.protocol === "http:") {
    return refuse(
      "proxy-config/insecure-redirect",
      "INSECURE_REDIRECT",
      `refused to be sent from https to http, to ${target.host}`
    );
  }
  const named = target.hostname === start.hostname && target.port === start.port;
  const allowed = named ? null : reachableFrom(startKind);
  const shown = literalKind(kinds, target.hostname);
  if (allowed !== null && shown !== null && !allowed.has(shown)) return privateAddress(target.host);
  const insecure = insecureCredentials(target);
  if (insecure !== null) return insecure;
  const kept = target.origin === from.url.origin ? from.authorization : null;
  return { url: withoutCredentials(target), authorization: urlAuthorization(target) ?? kept, allowed };
}
function privateAddress(host) {
  const text = "refused to follow a redirect from a public server to an address of a private network or of this machine";
  const known = { id: "server-error/redirect", code: "REDIRECT_TO_PRIVATE_ADDRESS" };
  return failureAt({ ...known, phase: "redirect", text, host });
}

export {
  addressKinds,
  literalKind,
  NetworkError,
  networkFailure,
  failureAt,
  timeoutFailure,
  authorizationFor,
  urlAuthorization,
  insecureCredentials,
  withoutCredentials,
  loadNetrc,
  netrcSecrets,
  isRefusedRedirect,
  targetOf,
  isRedirect,
  nextHop,
  privateAddress
};
