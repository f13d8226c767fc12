import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  errorCode,
  errorText
} from "./chunk-YTQ6ZR7C.js";

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
  const attempt = decidingAttempt(error);
  const code = codeOf(attempt);
  const phase = phaseOf(attempt, code, place.phase ?? "body");
  const [id, text] = isWithoutRoute(attempt) ? noIpv6Route : meaningOf(attempt, code, phase);
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
var noIpv6Route = ["connect/no-ipv6-route", "no route to the host by IPv6"];
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
    if (/wrong version number|packet length too long/i.test(errorText(error, "message") ?? "")) return notTls;
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
var withoutRoute = /* @__PURE__ */ new Set(["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"]);
function isWithoutRoute(error) {
  if (typeof error !== "object" || error === null || !("address" in error)) return false;
  return typeof error.address === "string" && error.address.includes(":") && withoutRoute.has(codeOf(error));
}
function decidingAttempt(error) {
  if (typeof error !== "object" || error === null || !("errors" in error)) return error;
  const attempts = Array.isArray(error.errors) ? error.errors : [];
  return attempts.find((each) => !isWithoutRoute(each)) ?? attempts[0] ?? error;
}
function codeOf(error) {
  const code = errorCode(error);
  if (code !== null) return code;
  const name = errorText(error, "name");
  if (name === "TimeoutError") return "ETIMEDOUT";
  if (name === "HTTPParserError") {
    return /eof/i.test(errorText(error, "message") ?? "") ? "HPE_INVALID_EOF_STATE" : "HPE_INVALID_CONSTANT";
  }
  return name === "AbortError" ? "ABORT_ERR" : "UNKNOWN";
}

export {
  NetworkError,
  networkFailure,
  failureAt,
  timeoutFailure
};
