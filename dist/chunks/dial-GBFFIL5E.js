import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  privateAddress
} from "./chunk-RUPG7QZH.js";
import "./chunk-BTNPW7P2.js";
import {
  categoryOf
} from "./chunk-ISXEJC2Y.js";
import {
  NetworkError,
  failureAt,
  networkFailure,
  timeoutFailure
} from "./chunk-TVG32IQI.js";
import "./chunk-YTQ6ZR7C.js";
import "./chunk-DIT3HX7E.js";

// src/platform/dial-steps.ts
import { lookup } from "node:dns";
import { connect as connectTcp, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
var addressAttemptMs = 1e3;
function openTcp(target, options, { track, enter }) {
  const host = bare(target.hostname);
  return new Promise((resolve, reject) => {
    enter(isIP(host) === 0 ? "dns" : "connect");
    const socket = track(
      connectTcp({
        host,
        port: target.port,
        noDelay: true,
        keepAlive: true,
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: addressAttemptMs,
        lookup: guardedLookup(options, () => enter("connect"))
      })
    );
    socket.once("error", reject);
    socket.once("close", () => reject(closed()));
    socket.once("connect", () => {
      if (socket.remoteAddress !== void 0) options.onAddress(host, socket.remoteAddress);
      resolve(socket);
    });
  });
}
function guardedLookup({ allowed, addressKinds }, onResolved) {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      onResolved();
      if (error !== null) return callback(error, []);
      const usable = allowed === null ? addresses : addresses.filter(({ address }) => allowed.has(addressKinds(address)));
      const first = usable[0];
      if (first === void 0) return callback(new NetworkError(privateAddress(hostname)), []);
      if (options.all === true) callback(null, usable);
      else callback(null, first.address, first.family);
    });
  };
}
function handshake(socket, target, options, { track, sessions }) {
  const host = bare(target.hostname);
  return new Promise((resolve, reject) => {
    options.secureContext().then((secureContext) => {
      if (socket.destroyed) return reject(closed());
      const session = sessions.get(host);
      const secure = track(
        connectTls({
          socket,
          host,
          ...isIP(host) === 0 ? { servername: host } : {},
          ...session === void 0 ? {} : { session },
          secureContext,
          ALPNProtocols: ["http/1.1"],
          // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED would change the default, and `go` heeds no such switch.
          rejectUnauthorized: true
        })
      );
      secure.on("session", (ticket) => sessions.set(host, ticket));
      secure.once("error", reject);
      secure.once("close", () => {
        socket.destroy();
        reject(closed());
      });
      secure.once("secureConnect", () => resolve(secure));
    }, reject);
  });
}
async function openTunnel(socket, target, authorization) {
  const authority = `${target.hostname}:${target.port}`;
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    const connect2 = request({
      method: "CONNECT",
      path: authority,
      headers: {
        host: authority,
        ...authorization === null ? {} : { "proxy-authorization": authorization }
      },
      createConnection: () => socket
    });
    connect2.once("error", reject);
    connect2.once("connect", ({ statusCode = 0 }) => {
      if (statusCode === 200) resolve();
      else reject(tunnelRefused(statusCode));
    });
    connect2.end();
  });
}
function tunnelRefused(status) {
  const known = { code: `HTTP_${status}`, phase: "forward-proxy", host: "forward proxy" };
  if (status === 407)
    return refusal({ ...known, id: "http-proxy/auth-required", text: "the forward proxy wants credentials" });
  if (status >= 500)
    return refusal({
      ...known,
      id: "http-proxy/unavailable",
      text: "the forward proxy could not reach the host"
    });
  return refusal({ ...known, id: "http-proxy/blocked", text: "the forward proxy refuses the host" });
}
function refusal(known) {
  return new NetworkError(failureAt(known));
}
function bare(hostname) {
  return hostname.replace(/^\[|\]$/g, "");
}
function closed() {
  return Object.assign(new Error("closed"), { code: "ECONNRESET" });
}

// src/platform/dial.ts
function createDialer(options) {
  const pending = /* @__PURE__ */ new Set();
  const sessions = /* @__PURE__ */ new Map();
  let latest = "connect";
  const dial = async (target) => {
    const viaProxy = options.tunnel !== null || options.originIsForwardProxy;
    const at = { phase: "connect", socket: null, expired: false };
    const enter = (phase) => {
      at.phase = viaProxy && phase !== "tls" ? "forward-proxy" : phase;
      latest = at.phase;
    };
    const track = (socket) => {
      at.socket = socket;
      pending.add(socket);
      socket.on("error", () => {
      });
      socket.once("close", () => pending.delete(socket));
      return socket;
    };
    const timer = setTimeout(() => {
      at.expired = true;
      at.socket?.destroy();
    }, options.timeoutMs);
    try {
      const stream = await connect(target, options, { track, enter, sessions });
      pending.delete(stream);
      latest = "connect";
      return stream;
    } catch (error) {
      at.socket?.destroy();
      throw new NetworkError(failureOf(error, at, { target, timeoutMs: options.timeoutMs }), error);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    dial,
    stage: () => latest,
    abandon: () => {
      for (const socket of pending) socket.destroy();
    }
  };
}
async function connect(target, options, steps) {
  const { tunnel, originIsForwardProxy } = options;
  const first = tunnel === null ? target : targetOf(tunnel.url);
  let stream = await openTcp(first, options, steps);
  if (tunnel !== null) {
    if (first.protocol === "https:") stream = await handshake(stream, first, options, steps);
    await openTunnel(stream, target, tunnel.authorization);
  }
  if (target.protocol !== "https:") return stream;
  if (!originIsForwardProxy) steps.enter("tls");
  return handshake(stream, target, options, steps);
}
function failureOf(error, { phase, expired }, { target, timeoutMs }) {
  const host = phase === "forward-proxy" ? "forward proxy" : hostOf(target);
  return proxied(expired ? timeoutFailure(phase, timeoutMs, host) : networkFailure(error, { phase, host }));
}
function proxied(failure) {
  const category = categoryOf(failure.id);
  if (failure.phase !== "forward-proxy" || category === "http-proxy") return failure;
  const id = failure.id === "dns/no-such-host" ? "http-proxy/unknown-host" : proxyFaults[category] ?? "http-proxy/other";
  return { ...failure, id };
}
var proxyFaults = {
  connect: "http-proxy/unreachable",
  dns: "http-proxy/unreachable",
  timeout: "http-proxy/timeout",
  tls: "http-proxy/tls",
  interrupted: "http-proxy/interrupted"
};
function targetOf(url) {
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  return { protocol: url.protocol, hostname: url.hostname, port };
}
function hostOf({ protocol, hostname, port }) {
  return port === (protocol === "https:" ? 443 : 80) ? hostname : `${hostname}:${port}`;
}
export {
  createDialer
};
