import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  captureCommand,
  compareGoVersions,
  createInventory,
  createModReader,
  endGroup,
  fileSums,
  findGo,
  findPrograms,
  groupOpenFiles,
  holdsModules,
  isAbsolutePath,
  isListed,
  isZipVerifiable,
  killGroupNow,
  linuxGroup,
  listModuleSums,
  loadProject,
  mergeGoSums,
  mergePlans,
  modSums,
  parseDependencyGoMod,
  parseGoMod,
  parseGoSum,
  planDownload,
  readTextFile,
  runCommand,
  textLimits,
  trimEnd,
  zipSums
} from "./chunk-ONZAVZ5O.js";
import {
  bodyPatterns,
  clip,
  createFaultCollector,
  createTextWitness,
  excerptOf,
  faultOfAnswer,
  fromProxyUrl,
  isSumdbUrl,
  matchRules,
  namedUrls,
  remedyOf,
  seenFault,
  seenInText,
  stripUserinfo
} from "./chunk-JBAUATCF.js";
import {
  matchPrefixPatterns
} from "./chunk-ODKUHEMP.js";
import {
  addressKinds,
  authorizationFor,
  insecureCredentials,
  isRedirect,
  isRefusedRedirect,
  literalKind,
  loadNetrc,
  netrcSecrets,
  nextHop,
  targetOf,
  urlAuthorization,
  withoutCredentials
} from "./chunk-RUPG7QZH.js";
import {
  categoryOf,
  faultKind,
  layerOf
} from "./chunk-ISXEJC2Y.js";
import {
  loadTlsRoots
} from "./chunk-WBRSNHLG.js";
import {
  NetworkError,
  failureAt,
  networkFailure,
  timeoutFailure
} from "./chunk-TVG32IQI.js";
import {
  displayGoproxyList,
  endedBefore,
  formatGoproxyList,
  goproxySecrets,
  parseGoproxyList,
  withoutEntries
} from "./chunk-TZA6AVOO.js";
import {
  databaseName,
  lookupName,
  maxLookupBytes,
  transferAnswer
} from "./chunk-4QV2QJF2.js";
import {
  trouble
} from "./chunk-NNWYPZ6C.js";
import {
  fallback,
  nonEmpty,
  object,
  optional,
  parseJson,
  pipe,
  string,
  transform
} from "./chunk-ZIHWHPLB.js";
import {
  createAdmission
} from "./chunk-IGMP6SC7.js";
import {
  diskFailure,
  temporaryName
} from "./chunk-ILNX3UIH.js";
import {
  isBelow,
  remove
} from "./chunk-N53PFCT3.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  plural
} from "./chunk-MIY3A4KY.js";
import {
  hashZip,
  hashZipBytes
} from "./chunk-MV42EYJQ.js";
import {
  hashMod
} from "./chunk-SX2QXANG.js";
import {
  checkModuleVersion,
  escapePath,
  escapeVersion,
  fileName,
  maxFileBytes,
  moduleName,
  parseFileName,
  wirePath
} from "./chunk-VTGBLTEK.js";
import {
  errorCode,
  errorMessage,
  errorStack
} from "./chunk-YTQ6ZR7C.js";

// src/faults/stated.ts
function statedFault(stated) {
  const { id, message, remedy } = stated;
  const { transient, also } = faultKind(id);
  const facts = {
    category: categoryOf(id),
    id,
    transient,
    module: null,
    host: null,
    proxy: null,
    url: null,
    also,
    blocked: 0,
    evidence: message.split("\n").map((text2, index) => ({ line: index + 1, text: text2 })),
    confidence: 1
  };
  return { ...facts, answers: [], remedy: remedy ?? remedyOf(facts, {}) };
}

// src/platform/connection-pools.ts
var silenceMs = 12e4;
var closeLimitMs = 200;
var keepAliveMs = 5e4;
var maxHeaderBytes = 64 * 1024;
function createConnectionPools(options) {
  const pools = /* @__PURE__ */ new Map();
  let context = null;
  const secureContext = () => {
    context ??= loadSecureContext(options);
    return context;
  };
  return {
    poolFor: (destination) => {
      const { url, proxy, allowed } = destination;
      const key = `${url.origin} ${proxy?.href ?? ""} ${allowed === null ? "" : [...allowed].join()}`;
      const pool = pools.get(key) ?? openPool(destination, { ...options, secureContext });
      pools.set(key, pool);
      return pool;
    },
    close: async () => {
      const opened = await Promise.all(pools.values());
      pools.clear();
      await Promise.all(opened.map(closePool));
    }
  };
}
async function openPool({ url, proxy, allowed }, options) {
  const [{ Pool }, { createDialer }] = await Promise.all([import("./undici-GLMBCCAZ.js"), import("./dial-GBFFIL5E.js")]);
  const absoluteForm = proxy !== null && url.protocol === "http:";
  const origin = absoluteForm ? proxy.origin : url.origin;
  const dialer = createDialer({
    ...options,
    tunnel: proxy === null || absoluteForm ? null : { url: proxy, authorization: urlAuthorization(proxy) },
    originIsForwardProxy: absoluteForm,
    timeoutMs: options.connectTimeoutMs,
    // A forward proxy resolves the name itself, in its own network.
    allowed: proxy === null ? allowed : null,
    onAddress: proxy === null ? options.onAddress : () => {
    }
  });
  let fresh2 = false;
  const pool = new Pool(origin, {
    connections: options.connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxHeaderSize: maxHeaderBytes,
    connect: ({ protocol, hostname, port }, callback) => {
      dialer.dial({ protocol, hostname, port: Number(port || (protocol === "https:" ? 443 : 80)) }).then(
        (socket) => {
          fresh2 = true;
          callback(null, socket);
          fresh2 = false;
        },
        (error) => callback(error, null)
      );
    }
  });
  return { pool, dialer, isFresh: () => fresh2, origin, absoluteForm };
}
async function closePool({ pool, dialer }) {
  dialer.abandon();
  let timer;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, closeLimitMs);
  });
  await Promise.race([pool.destroy(), limit]);
  clearTimeout(timer);
}
async function loadSecureContext({ env, platform }) {
  const [{ loadTlsRoots: loadTlsRoots2 }, { createSecureContext }] = await Promise.all([
    import("./tls-roots-4JWPZ6TY.js"),
    import("node:tls")
  ]);
  return createSecureContext({ ca: [...await loadTlsRoots2({ env, platform })] });
}

// src/platform/incoming-body.ts
var readAheadBytes = 256 * 1024;
var done = { value: void 0, done: true };
function createIncomingBody({ onDrained, onDestroyed }) {
  const chunks = [];
  let heldBytes = 0;
  let end = "open";
  let reader = null;
  const take = () => {
    const chunk = chunks.shift();
    if (chunk === void 0) return null;
    const wasFull = heldBytes >= readAheadBytes;
    heldBytes -= chunk.length;
    if (wasFull && heldBytes < readAheadBytes) onDrained();
    return chunk;
  };
  const next = async () => {
    const value = take();
    if (value !== null) return { value, done: false };
    if (end === "ended") return done;
    if (end !== "open") throw end;
    return new Promise((resolve, reject) => {
      reader = { resolve, reject };
    });
  };
  const close = (how) => {
    if (end !== "open") return;
    end = how;
    if (how === "ended") reader?.resolve(done);
    else reader?.reject(how);
    reader = null;
  };
  const destroy = () => {
    const wasOpen = end === "open";
    chunks.length = 0;
    close("ended");
    if (wasOpen) onDestroyed();
  };
  const body = {
    [Symbol.asyncIterator]: () => body,
    next,
    return: async () => {
      destroy();
      return done;
    },
    destroy
  };
  return {
    body,
    push: (chunk) => {
      if (end !== "open") return true;
      if (reader === null) {
        chunks.push(chunk);
        heldBytes += chunk.length;
      } else {
        reader.resolve({ value: chunk, done: false });
        reader = null;
      }
      return heldBytes < readAheadBytes;
    },
    end: () => close("ended"),
    fail: close
  };
}

// src/platform/exchange.ts
function exchange(dispatcher, request) {
  const { method, origin, path, headers, body, host } = request;
  return new Promise((resolve) => {
    const progress = {
      startMs: performance.now(),
      sentMs: null,
      reused: false,
      controller: null,
      body: null
    };
    const end = awaitEnd(request, progress, resolve);
    if (end.isSettled()) return;
    try {
      const handler = responseHandler(request, progress, end);
      dispatcher.dispatch({ origin, path, method, headers, body }, handler);
    } catch (error) {
      const failure = networkFailure(error, { phase: "connect", host });
      end.settle({ kind: "failed", failure, reused: false });
    }
  });
}
function awaitEnd(request, progress, resolve) {
  const { signal, host, connectTimeoutMs } = request;
  let settled = false;
  const settle = (outcome) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (outcome.kind === "failed") ignoreAbort();
    resolve(outcome);
  };
  const giveUp = (failure) => {
    const error = new NetworkError(failure);
    progress.body?.fail(error);
    progress.controller?.abort(error);
    settle({ kind: "failed", failure, reused: false });
  };
  const onAbort = () => giveUp(abortFailure(signal?.reason, phaseOf(progress, request), host));
  const ignoreAbort = () => signal?.removeEventListener("abort", onAbort);
  const timer = setTimeout(() => {
    if (progress.sentMs === null)
      giveUp(timeoutFailure(connectingPhase(request.stage()), connectTimeoutMs, host));
  }, connectTimeoutMs);
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });
  return { isSettled: () => settled, settle, ignoreAbort };
}
function responseHandler(request, progress, end) {
  return {
    onRequestStart: (controller) => {
      progress.controller = controller;
      progress.sentMs = performance.now();
      progress.reused = !request.isFresh();
      if (end.isSettled()) controller.abort(new Error("given up before it was sent"));
    },
    onResponseStart: (controller, status, headers) => {
      if (status < 200) return;
      const nowMs = performance.now();
      const sentMs = progress.sentMs ?? nowMs;
      progress.body = createIncomingBody({
        onDrained: () => controller.resume(),
        onDestroyed: () => {
          end.ignoreAbort();
          controller.abort(new Error("no longer wanted"));
        }
      });
      const times = { connectMs: sentMs - progress.startMs, waitMs: nowMs - sentMs };
      end.settle({ kind: "headers", status, headers, ...times, body: progress.body.body });
    },
    onResponseData: (controller, chunk) => {
      if (progress.body?.push(chunk) === false) controller.pause();
    },
    onResponseEnd: () => {
      end.ignoreAbort();
      queueMicrotask(() => setImmediate(() => progress.body?.end()));
    },
    onResponseError: (_, error) => {
      const failure = networkFailure(error, { phase: phaseOf(progress, request), host: request.host });
      end.ignoreAbort();
      progress.body?.fail(new NetworkError(failure, error));
      end.settle({ kind: "failed", failure, reused: progress.reused && progress.sentMs !== null });
    }
  };
}
function phaseOf({ body, sentMs }, request) {
  if (body !== null) return "body";
  return sentMs !== null ? "headers" : request.stage();
}
function abortFailure(reason2, phase, host) {
  if (reason2 instanceof NetworkError) return reason2.failure;
  const timedOut = typeof reason2 === "object" && reason2 !== null && "name" in reason2 && reason2.name === "TimeoutError";
  if (timedOut) return timeoutFailure(phase, 0, host);
  return networkFailure(Object.assign(new Error("aborted"), { code: "ABORT_ERR" }), { phase, host });
}
function connectingPhase(stage) {
  return stage === "headers" ? "connect" : stage;
}

// src/platform/forward-proxy.ts
import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";
function forwardProxies(env) {
  return {
    https: parseProxy(env.HTTPS_PROXY || env.https_proxy || ""),
    http: parseProxy(env.HTTP_PROXY || env.http_proxy || "")
  };
}
function forwardProxyRules(env) {
  const { https, http } = forwardProxies(env);
  const proxies = { "https:": https, "http:": http };
  const isExcluded = parseNoProxy(env.NO_PROXY || env.no_proxy || "");
  const inCgi = Boolean(env.REQUEST_METHOD);
  return (url) => {
    const proxy = proxies[url.protocol] ?? null;
    if (proxy === null) return { kind: "direct" };
    if (inCgi && url.protocol === "http:") {
      return {
        kind: "refused",
        reason: "HTTP_PROXY is not used where REQUEST_METHOD is set: a client may have set it"
      };
    }
    const host = bareHost(url.hostname);
    if (host === "localhost" || isLoopback(host)) return { kind: "direct" };
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    if (isExcluded(host, port)) return { kind: "direct" };
    if (!/^https?:$/.test(proxy.protocol)) {
      return {
        kind: "refused",
        reason: `a forward proxy of kind ${proxy.protocol}// is left to go`
      };
    }
    return { kind: "proxy", url: proxy };
  };
}
function parseProxy(text2) {
  if (text2 === "") return null;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text2) && URL.canParse(text2) ? new URL(text2) : tryUrl(`http://${text2}`);
}
function tryUrl(text2) {
  return URL.canParse(text2) ? new URL(text2) : null;
}
function parseNoProxy(text2) {
  const entries = text2.split(",").map((entry) => entry.trim().toLowerCase());
  if (entries.includes("*")) return () => true;
  const matchers = entries.flatMap((entry) => matcherOf(entry) ?? []);
  return (host, port) => matchers.some((matches) => matches(host, port));
}
function matcherOf(entry) {
  if (entry === "") return null;
  const cidr = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/.exec(entry);
  if (cidr !== null) {
    const subnet = parseSubnet(cidr[1] ?? "", Number(cidr[2]));
    if (subnet !== null) return (host2) => isIP(host2) !== 0 && subnet.check(host2, familyOf(host2));
  }
  const { host, port } = splitHostPort(entry);
  if (host === "") return null;
  const onPort = (actual) => port === "" || port === actual;
  if (isIP(host) !== 0) {
    const same = parseSubnet(host, isIP(host) === 6 ? 128 : 32);
    return (actual, actualPort) => isIP(actual) !== 0 && same?.check(actual, familyOf(actual)) === true && onPort(actualPort);
  }
  const name = host.startsWith("*.") ? host.slice(1) : host;
  const bare = name.startsWith(".") ? name.slice(1) : name;
  const ascii = domainToASCII(bare) || bare;
  const itself = !name.startsWith(".");
  return (actual, actualPort) => isIP(actual) === 0 && (actual.endsWith(`.${ascii}`) || itself && actual === ascii) && onPort(actualPort);
}
function splitHostPort(entry) {
  const parts = /^\[([^\]]*)\]:(.*)$/.exec(entry) ?? /^([^:[\]]*):([^:]*)$/.exec(entry);
  return parts === null ? { host: entry, port: "" } : { host: parts[1] ?? "", port: parts[2] ?? "" };
}
function parseSubnet(network, bits) {
  const family = isIP(network);
  if (family === 0 || bits > (family === 6 ? 128 : 32)) return null;
  const list = new BlockList();
  list.addSubnet(network, bits, familyOf(network));
  return list;
}
function familyOf(address) {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
function isLoopback(host) {
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1" || /^::ffff:7f/.test(host);
}
function bareHost(hostname) {
  return hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

// src/platform/hop-sender.ts
function createHopSender({
  env,
  platform = process.platform,
  connectionsPerOrigin = 64,
  connectTimeoutMs = 3e4
}) {
  const routeOf = forwardProxyRules(env);
  const kinds = addressKinds();
  const addressOfHost = /* @__PURE__ */ new Map();
  const pools = createConnectionPools({
    env,
    platform,
    connectionsPerOrigin,
    connectTimeoutMs,
    addressKinds: kinds,
    onAddress: (host, address) => addressOfHost.set(host, address)
  });
  const send = async ({ url, allowed, authorization }, request) => {
    const route = request.direct ? { kind: "direct" } : routeOf(url);
    if (route.kind === "refused") return { kind: "failed", reused: false, failure: refusedRoute(route, url) };
    const proxy = route.kind === "proxy" ? route.url : null;
    const { pool, dialer, isFresh, origin, absoluteForm } = await pools.poolFor({ url, proxy, allowed });
    const proxyAuthorization = absoluteForm && proxy !== null ? urlAuthorization(proxy) : null;
    const once = () => exchange(pool, {
      method: request.method ?? "GET",
      body: request.body?.() ?? null,
      origin,
      path: `${absoluteForm ? url.origin : ""}${url.pathname}${url.search}`,
      headers: headersOf({ url, authorization, proxyAuthorization, headers: request.headers }),
      signal: request.signal,
      connectTimeoutMs: request.connectTimeoutMs ?? connectTimeoutMs,
      isFresh,
      stage: dialer.stage,
      host: url.host
    });
    const first = await once();
    return first.kind === "failed" && first.reused && categoryOf(first.failure.id) === "interrupted" ? once() : first;
  };
  return {
    send,
    kindOf: (hostname) => {
      const address = addressOfHost.get(hostname);
      return literalKind(kinds, hostname) ?? (address === void 0 ? "public" : kinds(address));
    },
    kinds,
    close: pools.close
  };
}
function headersOf({
  url,
  authorization,
  proxyAuthorization,
  headers
}) {
  return {
    host: url.host,
    "user-agent": "resilient-go-modules",
    "accept-encoding": "gzip",
    ...headers,
    ...authorization === null ? {} : { authorization },
    ...proxyAuthorization === null ? {} : { "proxy-authorization": proxyAuthorization }
  };
}
function refusedRoute({ reason: reason2 }, url) {
  const known2 = { id: "http-proxy/unsupported", code: "FORWARD_PROXY_REFUSED" };
  return failureAt({ ...known2, phase: "forward-proxy", text: reason2, host: url.host });
}

// src/platform/response-body.ts
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
var drainBytes = 64 * 1024;
function responseBody(source, options) {
  const { contentEncoding, contentLength, maxBytes } = options;
  if (contentEncoding?.trim().toLowerCase() === "gzip") return gunzipped(source, options);
  return {
    [Symbol.asyncIterator]: () => limited(source, { ...options, isTooLong: Number(contentLength) > maxBytes })
  };
}
async function discardBody(source, contentLength) {
  if (Number(contentLength ?? 0) > drainBytes) return source.destroy();
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > drainBytes) break;
    }
  } catch {
  }
}
function limited(source, { maxBytes, host, isTooLong }) {
  let bytes = 0;
  const refuse = () => {
    source.destroy();
    throw tooLarge(maxBytes, host);
  };
  return {
    next: async () => {
      if (isTooLong) refuse();
      const result = await source.next();
      bytes += result.value?.length ?? 0;
      return bytes > maxBytes ? refuse() : result;
    },
    return: async () => {
      source.destroy();
      return { value: void 0, done: true };
    }
  };
}
async function* gunzipped(source, { maxBytes, host }) {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  pipeline(Readable.from(source, { objectMode: false }), gunzip, () => {
  });
  let bytes = 0;
  try {
    for await (const chunk of gunzip) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes, host);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof NetworkError ? error : new NetworkError(networkFailure(error, { phase: "body", host }), error);
  } finally {
    source.destroy();
  }
}
function tooLarge(maxBytes, host) {
  const text2 = `the answer is larger than the limit of ${maxBytes} bytes`;
  return new NetworkError(
    failureAt({
      id: "server-error/too-large",
      code: "BODY_TOO_LARGE",
      phase: "body",
      text: text2,
      host
    })
  );
}

// src/platform/http.ts
function createHttp(options) {
  const { env, platform = process.platform } = options;
  const sender = createHopSender(options);
  const refused = [];
  let logins = null;
  const netrc = () => {
    logins ??= options.goauth === "off" ? Promise.resolve([]) : loadNetrc(env, platform);
    return logins;
  };
  return {
    get: async (request) => {
      const url = httpUrl(request);
      if (url === null) return invalidUrl;
      const refusal = insecureCredentials(url);
      if (refusal !== null) return refusal;
      const begunMs = performance.now();
      const authorization = authorizationFor(url, url.protocol === "https:" ? await netrc() : []);
      const start = { url: withoutCredentials(url), authorization, allowed: null };
      return follow(sender, request, { start, begunMs, onRefused: (redirect) => refused.push(redirect) });
    },
    send: async (request) => {
      const url = httpUrl(request);
      if (url === null) return invalidUrl;
      const begunMs = performance.now();
      const hop = { url: withoutCredentials(url), authorization: null, allowed: null };
      const outcome = await sender.send(hop, request);
      if (outcome.kind === "failed") return outcome.failure;
      const timing = { redirects: 0, connectMs: outcome.connectMs, firstByteMs: performance.now() - begunMs };
      return { ...timing, ...answerOf(outcome, hop.url, request.maxBytes) };
    },
    refusedRedirects: () => refused,
    close: sender.close
  };
}
function httpUrl({ url }) {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed : null;
}
async function follow(sender, request, {
  start,
  begunMs,
  onRefused
}) {
  let hop = start;
  let connectMs = 0;
  let sentBy = start.url.host;
  const refuse = (failure, to) => {
    if (isRefusedRedirect(failure)) onRefused({ url: request.url, from: sentBy, to: to ?? "" });
    return failure;
  };
  for (let redirects = 0; ; redirects++) {
    const outcome = await sender.send(hop, request);
    if (outcome.kind === "failed") return refuse(outcome.failure, hop.url.host);
    connectMs += outcome.connectMs;
    if (!isRedirect(outcome.status)) {
      const timing = { redirects, connectMs, firstByteMs: performance.now() - begunMs };
      return { ...timing, ...answerOf(outcome, hop.url, request.maxBytes) };
    }
    await discardBody(outcome.body, text(outcome.headers["content-length"]));
    const location = text(outcome.headers.location);
    const startKind = sender.kindOf(start.url.hostname);
    const { kinds } = sender;
    const next = nextHop({ start: start.url, from: hop, location, followed: redirects, startKind, kinds });
    if ("kind" in next) return refuse(next, targetOf(location, hop.url)?.host);
    sentBy = hop.url.host;
    hop = next;
  }
}
function answerOf(outcome, url, maxBytes) {
  const { status, body } = outcome;
  const headers = {};
  for (const [name, value] of Object.entries(outcome.headers)) headers[name.toLowerCase()] = text(value) ?? "";
  const contentLength = headers["content-length"];
  return {
    kind: "answer",
    status,
    headers,
    finalUrl: `${url.origin}${url.pathname}`,
    body: responseBody(body, {
      contentEncoding: headers["content-encoding"],
      contentLength,
      maxBytes,
      host: url.host
    })
  };
}
var invalidUrl = failureAt({
  id: "proxy-config/goproxy-url",
  code: "ERR_INVALID_URL",
  phase: "connect",
  text: "not an http or https URL"
});
function text(value) {
  return typeof value === "string" || value === void 0 ? value : value.join(", ");
}

// src/probe/compare-verdicts.ts
var clearlyFaster = 2;
var noiseMs = 5;
function compareVerdicts(a, b) {
  const [left, right] = [keyOf(a), keyOf(b)];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function keyOf(verdict) {
  if (verdict === void 0) return [1, 0, 1, 0];
  const { health, manners, coverage, latencyMs } = verdict;
  return [
    tiers[health],
    -covered(coverage),
    manners === "honest" ? 0 : 1,
    latencyMs ?? Number.MAX_SAFE_INTEGER
  ];
}
var tiers = { healthy: 0, slow: 1, "not-probed": 1, unhealthy: 2 };
function isClearlyBetter(other, first) {
  if (other === void 0 || first === void 0) return false;
  if (tiers[other.health] !== tiers[first.health]) return tiers[other.health] < tiers[first.health];
  const more = covered(other.coverage) - covered(first.coverage);
  if (more !== 0) return more > 0;
  if (first.manners === "honest" && other.manners !== "honest") return false;
  return isClearlyFaster(other, first);
}
function areEqual(a, b) {
  return a.health === "healthy" && b.health === "healthy" && covered(a.coverage) === covered(b.coverage) && a.manners === b.manners && a.latencyMs === null === (b.latencyMs === null) && !isClearlyFaster(a, b) && !isClearlyFaster(b, a);
}
function isClearlyFaster(other, first) {
  if (other.latencyMs === null || first.latencyMs === null) return false;
  const gainMs = first.latencyMs - other.latencyMs;
  return gainMs >= noiseMs && other.latencyMs * clearlyFaster <= first.latencyMs;
}
function covered({ have, asked }) {
  return asked === 0 ? 0 : have / asked;
}

// src/probe/ranking-reason.ts
function whyAhead(chosen, passed, verdicts) {
  const [name, other] = [nameOf(chosen), nameOf(passed)];
  const [winner, loser] = [verdicts.get(name), verdicts.get(other)];
  if (winner === void 0 || loser === void 0) return `${name} goes first.`;
  if (winner.health !== loser.health) return `${name} goes before ${other}: ${lowered(loser.reason)}.`;
  if (covered(winner.coverage) > covered(loser.coverage)) {
    return `${name} goes before ${other}, which has only ${loser.coverage.have} of the ${loser.coverage.asked} modules that both were asked for.`;
  }
  return `${name} goes before ${other}: ${milliseconds(winner)} to the first byte instead of ${milliseconds(loser)}.`;
}
function whySteadier(chosen, passed, verdicts) {
  const [name, other] = [nameOf(chosen), nameOf(passed)];
  const [winner, loser] = [verdicts.get(name)?.history, verdicts.get(other)?.history];
  if (winner === void 0 || loser === void 0) return `${name} goes first.`;
  return `${name} goes before ${other}: the probe found them equal, and in the last ${loser.hours} h ${other} failed in ${failures(loser)}, ${name} in ${failures(winner)}.`;
}
function failures({ failed: failed3, runs }) {
  return `${failed3} of ${runs} runs`;
}
function nameOf(entry) {
  return entry?.display ?? "";
}
function milliseconds({ latencyMs }) {
  return latencyMs === null ? "an unknown time" : `${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms`;
}
function lowered(text2) {
  return `${text2.charAt(0).toLowerCase()}${text2.slice(1)}`;
}

// src/probe/tie-break.ts
var fewestFailures = 2;
var fewestRuns = 3;
var leastShare = 1 / 5;
var clearlySteadier = 2;
function breakTies(ranked, verdictOf) {
  const ordered = [];
  for (const entry of ranked) {
    let place = ordered.length;
    for (let ahead = ordered[place - 1]; ahead !== void 0; ahead = ordered[place - 1]) {
      if (!goesBefore(verdictOf(entry), verdictOf(ahead))) break;
      place--;
    }
    ordered.splice(place, 0, entry);
  }
  return ordered;
}
function goesBefore(other, first) {
  if (other?.history === void 0 || first?.history === void 0) return false;
  return areEqual(other, first) && isSteadier(other.history, first.history);
}
function isSteadier(other, first) {
  if (other.runs < fewestRuns || first.failed < fewestFailures) return false;
  const [share2, firstShare] = [other.failed / other.runs, first.failed / first.runs];
  return firstShare >= leastShare && share2 * clearlySteadier <= firstShare;
}

// src/probe/rank.ts
function rankProxies(list, verdicts) {
  const reasons = [];
  const groups = list.groups.map((group, index) => {
    const own = new Map(
      verdicts.filter((verdict) => verdict.group === index).map((verdict) => [verdict.proxy, verdict])
    );
    const byProbe = inOrder(group.filter(isHttp), ({ display }) => own.get(display));
    const byHistory = breakTies(byProbe, ({ display }) => own.get(display));
    const [written, best, first] = [group.find(isHttp), byProbe[0], byHistory[0]];
    if (written !== best) reasons.push(whyAhead(best, written, own));
    if (best !== first) reasons.push(whySteadier(first, best, own));
    const ranked = inPlaces(group, byHistory);
    return index < list.groups.length - 1 ? withOriginalLast(ranked, group) : ranked;
  });
  const changed = groups.some(
    (group, index) => group.some((entry, place) => entry !== list.groups[index]?.[place])
  );
  const reason2 = reasons.length > 0 ? reasons.join(" ") : whyKept(list, verdicts, changed);
  return { list: { ...list, groups }, ranking: { verdicts, changed, reason: reason2 } };
}
function needsProbe({ groups }) {
  return (groups[0] ?? []).filter(isHttp).length > 1;
}
function inPlaces(group, ranked) {
  let next = 0;
  return group.map((entry) => isHttp(entry) ? ranked[next++] ?? entry : entry);
}
function withOriginalLast(ranked, written) {
  const last = written.at(-1);
  return last === void 0 || ranked.at(-1) === last ? ranked : [...ranked, last];
}
function inOrder(entries, verdictOf) {
  const left = [...entries];
  const ranked = [];
  for (let first = left[0]; first !== void 0; first = left[0]) {
    const verdict = verdictOf(first);
    const better = left.filter((entry) => isClearlyBetter(verdictOf(entry), verdict));
    const chosen = better.sort((a, b) => compareVerdicts(verdictOf(a), verdictOf(b)))[0] ?? first;
    ranked.push(chosen);
    left.splice(left.indexOf(chosen), 1);
  }
  return ranked;
}
function whyKept(list, verdicts, changed) {
  if (changed) return "The first choice stands; a proxy behind it moved back.";
  const http = list.groups.flat().filter(isHttp);
  if (http.length === 0) return "The list has no module proxy that could be probed.";
  if (http.length === 1) return "There is only one module proxy, so there is nothing to choose.";
  if (!needsProbe(list)) return "The first proxy is joined to no other by `|`, so the order is fixed.";
  if (verdicts.every(({ health }) => health === "not-probed"))
    return "The proxies were not probed, so the order stands.";
  if (verdicts.every(({ health, latencyMs }) => health !== "healthy" && latencyMs === null))
    return "No proxy is healthy, so the order stands.";
  return "The order stands: no proxy is clearly better than one before it.";
}
function isHttp(entry) {
  return entry.kind === "http";
}

// src/probe/median.ts
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === void 0) return null;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

// src/probe/observation.ts
function sentinelOf({ target }) {
  return target.kind === "file" ? moduleName(target.file) : null;
}

// src/probe/status.ts
function isRefusal({ status }) {
  return status >= 400 && status < 500 && status !== 429 && status !== 408;
}
function faultWithin(body) {
  return bodyPatterns["server-error/upstream"].exec(body)?.[0].toLowerCase() ?? null;
}
var reasonPhrases = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  407: "Proxy Authentication Required",
  410: "Gone",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
};
function namedStatus(status) {
  const phrase = reasonPhrases[status];
  return phrase === void 0 ? `status ${status}` : `${status} ${phrase}`;
}

// src/probe/reason.ts
function findUnhealthyReason(seen) {
  const { files, impossible, record } = seen;
  const first = wrongContent(files) ?? wrongForImpossible(impossible) ?? noZip(files);
  return first ?? (seen.hasNothing ? gaveNothing(files, record) : null);
}
function wrongContent(files) {
  for (const { answer, target } of files) {
    if (answer.kind !== "wrong" || target.kind !== "file") continue;
    const { file } = target;
    return {
      reason: wrongTexts[answer.what](`the .${file.kind} of ${moduleName(file)}`),
      failure: "wrong-content"
    };
  }
  return null;
}
var wrongTexts = {
  html: (what) => `Answers with a web page (status 200) where ${what} was asked for: a login or block page, not a module proxy`,
  sum: (what) => `Its content for ${what} is not what go.sum says`,
  version: (what) => `Gave another version where ${what} was asked for`,
  "not-json": (what) => `Its answer for ${what} (status 200) is not the JSON that it should be`,
  "not-zip": (what) => `Its answer for ${what} (status 200) is no zip file`,
  damaged: (what) => `Its content for ${what} is damaged: it can't be unpacked`,
  empty: (what) => `Gave an empty answer (status 200) for ${what}`
};
function wrongForImpossible(impossible) {
  const answer = impossible?.answer;
  if (answer === void 0 || answer.kind === "aborted" || answer.kind === "right") return null;
  if (answer.kind === "failure")
    return {
      reason: `Failed on a version that does not exist: ${answer.failure.message}`,
      failure: answer.failure.code
    };
  if (answer.kind === "wrong" || answer.status < 300)
    return {
      reason: "Answers 200 even for a version that cannot exist, so its answers mean nothing",
      failure: "200"
    };
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status === 429) return rateLimited(answer);
  if (answer.status >= 500)
    return {
      reason: `Answers ${namedStatus(answer.status)} where 404 is due, so a missing version looks like an outage`,
      failure: String(answer.status)
    };
  if (answer.html)
    return {
      reason: `Answers with a web page (${namedStatus(answer.status)}) where 404 is due: something else than a module proxy speaks`,
      failure: String(answer.status)
    };
  return null;
}
function noZip(files) {
  for (const { answer, target, redirectedTo } of files) {
    if (target.kind !== "file" || target.file.kind !== "zip") continue;
    const where = redirectedTo === null ? "" : ` from ${redirectedTo}, where it sends for zips`;
    if (answer.kind === "failure")
      return {
        reason: `Gives .mod files but no zip: ${answer.failure.message}`,
        failure: answer.failure.code
      };
    if (answer.kind === "status" && !isRefusal(answer)) {
      return {
        reason: `Gives .mod files but no zip: ${namedStatus(answer.status)}${where}`,
        failure: String(answer.status)
      };
    }
  }
  return null;
}
function gaveNothing(files, record) {
  const answers = files.map(({ answer }) => answer);
  for (const answer of answers)
    if (answer.kind === "failure")
      return { reason: sentence(answer.failure.message), failure: answer.failure.code };
  const statuses = answers.filter((answer) => answer.kind === "status");
  const worst = statuses.find((answer) => !isRefusal(answer)) ?? statuses[0];
  if (worst === void 0) return noAnswer(record);
  const { status } = worst;
  const count = new Set(files.flatMap((file) => sentinelOf(file) ?? [])).size;
  const asked = count === 1 ? "the module that it was asked for, though go.sum names it" : `all ${count} modules that it was asked for, though go.sum names them`;
  if (status === 429) return rateLimited(worst);
  if (status === 401 || status === 407)
    return { reason: `Wants credentials: ${namedStatus(status)} for ${asked}`, failure: String(status) };
  if (status === 403)
    return {
      reason: `Refuses everything: 403 Forbidden for ${asked}; credentials or a policy`,
      failure: "403"
    };
  if (status === 404 || status === 410) {
    const fault = faultWithin(worst.body);
    const cause = fault === null ? "" : `; its text tells why: ${fault}`;
    return { reason: `Has nothing: ${namedStatus(status)} for ${asked}${cause}`, failure: String(status) };
  }
  return {
    reason: `Answers ${namedStatus(status)}${worst.html ? " with a web page" : ""}`,
    failure: String(status)
  };
}
function noAnswer({ end, ms }) {
  const spent = `${Math.round(ms)} ms`;
  if (end.kind === "outrun")
    return {
      reason: `Gave no answer in ${spent}, when ${end.by} had answered everything; not waited for`,
      failure: null
    };
  return end.kind === "limit" ? { reason: `Gave no answer in ${spent}: it stalls, or is out of reach`, failure: "ETIMEDOUT" } : { reason: "No request was sent", failure: null };
}
function rateLimited({ retryAfter }) {
  const wait = retryAfter === null ? "" : `, asks to wait (Retry-After: ${retryAfter.slice(0, 40)})`;
  return { reason: `Limits our requests: 429 Too Many Requests${wait}`, failure: "429" };
}
function sentence(message) {
  if (/^[^ ]*[.:]/.test(message)) return message;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}

// src/probe/judge.ts
function judgeProxies(records) {
  const all = records.flatMap(({ observations }) => observations);
  const available = new Set(
    all.filter(({ answer }) => answer.kind === "right").flatMap((seen) => sentinelOf(seen) ?? [])
  );
  const refused = all.filter(({ answer }) => answer.kind === "status" && isRefusal(answer));
  const availableNowhere = new Set(
    available.size === 0 ? [] : refused.flatMap((seen) => sentinelOf(seen) ?? []).filter((name) => !available.has(name))
  );
  return records.map((record) => ({
    proxy: record.proxy,
    group: record.group,
    ...judgeProxy(record, availableNowhere)
  }));
}
function judgeProxy(record, leftOut = /* @__PURE__ */ new Set()) {
  if (record.skipped !== null) return notProbed(record.skipped);
  const observations = record.observations.filter((seen) => !leftOut.has(sentinelOf(seen) ?? ""));
  const files = observations.filter(({ target }) => target.kind === "file");
  const impossible = observations.find(({ target }) => target.kind === "impossible");
  const coverage = coverageOf(files);
  const latencyMs = median(observations.filter(isWarm).flatMap(({ waitMs: waitMs2 }) => waitMs2 ?? []));
  const unhealthy = findUnhealthyReason({ files, impossible, hasNothing: coverage.have === 0, record });
  if (unhealthy !== null) {
    const health = unhealthy.failure === null ? "not-probed" : "unhealthy";
    const wrongBytes = [...new Set(files.filter(hasWrongBytes).flatMap((seen) => sentinelOf(seen) ?? []))];
    return { health, manners: "unknown", latencyMs, coverage, ...unhealthy, findings: [], wrongBytes };
  }
  const manners = missBehaviourOf(impossible);
  const findings = [...missingFindings(files), ...missBehaviourFindings(impossible)];
  const known2 = { manners, latencyMs, coverage, failure: null, findings, wrongBytes: [] };
  const wasCutShort = record.end.kind !== "done" && observations.some(({ answer }) => answer.kind === "aborted");
  return wasCutShort ? { health: coverage.have > 0 ? "slow" : "not-probed", reason: cutShortReason(record, files), ...known2 } : { health: "healthy", reason: healthyReason(coverage, manners, latencyMs), ...known2 };
}
function cutShortReason({ end, ms }, files) {
  const right = files.filter(({ answer }) => answer.kind === "right").length;
  const soFar = `${right} of ${files.length} files had come rightly in ${Math.round(ms)} ms`;
  return end.kind === "outrun" ? `Slower than ${end.by}: ${soFar}; not waited for` : `Slow: ${soFar}; the probe's time was up`;
}
function healthyReason(coverage, behaviour, latencyMs) {
  const content = coverage.have === coverage.asked ? "Right content" : `Right content for ${coverage.have} of ${coverage.asked} modules`;
  const missing = {
    honest: "an honest 404",
    policy: "a refusal for what it lacks",
    unknown: "no clear answer for what it lacks"
  }[behaviour];
  return `${content}, ${missing}${latencyMs === null ? "" : `, ${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms to the first byte`}`;
}
function coverageOf(files) {
  const asked = /* @__PURE__ */ new Map();
  for (const seen of files) {
    const name = sentinelOf(seen);
    if (name === null || seen.answer.kind === "aborted") continue;
    asked.set(name, (asked.get(name) ?? true) && seen.answer.kind === "right");
  }
  return { have: [...asked.values()].filter(Boolean).length, asked: asked.size };
}
function missBehaviourOf(impossible) {
  if (impossible?.answer.kind !== "status") return "unknown";
  const { status } = impossible.answer;
  if (status === 404 || status === 410) return "honest";
  return status === 400 || status === 401 || status === 403 ? "policy" : "unknown";
}
function missBehaviourFindings(impossible) {
  if (impossible?.answer.kind !== "status") return [];
  const { status, body } = impossible.answer;
  if (missBehaviourOf(impossible) === "policy") {
    return [
      `It answers ${namedStatus(status)}, not 404, for what it lacks: entries behind a \`,\` after it are never asked.`
    ];
  }
  const fault = faultWithin(body.replace(/temporarily unavailable/gi, ""));
  return fault === null ? [] : [`Its 404 tells of a fault (${fault}): it may say 404 for modules that exist.`];
}
function missingFindings(files) {
  return files.flatMap(({ answer, target, redirectedTo }) => {
    if (target.kind !== "file" || answer.kind === "right" || answer.kind === "aborted" || answer.kind === "wrong")
      return [];
    const what = answer.kind === "status" ? namedStatus(answer.status) : answer.failure.message;
    const at = redirectedTo === null ? "" : ` from ${redirectedTo}`;
    return target.file.kind === "zip" ? [`It gives .mod files but not the zip of ${moduleName(target.file)}: ${what}${at}.`] : [`The .${target.file.kind} of ${moduleName(target.file)} failed: ${what}.`];
  });
}
function hasWrongBytes({ answer }) {
  return answer.kind === "wrong" && answer.what === "sum";
}
function isWarm({ answer, target }) {
  const small = target.kind === "impossible" || target.file.kind !== "zip";
  return small && (answer.kind === "right" || answer.kind === "status");
}
function notProbed(reason2) {
  return {
    health: "not-probed",
    manners: "unknown",
    latencyMs: null,
    coverage: { have: 0, asked: 0 },
    reason: reason2,
    failure: null,
    findings: [],
    wrongBytes: []
  };
}

// src/go/info.ts
var info = object({ Version: string() });
function versionOfInfo(text2) {
  const parsed = parseJson(info, text2);
  return parsed.kind === "ok" ? parsed.value.Version : null;
}

// src/go/proxy-url.ts
function moduleFileUrl(baseUrl, file) {
  const url = new URL(baseUrl);
  url.pathname = `${trimEnd(url.pathname, "/")}/${wirePath(file)}`;
  return url.href;
}
function isBelow2(baseUrl, url) {
  const [base, file] = [new URL(baseUrl), new URL(url)];
  const sameServer = ["origin", "username", "password", "search"].every(
    (part) => base[part] === file[part]
  );
  return sameServer && file.pathname.startsWith(`${trimEnd(base.pathname, "/")}/`);
}
function impossibleVersion(modulePath) {
  const major = /(?:\/v|^gopkg\.in\/.*\.v)([2-9]|[1-9]\d+)$/.exec(modulePath)?.[1] ?? "0";
  return `v${modulePath.startsWith("gopkg.in/") ? /\.v(\d+)$/.exec(modulePath)?.[1] ?? major : major}.0.0-00010101000000-000000000000`;
}

// src/probe/probe-request.ts
var maxSmallBytes = 1024 * 1024;
var zipBeginningBytes = 16 * 1024;
var hashedZipBytes = 64 * 1024;
var maxTextBytes = 4 * 1024;
function requestFile(base, file, sentinel, options) {
  return sendRequest(
    { kind: "file", file },
    moduleFileUrl(base, file),
    options,
    {},
    (answer) => checkFile(answer, file, sentinel)
  );
}
function requestImpossibleVersion(base, { path }, options) {
  const url = moduleFileUrl(base, { path, version: impossibleVersion(path), kind: "info" });
  return sendRequest({ kind: "impossible" }, url, options, { "disable-module-fetch": "true" }, statusAnswer);
}
async function sendRequest(target, url, { http, signal, limitMs }, headers, check) {
  const maxBytes = target.kind === "file" && target.file.kind === "zip" ? Number.MAX_SAFE_INTEGER : maxSmallBytes;
  const answer = await http.get({ url, maxBytes, signal, connectTimeoutMs: limitMs, headers });
  if (answer.kind === "failure") {
    const failed3 = signal.aborted ? { kind: "aborted" } : { kind: "failure", failure: answer };
    return { target, answer: failed3, waitMs: null, redirectedTo: null };
  }
  const observed = {
    target,
    waitMs: answer.firstByteMs - answer.connectMs,
    redirectedTo: answer.redirects === 0 ? null : new URL(answer.finalUrl).host
  };
  try {
    return { ...observed, answer: answer.status === 200 ? await check(answer) : await statusAnswer(answer) };
  } catch (error) {
    const failure = networkFailure(error);
    return { ...observed, answer: signal.aborted ? { kind: "aborted" } : { kind: "failure", failure } };
  }
}
async function statusAnswer({ status, headers, body }) {
  const text2 = (await firstBytes(body, maxTextBytes)).toString("utf8");
  return {
    kind: "status",
    status,
    html: isHtml(headers, text2),
    retryAfter: headers["retry-after"] ?? null,
    body: text2
  };
}
async function checkFile(answer, file, sentinel) {
  const { size, limit } = file.kind === "zip" ? zipExtent(answer) : { size: null, limit: maxSmallBytes };
  const bytes = await firstBytes(answer.body, limit);
  const what = await wrongContent2(bytes, { file, sentinel, isWhole: bytes.length === size });
  if (what === null) return { kind: "right" };
  if (bytes.length === 0) return { kind: "wrong", what: "empty" };
  return { kind: "wrong", what: isHtml(answer.headers, bytes.toString("utf8", 0, 512)) ? "html" : what };
}
function zipExtent({ headers }) {
  const size = headers["content-encoding"] === void 0 ? Number(headers["content-length"]) : Number.NaN;
  const isSmall = size <= hashedZipBytes;
  return { size: isSmall ? size : null, limit: isSmall ? hashedZipBytes : zipBeginningBytes };
}
async function wrongContent2(bytes, {
  file,
  sentinel,
  isWhole
}) {
  if (file.kind === "mod") return sentinel.modSums.includes(hashMod(bytes)) ? null : "sum";
  if (file.kind === "zip") return wrongZipContent(bytes, sentinel, isWhole);
  const version = versionOfInfo(bytes.toString("utf8"));
  if (version === null) return "not-json";
  return version === file.version ? null : "version";
}
async function wrongZipContent(bytes, { zipSums: zipSums2 }, isWhole) {
  if (!bytes.subarray(0, 4).equals(zipSignature)) return "not-zip";
  if (!isWhole) return null;
  const hash = await hashZipBytes(bytes).catch(() => null);
  if (hash === null) return "damaged";
  return zipSums2.includes(hash) ? null : "sum";
}
var zipSignature = Buffer.from("PK", "latin1");
async function firstBytes(body, maxBytes) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks);
}
function isHtml(headers, text2) {
  return /^text\/html\b/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype html|html|head|body)\b/i.test(text2);
}

// src/probe/observe.ts
async function observe(base, options) {
  const observations = [];
  let zip = null;
  let known2 = null;
  for (const { sentinel, kind } of requestsOf(options.sentinels)) {
    const observation = await requestFile(
      base,
      { path: sentinel.path, version: sentinel.version, kind },
      sentinel,
      options
    );
    observations.push(observation);
    if (endsProbe(observation)) break;
    if (observation.answer.kind !== "right" || known2 !== null) continue;
    known2 = sentinel;
    zip = requestFile(base, { path: known2.path, version: known2.version, kind: "zip" }, known2, options);
  }
  const last = observations.at(-1);
  if (known2 !== null && last !== void 0 && !endsProbe(last))
    observations.push(await requestImpossibleVersion(base, known2, options));
  if (zip !== null) observations.push(await zip);
  return observations;
}
function requestsOf(sentinels) {
  return sentinels.flatMap(
    (sentinel, index) => index === 0 ? [
      { sentinel, kind: "mod" },
      { sentinel, kind: "info" }
    ] : [{ sentinel, kind: "mod" }]
  );
}
function endsProbe({ answer }) {
  return answer.kind === "failure" || answer.kind === "aborted" || answer.kind === "wrong" || answer.kind === "status" && answer.status === 429;
}

// src/probe/probe-aborts.ts
function createProbeAborts({
  clock,
  signal
}) {
  const timers = new AbortController();
  const controllers = /* @__PURE__ */ new Set();
  const abortAll = () => {
    for (const controller of controllers) controller.abort();
  };
  signal.addEventListener("abort", abortAll, { once: true });
  return {
    add: () => {
      const controller = new AbortController();
      if (signal.aborted) controller.abort();
      controllers.add(controller);
      return controller;
    },
    remove: (controller) => {
      controllers.delete(controller);
    },
    abortAfter: (ms) => {
      clock.sleep(ms, timers.signal).then(
        // On a busy machine the timer is late while answers wait unread: two turns of the event loop let them be read first.
        () => setImmediate(() => setImmediate(abortAll)),
        () => {
        }
      );
    },
    end: () => {
      timers.abort();
      signal.removeEventListener("abort", abortAll);
    }
  };
}

// src/probe/probe.ts
var graceMs = 250;
async function probeProxies(options) {
  const { list, sentinels, clock, limitMs, signal } = options;
  const startMs = clock.now();
  const aborts = createProbeAborts({ clock, signal });
  let fastest = null;
  aborts.abortAfter(limitMs);
  const probeEntry = async (entry, group) => {
    const blank = { proxy: entry.display, group, observations: [], end: { kind: "done" }, ms: 0 };
    const skipped = reasonToSkip(entry, group, sentinels);
    if (skipped !== null || entry.kind !== "http") return { ...blank, skipped: skipped ?? "" };
    const controller = aborts.add();
    const observations = await observe(entry.url, { ...options, signal: controller.signal });
    aborts.remove(controller);
    const ms = clock.now() - startMs;
    const end = controller.signal.aborted ? earlyEnd(ms < limitMs ? fastest : null) : blank.end;
    const record = { ...blank, skipped: null, observations, end, ms };
    if (fastest === null && isFullyHealthy(record)) {
      fastest = entry.display;
      aborts.abortAfter(Math.max(graceMs, ms));
    }
    return record;
  };
  try {
    const entries = list.groups.flatMap((group, index) => group.map((entry) => ({ entry, index })));
    return judgeProxies(await Promise.all(entries.map(({ entry, index }) => probeEntry(entry, index))));
  } finally {
    aborts.end();
  }
}
function earlyEnd(fastest) {
  return fastest === null ? { kind: "limit" } : { kind: "outrun", by: fastest };
}
function reasonToSkip(entry, group, sentinels) {
  return skipReasons[entry.kind] ?? (group > 0 ? behindComma : sentinels.length === 0 ? noSentinels : null);
}
var noSentinels = "go.sum names no public module with both its sums, so there is nothing to ask for";
var behindComma = "Stands behind a `,`: asked only for what every entry before it lacks, so it was not probed";
var skipReasons = {
  http: null,
  file: "A folder on this machine: nothing to probe",
  direct: "Asks the origin of each module: nothing to probe",
  off: "Forbids downloads: nothing to probe"
};
function isFullyHealthy(record) {
  const { health, coverage } = judgeProxy(record);
  return health === "healthy" && coverage.have === coverage.asked;
}

// src/probe/sentinels.ts
var wantedSentinels = 3;
var smallAndCommon = [
  "github.com/pkg/errors",
  "github.com/davecgh/go-spew",
  "github.com/pmezard/go-difflib",
  "github.com/google/uuid",
  "github.com/mattn/go-isatty",
  "github.com/inconshreveable/mousetrap",
  "github.com/spf13/pflag",
  "github.com/kr/text",
  "github.com/cespare/xxhash/v2",
  "github.com/hashicorp/errwrap",
  "github.com/hashicorp/go-multierror",
  "github.com/beorn7/perks",
  "github.com/go-logr/logr",
  "github.com/stretchr/objx",
  "golang.org/x/sync",
  "golang.org/x/xerrors",
  "golang.org/x/time",
  "gopkg.in/yaml.v3",
  "gopkg.in/check.v1",
  "go.uber.org/multierr"
];
var publicHosts = [
  "github.com",
  "golang.org",
  "gopkg.in",
  "google.golang.org",
  "go.uber.org",
  "k8s.io",
  "sigs.k8s.io",
  "rsc.io"
];
function pickSentinels(options) {
  const { sums, isPrivate, direct } = options;
  const candidates = [];
  for (const key of sums.entries.keys()) {
    const [path = "", version = ""] = key.split(" ");
    if (version.endsWith("/go.mod") || checkModuleVersion({ path, version }) !== null || isPrivate(path))
      continue;
    const mod = modSums(sums, { path, version });
    const zip = zipSums(sums, { path, version });
    if (mod.length === 0 || zip.length === 0) continue;
    const score = scoreOf(path, direct?.has(path) === true);
    candidates.push({ path, version, modSums: mod, zipSums: zip, score });
  }
  candidates.sort((a, b) => b.score - a.score || compare(a.path, b.path) || compare(a.version, b.version));
  return ofDifferentOwners(candidates).map(({ score: _, ...sentinel }) => sentinel);
}
function scoreOf(path, isDirect) {
  const rank = smallAndCommon.indexOf(path);
  const small = rank < 0 ? 0 : 100 + smallAndCommon.length - rank;
  return small + (isDirect ? 50 : 0) + (publicHosts.includes(path.split("/", 1)[0] ?? "") ? 10 : 0);
}
function ofDifferentOwners(candidates) {
  const firstOf = (key) => {
    const seen = /* @__PURE__ */ new Set();
    return candidates.filter((candidate) => !seen.has(key(candidate)) && seen.add(key(candidate)));
  };
  const owners = firstOf(({ path }) => path.split("/").slice(0, 2).join("/"));
  const modules = firstOf(({ path }) => path);
  return [.../* @__PURE__ */ new Set([...owners, ...modules])].slice(0, wantedSentinels);
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/report/recent-health.ts
function recentHealth({ runs, failed: failed3, latencyMs, lastFault }) {
  const last = failed3 === 0 || lastFault === null ? "" : ` (last: ${lastFault})`;
  const failures3 = failed3 === 0 ? "none failed" : `${formatCount(failed3)} failed${last}`;
  const latency = latencyMs === null ? "" : `, ${formatDuration(latencyMs)}`;
  return `${plural(runs, "run")}, ${failures3}${latency}`;
}
function recentTitle(proxies) {
  const hours = proxies.flatMap(({ history }) => history?.hours ?? []);
  return hours.length === 0 ? null : `Last ${formatCount(Math.max(...hours))} h`;
}

// src/modcache/drop.ts
import { join } from "node:path";
function dropModule(gomodcache, module) {
  return drop(gomodcache, module, ["zip", "mod", "info", "partial"]);
}
function dropZip(gomodcache, module) {
  return drop(gomodcache, module, ["zip", "partial"]);
}
function dropMod(gomodcache, module) {
  return drop(gomodcache, module, ["mod", "info"], "keep-zip");
}
async function drop(gomodcache, module, kinds, zip = "drop-zip") {
  if (checkModuleVersion(module) !== null) return { kind: "dropped" };
  const path = escapePath(module.path);
  const version = escapeVersion(module.version);
  const files = join(gomodcache, "cache", "download", path, "@v", version);
  const unpacked = zip === "keep-zip" ? [] : [`${files}.ziphash`, join(gomodcache, `${path}@${version}`)];
  for (const name of [...unpacked, ...kinds.map((kind) => `${files}.${kind}`)]) {
    const removed = await remove(name, { below: gomodcache });
    if (removed.kind === "failed") return diskFailure(removed.error);
  }
  return { kind: "dropped" };
}

// src/retry/deciding-fault.ts
function decidingFault(list, { primary, faults }) {
  const mismatch = faults.find(({ category }) => category === "checksum-mismatch");
  if (mismatch !== void 0) return mismatch;
  if (primary === null || primary.transient) return primary;
  const others = groupOf(list, primary).filter(({ display }) => display !== primary.proxy);
  const passing2 = faults.find(
    (fault) => fault.transient && others.some(({ display }) => display === fault.proxy)
  );
  return passing2 ?? primary;
}
function withDecidingFault(list, classification) {
  const fault = decidingFault(list, classification);
  if (fault === null) return classification;
  return { primary: fault, faults: [fault, ...classification.faults.filter((other) => other !== fault)] };
}
function faultsOfDownload({
  complete,
  attempts: attempts2
}) {
  if (complete) return attempts2.flatMap(({ primary }) => primary ?? []).slice(0, 1);
  const last = attempts2.at(-1)?.faults ?? [];
  if (!isOutOfTime(last)) return last;
  const earlier = attempts2.findLast(({ faults }) => !isOutOfTime(faults));
  return [...earlier?.faults ?? [], ...last];
}
function isOutOfTime(faults) {
  return faults.every(({ id }) => id === "timeout/deadline");
}
function hasOtherUpstream(list, fault, witnesses) {
  if (fault === null || witnesses.length === 0) return false;
  const failed3 = new Set(witnesses.map(({ proxy }) => proxy));
  const isUpstream = ({ kind }) => kind === "http" || kind === "file";
  return groupOf(list, fault).some((entry) => isUpstream(entry) && !failed3.has(entry.display));
}
function groupOf(list, { proxy }) {
  return list.groups.find((entries) => entries.some(({ display }) => display === proxy)) ?? [];
}

// src/classify/collect/sent-zips.ts
function blameSenderOfZip(seen, zips) {
  if (seen.id !== "cache-corrupt/zip-data" || seen.module === null) return seen;
  for (const zip of zips) {
    const url = namedUrls(zip)[0]?.value;
    const asked = url === void 0 ? null : fromProxyUrl(url);
    if (url === void 0 || `${asked?.path}@${asked?.version}` !== seen.module) continue;
    const { confidence, module, evidence, trust } = seen;
    const from = { host: url.host, proxy: asked?.base ?? null, url: stripUserinfo(url.url) };
    return seenFault("server-error/damaged-content", { confidence, module, evidence, trust, ...from });
  }
  return seen;
}

// src/classify/classify.ts
function addFetch(collector, witness2, redact) {
  collector.add(
    seenFault(witness2.id, {
      confidence: 0.99,
      module: witness2.module,
      host: witness2.host,
      proxy: stripUserinfo(witness2.proxy),
      url: stripUserinfo(witness2.url),
      evidence: [{ line: 0, text: stripUserinfo(redact(witness2.text)) }],
      trust: 0
    })
  );
}
function addModule(collector, witness2, redact) {
  const name = `${witness2.path}@${witness2.version}`;
  const stated = witness2.error.includes(witness2.path) ? witness2.error : `${name}: ${witness2.error}`;
  const lines = `go: ${stated}`.split("\n").map((text2, index) => ({ number: index, text: text2 }));
  const match = matchRules({ lines, tail: [] });
  const said = stated.split("\n").slice(match?.causeAt ?? 0).join("\n");
  const evidence = [{ line: 0, text: clip(stripUserinfo(redact(said))).trim() }];
  if (match === null)
    collector.add(seenFault("unknown/fetch", { confidence: guessed, module: name, evidence, trust: 1 }));
  else collector.add({ ...seenInText(match, evidence), module: match.parsed.module ?? name, trust: 1 });
}
var known = 0.95;
var guessed = 0.3;
var exitIds = {
  signal: "killed/signal",
  stalled: "timeout/stalled",
  deadline: "timeout/deadline",
  cancelled: "killed/cancelled",
  "not-started": "toolchain/go-not-runnable"
};
function describeExit(exit) {
  switch (exit.kind) {
    case "signal":
      return `go was ended by ${exit.signal}`;
    case "stalled":
      return `go showed no sign of life for ${Math.round(exit.idleMs / 1e3)} s${exit.lastUrl === null ? "" : `, last at ${exit.lastUrl}`}`;
    case "deadline":
      return `go did not finish within ${Math.round(exit.limitMs / 1e3)} s${exit.lastUrl === null ? "" : `, last at ${exit.lastUrl}`}`;
    case "cancelled":
      return "the job was cancelled";
    case "not-started":
      return `go could not be started: ${exit.message}`;
  }
}
function hostOf(url) {
  return url === null ? null : /^[a-z]+:\/\/([^/?]+)/.exec(stripUserinfo(url))?.[1] ?? null;
}
function exitId(exit) {
  if (exit.kind === "stalled" && exit.lastUrl !== null) {
    const [, host = "", path = ""] = /^[a-z]+:\/\/([^/?]+)([^?]*)/.exec(exit.lastUrl) ?? [];
    if (isSumdbUrl({ host, path })) return "sumdb/unreachable";
  }
  return exitIds[exit.kind];
}
function addExit(collector, exit, redact) {
  if (exit.kind === "exited") return;
  const id = exitId(exit);
  const url = exit.kind === "stalled" || exit.kind === "deadline" ? exit.lastUrl : null;
  collector.add(
    seenFault(id, {
      also: id === "sumdb/unreachable" ? ["timeout"] : faultKind(id).also,
      confidence: known,
      host: hostOf(url),
      url: url === null ? null : stripUserinfo(url),
      evidence: [{ line: 0, text: stripUserinfo(redact(describeExit(exit))) }],
      trust: 2
    })
  );
}
function classify(witnesses, options = {}) {
  const redact = options.redact ?? ((text3) => text3);
  const faults = createFaultCollector();
  const collector = {
    ...faults,
    add: (seen) => faults.add(blameSenderOfZip(seen, witnesses.zips ?? []))
  };
  const text2 = createTextWitness(collector, redact);
  for (const line of witnesses.lines ?? []) text2.push(line);
  text2.end();
  for (const witness2 of witnesses.fetch ?? []) addFetch(collector, witness2, redact);
  for (const witness2 of witnesses.modules ?? []) addModule(collector, witness2, redact);
  if (witnesses.exit !== void 0) addExit(collector, witnesses.exit, redact);
  return collector.classification(witnesses.context ?? {});
}

// src/go/godebug.ts
function withHttp1(godebug) {
  if (usesHttp1(godebug)) return godebug;
  return godebug === "" ? "http2client=0" : `${godebug},http2client=0`;
}
function usesHttp1(godebug) {
  const settings = godebug.split(",").filter((setting) => setting.startsWith("http2client="));
  return settings.at(-1) === "http2client=0";
}

// src/retry/backoff.ts
var firstMs = 500;
var capMs = 1e4;
function longestBackoffMs(retry2) {
  return Math.min(capMs, firstMs * 2 ** (retry2 - 1));
}
function fullJitterMs(longestMs, random) {
  return Math.floor(random() * (longestMs + 1));
}

// src/retry/retry-policy.ts
var retryPolicy = {
  dns: { retry: "if-transient", why: "a host name did not resolve" },
  connect: { retry: "if-transient", why: "a connection could not be made" },
  timeout: { retry: "if-transient", why: "an answer did not come in time" },
  tls: { retry: "if-transient", why: "a secure connection could not be made" },
  "http-proxy": { retry: "if-transient", why: "the forward proxy did not let a request through" },
  interrupted: { retry: "if-transient", why: "a transfer broke off" },
  "server-error": { retry: "if-transient", why: "a server did not answer properly" },
  "rate-limited": { retry: "if-transient", why: "a server limits the rate of requests" },
  sumdb: { retry: "if-transient", why: "the checksum database could not be asked" },
  auth: { retry: "never", why: "access was refused, and will be until credentials or permissions change" },
  "not-found": { retry: "if-transient", why: "a module is not there, or not visible to this job" },
  "version-unavailable": { retry: "if-transient", why: "a version is not to be had" },
  "checksum-mismatch": {
    retry: "never",
    why: "a module does not match its checksum, which has to be looked into and not tried again"
  },
  "cache-corrupt": { retry: "after-dropping", why: "files in the module cache are damaged" },
  "go-sum-missing": { retry: "never", why: "go.mod or go.sum in the repository needs an update" },
  "dependency-graph": { retry: "never", why: "the module's requirements cannot be met as they are written" },
  "module-path": { retry: "never", why: "a module path or a go.mod has to be put right" },
  "proxy-config": { retry: "never", why: "a Go setting does not allow this download" },
  toolchain: { retry: "if-transient", why: "the Go release that is needed could not be had" },
  "vcs-missing": { retry: "never", why: "a program that a direct download needs is not installed" },
  disk: { retry: "if-transient", why: "the module cache could not be written or read" },
  killed: { retry: "if-transient", why: "the download was ended from outside" },
  unknown: { retry: "if-transient", why: "the failure is of no known kind" }
};

// src/retry/decide.ts
var leastAttemptMs = 1e3;
var leastPatienceMs = 3e4;
function decide(situation) {
  if (situation.complete) return { kind: "done" };
  const { primary: fault } = situation.classification;
  if (fault === null) return stop("the download failed without saying why");
  const proposal = proposalFor(fault, situation);
  if (proposal.kind === "stop") return stop(proposal.why);
  const { attempt, maxAttempts, remainingMs } = situation;
  if (attempt >= maxAttempts) {
    return stop(
      maxAttempts === 1 ? "one attempt is all that is allowed" : `all ${maxAttempts} attempts are used up`
    );
  }
  if (remainingMs < leastAttemptMs) return stop("the time limit is reached");
  if (proposal.afterMs + leastAttemptMs > remainingMs) {
    const wait = `it would have to wait ${inSeconds(proposal.afterMs)} because ${proposal.why}`;
    return stop(`${wait}, and ${inSeconds(remainingMs)} of the time limit are left`);
  }
  const http1 = proposal.http1 || usesHttp1(situation.godebug);
  return { kind: "retry", afterMs: proposal.afterMs, reason: proposal.why, http1, drop: proposal.drop };
}
function stop(why) {
  return { kind: "stop", reason: why };
}
function proposalFor(fault, situation) {
  const policy = retryPolicy[fault.category];
  switch (policy.retry) {
    case "never":
      return stopFor(policy.why);
    case "after-dropping":
      return afterDropping(fault, situation);
    case "if-transient":
      if (!fault.transient && !wantsHttp1(fault, situation))
        return stopFor(`${policy.why}, and nothing suggests that this passes by itself`);
      return afterWaiting(fault, situation);
  }
}
function afterDropping(fault, situation) {
  const { why } = retryPolicy[fault.category];
  const modules = modulesOf(fault.category, situation);
  const drop3 = fresh(modules, situation);
  if (drop3.length === 0) {
    const again = modules.some((module) => includes(situation.dropped, module));
    return stopFor(again ? `${why}, also after a new download` : why);
  }
  const names = drop3.length > 1 ? `${drop3.length} modules` : drop3.map(moduleName).join();
  const what = `the files of ${names} in the module cache are damaged`;
  return { ...retry, drop: drop3, why: `${what}; they are removed and downloaded anew` };
}
function afterWaiting(fault, situation) {
  const { attempt, random, retryAfterMs: retryAfterMs2, otherUpstream } = situation;
  const what = retryPolicy[fault.category].why;
  const jitterMs = fullJitterMs(longestBackoffMs(attempt), random);
  const http1 = wantsHttp1(fault, situation);
  const again = { ...retry, http1, drop: fresh(modulesOf("cache-corrupt", situation), situation) };
  if (retryAfterMs2 !== null) {
    const why = `${what}, and a server asked for ${inSeconds(retryAfterMs2)} of patience`;
    return { ...again, afterMs: Math.max(jitterMs, retryAfterMs2), why };
  }
  if (fault.category === "rate-limited" || fault.also.includes("rate-limited")) {
    if (otherUpstream) return { ...again, why: `${what}, and there is another proxy to ask` };
    return { ...again, afterMs: leastPatienceMs + jitterMs, why: `${what}, which takes some patience` };
  }
  return {
    ...again,
    afterMs: jitterMs,
    why: `${what}, which often passes${http1 ? "; now over HTTP/1.1" : ""}`
  };
}
var retry = { kind: "retry", afterMs: 0, http1: false, drop: [] };
function wantsHttp1(fault, { godebug }) {
  if (usesHttp1(godebug)) return false;
  if (fault.category !== "interrupted" && !fault.also.includes("interrupted")) return false;
  return fault.id.startsWith("interrupted/http2-") || fault.evidence.some(({ text: text2 }) => /stream error: stream ID|http2: /.test(text2));
}
function stopFor(why) {
  return { kind: "stop", why };
}
function moduleVersion(module) {
  const [, path, version] = /^([^@]+)@([^/]+)(?:\/go\.mod)?$/.exec(module ?? "") ?? [];
  return path === void 0 || version === void 0 ? null : { path, version };
}
function modulesOf(category, { classification }) {
  const faults = classification.faults.filter((fault) => fault.category === category);
  return faults.map(({ module }) => moduleVersion(module)).filter((module) => module !== null);
}
function fresh(modules, { dropped }) {
  return modules.filter((module) => !includes(dropped, module));
}
function includes(modules, { path, version }) {
  return modules.some((module) => module.path === path && module.version === version);
}
function inSeconds(ms) {
  return ms < 1e4 ? `${(ms / 1e3).toFixed(1)} s` : `${Math.ceil(ms / 1e3)} s`;
}

// src/run/fault-context.ts
async function faultContext({ project, env, fork }, list) {
  const go = project.env;
  const { https, http } = forwardProxies(env);
  const roots = await loadTlsRoots({ env, platform: process.platform });
  return {
    goVersion: go.GOVERSION,
    goproxy: displayGoproxyList(list),
    goprivate: go.GOPRIVATE,
    platform: process.platform,
    forwardProxies: { https: settingOf(https), http: settingOf(http) },
    fork,
    trustsNobody: roots.length === 0,
    nodeCertificates: (env.NODE_EXTRA_CA_CERTS ?? "") !== "",
    ...env.GITHUB_REPOSITORY !== void 0 && { repository: env.GITHUB_REPOSITORY }
  };
}
function settingOf(proxy) {
  if (proxy === null) return null;
  return { host: proxy.host, hasCredentials: urlAuthorization(proxy) !== null };
}

// src/download/activity.ts
import { join as join3 } from "node:path";

// src/platform/processor-time.ts
import { dirname } from "node:path";
async function groupCpuMs(pid, options) {
  if (options.platform === "linux") {
    const members = await linuxGroup(pid);
    return members?.reduce((sum, { cpuMs }) => sum + cpuMs, 0) ?? null;
  }
  if (options.platform === "win32") {
    const text3 = await output(options, ["/V", "/NH", "/FO", "CSV", "/FI", `PID eq ${pid}`]);
    return text3 === null ? null : tasklistCpuMs(text3);
  }
  const text2 = await output(options, ["-A", "-o", "pgid=,time="]);
  return text2 === null ? null : psCpuMs(text2, pid);
}
async function output({ program, limitMs, signal }, args) {
  const cwd = dirname(program);
  const { end, stdout } = await captureCommand({
    command: program,
    args,
    cwd,
    env: process.env,
    limitMs,
    signal,
    graceMs: 0
  });
  return end.kind === "exited" && end.code === 0 ? stdout : null;
}
function psCpuMs(text2, pgid) {
  let sum = 0;
  for (const line of text2.split("\n")) {
    const [group, time] = line.trim().split(/\s+/);
    if (time !== void 0 && Number(group) === pgid) sum += clockTimeMs(time) || 0;
  }
  return sum;
}
function tasklistCpuMs(text2) {
  const time = /^(?:"[^"]*",){7}"(\d+:\d\d:\d\d)"/m.exec(text2)?.[1];
  return time === void 0 ? null : clockTimeMs(time);
}
function clockTimeMs(time) {
  const [clock = "", days = "0"] = time.split("-").reverse();
  const seconds = clock.replace(",", ".").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86400 + seconds) * 1e3;
}

// src/download/growing-files.ts
import { readdir, stat } from "node:fs/promises";
import { basename, dirname as dirname2, join as join2, relative } from "node:path";
async function temporaryFilesOf(gomodcache, module) {
  const place = join2(gomodcache, "cache", "download", fileName({ ...module, kind: "zip" }));
  const start = basename(place).slice(0, -"zip".length);
  const names = (await entriesOf(dirname2(place))).map(({ name }) => name);
  return measure(
    names.filter((name) => name.startsWith(start) && isTemporary(name.slice(start.length))).map((name) => join2(dirname2(place), name))
  );
}
async function isInPlace(gomodcache, file) {
  const found = await stat(join2(gomodcache, "cache", "download", fileName(file))).catch(() => null);
  return found !== null;
}
async function searchTree(dir, options) {
  const kept = [];
  const folders = [dir];
  let seen = 0;
  for (let folder = folders.shift(); folder !== void 0 && seen < options.maxEntries; folder = folders.shift()) {
    for (const entry of await entriesOf(folder)) {
      seen++;
      if (entry.isDirectory()) folders.push(join2(folder, entry.name));
      else if (options.keep(entry.name)) kept.push(join2(folder, entry.name));
    }
  }
  return measure(kept);
}
function isTemporary(name) {
  return /^(?:.*\.)?(?:zip|info|mod|ziphash|list)\d+\.tmp$/.test(name);
}
function isUnpackMark(name) {
  return name.endsWith(".partial");
}
function treeBeingUnpacked(gomodcache, file) {
  const name = relative(join2(gomodcache, "cache", "download"), file).replaceAll("\\", "/");
  const [, path, version] = /^([^/].*)\/@v\/([^/]+)\.partial$/.exec(name) ?? [];
  return path === void 0 || path.startsWith("../") ? null : join2(gomodcache, `${path}@${version}`);
}
async function measure(files) {
  const measured = await Promise.all(
    files.map(async (file) => {
      const found = await stat(file).catch(() => null);
      return found === null ? null : { file, sizeBytes: found.size, bornMs: found.birthtimeMs };
    })
  );
  return measured.filter((file) => file !== null);
}
async function entriesOf(folder) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

// src/download/requested-file.ts
function proxyBases(goproxy) {
  return goproxy.split(/[,|]/).map((entry) => entry.trim()).filter((entry) => entry !== "direct" && entry !== "off").map((entry) => parseUrl(/^\w+:/.test(entry) ? entry : `https://${entry}`)).filter((url) => url !== null).filter(({ protocol }) => protocol !== "file:").map((url) => `${url.host}${trimEnd(url.pathname, "/")}/`);
}
function requestedFile(url, bases) {
  const parsed = parseUrl(url);
  if (parsed === null) return null;
  const place = `${parsed.host}${parsed.pathname}`;
  const base = bases.filter((candidate) => place.startsWith(candidate)).reduce(
    (longest, candidate) => candidate.length > (longest?.length ?? -1) ? candidate : longest,
    null
  );
  const name = base === null ? null : decode(place.slice(base.length));
  return name === null ? null : parseFileName(name);
}
function parseUrl(text2) {
  return URL.canParse(text2) ? new URL(text2) : null;
}
function decode(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return null;
  }
}

// src/download/activity.ts
var maxVcsEntries = 500;
var maxSearchEntries = 2e4;
var maxTrees = 10;
var processTimesLimitMs = 5e3;
function createActivitySampler(options) {
  const { gomodcache, bases, xLog, stallMs, processTimes: program, over: signal } = options;
  const complete = /* @__PURE__ */ new Set();
  const search = createTreeSearch({ gomodcache, stallMs });
  let lastLines = 0;
  let lastFiles = "";
  async function underWay() {
    const begun = xLog.zipsBegun().filter((url) => !complete.has(url));
    const open2 = await openZips({ gomodcache, bases, urls: begun });
    for (const url of begun) if (!open2.includes(url)) complete.add(url);
    const urls = [...open2, ...xLog.awaited()];
    const modules = urls.map((url) => requestedFile(url, bases)).filter((file) => file !== null);
    const repositories = new Set(xLog.commands().map(({ dir }) => dir));
    const found = await Promise.all([
      ...modules.map((module) => temporaryFilesOf(gomodcache, module)),
      ...[...repositories].map((dir) => repositoryFiles(dir))
    ]);
    return found.flat();
  }
  const cpuTimeMs = () => groupCpuMs(options.pid, {
    platform: process.platform,
    program,
    signal,
    limitMs: processTimesLimitMs
  });
  return {
    sample: async (lines, idleMs) => {
      if (lines !== lastLines) {
        lastLines = lines;
        return { lines, files: lastFiles, search: null, cpuMs: null };
      }
      lastFiles = asText(await underWay());
      const cpuMs = idleMs >= stallMs / 4 ? await cpuTimeMs() : null;
      return { lines, files: lastFiles, search: await search(idleMs), cpuMs };
    }
  };
}
function createTreeSearch({
  gomodcache,
  stallMs
}) {
  const firstIdleMs = stallMs / 2;
  let nextIdleMs = firstIdleMs;
  return async (idleMs) => {
    if (idleMs < firstIdleMs) nextIdleMs = firstIdleMs;
    if (idleMs < nextIdleMs) return null;
    nextIdleMs = idleMs + stallMs / 8;
    const files = await searchTree(join3(gomodcache, "cache", "download"), {
      keep: (name) => isTemporary(name) || isUnpackMark(name),
      maxEntries: maxSearchEntries
    });
    const trees = files.map(({ file }) => treeBeingUnpacked(gomodcache, file)).filter((tree) => tree !== null);
    const unpacked = await Promise.all(
      trees.slice(0, maxTrees).map((tree) => searchTree(tree, { keep: () => true, maxEntries: maxSearchEntries }))
    );
    return asText([...files, ...unpacked.flat()]);
  };
}
async function openZips(options) {
  const open2 = await Promise.all(
    options.urls.map(async (url) => {
      const file = requestedFile(url, options.bases);
      return file !== null && !await isInPlace(options.gomodcache, file);
    })
  );
  return options.urls.filter((_, index) => open2[index]);
}
async function repositoryFiles(dir) {
  const all = () => true;
  const packs = await searchTree(join3(dir, "objects", "pack"), { keep: all, maxEntries: maxVcsEntries });
  return [...packs, ...await searchTree(dir, { keep: all, maxEntries: maxVcsEntries })];
}
function asText(files) {
  return files.map(({ file, sizeBytes }) => `${file}	${sizeBytes}`).sort().join("\n");
}

// src/download/go-environment.ts
function goEnvironment({
  env,
  goproxy,
  http1,
  hasSshCommand,
  platform
}) {
  const ours = { GOPROXY: goproxy, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  if (!hasSshCommand) ours.GIT_SSH_COMMAND = "ssh -o BatchMode=yes";
  if (http1) ours.GODEBUG = withHttp1(env.GODEBUG ?? "");
  return withVariables(env, ours, platform);
}
function withVariables(env, ours, platform) {
  const theirs = Object.entries(env).filter(([name]) => !isOneOf(Object.keys(ours), name, platform));
  return { ...Object.fromEntries(theirs), ...ours };
}
function isOneOf(names, name, platform) {
  return names.includes(platform === "win32" ? name.toUpperCase() : name);
}

// src/text/bounded-lines.ts
function createBoundedLines(limits) {
  const head = [];
  const tail = [];
  let next = 0;
  let total = 0;
  return {
    push: (line) => {
      total++;
      if (head.length < limits.first) head.push(line);
      else {
        tail[next] = line;
        next = (next + 1) % limits.last;
      }
    },
    lines: () => {
      const missing = total - head.length - tail.length;
      if (missing === 0) return [...head, ...tail];
      return [...head, `\u2026 ${missing} lines left out \u2026`, ...tail.slice(next), ...tail.slice(0, next)];
    }
  };
}

// src/download/json-stream.ts
function createModuleRecords() {
  const modules = [];
  let object2 = [];
  function close() {
    if (object2.length === 0) return;
    const record = moduleRecord(object2.join("\n"));
    if (record !== null) modules.push(record);
    object2 = [];
  }
  return {
    push: (line) => {
      if (line.startsWith("{")) close();
      else if (object2.length === 0) return;
      object2.push(line);
      if (line === "}" || object2.length === 1 && line.endsWith("}")) close();
    },
    end: () => {
      close();
      return modules;
    }
  };
}
var longestField = 16384;
var told = pipe(
  string(),
  transform((text2) => text2.slice(0, longestField))
);
var optional2 = fallback(optional(told, ""), "");
var printedModule = object({
  Path: pipe(told, nonEmpty()),
  Version: optional2,
  Error: optional2
});
function moduleRecord(text2) {
  const parsed = parseJson(printedModule, text2);
  if (parsed.kind === "unreadable") return null;
  const { Path, Version, Error: error } = parsed.value;
  return { path: Path, version: Version, ...error !== "" && { error } };
}

// src/download/x-lines.ts
function readXLine(line) {
  if (line.startsWith("# get ")) return readRequest(line.slice("# get ".length));
  if (line.startsWith("# lock "))
    return { kind: "lock", dir: line.slice("# lock ".length).replace(/\.lock$/, "") };
  const repository = /^mkdir -p (.+) # [a-z]+\d* (\S+)$/.exec(line);
  if (repository) return { kind: "repository", dir: repository[1] ?? "", remote: repository[2] ?? "" };
  const ping = /^(?:git ls-remote|hg identify|svn info|bzr info) (?:.* )?([^\s:]+:\/\/\S+)$/.exec(line);
  if (ping) return { kind: "ping", remote: ping[1] ?? "" };
  if (/^cd (?:\/|[A-Za-z]:\\)[^;]*$/.test(line)) return { kind: "folder" };
  const command = /^(?:(\d+\.\d+s) # )?cd ([^;]+); (.+)$/.exec(line);
  if (!command) return null;
  const [, seconds, dir = "", text2 = ""] = command;
  return { kind: seconds === void 0 ? "command-start" : "command-end", dir, command: text2 };
}
function readRequest(text2) {
  const end = text2.indexOf(": ");
  if (end === -1) return { kind: "request", request: { url: text2, outcome: null, seconds: null } };
  const [, outcome = "", seconds] = /^(.*?)(?: \((\d+\.\d+)s\))?$/.exec(text2.slice(end + 2)) ?? [];
  return {
    kind: "request",
    request: { url: text2.slice(0, end), outcome, seconds: seconds === void 0 ? null : Number(seconds) }
  };
}
var passing = /^go: (?:downloading|extracting|finding|warning:|disabling cache|writing (?:stat|go\.mod) cache)/;
function isLastMessage(line) {
  return line.startsWith("go: ") && !passing.test(line);
}
function createXLog() {
  const awaited = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Set();
  const zips = /* @__PURE__ */ new Set();
  const commands = /* @__PURE__ */ new Map();
  const remotes = /* @__PURE__ */ new Map();
  let repository = null;
  let pinged = null;
  let isOver = false;
  let sent = 0;
  let failed3 = 0;
  function onRequest({ url, outcome }) {
    const waiting = awaited.get(url) ?? 0;
    if (outcome === null) {
      sent++;
      asked.add(url);
      awaited.delete(url);
      awaited.set(url, waiting + 1);
      return;
    }
    if (waiting > 1) awaited.set(url, waiting - 1);
    else awaited.delete(url);
    if (!outcome.startsWith("200 ")) failed3++;
    else if (url.endsWith(".zip")) zips.add(url);
  }
  function on(line) {
    pinged = line.kind === "ping" ? line.remote : null;
    if (line.kind === "request") onRequest(line.request);
    else if (line.kind === "command-start") commands.set(`${line.dir}
${line.command}`, line);
    else if (line.kind === "command-end") commands.delete(`${line.dir}
${line.command}`);
    else if (line.kind === "repository") repository = line.remote;
    else if (line.kind === "lock" && repository !== null) remotes.set(line.dir, repository);
  }
  return {
    push: (text2) => {
      isOver ||= isLastMessage(text2);
      const line = isOver ? null : readXLine(text2);
      if (line !== null) on(line);
      return line;
    },
    asked: () => asked,
    counts: () => ({ sent, failed: failed3 }),
    awaited: () => [...awaited.keys()],
    zipsBegun: () => [...zips],
    pinged: () => pinged,
    commands: () => [...commands.values()].map((command) => ({ ...command, remote: remotes.get(command.dir) ?? null }))
  };
}

// src/download/go-output.ts
var keptLines = { first: 400, last: 1600 };
function createGoOutput({ redact, onRequest }) {
  const xLog = createXLog();
  const records = createModuleRecords();
  const messages = createBoundedLines(keptLines);
  let lines = 0;
  return {
    xLog,
    linesSeen: () => lines,
    onStdout: (line) => {
      lines++;
      records.push(line);
    },
    onStderr: (line) => {
      lines++;
      const known2 = xLog.push(line);
      if (known2?.kind === "request") onRequest?.({ ...known2.request, url: redact(known2.request.url) });
      if (known2 !== null) return;
      messages.push(redact(line));
    },
    result: () => ({
      modules: records.end().map((module) => module.error === void 0 ? module : { ...module, error: redact(module.error) }),
      stderr: messages.lines(),
      requests: xLog.counts()
    })
  };
}

// src/download/leftovers.ts
import { realpath } from "node:fs/promises";
import { basename as basename2, dirname as dirname3, join as join4, sep } from "node:path";

// src/platform/exec.ts
import { AsyncLocalStorage } from "node:async_hooks";
import { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setTimeout as sleep } from "node:timers/promises";
async function execute({
  setsid,
  command,
  args,
  cwd,
  env,
  limitMs,
  clock
}) {
  const relative3 = [setsid, command].find((path) => !isAbsolutePath(path, process.platform));
  if (relative3 !== void 0) return notStarted(`"${relative3}" is not an absolute path`);
  const { getExecOutput } = await import("./exec-I3NCIAIJ.js");
  const options = { cwd, env: definedOf(env), silent: true, ignoreReturnCode: true };
  const over = new AbortController();
  const { result, end } = watchStart(
    over.signal,
    () => getExecOutput(`"${setsid}"`, [command, ...args], options)
  );
  try {
    return await Promise.race([captured(result), late({ limitMs, clock }, over.signal)]);
  } finally {
    over.abort();
    await end();
  }
}
function watchStart(over, start) {
  const inside = new AsyncLocalStorage();
  let child;
  const onProcess = (message) => {
    const started = typeof message === "object" && message !== null && Reflect.get(message, "process");
    if (!inside.getStore() || !(started instanceof ChildProcess)) return;
    child = started;
    started.once("spawn", () => over.aborted && killNow(started));
  };
  const onExit = () => child?.pid !== void 0 && killGroupNow(child.pid);
  subscribe("child_process", onProcess);
  process.once("exit", onExit);
  const result = inside.run(true, start).finally(() => unsubscribe("child_process", onProcess));
  const end = async () => {
    if (child !== void 0) killNow(child);
    if (child?.pid !== void 0) await endGroup(child.pid, { graceMs: 0 });
    await Promise.race([result.catch(() => {
    }), sleep(1e3, void 0, { ref: false })]);
    process.removeListener("exit", onExit);
  };
  return { result, end };
}
function killNow(child) {
  child.kill("SIGKILL");
  if (child.pid !== void 0) killGroupNow(child.pid);
}
async function captured(result) {
  try {
    const { exitCode, stdout, stderr } = await result;
    return { end: { kind: "exited", code: exitCode }, stdout, stderr };
  } catch (error) {
    return notStarted(String(error));
  }
}
async function late({ limitMs, clock }, signal) {
  await clock.sleep(limitMs, signal).catch(() => {
  });
  return { end: { kind: "limit", limitMs }, stdout: "", stderr: "" };
}
function notStarted(message) {
  return { end: { kind: "not-started", message }, stdout: "", stderr: "" };
}
function definedOf(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]])
  );
}

// src/platform/locked-file.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";
var O_EXLOCK = 32;
var openFile = (path, flags) => open(path, flags, 438);
async function whileLocked(path, action, opened = openFile) {
  const { O_WRONLY, O_CREAT, O_NONBLOCK } = constants;
  const file = await opened(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_EXLOCK).catch((error) => {
    if (errorCode(error) === null) throw error;
    return null;
  });
  if (file === null) return null;
  try {
    return await action();
  } finally {
    await file.close();
  }
}

// src/download/leftovers.ts
var noticedLateMs = 1e3;
var unlockedLimitMs = 1e3;
async function removeLeftovers(run) {
  const versions = new Map(run.requested.map((file) => [`${file.path}@${file.version}`, file]));
  const found = await Promise.all([
    ...[...versions.values()].map((file) => temporaryFilesOf(run.gomodcache, file)),
    ...(await repositoriesOf(run)).map(
      (dir) => searchTree(dir, { keep: isUnfinishedByGit, maxEntries: 5e3 })
    )
  ]);
  const own = found.flat().filter((file) => wasBornIn(run, file));
  const doubtful = found.flat().filter(({ bornMs }) => isSoonAfter(run, bornMs));
  const cache = await realpath(run.gomodcache).catch(() => run.gomodcache);
  const held = run.held.filter((file) => file.startsWith(cache + sep) && isTemporary(basename2(file)));
  const names = [.../* @__PURE__ */ new Set([...own.map(({ file }) => file), ...held])];
  const removed = await Promise.all([
    ...names.map(async (name) => await isRemoved(name, run) ? name : null),
    ...doubtful.map(async ({ file }) => await removeUnlocked(file, run) ? file : null)
  ]);
  return removed.filter((name) => name !== null);
}
function isUnfinishedByGit(name) {
  return name.endsWith(".lock") || /^tmp_(?:pack|idx|obj|rev|mtimes)_/.test(name);
}
function wasBornIn({ fromMs, untilMs }, { bornMs }) {
  return bornMs >= fromMs - 2e3 && bornMs <= untilMs;
}
function isSoonAfter({ untilMs }, bornMs) {
  return bornMs > untilMs && bornMs <= untilMs + noticedLateMs;
}
async function removeUnlocked(file, run) {
  const { platform = process.platform, openFile: openFile2 } = run;
  const [, version] = /^(.+)\.zip\d+\.tmp$/.exec(basename2(file)) ?? [];
  if (version === void 0) return false;
  const lock = join4(dirname3(file), `${version}.lock`);
  if (platform !== "darwin") return removeByFlock(file, lock, run);
  return await whileLocked(lock, () => isRemoved(file, run), openFile2) === true;
}
async function removeByFlock(file, lock, { env, gomodcache, clock, programs: { flock, setsid, rm } }) {
  const folder = await realpath(dirname3(file)).catch(() => null);
  const cache = await realpath(gomodcache).catch(() => null);
  if (!flock || !setsid || !rm || folder === null || cache === null || !isBelow(cache, folder)) return false;
  const args = ["-n", lock, rm, "-f", file];
  const { end } = await execute({
    setsid,
    command: flock,
    args,
    cwd: gomodcache,
    env,
    limitMs: unlockedLimitMs,
    clock
  });
  return end.kind === "exited" && end.code === 0;
}
async function isRemoved(file, { gomodcache }) {
  return (await remove(file, { below: gomodcache })).kind === "removed";
}
async function repositoriesOf({ gomodcache, repositories }) {
  const vcs = await realpath(join4(gomodcache, "cache", "vcs")).catch(() => null);
  const real = await Promise.all(repositories.map((dir) => realpath(dir).catch(() => null)));
  return repositories.filter((_, index) => {
    const dir = real[index];
    return vcs !== null && typeof dir === "string" && dirname3(dir) === vcs;
  });
}

// src/download/watchdog.ts
function beginWatch(atMs) {
  return { idleMs: 0, atMs, lines: 0, files: "", search: null, cpuMs: null };
}
function afterSample(watch, sample, atMs, limits) {
  const alive = showsLife(watch, sample, limits);
  return {
    idleMs: alive ? 0 : watch.idleMs + Math.min(Math.max(0, atMs - watch.atMs), limits.maxStepMs),
    atMs,
    lines: sample.lines,
    files: sample.files,
    search: sample.search ?? watch.search,
    // Small amounts add up until the next sign of life: a slow unpack uses little at a time.
    cpuMs: alive ? sample.cpuMs : watch.cpuMs ?? sample.cpuMs
  };
}
function isStalled(watch, { stallMs }) {
  return watch.idleMs >= stallMs;
}
function leastCpuMs(stallMs) {
  return Math.max(20, stallMs / 300);
}
function showsLife(watch, sample, { stallMs }) {
  if (sample.lines !== watch.lines || sample.files !== watch.files) return true;
  if (sample.search !== null && watch.search !== null && sample.search !== watch.search) return true;
  return sample.cpuMs !== null && watch.cpuMs !== null && sample.cpuMs - watch.cpuMs >= leastCpuMs(stallMs);
}

// src/download/watch-go.ts
async function watchGo({
  activity,
  linesSeen,
  clock,
  stallMs,
  over
}) {
  const everyMs = Math.max(10, Math.min(1e3, stallMs / 20));
  const limits = { stallMs, maxStepMs: 2 * everyMs };
  let watch = beginWatch(clock.now());
  while (!isStalled(watch, limits)) {
    await clock.sleep(everyMs, over).catch(() => {
    });
    if (over.aborted) return null;
    watch = afterSample(watch, await activity.sample(linesSeen(), watch.idleMs), clock.now(), limits);
  }
  return watch.idleMs;
}

// src/download/go-mod-download.ts
async function goModDownload(options) {
  const { clock, redact = (text2) => text2 } = options;
  const startedMs = clock.now();
  const output2 = createGoOutput({ redact, onRequest: options.onRequest });
  const run = await runWatched(options, output2);
  const wasCut = run.end.kind === "aborted" || run.end.kind === "limit";
  const lastUrl = wasCut ? await suspectUrl(options, output2) : null;
  const complete = run.end.kind === "exited" && run.end.code === 0;
  return {
    scope: options.scope.name,
    exit: exitOf(run, lastUrl === null ? null : redact(lastUrl)),
    ...output2.result(),
    zips: complete ? [] : output2.xLog.zipsBegun().map(redact),
    ms: clock.now() - startedMs,
    removed: complete ? [] : await removeLeftovers({ ...touched(options, output2), ...run })
  };
}
async function runWatched(options, output2) {
  const { clock, stallMs, gomodcache, scope, signal, go } = options;
  const env = await environment(options);
  const fromMs = clock.date().getTime();
  const stalled = new AbortController();
  const over = new AbortController();
  let watching = Promise.resolve(null);
  let untilMs = null;
  let held = [];
  const end = await runCommand({
    command: go,
    args: ["mod", "download", "-json", "-x"],
    cwd: scope.dir,
    env,
    signal: AbortSignal.any([signal, stalled.signal]),
    limitMs: options.deadlineMs,
    maxLineLength: 1048576,
    onStdout: output2.onStdout,
    onStderr: output2.onStderr,
    onStart: (pid) => {
      const bases = proxyBases(options.goproxy);
      const watched = { gomodcache, bases, xLog: output2.xLog, pid, stallMs };
      const activity = createActivitySampler({
        ...watched,
        processTimes: options.programs.processTimes,
        over: over.signal
      });
      watching = watchGo({ activity, linesSeen: output2.linesSeen, clock, stallMs, over: over.signal });
      void watching.then((idleMs) => idleMs !== null && stalled.abort());
    },
    onCut: async (pid) => {
      untilMs = clock.date().getTime();
      held = await groupOpenFiles(pid);
    }
  });
  over.abort();
  const stalledMs = await watching;
  return { end, stalledMs, held, fromMs, untilMs: untilMs ?? clock.date().getTime() - 50 };
}
function exitOf({ end, stalledMs }, lastUrl) {
  switch (end.kind) {
    case "limit":
      return { kind: "deadline", limitMs: end.limitMs, lastUrl };
    case "aborted":
      return stalledMs === null ? { kind: "cancelled" } : { kind: "stalled", idleMs: Math.round(stalledMs), lastUrl };
    default:
      return end;
  }
}
async function suspectUrl({ gomodcache, goproxy }, { xLog }) {
  const waited = xLog.awaited().at(-1);
  if (waited !== void 0) return waited;
  const zips = await openZips({ gomodcache, bases: proxyBases(goproxy), urls: xLog.zipsBegun() });
  return zips.at(-1) ?? xLog.commands().at(-1)?.remote ?? xLog.pinged();
}
function touched({ gomodcache, goproxy, ...rest }, { xLog }) {
  const { env, programs, clock } = rest;
  const bases = proxyBases(goproxy);
  const requested = [...xLog.asked()].map((url) => requestedFile(url, bases)).filter((file) => file !== null);
  return { gomodcache, env, programs, clock, requested, repositories: xLog.commands().map(({ dir }) => dir) };
}
async function environment(options) {
  const { env, goproxy, http1 } = options;
  const hasSshCommand = env.GIT_SSH_COMMAND || env.GIT_SSH ? true : await gitHasSshCommand(options);
  return goEnvironment({ env, goproxy, http1: http1 === true, hasSshCommand, platform: process.platform });
}
var gitConfigLimitMs = 1e4;
async function gitHasSshCommand(options) {
  const { scope, env, signal, deadlineMs, programs } = options;
  if (programs.git === null) return false;
  const { stdout } = await captureCommand({
    command: programs.git,
    args: ["config", "--get", "core.sshCommand"],
    cwd: scope.dir,
    env,
    signal,
    limitMs: Math.min(gitConfigLimitMs, deadlineMs)
  });
  return stdout !== "";
}

// src/run/go-round.ts
var goStallFactor = 6;
async function goRound(setup, world, request) {
  const done2 = new Set(request.done);
  const downloads = [];
  for (const scope of setup.project.scopes.filter(({ name }) => !done2.has(name))) {
    const download = await inScope(setup, world, scope, request);
    downloads.push(download);
    if (download.exit.kind === "exited" && download.exit.code === 0) done2.add(scope.name);
    else if (download.exit.kind !== "exited") break;
  }
  return { complete: done2.size === setup.project.scopes.length, done: done2, downloads };
}
async function inScope(setup, world, scope, { goproxy, deadlineMs, http1 }) {
  const { clock, signal, redact, log, progress } = world;
  let requests = 0;
  log.debug(`go mod download in ${scope.name}`);
  const startMs = clock.now();
  progress(() => ({
    share: null,
    parts: ["go mod download", plural(requests, "request"), formatDuration(clock.now() - startMs)]
  }));
  const download = await goModDownload({
    go: setup.go,
    programs: setup.programs,
    scope,
    env: { ...setup.env, ...scope.env },
    gomodcache: setup.project.env.GOMODCACHE,
    goproxy,
    stallMs: setup.inputs.stallTimeoutMs * goStallFactor,
    deadlineMs: Math.max(0, deadlineMs - clock.now()),
    signal,
    clock,
    http1,
    redact,
    onRequest: () => {
      requests++;
    }
  }).finally(() => progress(null));
  for (const file of download.removed) log.debug(`removed ${file}, which go had left half-written`);
  return download;
}
function requestsOf2({ downloads }) {
  return downloads.reduce((sum, { requests }) => sum + requests.sent, 0);
}
function refusesContent({ downloads }) {
  return witnessesOf(downloads).lines.some(
    (line) => /\bverifying |^SECURITY ERROR/.test(line) && !/: reading https?:/.test(line)
  );
}
function witnessesOf(downloads) {
  const failed3 = downloads.filter(({ exit: exit2 }) => exit2.kind !== "exited" || exit2.code !== 0);
  const modules = failed3.flatMap(({ modules: modules2 }) => modules2.flatMap(asWitness));
  const lines = failed3.flatMap(({ stderr, modules: modules2 }) => [
    ...stderr,
    ...modules2.flatMap(asWitness).flatMap(asLines)
  ]);
  const zips = failed3.flatMap(({ zips: zips2 }) => zips2);
  const exit = failed3.at(-1)?.exit;
  return { lines, modules, zips, ...exit && { exit } };
}
function asWitness({ path, version, error }) {
  return error === void 0 ? [] : [{ path, version, error }];
}
function asLines({ path, version, error }) {
  const named = error.includes(path) ? error : `${path}@${version}: ${error}`;
  return `go: ${named}`.split("\n");
}

// src/run/goproxy-for-go.ts
function redirectorsOf(list, refused) {
  return [...new Set(list.groups.flat())].flatMap((entry) => {
    if (entry.kind !== "http") return [];
    const found = refused.find(({ url }) => isBelow2(entry.url, url));
    return found === void 0 ? [] : [{ proxy: entry.display, from: found.from, to: found.to }];
  });
}
function goproxyForGo(list, without) {
  const patient = withoutEntries(list, without.paused);
  if (patient === null) return null;
  const ended = endedBefore(
    patient,
    without.redirectors.map(({ proxy }) => proxy)
  );
  if (ended !== null) return formatGoproxyList(ended);
  return without.hasFailures ? null : "off";
}

// src/run/attempt.ts
async function runAttempt(setup, world, request) {
  const { number, list } = request;
  const startedMs = world.clock.now();
  const round = await world.log.group(
    `Attempt ${number} of at most ${setup.inputs.attempts}`,
    () => fetchAndDownload(setup, world, request)
  );
  const found = await whatFailed(setup, world, { ...round, list });
  const decision = decideNext(setup, world, { ...request, ...round, ...found });
  const ms = world.clock.now() - startedMs;
  return { attempt: { number, ms, goproxy: displayGoproxyList(list), decision, ...found }, go: round.go };
}
async function fetchAndDownload(setup, world, { list, fetcher, number: attempt, timeline, ...request }) {
  for (; ; ) {
    const fetched = await timeline.measure(
      { step: "fetch", attempt },
      () => fetcher.fetch(request.deadlineMs),
      ({ spans }) => ({ upstreams: spans })
    );
    const { keptFromGo: keptFromGo2, witnesses } = fetched;
    const goproxy = goproxyForGo(list, {
      paused: keptFromGo2,
      redirectors: fetcher.redirectors(),
      hasFailures: witnesses.length > 0
    });
    if (goproxy === null) return { fetched, go: { complete: false, done: request.done, downloads: [] } };
    const go = await timeline.measure(
      { step: "go", attempt },
      () => goRound(setup, world, { ...request, goproxy })
    );
    for (const download of go.downloads) world.log.info(outcomeOf(download));
    if (go.complete || !refusesContent(go) || !await fetcher.replaceUnlisted()) return { fetched, go };
    world.log.warn(
      "go refused bytes that did not come from it; they were removed and are asked of another source."
    );
  }
}
function outcomeOf({ scope, exit, ms, requests }) {
  const ended = exit.kind === "exited" ? exit.code === 0 ? "done" : `exit code ${exit.code}` : exit.kind;
  const where = scope === "." ? "" : ` in ${scope}`;
  return `go mod download${where}: ${ended}, ${(ms / 1e3).toFixed(1)} s, ${requests.sent} requests`;
}
async function whatFailed(setup, { redact, signal }, { fetched, go, list }) {
  if (go.complete) return { classification: { primary: null, faults: [] }, excerpt: null };
  const seen = witnessesOf(go.downloads);
  const witnesses = {
    ...seen,
    ...signal.aborted && { exit: { kind: "cancelled" } },
    fetch: fetched.witnesses,
    context: await faultContext(setup, list)
  };
  const classification = withDecidingFault(list, classify(witnesses, { redact }));
  const excerpt = seen.lines.length === 0 ? null : excerptOf(seen.lines, classification, { redact });
  return { classification, excerpt };
}
function decideNext({ inputs, env, project }, { clock, random }, attempt) {
  const { go, fetched, list, classification, http1 } = attempt;
  const godebug = env.GODEBUG ?? project.env.GODEBUG;
  return decide({
    complete: go.complete,
    classification,
    attempt: attempt.number,
    maxAttempts: inputs.attempts,
    remainingMs: attempt.deadlineMs - clock.now(),
    retryAfterMs: fetched.retryAfterMs,
    otherUpstream: hasOtherUpstream(list, classification.primary, fetched.witnesses),
    godebug: http1 ? withHttp1(godebug) : godebug,
    dropped: attempt.dropped,
    random
  });
}

// src/run/cancelled.ts
var cancelled = statedFault({
  id: "killed/cancelled",
  message: "The job was cancelled."
});

// src/run/attempts.ts
async function downloadInAttempts(setup, world, { plan, ...request }) {
  const attempts2 = [];
  const dropped = [];
  let done2 = /* @__PURE__ */ new Set();
  let http1 = false;
  let requests = 0;
  for (let number = 1; ; number++) {
    const { attempt, go } = await runAttempt(setup, world, { ...request, number, done: done2, http1, dropped });
    done2 = go.done;
    requests += requestsOf2(go);
    attempts2.push(attempt);
    logAttempt(attempt, world);
    const { decision } = attempt;
    const outcome = { complete: go.complete, done: done2, requests };
    if (decision.kind !== "retry") return withFaults(outcome, attempts2);
    for (const module of decision.drop) await dropModule(setup.project.env.GOMODCACHE, module);
    if (decision.drop.length > 0) plan.modsRemoved();
    dropped.push(...decision.drop);
    http1 ||= decision.http1;
    const isCancelled = await request.timeline.measure(
      { step: "pause", attempt: number },
      () => world.clock.sleep(decision.afterMs, world.signal).then(
        () => false,
        () => true
      )
    );
    if (isCancelled) return withFaults(outcome, [...attempts2.slice(0, -1), cancelledAfter(attempt)]);
  }
}
function withFaults(outcome, attempts2) {
  const classifications = attempts2.map(({ classification }) => classification);
  const faults = faultsOfDownload({ complete: outcome.complete, attempts: classifications });
  return { ...outcome, attempts: attempts2, faults };
}
function cancelledAfter(attempt) {
  const faults = [cancelled, ...attempt.classification.faults];
  return {
    ...attempt,
    classification: { primary: cancelled, faults },
    decision: { kind: "stop", reason: "the job was cancelled in the pause before the next attempt" }
  };
}
function logAttempt({ number, classification: { primary }, decision }, { log }) {
  if (primary === null && decision.kind === "done") return;
  const what = primary === null ? "failed" : `failed: ${primary.id}${primary.module === null ? "" : `, ${primary.module}`}`;
  log.info(`Attempt ${number} ${what}`);
  log.info(nextStep(decision));
}
function nextStep(decision) {
  switch (decision.kind) {
    case "done":
      return "";
    case "retry":
      return `Next attempt ${decision.afterMs === 0 ? "at once" : `in ${(decision.afterMs / 1e3).toFixed(1)} s`}: ${decision.reason}`;
    case "stop":
      return `No further attempt: ${decision.reason}`;
  }
}

// src/fetch/fetch-abort.ts
import { setMaxListeners } from "node:events";
function startFetchAbort(options) {
  const { clock, limits, signal } = options;
  const all = new AbortController();
  const timer = new AbortController();
  setMaxListeners(0, all.signal);
  let firstReason = "cancelled";
  const abort = (reason2) => {
    if (all.signal.aborted) return;
    firstReason = reason2;
    all.abort();
  };
  const onCancel = () => abort("cancelled");
  if (signal.aborted) onCancel();
  signal.addEventListener("abort", onCancel, { once: true });
  clock.sleep(limits.deadlineMs, timer.signal).then(
    () => abort("deadline"),
    // The fetch ended before the deadline.
    () => {
    }
  );
  return {
    signal: all.signal,
    reason: () => firstReason,
    abort,
    end: () => {
      abort("cancelled");
      timer.abort();
      signal.removeEventListener("abort", onCancel);
    }
  };
}

// src/fetch/file/file-source.ts
function createFileSource(options) {
  const files = /* @__PURE__ */ new Map();
  const obtainNow = async (file) => {
    const text2 = await options.readPresent(file);
    if (text2 !== null) return { kind: "present", text: text2 };
    const taken = await options.takeFile(file);
    if (taken !== null) return taken;
    if (options.isPrivate(file.path)) return { kind: "left", why: "private", faults: [], absences: [] };
    if (file.kind === "zip" && !options.isVerifiable(file))
      return { kind: "left", why: "unverifiable", faults: [], absences: [] };
    return options.fetchFile(file);
  };
  const obtainOrCrash = (file) => obtainNow(file).catch((error) => {
    options.onCrash();
    throw error;
  });
  const obtain = ({ path, version, kind }) => {
    const file = { path, version, kind };
    const key = `${moduleName(file)}.${kind}`;
    const known2 = files.get(key) ?? { file, result: obtainOrCrash(file) };
    files.set(key, known2);
    return known2.result;
  };
  return {
    obtain,
    readMod: async (module) => {
      const result = await obtain({ ...module, kind: "mod" });
      return result.kind === "left" ? null : result.text;
    },
    settled: async () => {
      for (; ; ) {
        const known2 = [...files.values()];
        const obtained = await Promise.all(
          known2.map(async ({ file, result }) => ({ file, result: await result }))
        );
        if (obtained.length === files.size) return obtained;
      }
    }
  };
}

// src/fetch/file/route.ts
function nextStep2({ candidates, isLast }) {
  const untried = candidates.flatMap(
    (candidate, index) => candidate.tried === null ? [{ ...candidate, index }] : []
  );
  const allReady = untried.filter(({ availability }) => availability.kind === "ready");
  const ready = allReady.find(({ isAskedLast }) => !isAskedLast) ?? allReady[0];
  if (ready !== void 0) return { kind: "request", candidate: ready.index };
  const failed3 = candidates.filter(({ tried }) => tried === "failed");
  const mayComeBack = failed3.some(({ availability }) => availability.kind !== "given-up");
  const paused = untried.filter(({ availability }) => availability.kind === "paused");
  if (mayComeBack) {
    const isOutage = failed3.every(({ availability }) => availability.kind !== "ready");
    return { kind: "back-off", untilMs: earliest([...failed3, ...paused]), isOutage };
  }
  if (paused.length > 0) return { kind: "wait", untilMs: earliest(paused) };
  const isAgreed = candidates.every(({ tried }) => tried === "absent");
  if (isAgreed) return isLast ? { kind: "leave", why: "absent" } : { kind: "next-group" };
  if (failed3.length > 0) return { kind: "leave", why: "failed" };
  return { kind: "leave", why: untried.length > 0 ? "given-up" : "refused" };
}
function earliest(candidates) {
  const times = candidates.flatMap(({ availability }) => {
    if (availability.kind === "ready") return [null];
    return availability.kind === "paused" ? [availability.untilMs] : [];
  });
  return times.reduce(
    (least, time) => least === null || time === null ? null : Math.min(least, time),
    times[0] ?? null
  );
}

// src/fetch/file/wait.ts
function waitBeforeRetry({ isOutage, untilMs }, { group, retry: retry2 }, options) {
  if (isOutage) return waitForUpstream(group, untilMs, options);
  const wait = fullJitterMs(longestBackoffMs(retry2), options.random);
  return sleepUntil(Math.max(options.clock.now() + wait, untilMs ?? 0), options);
}
async function waitForUpstream(group, untilMs, options) {
  if (untilMs !== null) return sleepUntil(untilMs, options);
  const over = new AbortController();
  const stop2 = () => over.abort();
  options.signal.addEventListener("abort", stop2, { once: true });
  const changes = group.upstreams.map(({ limiter }) => limiter.changed());
  const deadline = sleepUntil(options.deadlineAtMs - 1, { ...options, signal: over.signal });
  await Promise.race([...changes, deadline]);
  options.signal.removeEventListener("abort", stop2);
  over.abort();
  return true;
}
async function sleepUntil(untilMs, { clock, signal, deadlineAtMs }) {
  if (untilMs >= deadlineAtMs) return false;
  return clock.sleep(Math.max(0, untilMs - clock.now()), signal).then(
    () => true,
    () => true
  );
}

// src/fetch/file/fetch-file.ts
var roundsPerGroup = 4;
var priorities = { retry: 0, mod: 1, info: 2, zip: 3 };
async function fetchFile(file, options) {
  const history = { faults: /* @__PURE__ */ new Map(), absences: /* @__PURE__ */ new Map() };
  const faults = () => [...history.faults].map(([proxy, fault]) => ({ proxy, fault }));
  const absences = () => [...history.absences].map(([proxy, id]) => ({ proxy, id }));
  for (const [index, group] of options.groups.entries()) {
    const isLast = index === options.groups.length - 1;
    const result = await fetchFromGroup({ file, group, isLast, history, tried: /* @__PURE__ */ new Map() }, options);
    if (result.kind === "next-group") continue;
    if (result.kind === "admitted") return { ...result, faults: faults() };
    const why = options.signal.aborted ? options.whyAborted() : result.why;
    return { kind: "left", why, faults: faults(), absences: absences() };
  }
  return { kind: "left", why: "absent", faults: faults(), absences: absences() };
}
async function fetchFromGroup(visit, options) {
  const { file, group, isLast, tried } = visit;
  for (let round = 1, isRetry = false; !options.signal.aborted; ) {
    const step = nextStep2({ candidates: candidatesOf(visit), isLast });
    if (step.kind === "leave") addFaultsOfGivenUp(visit, options.lastFaults);
    if (step.kind === "leave" || step.kind === "next-group") return step;
    if (step.kind === "request") {
      const priority = priorities[isRetry ? "retry" : file.kind];
      const result = await requestFrom(group.upstreams[step.candidate], { visit, priority }, options);
      if (result !== null) return result;
    } else if (step.kind === "wait") {
      if (!await waitForUpstream(group, step.untilMs, options)) return { kind: "leave", why: "given-up" };
    } else {
      if (!step.isOutage && round++ >= roundsPerGroup) return { kind: "leave", why: "failed" };
      if (!options.budget.take()) return { kind: "leave", why: "budget" };
      isRetry = true;
      if (!await waitBeforeRetry(step, { group, retry: round - 1 }, options))
        return { kind: "leave", why: "failed" };
      for (const [upstream, how] of tried) if (how === "failed") tried.delete(upstream);
    }
  }
  return { kind: "leave", why: "deadline" };
}
function addFaultsOfGivenUp({ group, history }, lastFaults) {
  for (const { name, limiter } of group.upstreams) {
    const fault = lastFaults.get(name);
    if (fault === void 0 || history.faults.has(name) || limiter.availability().kind !== "given-up")
      continue;
    history.faults.set(name, { ...fault, reason: `not asked any more, after ${fault.reason}` });
  }
}
function candidatesOf({ group, tried }) {
  return group.upstreams.map((upstream) => ({
    availability: upstream.limiter.availability(),
    tried: tried.get(upstream) ?? null,
    isAskedLast: upstream.record.isAskedLast()
  }));
}
async function requestFrom(upstream, { visit, priority }, options) {
  const { file, group, tried } = visit;
  const permit = await upstream?.limiter.acquire(priority, options.signal);
  if (upstream === void 0 || !permit) return null;
  const untried = group.upstreams.filter((other) => !tried.has(other));
  const limitMs = (options.deadlineAtMs - options.clock.now()) / Math.max(1, untried.length);
  const hedgeUpstreams = [...untried.filter((other) => other !== upstream), upstream];
  for (const ended of await options.sendRequest({ upstream, permit, file, limitMs, hedgeUpstreams })) {
    const result = noteOutcome(ended, visit);
    if (result !== null) return result;
  }
  return null;
}
function noteOutcome({ upstream, outcome }, { file, history, tried }) {
  const { name: proxy, record } = upstream;
  if (outcome.kind === "admitted") {
    record.onFile(file);
    return { ...outcome, proxy };
  }
  if (outcome.kind === "absent") history.absences.set(proxy, outcome.id);
  if (outcome.kind === "failed") history.faults.set(proxy, outcome.fault);
  if (outcome.kind === "failed" && outcome.fault.local) return { kind: "leave", why: "disk" };
  if (outcome.kind === "not-verified") return { kind: "leave", why: "not-verified" };
  const how = triedOf(outcome);
  if (outcome.kind === "failed" && categoryOf(outcome.fault.id) === "checksum-mismatch") record.onWrongBytes();
  else if (how !== "failed") record.onRefusal(file);
  tried.set(upstream, how);
  return null;
}
function triedOf(outcome) {
  if (outcome.kind === "absent") return "absent";
  return outcome.kind === "abandoned" || faultKind(outcome.fault.id).transient ? "failed" : "refused";
}

// src/fetch/request/file-request.ts
var outrun = "outrun";

// src/fetch/request/shared-timer.ts
var shortestSleepMs = 5;
function createSharedTimer(clock) {
  const scheduled = /* @__PURE__ */ new Set();
  let sleep2 = null;
  const wakeUp = () => {
    sleep2?.over.abort("over");
    sleep2 = null;
  };
  const sleepUntil2 = (untilMs, nowMs) => {
    if (sleep2 !== null && sleep2.untilMs <= untilMs) return;
    wakeUp();
    const over = new AbortController();
    sleep2 = { untilMs, over };
    clock.sleep(Math.max(shortestSleepMs, untilMs - nowMs), over.signal).then(() => {
      if (!over.signal.aborted) callDue();
    }).catch(() => {
    });
  };
  const callDue = () => {
    sleep2 = null;
    const nowMs = clock.now();
    for (const each of [...scheduled]) {
      if (each.dueMs <= nowMs && scheduled.delete(each)) each.callback();
    }
    if (scheduled.size > 0) sleepUntil2(Math.min(...[...scheduled].map(({ dueMs }) => dueMs)), nowMs);
  };
  return {
    schedule: (delayMs, callback) => {
      const nowMs = clock.now();
      const each = { dueMs: nowMs + delayMs, callback };
      scheduled.add(each);
      sleepUntil2(each.dueMs, nowMs);
      return () => {
        if (scheduled.delete(each) && scheduled.size === 0) wakeUp();
      };
    }
  };
}

// src/fetch/file/hedge.ts
var keptSamples = 64;
function createLatencySamples() {
  const ring = [];
  let next = 0;
  let count = 0;
  return {
    add: (firstByteMs) => {
      ring[next] = firstByteMs;
      next = (next + 1) % keptSamples;
      count++;
    },
    values: () => ring,
    count: () => count
  };
}
var samplesNeeded = 8;
var unknownUpstreamMs = 1e3;
var percentilesToHedge = 3;
var shortestDelayMs = 200;
function hedgeDelayMs(samples, stallMs) {
  if (samples.length < samplesNeeded) return Math.min(unknownUpstreamMs, stallMs / 2);
  const delayMs = Math.max(shortestDelayMs, percentilesToHedge * percentile(samples, 0.95));
  return Math.min(delayMs, stallMs / 2);
}
function isUnanswered(silentMs, stallMs) {
  return silentMs >= Math.min(unknownUpstreamMs, stallMs / 2);
}
var shareOfRequests = 0.05;
var fewestHedges = 3;
function mayHedge(sent, hedges) {
  return hedges < Math.max(fewestHedges, Math.floor(sent * shareOfRequests));
}
function percentile(values, share2) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share2) - 1)] ?? 0;
}

// src/fetch/file/hedged-request.ts
function createHedgedSender({ sendRequest: sendRequest2, clock, stallMs }) {
  const timer = createSharedTimer(clock);
  let sent = 0;
  let hedges = 0;
  const unanswered = /* @__PURE__ */ new Map();
  const send = (request, how) => {
    sent++;
    return sentRequest(request, how, sendRequest2);
  };
  return {
    sendRequest: async (request) => {
      const { upstream, permit } = request;
      const startMs = clock.now();
      const onOvertaken = () => {
        if (!isUnanswered(clock.now() - startMs, stallMs)) return;
        unanswered.set(upstream.name, (unanswered.get(upstream.name) ?? 0) + 1);
      };
      const first = send(request, { upstream, permit, isHedge: false });
      if (!await isSilent(first, { timer, stallMs })) return [await outcomeOf2(first)];
      const target = mayHedge(sent, hedges) ? hedgeTarget(request) : null;
      if (target === null) return [await outcomeUnlessUnhealthy(first, request)];
      hedges++;
      return race(first, send(request, { ...target, isHedge: true }), onOvertaken);
    },
    hedges: () => hedges,
    unanswered: () => unanswered
  };
}
function sentRequest({ file, limitMs, hedgeUpstreams }, how, sendRequest2) {
  const { upstream } = how;
  const controller = new AbortController();
  let onContent = () => {
  };
  const content = new Promise((resolve) => {
    onContent = resolve;
  });
  const mayAnswerLate = () => isOnlyLikelySource(file, upstream, hedgeUpstreams);
  return {
    upstream,
    content,
    outcome: sendRequest2({ ...how, file, limitMs, mayAnswerLate, controller, onContent }),
    abandon: (why) => controller.abort(why === "outrun" ? outrun : void 0)
  };
}
function isSilent({ upstream, content, outcome }, { timer, stallMs }) {
  return new Promise((resolve) => {
    const delayMs = hedgeDelayMs(upstream.latencies.values(), stallMs);
    const cancel = timer.schedule(delayMs, () => resolve(true));
    const onHeard = () => {
      cancel();
      resolve(false);
    };
    void content.then(onHeard);
    outcome.then(onHeard, onHeard);
  });
}
function isOnlyLikelySource(file, upstream, hedgeUpstreams) {
  if (file.kind !== "zip" || !upstream.record.hasGiven(file)) return false;
  return !hedgeUpstreams.some((other) => other !== upstream && other.limiter.isHealthy());
}
function hedgeTarget({
  hedgeUpstreams
}) {
  for (const upstream of hedgeUpstreams) {
    if (upstream.entry.kind === "file") continue;
    const permit = upstream.limiter.acquireForHedge();
    if (permit !== null) return { upstream, permit };
  }
  return null;
}
async function outcomeUnlessUnhealthy(request, { hedgeUpstreams }) {
  const { limiter } = request.upstream;
  const others = hedgeUpstreams.filter((other) => other !== request.upstream);
  let isOver = false;
  const abandonWhenUnhealthy = async () => {
    while (!isOver) {
      const isReady = limiter.availability().kind === "ready";
      if (!isReady && others.some((other) => other.limiter.availability().kind === "ready"))
        return request.abandon("outrun");
      await limiter.changed();
    }
  };
  await Promise.race([request.content, request.outcome, abandonWhenUnhealthy()]);
  isOver = true;
  return outcomeOf2(request);
}
async function race(first, second, onOvertaken) {
  const requests = [first, second];
  const winner = await Promise.race(
    requests.flatMap((request) => [request.content.then(() => request), request.outcome.then(() => null)])
  );
  if (winner === null) {
    return Promise.all(requests.map(outcomeOf2));
  }
  const loser = winner === first ? second : first;
  if (loser === first) onOvertaken();
  loser.abandon(loser === first && second.upstream !== first.upstream ? "outrun" : "not-needed");
  return loser.upstream === winner.upstream ? [await outcomeOf2(winner)] : Promise.all([outcomeOf2(winner), outcomeOf2(loser)]);
}
async function outcomeOf2({ upstream, outcome }) {
  return { upstream, outcome: await outcome };
}

// src/retry/retry-after.ts
var dayMs = 864e5;
var date = /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}/;
var isDate = new RegExp(`^(?:${date.source})$`);
var oneValue = new RegExp(`\\s*(${date.source}|[^,]+)`, "g");
function retryAfterMs(header, now) {
  const headers = typeof header === "string" ? [header] : header ?? [];
  const waits = headers.flatMap((text2) => [...text2.slice(0, 1024).matchAll(oneValue)]).map(([, value = ""]) => waitMs(value.trim(), now)).filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}
function waitMs(value, now) {
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1e3, dayMs);
  const time = isDate.test(value) ? dateMs(value) : null;
  return time === null ? null : Math.min(Math.max(0, time - now.getTime()), dayMs);
}
function dateMs(value) {
  const ms = Date.parse(value.endsWith("GMT") ? value : `${value} GMT`);
  const day = Number(/\d+/.exec(value)?.[0]);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

// src/fetch/request/failure.ts
var pauseAfter429Ms = 1e4;
var longestReason = 500;
function networkFault(failure, status) {
  const { id, code, message } = failure;
  const tooLarge2 = id === "server-error/too-large";
  const local = id === "disk/too-many-open-files";
  return {
    id,
    status,
    code,
    reason: message.slice(0, longestReason),
    verdict: tooLarge2 ? "too-large" : "error",
    health: tooLarge2 || local ? { kind: "none" } : healthAfter(id),
    keptFromGo: tooLarge2 ? "too-large" : null,
    pauseUntilMs: null,
    local
  };
}
function healthAfter(id) {
  const isUnusable = !faultKind(id).transient && categoryOf(id) !== "server-error";
  return { kind: isUnusable ? "unusable" : "failure" };
}
function stallFault(why, phase, ms) {
  const seconds = (ms / 1e3).toFixed(1);
  const reasons = {
    silent: phase === "headers" ? `no answer within ${seconds} s` : `stalled in the middle of the answer; cut off after ${seconds} s`,
    trickle: `less than 1 KiB/s; cut off after ${seconds} s`,
    slice: `not done within its share of the time limit, ${seconds} s`
  };
  return {
    id: "timeout/stalled",
    status: null,
    code: "STALLED",
    reason: reasons[why],
    verdict: "stalled",
    health: { kind: "failure" },
    keptFromGo: null,
    pauseUntilMs: null,
    local: false
  };
}
function statusFault(meaning, answer) {
  const { status } = answer;
  const wait = retryAfterMs(answer.retryAfter, answer.now);
  const limited2 = categoryOf(meaning.id) === "rate-limited";
  const throttled2 = limited2 || wait !== null && wait > 0 && status >= 500;
  const said = firstLine(answer.body);
  return {
    id: meaning.id,
    status,
    code: null,
    reason: `status ${status}${said === "" ? "" : `: ${said}`}`,
    verdict: meaning.blames === "access" ? "refused" : "error",
    health: throttled2 ? { kind: "throttled", retryAfterMs: wait ?? pauseAfter429Ms } : healthBy[meaning.blames](meaning.id),
    keptFromGo: wait !== null && wait > 0 && throttled2 ? "retry-after" : null,
    pauseUntilMs: wait === null ? null : answer.nowMs + wait,
    local: false
  };
}
var healthBy = {
  upstream: healthAfter,
  file: () => ({ kind: "success" }),
  access: () => ({ kind: "refused" })
};
function contentFault({ id, reason: reason2 }) {
  return {
    id,
    status: 200,
    code: null,
    reason: reason2,
    verdict: "wrong-content",
    health: { kind: categoryOf(id) === "checksum-mismatch" ? "none" : "failure" },
    keptFromGo: null,
    pauseUntilMs: null,
    local: false
  };
}
function diskFault(code, file) {
  const ids = {
    ENOSPC: "disk/full",
    EDQUOT: "disk/full",
    EROFS: "disk/read-only",
    EACCES: "disk/permission",
    EPERM: "disk/permission",
    EMFILE: "disk/too-many-open-files"
  };
  return {
    id: ids[code] ?? "disk/module-cache",
    status: null,
    code,
    reason: `the .${file.kind} could not be written into the module cache (${code})`,
    verdict: "error",
    health: { kind: "none" },
    keptFromGo: null,
    pauseUntilMs: null,
    local: true
  };
}
function firstLine(body) {
  const line = body.trim().split("\n", 1)[0] ?? "";
  return line.startsWith("<") ? "" : line.slice(0, 200);
}

// src/modcache/zip-check.ts
async function checkZip(path, module) {
  const { readZipFile } = await import("./zip-TY7OXBR6.js");
  return readZipFile(path, (zip) => checkNames(zip, module)).catch(damage);
}
async function checkZipBytes(bytes, module) {
  const { readZipBuffer } = await import("./zip-TY7OXBR6.js");
  return readZipBuffer(bytes, (zip) => checkNames(zip, module)).catch(damage);
}
async function checkNames({ file }, module) {
  const prefix = Buffer.from(`${moduleName(module)}/`);
  for await (const { fileNameRaw } of file.eachEntry()) {
    if (!fileNameRaw.subarray(0, prefix.length).equals(prefix)) {
      return `the zip has a file of another module: ${JSON.stringify(fileNameRaw.toString("utf8", 0, 200))}`;
    }
  }
  return null;
}
function damage(error) {
  if (error instanceof RangeError) return error.message;
  throw error;
}

// src/fetch/request/content.ts
function checkInfo(text2, { version: wanted }) {
  const version = versionOfInfo(text2);
  if (version === null) {
    const problem2 = isWebPage(text2) ? contentProblem : damagedContent;
    return problem2("the .info is no JSON object with a Version");
  }
  if (version === wanted) return null;
  return contentProblem(`the .info is for version ${shownVersion(version)}`);
}
function isWebPage(text2) {
  return text2.trimStart().startsWith("<");
}
function checkMod(text2, hash, allowed) {
  if (allowed.includes(hash)) return null;
  const isGoMod = allowed.length > 0 && text2.length > parsedCharacters ? beginsAsGoMod(text2) : isWholeGoMod(text2);
  if (!isGoMod) return contentProblem("the .mod is no go.mod file");
  if (allowed.length === 0) return null;
  return {
    id: "checksum-mismatch/go-mod",
    reason: `the .mod has the hash ${hash}, go.sum has ${allowed.join(" or ")}`
  };
}
var parsedCharacters = 65536;
function beginsAsGoMod(text2) {
  return /^[ \t]*module[ \t]/m.test(text2.slice(0, parsedCharacters));
}
function isWholeGoMod(text2) {
  const parsed = parseDependencyGoMod(text2);
  return parsed.kind === "ok" && parsed.mod.module !== null;
}
function checkZipHash(hash, allowed) {
  if (allowed.includes(hash)) return null;
  return {
    id: "checksum-mismatch/go-sum",
    reason: `the .zip has the hash ${hash}, go.sum has ${allowed.join(" or ")}`
  };
}
function contentProblem(reason2) {
  return { id: "server-error/wrong-content", reason: reason2 };
}
function damagedContent(reason2) {
  return { id: "server-error/damaged-content", reason: reason2 };
}
var shownCharacters = 200;
function shownVersion(version) {
  const text2 = JSON.stringify(version.slice(0, shownCharacters));
  return version.length > shownCharacters ? `${text2}, cut from ${version.length} characters` : text2;
}

// src/fetch/request/receive.ts
var inMemoryBytes = 256 * 1024;
var DiskError = class extends Error {
  code;
  constructor(code, cause) {
    super("disk error", { cause });
    this.code = code;
  }
};
function receive(incoming) {
  return incoming.file.kind === "zip" ? receiveZip(incoming) : receiveSmall(incoming);
}
async function receiveSmall(incoming) {
  const { file } = incoming;
  const chunks = [];
  for await (const chunk of incoming.body) {
    chunks.push(chunk);
    incoming.onBytes(chunk.length);
  }
  incoming.onEnd();
  const bytes = Buffer.concat(chunks);
  const text2 = bytes.toString("utf8");
  const problem2 = file.kind === "info" ? checkInfo(text2, file) : checkMod(text2, hashMod(bytes), incoming.sums);
  if (problem2 !== null) return failed(problem2);
  return admitBytes(bytes, incoming, file.kind === "mod" ? text2 : null);
}
async function receiveZip(incoming) {
  const { file, admission } = incoming;
  const held = [];
  let bytes = 0;
  let pending = null;
  try {
    for await (const chunk of incoming.body) {
      bytes += chunk.length;
      incoming.onBytes(chunk.length);
      held.push(chunk);
      if (bytes <= inMemoryBytes) continue;
      pending ??= await onDisk(() => admission.open(file));
      await writeAll(pending, held);
      incoming.onResume();
    }
    incoming.onEnd();
    if (incoming.sums.length > 0) return await admitVerified(incoming, { bytes, held, pending });
    if (pending === null) return await admitSmallZip(Buffer.concat(held), incoming);
    const written = pending;
    const damage2 = await onDisk(() => checkZip(written.path, file));
    if (damage2 !== null) return failed(damagedContent(damage2));
    return admitted(await onDisk(() => written.commit()), { bytes, text: null });
  } finally {
    await pending?.abandon();
  }
}
async function admitVerified({ file: { path, version }, sums, zips }, {
  bytes,
  held,
  pending
}) {
  const source = pending === null ? { kind: "bytes", bytes: joined(held, bytes) } : { kind: "file", path: await onDisk(() => pending.finish()), sizeBytes: bytes };
  const outcome = await zips.admit({ module: { path, version }, source, sums });
  switch (outcome.kind) {
    case "admitted":
    case "present":
      return admitted(outcome.kind, { bytes, text: null });
    case "wrong":
      return failed(checkZipHash(outcome.hash, sums) ?? contentProblem("the .zip is another one"));
    case "damaged":
      return failed(damagedContent(outcome.reason));
    case "not-verified":
      return { kind: "not-verified" };
    case "disk":
      throw new DiskError(outcome.code, outcome);
  }
}
function joined(chunks, bytes) {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
async function writeAll(pending, held) {
  for (const chunk of held.splice(0)) await onDisk(() => pending.write(chunk));
}
async function admitSmallZip(bytes, incoming) {
  const damage2 = await checkZipBytes(bytes, incoming.file);
  return damage2 === null ? admitBytes(bytes, incoming, null) : failed(damagedContent(damage2));
}
function admitBytes(bytes, { admission, file }, text2) {
  return onDisk(async () => admitted(await admission.admitBytes(file, bytes), { bytes: bytes.length, text: text2 }));
}
function admitted(placed, file) {
  return { kind: "admitted", ...file, isOurs: placed === "admitted" };
}
function failed(problem2) {
  return { kind: "failed", fault: contentFault(problem2) };
}
async function onDisk(work) {
  try {
    return await work();
  } catch (error) {
    throw new DiskError(diskFailure(error).code, error);
  }
}

// src/fetch/request/request-telemetry.ts
function requestTelemetry({ file, upstream, isHedge }, ended) {
  const { outcome } = ended;
  const { status, bytes, startMs, firstByteMs } = ended.progress;
  const fault = outcome.kind === "failed" ? outcome.fault : null;
  const verdicts = {
    admitted: "ok",
    absent: "not-found",
    abandoned: "abandoned",
    "not-verified": "ok",
    failed: fault?.verdict ?? "error"
  };
  return {
    path: file.path,
    version: file.version,
    kind: file.kind,
    proxy: upstream.name,
    status,
    code: fault?.code ?? null,
    bytes,
    startMs: Math.round(startMs - ended.fetchStartMs),
    firstByteMs: firstByteMs === null ? null : Math.round(firstByteMs),
    ms: Math.round(ended.nowMs - startMs),
    verdict: verdicts[outcome.kind],
    category: fault === null ? null : categoryOf(fault.id),
    hedge: isHedge
  };
}

// src/fetch/request/stall-detector.ts
var trickleBytesPerSecond = 1024;
var trickleStalls = 1.5;
var lateAnswerStalls = 3;
var longestLateAnswerMs = 3e4;
function startStallDetector(options) {
  const { clock, timer = createSharedTimer(clock), cutOff } = options;
  const startMs = clock.now();
  const arrival = { startMs, lastMs: startMs, periodMs: startMs, periodBytes: null };
  let cancel = () => {
  };
  const check = (nowMs) => {
    const why = cutOffReason(arrival, options, nowMs);
    if (why !== null) {
      cutOff(why);
      return;
    }
    if (isPeriodOver(arrival, options, nowMs)) Object.assign(arrival, { periodMs: nowMs, periodBytes: 0 });
    cancel = timer.schedule(nextCheckMs(arrival, options, nowMs) - nowMs, () => check(clock.now()));
  };
  check(startMs);
  return {
    onBytes: (count) => {
      arrival.lastMs = clock.now();
      if (arrival.periodBytes === null) arrival.periodMs = arrival.lastMs;
      arrival.periodBytes = (arrival.periodBytes ?? 0) + count;
    },
    onResume: () => {
      arrival.lastMs = clock.now();
    },
    stop: () => cancel()
  };
}
function cutOffReason(arrival, limits, nowMs) {
  if (nowMs - arrival.startMs >= limits.limitMs) return "slice";
  if (isSilent2(arrival, limits, nowMs)) return "silent";
  const trickleBytes = trickleMs(limits) / 1e3 * trickleBytesPerSecond;
  const isTrickle = isPeriodOver(arrival, limits, nowMs) && (arrival.periodBytes ?? 0) < trickleBytes;
  return isTrickle ? "trickle" : null;
}
function isSilent2({ lastMs, periodBytes }, limits, nowMs) {
  const silenceMs3 = nowMs - lastMs;
  if (silenceMs3 >= lateAnswerMs(limits)) return true;
  return silenceMs3 >= limits.stallMs && (periodBytes !== null || limits.mayAnswerLate?.() !== true);
}
function isPeriodOver({ periodMs, periodBytes }, limits, nowMs) {
  return periodBytes !== null && nowMs - periodMs >= trickleMs(limits);
}
function nextCheckMs({ startMs, lastMs, periodMs, periodBytes }, limits, nowMs) {
  const { stallMs, limitMs } = limits;
  const silenceMs3 = nowMs - lastMs;
  const untilSilentMs = silenceMs3 >= stallMs ? Math.min(silenceMs3 + stallMs, lateAnswerMs(limits)) : stallMs;
  const trickleAtMs = periodBytes === null ? Infinity : periodMs + trickleMs(limits);
  return Math.min(startMs + limitMs, lastMs + untilSilentMs, trickleAtMs);
}
function trickleMs({ stallMs }) {
  return stallMs * trickleStalls;
}
function lateAnswerMs({ stallMs }) {
  return Math.max(stallMs, Math.min(lateAnswerStalls * stallMs, longestLateAnswerMs));
}

// src/fetch/request/transfer.ts
import { createReadStream } from "node:fs";
import { stat as stat2 } from "node:fs/promises";
import { join as join5 } from "node:path";
import { fileURLToPath } from "node:url";

// src/fetch/request/answer.ts
function readAnswer(answer) {
  const id = faultOfAnswer(answer);
  const { transient } = faultKind(id);
  if ((answer.status === 404 || answer.status === 410) && !transient) return { kind: "absent", id };
  const isUpstreams = transient || answer.status >= 500 || answer.status === 407;
  const layer = layerOf[categoryOf(id)];
  const isRefusal2 = layer === "access" || layer === "module";
  return { kind: "failed", id, blames: isUpstreams ? "upstream" : isRefusal2 ? "access" : "file" };
}

// src/fetch/request/transfer.ts
var readErrorBytes = 16 * 1024;
async function transfer(at) {
  const { request, options, progress, detector } = at;
  const { file, upstream } = request;
  const { entry } = upstream;
  if (entry.kind === "file") return readFromFolder(join5(fileURLToPath(entry.url), fileName(file)), at);
  const url = moduleFileUrl(entry.url, file);
  const { signal } = request.controller;
  const answer = await options.http.get({ url, maxBytes: maxFileBytes[file.kind], signal });
  if (answer.kind === "failure") return { kind: "failed", fault: networkFault(answer, null) };
  progress.status = answer.status;
  progress.firstByteMs = options.clock.now() - progress.startMs;
  upstream.latencies.add(progress.firstByteMs);
  detector.onBytes(0);
  if (answer.status === 200) return receiveBody(answer.body, at);
  return readOtherStatus(answer, { file, url, clock: options.clock });
}
async function readFromFolder(path, at) {
  const found = await stat2(path).catch(() => null);
  if (!found?.isFile()) return { kind: "absent", id: localAbsence[at.request.file.kind] };
  return receiveBody(createReadStream(path, { signal: at.request.controller.signal }), at);
}
var localAbsence = {
  info: "version-unavailable/local-mirror",
  mod: "version-unavailable/local-mirror",
  zip: "not-found/local-mirror"
};
function receiveBody(body, { request, options, progress, detector }) {
  const { file } = request;
  request.onContent();
  return receive({
    file,
    body,
    admission: options.admission,
    sums: options.sumsOf(file),
    zips: options.zips,
    onBytes: (count) => {
      progress.bytes += count;
      options.onBytes(request.upstream.name, count);
      detector.onBytes(count);
    },
    onResume: detector.onResume,
    onEnd: detector.stop
  });
}
async function readOtherStatus(answer, { file, url, clock }) {
  const { status, headers } = answer;
  const body = await readErrorText(answer.body);
  const meaning = readAnswer({ status, body, file, url });
  if (meaning.kind === "absent") return meaning;
  const retryAfter = headers["retry-after"];
  const details = { status, retryAfter, now: clock.date(), nowMs: clock.now(), body };
  return { kind: "failed", fault: statusFault(meaning, details) };
}
async function readErrorText(body) {
  const chunks = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > readErrorBytes) break;
    }
  } catch {
  }
  return Buffer.concat(chunks).toString("utf8", 0, readErrorBytes);
}

// src/fetch/request/request.ts
function createRequestSender(options) {
  const { clock, signal, startMs, lastFaults } = options;
  const timer = createSharedTimer(clock);
  const underWay = abortedWith(signal);
  return async (request) => {
    const { controller, upstream, permit } = request;
    const progress = newProgress(request, clock);
    const detector = watchForStall(request, { options, timer, progress });
    underWay.add(controller);
    const ended = await transfer({ request, options, progress, detector }).catch((error) => failed2(faultOf(error, request, progress))).finally(() => {
      detector.stop();
      underWay.delete(controller);
    });
    const isCutOff = controller.signal.aborted && ended.kind === "failed" && !ended.fault.local;
    const outcome = isCutOff ? cutOffOutcome(progress, clock) : ended;
    if (outcome.kind === "failed") lastFaults.set(upstream.name, outcome.fault);
    permit.release(healthSignalOf(outcome, request, progress));
    options.onEnd(requestTelemetry(request, { progress, outcome, fetchStartMs: startMs, nowMs: clock.now() }));
    return outcome;
  };
}
function abortedWith(signal) {
  const controllers = /* @__PURE__ */ new Set();
  const abortAll = () => {
    for (const controller of controllers) controller.abort();
  };
  signal.addEventListener("abort", abortAll, { once: true });
  return {
    add: (controller) => {
      if (signal.aborted) controller.abort();
      return controllers.add(controller);
    },
    delete: (controller) => controllers.delete(controller)
  };
}
function watchForStall({ limitMs, mayAnswerLate, controller }, {
  options: { clock, stallMs },
  timer,
  progress
}) {
  const cutOff = (why) => {
    progress.cutOff = why;
    controller.abort();
  };
  return startStallDetector({ clock, timer, stallMs, limitMs, mayAnswerLate, cutOff });
}
function newProgress({ upstream }, clock) {
  const answersBefore = upstream.latencies.count();
  return { startMs: clock.now(), answersBefore, firstByteMs: null, status: null, bytes: 0, cutOff: null };
}
function failed2(fault) {
  return { kind: "failed", fault };
}
function faultOf(error, { file, upstream }, { status }) {
  if (error instanceof DiskError) return diskFault(error.code, file);
  if (!(error instanceof NetworkError) && errorCode(error) === null) throw error;
  return networkFault(networkFailure(error, { phase: "body", host: hostOf2(upstream) }), status);
}
function cutOffOutcome({ cutOff, startMs, firstByteMs }, clock) {
  if (cutOff === null) return { kind: "abandoned" };
  return failed2(stallFault(cutOff, firstByteMs === null ? "headers" : "body", clock.now() - startMs));
}
function healthSignalOf(outcome, { controller, upstream }, { answersBefore }) {
  if (outcome.kind === "failed") return outcome.fault.health;
  if (outcome.kind !== "abandoned") return { kind: "success" };
  const isUpstreamSilent = upstream.latencies.count() === answersBefore;
  return { kind: controller.signal.reason === outrun && isUpstreamSilent ? "failure" : "none" };
}
function hostOf2({ entry }) {
  return entry.kind === "http" && URL.canParse(entry.url) ? new URL(entry.url).host : "";
}

// src/fetch/telemetry/recorder.ts
var slowestListed = 5;
function requestLine(request) {
  const { proxy, kind, verdict, status, code, ms, hedge } = request;
  const how = [status, code].filter((part) => part !== null).join(" ");
  const what = `${moduleName(request)} .${kind} from ${proxy}`;
  return `${what}: ${verdict}${how === "" ? "" : ` (${how})`} after ${ms} ms${hedge ? ", a hedge" : ""}`;
}
function failedRequests(requests) {
  return requests.filter(({ verdict, hedge }) => failures2.has(verdict) && !hedge).length;
}
var failures2 = /* @__PURE__ */ new Set(["error", "stalled", "wrong-content", "too-large"]);
function upstreamTelemetry(requests, proxies) {
  return proxies.map(({ name, timesOpened, unanswered }) => {
    const own = requests.filter(({ proxy }) => proxy === name);
    const firstBytes2 = own.flatMap(({ firstByteMs }) => firstByteMs === null ? [] : [firstByteMs]);
    const lastFault = own.findLast(({ verdict }) => failures2.has(verdict))?.category ?? null;
    const verdicts = {};
    for (const { verdict } of own) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    return {
      proxy: name,
      requests: own.length,
      ok: verdicts.ok ?? 0,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      medianFirstByteMs: firstBytes2.length === 0 ? null : percentile(firstBytes2, 0.5),
      breakerOpened: timesOpened,
      ...unanswered > 0 && { unanswered },
      ...lastFault !== null && { lastFault },
      verdicts
    };
  });
}
function upstreamSpans(requests) {
  const proxies = [...new Set(requests.map(({ proxy }) => proxy))];
  return proxies.map((proxy) => {
    const own = requests.filter((request) => request.proxy === proxy);
    const startMs = own.reduce((first, { startMs: startMs2 }) => Math.min(first, startMs2), Number.POSITIVE_INFINITY);
    const endMs = own.reduce((last, { startMs: startMs2, ms }) => Math.max(last, startMs2 + ms), 0);
    const ok = own.filter(({ verdict }) => verdict === "ok").length;
    return { proxy, startMs, ms: endMs - startMs, requests: own.length, ok };
  }).sort((a, b) => a.startMs - b.startMs);
}
function slowestModules(all) {
  const modules = /* @__PURE__ */ new Map();
  for (const request of all) {
    const name = moduleName(request);
    const known2 = modules.get(name) ?? { requests: 0, bytes: 0, fromMs: request.startMs, toMs: 0 };
    modules.set(name, {
      requests: known2.requests + 1,
      bytes: known2.bytes + request.bytes,
      fromMs: Math.min(known2.fromMs, request.startMs),
      toMs: Math.max(known2.toMs, request.startMs + request.ms)
    });
  }
  return [...modules].map(([module, { requests, bytes, fromMs, toMs }]) => ({ module, requests, bytes, ms: toMs - fromMs })).sort((a, b) => b.ms - a.ms || (a.module < b.module ? -1 : 1)).slice(0, slowestListed);
}

// src/fetch/upstream/concurrency.ts
var firstConcurrency = 10;
var largestConcurrency = 64;
var shareOfPlan = 6;
function concurrencyCap(planned) {
  return Math.min(largestConcurrency, Math.max(firstConcurrency, Math.ceil(planned / shareOfPlan)));
}
function raised(concurrency) {
  return Math.min(largestConcurrency, concurrency + 1);
}
var fewestAfterFailure = 4;
var fewestWhenThrottled = 2;
function halved(concurrency) {
  return Math.max(fewestAfterFailure, Math.floor(concurrency / 2));
}
function throttled(concurrency) {
  return Math.max(fewestWhenThrottled, Math.floor(concurrency / 4));
}

// src/fetch/upstream/breaker.ts
var failuresToOpen = 3;
var openingsToGiveUp = 5;
var closedBreaker = {
  failures: 0,
  openings: 0,
  timesOpened: 0,
  openUntilMs: null,
  onTrial: false
};
function breakerState(breaker, nowMs) {
  if (breaker.openUntilMs === null) return { kind: "closed" };
  if (breaker.onTrial) return { kind: "open", untilMs: null };
  if (breaker.openings >= openingsToGiveUp) return { kind: "given-up" };
  return nowMs >= breaker.openUntilMs ? { kind: "half-open" } : { kind: "open", untilMs: breaker.openUntilMs };
}
function onTrialStarted(breaker) {
  return { ...breaker, onTrial: true };
}
function onTrialAbandoned(breaker) {
  return { ...breaker, onTrial: false };
}
function onSuccess(breaker) {
  return { ...closedBreaker, timesOpened: breaker.timesOpened };
}
function onFailure(breaker, nowMs, random) {
  const failures3 = breaker.failures + 1;
  const opens = breaker.openUntilMs === null ? failures3 >= failuresToOpen : breaker.onTrial;
  if (!opens) return { ...breaker, failures: failures3 };
  const openings = breaker.openings + 1;
  return {
    failures: failures3,
    openings,
    timesOpened: breaker.timesOpened + 1,
    openUntilMs: nowMs + coolDownMs(openings, random),
    onTrial: false
  };
}
function coolDownMs(openings, random) {
  const half = longestBackoffMs(openings) / 2;
  return half + fullJitterMs(half, random);
}

// src/fetch/upstream/upstream-health.ts
var longestPauseMs = 3e4;
var refusalsToGiveUp = 10;
var unknownHealth = {
  breaker: closedBreaker,
  concurrency: firstConcurrency,
  pausedUntilMs: null,
  hasSucceeded: false,
  refusals: 0,
  isGivenUp: false
};
function availabilityOf(health, nowMs) {
  const { breaker, pausedUntilMs, isGivenUp } = health;
  if (isGivenUp) return { kind: "given-up" };
  if (pausedUntilMs !== null && nowMs < pausedUntilMs) {
    return pausedUntilMs - nowMs > longestPauseMs ? { kind: "given-up" } : { kind: "paused", untilMs: pausedUntilMs };
  }
  const state = breakerState(breaker, nowMs);
  if (state.kind === "given-up") return { kind: "given-up" };
  return state.kind === "open" ? { kind: "paused", untilMs: state.untilMs } : { kind: "ready" };
}
function afterStart(health, nowMs) {
  const isTrial = breakerState(health.breaker, nowMs).kind === "half-open";
  return { health: isTrial ? { ...health, breaker: onTrialStarted(health.breaker) } : health, isTrial };
}
function afterAbandonedTrial(health) {
  return { ...health, breaker: onTrialAbandoned(health.breaker) };
}
function afterRequest(health, signal, end) {
  const { breaker, concurrency, hasSucceeded } = health;
  switch (signal.kind) {
    case "success":
      return {
        ...health,
        hasSucceeded: true,
        breaker: onSuccess(breaker),
        concurrency: raised(concurrency)
      };
    case "refused": {
      const refusals = health.refusals + 1;
      const isGivenUp = health.isGivenUp || !hasSucceeded && refusals >= refusalsToGiveUp;
      return { ...health, breaker: onSuccess(breaker), refusals, isGivenUp };
    }
    case "unusable":
      return hasSucceeded ? afterFailure(health, end) : { ...health, isGivenUp: true };
    case "failure":
      return afterFailure(health, end);
    case "throttled":
      return afterThrottling(health, signal.retryAfterMs, end);
  }
}
function afterFailure(health, { nowMs, random, cap }) {
  const breaker = onFailure(health.breaker, nowMs, random);
  return { ...health, breaker, concurrency: halved(Math.min(health.concurrency, cap)) };
}
function afterThrottling(health, retryAfterMs2, { nowMs, cap }) {
  const pausedUntilMs = retryAfterMs2 === null ? health.pausedUntilMs : Math.max(health.pausedUntilMs ?? 0, nowMs + retryAfterMs2);
  const concurrency = throttled(Math.min(health.concurrency, cap));
  return { ...health, breaker: onTrialAbandoned(health.breaker), concurrency, pausedUntilMs };
}

// src/fetch/upstream/permits.ts
function createPermits({ clock, random, cap, isUnhealthy = false }) {
  let health = unknownHealth;
  let underWay = 0;
  const availability = () => availabilityOf(health, clock.now());
  return {
    availability,
    isHealthy: () => availability().kind === "ready" && health.breaker.failures === 0 && (health.hasSucceeded || !isUnhealthy),
    isFull: () => underWay >= Math.min(health.concurrency, cap()),
    grant: (onReleased) => {
      const started = afterStart(health, clock.now());
      health = started.health;
      underWay++;
      let isReleased = false;
      return {
        release: (signal) => {
          if (isReleased) return;
          isReleased = true;
          underWay--;
          if (signal.kind !== "none")
            health = afterRequest(health, signal, { nowMs: clock.now(), random, cap: cap() });
          else if (started.isTrial) health = afterAbandonedTrial(health);
          onReleased();
        }
      };
    },
    timesOpened: () => health.breaker.timesOpened
  };
}

// src/fetch/upstream/priority-queue.ts
function createPriorityQueue() {
  const byPriority = /* @__PURE__ */ new Map();
  let priorities2 = [];
  let length = 0;
  const itemsOf = (priority) => byPriority.get(priority) ?? /* @__PURE__ */ new Set();
  const take = (items, item) => {
    items.delete(item);
    length--;
    return item;
  };
  return {
    isEmpty: () => length === 0,
    add: (priority, item) => {
      byPriority.set(priority, itemsOf(priority).add(item));
      if (byPriority.size > priorities2.length) priorities2 = [...byPriority.keys()].sort((a, b) => a - b);
      length++;
    },
    takeFirst: () => {
      for (const priority of priorities2) {
        const items = itemsOf(priority);
        for (const item of items) return take(items, item);
      }
      return null;
    },
    takeAll: (isMeant = () => true) => priorities2.flatMap((priority) => {
      const items = itemsOf(priority);
      return [...items].filter(isMeant).map((item) => take(items, item));
    })
  };
}

// src/fetch/upstream/waiting-requests.ts
function createWaitingRequests() {
  const queue = createPriorityQueue();
  const heard = /* @__PURE__ */ new Set();
  const listenOnce = (signal) => {
    if (heard.has(signal)) return;
    heard.add(signal);
    const onAbort = () => {
      for (const { resolve } of queue.takeAll((waiting) => waiting.signal === signal)) resolve(null);
    };
    signal.addEventListener("abort", onAbort, { once: true });
  };
  return {
    isEmpty: queue.isEmpty,
    add: (priority, signal) => new Promise((resolve, reject) => {
      listenOnce(signal);
      queue.add(priority, { signal, resolve, reject });
    }),
    resolveFirst: (grant) => queue.takeFirst()?.resolve(grant()),
    cancelAll: () => {
      for (const { resolve } of queue.takeAll()) resolve(null);
    },
    rejectAll: (reason2) => {
      for (const { reject } of queue.takeAll()) reject(reason2);
    }
  };
}

// src/fetch/upstream/limiter.ts
function createLimiter(options) {
  const permits = createPermits(options);
  const { availability, isHealthy, timesOpened } = permits;
  const waiting = createWaitingRequests();
  let listeners = [];
  const grant = () => permits.grant(grantWaiting);
  const grantWaiting = () => {
    while (!waiting.isEmpty()) {
      if (availability().kind !== "ready") {
        waiting.cancelAll();
        break;
      }
      if (permits.isFull()) break;
      waiting.resolveFirst(grant);
    }
    const waitingForChange = listeners;
    listeners = [];
    for (const resolve of waitingForChange) resolve();
  };
  const grantSoon = onceATurn(grantWaiting, waiting.rejectAll);
  return {
    availability,
    isHealthy,
    timesOpened,
    acquire: (priority, signal) => {
      if (signal.aborted) return Promise.resolve(null);
      const granted = waiting.add(priority, signal);
      grantSoon();
      return granted;
    },
    acquireForHedge: () => isHealthy() ? grant() : null,
    cancelWaiting: waiting.cancelAll,
    changed: () => new Promise((resolve) => listeners.push(resolve))
  };
}
function onceATurn(act, onError) {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      try {
        act();
      } catch (error) {
        onError(error);
      }
    });
  };
}

// src/fetch/upstream/retry-budget.ts
var fewestRetries = 10;
var shareOfPlan2 = 0.2;
function createRetryBudget(planned) {
  let spent = 0;
  return {
    take: () => {
      if (spent >= Math.max(fewestRetries, Math.floor(planned() * shareOfPlan2))) return false;
      spent++;
      return true;
    },
    spent: () => spent
  };
}

// src/fetch/upstream/upstream-record.ts
var fewestRefusedModules = 5;
function createUpstreamRecord(onAskedLast) {
  const given = /* @__PURE__ */ new Set();
  const refused = /* @__PURE__ */ new Set();
  let sentWrongBytes = false;
  const isAskedLast = () => sentWrongBytes || refused.size >= fewestRefusedModules && refused.size > given.size;
  const change = (apply) => {
    const before = isAskedLast();
    apply();
    if (!before && isAskedLast()) onAskedLast();
  };
  return {
    onFile: (module) => {
      given.add(moduleName(module));
    },
    onRefusal: (module) => change(() => refused.add(moduleName(module))),
    onWrongBytes: () => change(() => {
      sentWrongBytes = true;
    }),
    isAskedLast,
    hasGiven: (module) => given.has(moduleName(module))
  };
}

// src/fetch/upstream/upstream.ts
function upstreamGroups(list, createLimiter2) {
  return list.groups.flatMap((group) => {
    const upstreams = [...new Set(group)].flatMap((entry) => {
      if (entry.kind !== "http" && entry.kind !== "file") return [];
      const limiter = createLimiter2(entry.display);
      const hasBetter = () => upstreams.some((other) => other.limiter !== limiter && !other.record.isAskedLast());
      return [
        {
          name: entry.display,
          entry,
          limiter,
          // Files that wait for it go to another upstream. Where there is none, thousands would come back for nothing.
          record: createUpstreamRecord(() => {
            if (hasBetter()) limiter.cancelWaiting();
          }),
          latencies: createLatencySamples()
        }
      ];
    });
    return upstreams.length === 0 ? [] : [{ upstreams }];
  });
}

// src/fetch/file-fetcher.ts
function createFileFetcher(options, abort) {
  const { clock, random, limits } = options;
  const startMs = clock.now();
  const progress = { planned: 0, fetched: 0, zips: { planned: 0, fetched: 0 } };
  const requests = [];
  const lastFaults = /* @__PURE__ */ new Map();
  const groups = createUpstreams(options, () => progress.planned);
  const sender = createSender(options, { signal: abort.signal, startMs, requests, lastFaults });
  const fetchOptions2 = {
    groups,
    sendRequest: sender.sendRequest,
    clock,
    random,
    budget: createRetryBudget(() => progress.planned),
    signal: abort.signal,
    deadlineAtMs: startMs + limits.deadlineMs,
    whyAborted: abort.reason,
    lastFaults
  };
  const tellProgress = () => options.onProgress?.({ ...progress, zips: { ...progress.zips } });
  return {
    fetchFile: async (file) => {
      progress.planned++;
      if (file.kind === "zip") progress.zips.planned++;
      tellProgress();
      const result = await fetchFile(file, fetchOptions2);
      if (result.kind === "left" && result.why === "disk") abort.abort("disk");
      if (result.kind === "admitted") {
        progress.fetched++;
        if (file.kind === "zip") progress.zips.fetched++;
        const { bytes: sizeBytes, isOurs, proxy } = result;
        options.onAdmitted?.({ file, sizeBytes, proxy: isOurs ? proxy : null });
      }
      tellProgress();
      return result;
    },
    seen: () => {
      const nowMs = clock.now();
      const unanswered = sender.unanswered();
      const upstreams = groups.flatMap(
        (group) => group.upstreams.map(({ name, limiter }) => ({
          name,
          timesOpened: limiter.timesOpened(),
          unanswered: unanswered.get(name) ?? 0
        }))
      );
      return { requests, upstreams, hedges: sender.hedges(), ms: nowMs - startMs, nowMs };
    }
  };
}
function createUpstreams({ list, clock, random, unhealthy = [] }, planned) {
  const cap = () => concurrencyCap(planned());
  return upstreamGroups(
    list,
    (name) => createLimiter({ clock, random, cap, isUnhealthy: unhealthy.includes(name) })
  );
}
function createSender({ http, clock, limits, gomodcache, log, sums, zips, onBytes }, {
  requests,
  ...shared
}) {
  const { stallMs } = limits;
  const sendRequest2 = createRequestSender({
    http,
    clock,
    stallMs,
    ...shared,
    admission: createAdmission(gomodcache),
    zips,
    onBytes: onBytes ?? (() => {
    }),
    sumsOf: (file) => fileSums(sums, file),
    onEnd: (request) => {
      requests.push(request);
      if (request.verdict !== "ok") log?.debug(requestLine(request));
    }
  });
  return createHedgedSender({ clock, stallMs, sendRequest: sendRequest2 });
}

// src/fetch/obtain-toolchain.ts
import { stat as stat3 } from "node:fs/promises";
import { join as join6 } from "node:path";

// src/fetch/toolchain.ts
var toolchainPath = "golang.org/toolchain";
function wantedGo(scopes, env) {
  const running = versionOf(env.GOVERSION.split(" ", 1)[0] ?? "");
  const [name = "", mode] = env.GOTOOLCHAIN.split("+");
  if (/^go\d/.test(name) && mode === void 0) return versionOf(name) === running ? null : versionOf(name);
  if (name !== "auto" && mode !== "auto") return null;
  const least = /^go\d/.test(name) ? versionOf(name) : running;
  const asked = scopes.flatMap(
    ({ work, mains }) => work === void 0 ? mains.map(({ mod }) => mod) : [work]
  );
  const versions = asked.flatMap(({ go, toolchain }) => [go, toolchain === "default" ? null : toolchain]);
  const newest = versions.reduce(
    (best, version) => newer(best, versionOf(version ?? "")),
    least ?? ""
  );
  return newest === running || newest === "" ? null : newest;
}
function toolchainZip(version, {
  list,
  env
}) {
  const entries = list.groups.flat();
  const isLoneFolder = entries.length === 1 && entries[0]?.kind === "file";
  const system = `${env.GOHOSTOS}-${env.GOHOSTARCH}`;
  if (env.GOSUMDB === "off" || isLoneFolder || !/^[a-z\d]+-[a-z\d]+$/.test(system)) return null;
  return { path: toolchainPath, version: `v0.0.1-go${version}.${system}`, kind: "zip" };
}
function toolchainNote(version, how) {
  const tail = how === "fetched" ? "its toolchain is fetched as well" : "go downloads its toolchain by itself, before anything else";
  return `Go ${version} is asked for by a go or toolchain line, or by GOTOOLCHAIN: ${tail}.`;
}
function versionOf(text2) {
  const match = /^(?:go)?(\d+\.(\d+)(?:\.\d+|(?:rc|beta)\d+)?)$/.exec(text2);
  if (match === null) return null;
  const [, version = "", minor] = match;
  return /^\d+\.\d+$/.test(version) && Number(minor) >= 21 ? `${version}.0` : version;
}
function newer(a, b) {
  return b !== null && compareGoVersions(b, a) > 0 ? b : a;
}

// src/fetch/obtain-toolchain.ts
async function obtainToolchain(source, options) {
  const { scopes, env, list, gomodcache } = options;
  const version = wantedGo(scopes, env);
  if (version === null) return null;
  const file = toolchainZip(version, { list, env });
  if (file === null) return toolchainNote(version, "left");
  const isUnpacked = await stat3(join6(gomodcache, `${escapePath(file.path)}@${file.version}`)).then(
    () => true,
    () => false
  );
  if (isUnpacked) return null;
  source.obtain(file).catch(() => {
  });
  return toolchainNote(version, "fetched");
}

// src/fetch/step-aside.ts
function reasonToStepAside(list, env) {
  const [first] = list.groups.flat();
  if (first === void 0) return "GOPROXY names no proxy";
  if (first.kind === "off") return "GOPROXY=off forbids all downloads";
  if (first.kind === "direct") return "GOPROXY asks the origin of each module first; only go can do that";
  const auth = authCommand(env.GOAUTH);
  if (auth !== null) return `GOAUTH names ${auth}, which only go runs`;
  const flag = env.GOFLAGS.split(/\s+/).find((word) => /^['"]?--?overlay=/.test(word));
  if (flag !== void 0) return "GOFLAGS has -overlay: go reads other files than those on disk";
  return null;
}
function authCommand(goauth) {
  const commands = goauth.split(";").map((part) => part.trim());
  const foreign = commands.find((command) => command !== "" && command !== "netrc" && command !== "off");
  return foreign === void 0 ? null : `the command ${foreign.split(/\s+/, 1)[0]}`;
}

// src/store/vouched.ts
function isVouchedFor(file, sums) {
  if (file.kind !== "info") return fileSums(sums, file).length > 0;
  return zipSums(sums, file).length > 0 || modSums(sums, file).length > 0;
}

// src/fetch/store/take-file.ts
import { mkdir } from "node:fs/promises";
import { dirname as dirname4, join as join7 } from "node:path";

// src/store/module-object.ts
import { createHash } from "node:crypto";
function objectOf(file) {
  return { name: fileName(file), maxBytes: maxFileBytes[file.kind] };
}
function historyObject(list, maxBytes) {
  const digest = createHash("sha256").update(list).digest("hex");
  return { name: `.history/${digest}.json`, maxBytes };
}

// src/fetch/store/take-file.ts
async function takeFile(file, options) {
  const { session, signal, clock, timer, stallMs, gomodcache } = options;
  const controller = new AbortController();
  const stop2 = () => controller.abort();
  for (const source of [signal, session.signal]) source.addEventListener("abort", stop2, { once: true });
  let isSlow = false;
  const detector = startStallDetector({
    clock,
    timer,
    stallMs,
    limitMs: session.remainingMs(),
    cutOff: () => {
      isSlow = true;
      stop2();
    }
  });
  let place = null;
  const to = async () => {
    place = await placeBeside(file, gomodcache);
    return place;
  };
  if (signal.aborted) stop2();
  try {
    const read = await session.store.read(objectOf(file), {
      onBytes: detector.onBytes,
      signal: controller.signal,
      ...file.kind === "zip" && { to }
    });
    const taken = await admitted2(read, { file, detector }, options);
    return taken?.kind === "failed" && controller.signal.aborted ? isSlow ? silence(file) : null : taken;
  } catch (error) {
    if (error instanceof DiskError) return null;
    if (!(error instanceof NetworkError)) throw error;
    if (controller.signal.aborted) return isSlow ? silence(file) : null;
    const isTooLarge = error.failure.id === "server-error/too-large";
    return trouble(isTooLarge ? "refused" : "unavailable", `${fileName(file)}: ${error.failure.message}`);
  } finally {
    detector.stop();
    for (const source of [signal, session.signal]) source.removeEventListener("abort", stop2);
    if (place !== null) await remove(place, { below: gomodcache });
  }
}
function silence(file) {
  return trouble("slow", `${fileName(file)} stopped coming`);
}
async function placeBeside(file, gomodcache) {
  const path = join7(gomodcache, "cache", "download", fileName(file));
  await mkdir(dirname4(path), { recursive: true });
  return temporaryName(path);
}
async function admitted2(read, { file, detector }, { admission, zips, sumsOf }) {
  if (read.kind === "absent" || read.kind === "failed") return read;
  const sums = sumsOf(file);
  if (read.kind === "file") {
    detector.stop();
    return admittedZip(file, { ...read, sums, zips });
  }
  detector.onBytes(0);
  const outcome = await receive({
    file,
    body: read.body,
    admission,
    sums,
    zips,
    onBytes: detector.onBytes,
    onResume: detector.onResume,
    onEnd: detector.stop
  });
  if (outcome.kind === "admitted") return { kind: "taken", bytes: outcome.bytes, text: outcome.text };
  if (outcome.kind !== "failed") return null;
  const { id, reason: reason2 } = outcome.fault;
  return { kind: "wrong", reason: reason2, isTampered: categoryOf(id) === "checksum-mismatch" };
}
async function admittedZip({ path, version }, {
  path: from,
  bytes,
  sums,
  zips
}) {
  const source = { kind: "file", path: from, sizeBytes: bytes };
  const outcome = await zips.admit({ module: { path, version }, source, sums });
  switch (outcome.kind) {
    case "admitted":
    case "present":
      return { kind: "taken", bytes, text: null };
    case "wrong":
      return {
        kind: "wrong",
        reason: checkZipHash(outcome.hash, sums)?.reason ?? "the .zip is another one",
        isTampered: true
      };
    case "damaged":
      return { kind: "wrong", reason: outcome.reason, isTampered: false };
    case "disk":
    case "not-verified":
      return null;
  }
}

// src/fetch/store/store-files.ts
var longestSilenceMs = 5e3;
var mostModsAhead = 1e4;
var attempts = 3;
function createStoreFiles(options) {
  const { session, sums, clock, isShareable, stallMs } = options;
  const taken = /* @__PURE__ */ new Map();
  const takeOptions = {
    ...options,
    stallMs: Math.min(stallMs, longestSilenceMs),
    admission: createAdmission(options.gomodcache),
    timer: createSharedTimer(clock),
    sumsOf: (file) => fileSums(sums, file)
  };
  const mayAsk = (file) => isVouchedFor(file, sums) && isShareable(file.path);
  const take = (file) => {
    const name = fileName(file);
    const taking = taken.get(name);
    if (taking !== void 0) return taking;
    if (!mayAsk(file) || session.isKnown(file)) return Promise.resolve(null);
    const begun = takePatiently(file, takeOptions);
    taken.set(name, begun);
    return begun;
  };
  return {
    take: (file) => {
      session.want(file);
      return take(file);
    },
    takeMods: async (isLacking) => {
      const takeLacking = async (mod) => {
        if (mayAsk(mod) && await isLacking(mod)) await take(mod);
      };
      await Promise.all(modsOf(sums).map(takeLacking));
    }
  };
}
function modsOf(sums) {
  const mods = listModuleSums(sums).flatMap(
    ({ module, mod }) => mod.length > 0 ? [{ ...module, kind: "mod" }] : []
  );
  return mods.length > mostModsAhead ? [] : mods;
}
async function takePatiently(file, options) {
  const { session, signal, clock, random } = options;
  for (let attempt = 1; ; attempt++) {
    const release = await session.acquire(signal);
    if (release === null) return noteUnasked(file, session);
    const outcome = await takeFile(file, options).finally(release);
    if (outcome === null) return noteUnasked(file, session);
    if (outcome.kind !== "failed") session.onAnswer();
    else if (session.isWanted(file) || !outcome.trouble.mayBeAbsent) session.onTrouble(outcome.trouble);
    const isBusy = outcome.kind === "failed" && outcome.trouble.kind === "busy";
    if (isBusy && attempt < attempts) {
      await clock.sleep(fullJitterMs(longestBackoffMs(attempt), random), signal).catch(() => {
      });
      continue;
    }
    session.note(file, outcome.kind === "taken" ? { kind: "read", bytes: outcome.bytes } : outcome);
    if (outcome.kind !== "taken") return null;
    options.onTaken?.(file);
    return outcome;
  }
}
function noteUnasked(file, session) {
  const givenUp = session.givenUp();
  if (givenUp?.mayBeAbsent) session.note(file, { kind: "failed", trouble: givenUp });
  return null;
}

// src/fetch/telemetry/witnesses.ts
function fetchWitnesses(left) {
  return left.flatMap(({ file, result }) => [
    ...result.faults.map(({ proxy, fault }) => witness(file, proxy, fault)),
    ...result.why === "absent" ? result.absences.map(({ proxy, id }) => witness(file, proxy, { id, reason: "not found" })) : []
  ]);
}
function keptFromGo(left, nowMs) {
  return left.flatMap(
    ({ file, result }) => result.faults.flatMap(({ proxy, fault }) => {
      const { keptFromGo: reason2, pauseUntilMs } = fault;
      if (reason2 === null) return [];
      const retryAfterMs2 = pauseUntilMs === null ? null : Math.ceil(pauseUntilMs - nowMs);
      return retryAfterMs2 !== null && retryAfterMs2 <= 0 ? [] : [{ file, proxy, reason: reason2, retryAfterMs: retryAfterMs2 }];
    })
  );
}
function witness(file, proxy, { id: seen, reason: reason2 }) {
  const isToolchain = file.path === toolchainPath && categoryOf(seen) !== "disk";
  const id = isToolchain ? "toolchain/download-failed" : seen;
  const url = `${trimEnd(proxy, "/")}/${wirePath(file)}`;
  const host = URL.canParse(proxy) ? new URL(proxy).host : proxy;
  const text2 = `GET ${url}: ${reason2}`;
  return { module: moduleName(file), proxy, host, url, category: categoryOf(id), id, text: text2 };
}

// src/fetch/telemetry/result.ts
function reportOf(run) {
  const { settled, requests, hedges } = run;
  const left = settled.flatMap(({ file, result }) => result.kind === "left" ? [{ file, result }] : []);
  const admitted3 = settled.flatMap(({ result }) => result.kind === "admitted" ? [result] : []);
  const files = new Set(requests.map((request) => `${moduleName(request)}.${request.kind}`)).size;
  return {
    report: {
      kind: "ran",
      planned: admitted3.length + left.length,
      fetched: admitted3.length,
      missing: left.length,
      bytes: admitted3.reduce((sum, { bytes }) => sum + bytes, 0),
      ms: Math.round(run.ms),
      requests: requests.length,
      retries: Math.max(0, requests.length - hedges - files),
      failures: failedRequests(requests),
      hedges,
      upstreams: upstreamTelemetry(requests, run.upstreams),
      slowest: slowestModules(requests),
      witnesses: fetchWitnesses(left),
      wrongBytes: wrongBytesOf(settled)
    },
    spans: upstreamSpans(requests),
    keptFromGo: keptFromGo(left, run.nowMs),
    notes: notesOn(left)
  };
}
function wrongBytesOf(settled) {
  const found = /* @__PURE__ */ new Map();
  for (const { file, result } of settled) {
    if (result.kind === "present" || result.kind === "taken") continue;
    const module = moduleName(file);
    for (const { proxy, fault } of result.faults)
      if (categoryOf(fault.id) === "checksum-mismatch") found.set(`${module} ${proxy}`, { module, proxy });
  }
  return [...found.values()];
}
function notesOn(left) {
  const reasons = {
    unverifiable: "neither go.sum nor the checksum database would judge",
    "not-verified": "something of ours broke off that was to verify"
  };
  return Object.entries(reasons).flatMap(([why, reason2]) => {
    const zips = left.filter(({ result }) => result.why === why).length;
    if (zips === 0) return [];
    const [what, them] = zips === 1 ? ["One zip is", "it"] : [`${zips} zips are`, "them"];
    return [`${what} left to go: ${reason2} ${them}.`];
  });
}

// src/fetch/fetch-modules.ts
async function fetchModules(options) {
  const reason2 = reasonToStepAside(options.list, options.env);
  if (reason2 !== null) return nothingFetched({ kind: "stepped-aside", reason: reason2 });
  try {
    return await fetchMissing({ ...options, asksAhead: false });
  } catch (error) {
    return crashed(error, options);
  }
}
async function takeFromStore(options) {
  try {
    return await fetchMissing({ ...options, list: noProxies, asksAhead: true });
  } catch (error) {
    return crashed(error, options);
  }
}
var noProxies = { groups: [], ignored: [], isSeparated: false };
function crashed(error, { log }) {
  log?.debug(`the fetch crashed: ${errorStack(error)}`);
  return nothingFetched({ kind: "crashed", reason: errorMessage(error) });
}
function nothingFetched(report) {
  return { report, spans: [], keptFromGo: [], notes: [] };
}
async function fetchMissing(options) {
  const abort = startFetchAbort(options);
  try {
    return await fetchUntilAborted(options, abort);
  } finally {
    abort.end();
  }
}
async function fetchUntilAborted(options, abort) {
  const { sums, env, gomodcache } = options;
  const fetcher = createFileFetcher(options, abort);
  const isPrivate = (path) => matchPrefixPatterns(env.GONOPROXY, path);
  const inventory = createInventory(gomodcache);
  const store = openStore(options, abort);
  const source = createFileSource({
    readPresent: (file) => readPresent(file, inventory),
    takeFile: async (file) => store?.take(file) ?? null,
    isPrivate,
    // A toolchain is only asked for where the checksum database verifies it.
    isVerifiable: (module) => module.path === toolchainPath || isZipVerifiable(module, sums, env),
    fetchFile: fetcher.fetchFile,
    onCrash: () => abort.abort("cancelled")
  });
  const isLacking = async (file) => await inventory.sizeOf(file) === null;
  const ahead = options.asksAhead && options.planned === void 0 ? store?.takeMods(isLacking) : void 0;
  ahead?.catch(() => abort.abort("cancelled"));
  const mayObtain = ({ path }) => !isPrivate(path) || options.store?.isShareable(path) === true;
  const [note] = await Promise.all([
    obtainToolchain(source, options),
    obtainPlanned(source, options, mayObtain)
  ]);
  const result = reportOf({ settled: await source.settled(), ...fetcher.seen() });
  return note === null ? result : { ...result, notes: [...result.notes, note] };
}
function openStore(options, abort) {
  const { store, limits } = options;
  if (store === void 0) return null;
  return createStoreFiles({ ...options, ...store, stallMs: limits.stallMs, signal: abort.signal });
}
async function obtainPlanned(source, { scopes, mods = createModReader(), planned, onPlanned }, mayObtain) {
  const onFile = (file) => {
    if (mayObtain(file)) source.obtain(file).catch(() => {
    });
  };
  if (planned !== void 0) return planned.forEach(onFile);
  const plans = await Promise.all(
    scopes.map((scope) => planDownload({ scope, mods, readMod: source.readMod, onFile }))
  );
  onPlanned?.(mergePlans(plans));
}
async function readPresent(file, { sizeOf: sizeOf2, readMod: readMod2 }) {
  if (file.kind === "mod") return readMod2(file);
  return await sizeOf2(file) === null ? null : "";
}

// src/report/build/merge-fetch-reports.ts
function mergeFetchReports(earlier, later) {
  if (earlier.kind !== "ran" || later.kind !== "ran")
    return later.kind === "ran" || earlier.kind !== "ran" ? later : earlier;
  return {
    ...later,
    planned: Math.max(earlier.planned, later.planned),
    fetched: earlier.fetched + later.fetched,
    bytes: earlier.bytes + later.bytes,
    ms: earlier.ms + later.ms,
    requests: earlier.requests + later.requests,
    // What a later round asks for again was asked in vain before.
    retries: earlier.retries + later.retries + Math.min(earlier.missing, later.requests),
    failures: earlier.failures + later.failures,
    hedges: earlier.hedges + later.hedges,
    upstreams: mergeUpstreams(earlier, later),
    slowest: slowest([...earlier.slowest, ...later.slowest]),
    wrongBytes: [...earlier.wrongBytes, ...later.wrongBytes]
  };
}
function mergeUpstreams(earlier, later) {
  const proxies = new Set([...earlier.upstreams, ...later.upstreams].map(({ proxy }) => proxy));
  return [...proxies].flatMap((proxy) => {
    const parts = [earlier, later].flatMap(
      ({ upstreams }) => upstreams.filter((upstream) => upstream.proxy === proxy)
    );
    return parts.length === 0 ? [] : [parts.reduce(addUp)];
  });
}
function addUp(a, b) {
  const verdicts = { ...a.verdicts };
  for (const [verdict, count] of Object.entries(b.verdicts))
    verdicts[verdict] = (verdicts[verdict] ?? 0) + count;
  const lastFault = b.lastFault ?? a.lastFault;
  return {
    proxy: a.proxy,
    requests: a.requests + b.requests,
    ok: a.ok + b.ok,
    bytes: a.bytes + b.bytes,
    medianFirstByteMs: a.ok >= b.ok ? a.medianFirstByteMs : b.medianFirstByteMs,
    breakerOpened: a.breakerOpened + b.breakerOpened,
    unanswered: (a.unanswered ?? 0) + (b.unanswered ?? 0),
    ...lastFault !== void 0 && { lastFault },
    verdicts
  };
}
function slowest(modules) {
  return [...modules].sort((a, b) => b.ms - a.ms).slice(0, 10);
}

// src/run/unlisted-files.ts
import { join as join9 } from "node:path";

// src/modcache/unverified-zips.ts
import { existsSync, lstatSync } from "node:fs";
import { join as join8 } from "node:path";
function unverifiedZips(gomodcache, modules) {
  return modules.flatMap(({ path, version }) => {
    const zip = join8(gomodcache, "cache", "download", fileName({ path, version, kind: "zip" }));
    const sizeBytes = sizeOf(zip);
    const isUnverified = sizeBytes !== null && !existsSync(zip.replace(/\.zip$/, ".ziphash"));
    return isUnverified ? [{ path, version, zip, sizeBytes }] : [];
  });
}
function sizeOf(path) {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : null;
  } catch {
    return null;
  }
}

// src/run/unlisted-files.ts
async function removeUnverified({ project }, { origins, plan }) {
  const { GOMODCACHE: gomodcache } = project.env;
  const unlisted = unlistedFiles(project, origins);
  const zips = unlisted.filter(({ kind }) => kind === "zip");
  for (const module of unverifiedZips(gomodcache, zips)) await drop2(gomodcache, module, origins);
  const sums = await readSums(project);
  for (const mod of unlisted.filter(({ kind }) => kind === "mod")) {
    if (origins.originOf(mod) === null || await isTaken(mod, { project, origins, sums })) continue;
    await dropMod(gomodcache, mod);
    origins.forget(mod);
    origins.forget({ ...mod, kind: "info" });
  }
  for (const name of origins.databaseFiles()) {
    await remove(join9(gomodcache, "cache", "download", name), { below: gomodcache });
    origins.forgetDatabaseFile(name);
  }
  if (unlisted.length > 0) plan.modsRemoved();
}
async function removeRestored(setup, state) {
  const { project } = setup;
  const { origins } = state;
  const unlisted = unlistedFiles(project, origins);
  const restored2 = unlisted.filter((file) => origins.originOf(file)?.kind === "cache");
  if (restored2.length === 0 && origins.databaseFiles().length === 0) return { kind: "nothing", problems: [] };
  const problems = [];
  for (const file of restored2) {
    const record = await readRecord(file, project);
    if (record !== null && !record.includes(await sumLine(file, project))) problems.push(unrecorded(file));
  }
  if (problems.length === 0 && restored2.length === unlisted.length) problems.push(unbelieved);
  await removeUnverified(setup, state);
  return { kind: "removed", problems };
}
function unlistedFiles(project, origins) {
  return origins.files().filter((file) => !isListed(file, project.sums));
}
async function readSums({ scopes }) {
  const files = scopes.flatMap((scope) => scope.files.filter((file) => file.endsWith(".sum")));
  const texts = await Promise.all(files.map((file) => readTextFile(file, textLimits.sum)));
  const parsed = texts.map((text2, index) => parseGoSum(text2 ?? "", files[index] ?? ""));
  return mergeGoSums(...parsed.flatMap((result) => result.kind === "ok" ? [result.sums] : []));
}
async function isTaken(file, {
  project,
  origins,
  sums
}) {
  const line = await sumLine(file, project);
  if (modSums(sums, file).some((hash) => line.endsWith(` ${hash}`))) return true;
  const database = databaseName(project.env.GOSUMDB);
  const isOurs = database === null || origins.databaseFiles().includes(lookupName(database, file));
  return !isOurs && (await readRecord(file, project))?.includes(line) === true;
}
async function readRecord(module, { env }) {
  const database = databaseName(env.GOSUMDB);
  if (database === null) return null;
  const path = join9(env.GOMODCACHE, "cache", "download", lookupName(database, module));
  return (await readTextFile(path, maxLookupBytes))?.split("\n") ?? null;
}
async function sumLine(file, { env }) {
  const path = join9(env.GOMODCACHE, "cache", "download", fileName(file));
  if (file.kind === "zip") return `${file.path} ${file.version} ${await hashZip(path).catch(() => "")}`;
  const text2 = await readTextFile(path, textLimits.mod);
  return `${file.path} ${file.version}/go.mod ${text2 === null ? "" : hashMod(Buffer.from(text2))}`;
}
async function drop2(gomodcache, { path, version }, origins) {
  await dropModule(gomodcache, { path, version });
  for (const kind of ["info", "mod", "zip"]) origins.forget({ path, version, kind });
}
function unrecorded(file) {
  const reason2 = `the .${file.kind} of the cache entry has another content than the checksum database names; it was fetched anew`;
  return { kind: "tampered", what: moduleName(file), reason: reason2 };
}
var unbelieved = {
  kind: "cache-corrupt",
  what: "sumdb",
  reason: "go does not accept the files of the checksum database, so it asked for them itself"
};

// src/run/fetch-progress.ts
var bytesMemoryMs = 8e3;
var doneMemoryMs = 3e4;
var settledMs = 3e3;
var silenceMs2 = 5e3;
var pausesToDoubt = 3;
var namedHosts = 2;
function startMeter(nowMs) {
  const last = { nowMs, bytes: 0, done: 0 };
  return { startMs: nowMs, last, bytesPerMs: 0, donePerMs: 0, heardMs: nowMs, doneMs: nowMs };
}
function nextMeter(meter, sample) {
  const { nowMs, bytes } = sample;
  const { done: done2 } = unitsOf(sample);
  const passedMs = nowMs - meter.last.nowMs;
  if (passedMs <= 0) return meter;
  const smooth = (rate, more, memoryMs) => rate + share(passedMs, memoryMs) * (Math.max(0, more) / passedMs - rate);
  return {
    startMs: meter.startMs,
    last: { nowMs, bytes, done: done2 },
    bytesPerMs: smooth(meter.bytesPerMs, bytes - meter.last.bytes, bytesMemoryMs),
    donePerMs: smooth(meter.donePerMs, done2 - meter.last.done, doneMemoryMs),
    heardMs: bytes > meter.last.bytes ? nowMs : meter.heardMs,
    doneMs: done2 > meter.last.done ? nowMs : meter.doneMs
  };
}
function share(ms, memoryMs) {
  return 1 - Math.exp(-ms / memoryMs);
}
function fetchProgress(meter, sample) {
  const { done: done2, total } = unitsOf(sample);
  if (total === 0) return { share: null, parts: ["reading what is missing"] };
  const noun = sample.modules.total > 0 ? "module" : "file";
  const amount = `${formatCount(done2)} of ${plural(total, noun)}`;
  return {
    share: done2 / total,
    parts: [amount, formatBytes(sample.bytes), ...pace(meter, sample), ...hostsOf(sample)]
  };
}
function pace(meter, sample) {
  const { nowMs } = sample;
  if (nowMs - meter.heardMs >= silenceMs2) return [`nothing for ${wholeSeconds(nowMs - meter.heardMs)}`];
  const elapsedMs = nowMs - meter.startMs;
  if (elapsedMs < settledMs) return [];
  const bytesPerMs = meter.bytesPerMs / share(elapsedMs, bytesMemoryMs);
  const leftMs = timeLeftMs(meter, sample);
  const left = leftMs === null ? [] : [`${wholeSeconds(leftMs)} left`];
  return [`${formatBytes(bytesPerMs * 1e3)}/s`, ...left];
}
function timeLeftMs(meter, sample) {
  const { done: done2, total } = unitsOf(sample);
  const elapsedMs = sample.nowMs - meter.startMs;
  const doubtMs = Math.max(silenceMs2, pausesToDoubt * elapsedMs / done2);
  if (done2 === 0 || done2 >= total || sample.nowMs - meter.doneMs > doubtMs) return null;
  const ms = (total - done2) / (meter.donePerMs / share(elapsedMs, doneMemoryMs));
  const stepMs = ms < 1e4 ? 1e3 : ms < 6e4 ? 5e3 : 1e4;
  return Math.max(1, Math.ceil(ms / stepMs)) * stepMs;
}
function wholeSeconds(ms) {
  const seconds = Math.max(1, Math.round(ms / 1e3));
  return seconds < 10 ? `${seconds} s` : formatDuration(seconds * 1e3);
}
function hostsOf({ hosts }) {
  if (hosts.length === 0) return [];
  const more = hosts.length > namedHosts ? ` and ${hosts.length - namedHosts} more` : "";
  return [`from ${hosts.slice(0, namedHosts).join(" and ")}${more}`];
}
function unitsOf({ modules, files }) {
  return modules.total > 0 ? modules : files;
}

// src/run/watch-fetch.ts
var latelyMs = 1e4;
function watchFetch({ now }) {
  let meter = startMeter(now());
  let modules = { done: 0, total: 0 };
  let files = { done: 0, total: 0 };
  let bytes = 0;
  const heardMs = /* @__PURE__ */ new Map();
  return {
    onProgress: (fetch) => {
      modules = { done: fetch.zips.fetched, total: fetch.zips.planned };
      files = { done: fetch.fetched, total: fetch.planned };
    },
    onBytes: (proxy, count) => {
      bytes += count;
      heardMs.set(proxy, now());
    },
    progress: () => {
      const nowMs = now();
      const lately = [...heardMs].flatMap(([proxy, ms]) => nowMs - ms < latelyMs ? [hostOf3(proxy)] : []);
      const sample = { nowMs, modules, files, bytes, hosts: [...new Set(lately)] };
      meter = nextMeter(meter, sample);
      return fetchProgress(meter, sample);
    }
  };
}
function hostOf3(proxy) {
  return URL.canParse(proxy) && new URL(proxy).host || "a folder";
}

// src/run/fetcher.ts
function createFetcher(setup, world, request) {
  const { list, http, state } = request;
  const problems = [];
  let report = { kind: "off", reason: "prefetch is false" };
  return {
    fetch: async (deadlineMs) => {
      if (!setup.inputs.prefetch) return { witnesses: [], spans: [], retryAfterMs: null, keptFromGo: [] };
      const fetched = await fetchMissing2(setup, world, { ...request, deadlineMs });
      for (const line of [outcomeOf3(fetched.report), ...fetched.notes]) world.log.info(line);
      report = mergeFetchReports(report, fetched.report);
      return roundOf(fetched);
    },
    replaceUnlisted: async () => {
      const restored2 = await removeRestored(setup, state);
      problems.push(...restored2.problems);
      return restored2.kind === "removed";
    },
    report: () => report,
    redirectors: () => redirectorsOf(list, http.refusedRedirects()),
    problems: () => problems
  };
}
function roundOf({ report, spans, keptFromGo: keptFromGo2 }) {
  const waits = keptFromGo2.flatMap(({ retryAfterMs: retryAfterMs2 }) => retryAfterMs2 === null ? [] : [retryAfterMs2]);
  return {
    witnesses: report.kind === "ran" ? report.witnesses : [],
    spans,
    retryAfterMs: waits.length > 0 ? Math.max(...waits) : null,
    keptFromGo: [...new Set(keptFromGo2.map(({ proxy }) => proxy))]
  };
}
async function fetchMissing2(setup, world, request) {
  const { deadlineMs, state, store, list, http, unhealthy } = request;
  const { clock, progress } = world;
  const watch = watchFetch(clock);
  progress(watch.progress);
  try {
    return await fetchModules({
      ...fetchOptions(setup, world, state),
      list,
      http,
      unhealthy,
      ...store !== null && { store },
      limits: { deadlineMs: Math.max(0, deadlineMs - clock.now()), stallMs: setup.inputs.stallTimeoutMs },
      onProgress: watch.onProgress,
      onBytes: watch.onBytes,
      onAdmitted: ({ file, proxy }) => {
        if (proxy !== null) state.origins.note(file, { kind: "proxy", proxy });
      }
    });
  } finally {
    progress(null);
  }
}
function fetchOptions({ project }, { clock, random, signal, log }, { plan, origins, zips }) {
  const planned = plan.wholeFiles();
  return {
    ...planned !== null && { planned },
    mods: plan.mods,
    scopes: project.scopes,
    sums: project.sums,
    env: project.env,
    gomodcache: project.env.GOMODCACHE,
    zips,
    clock,
    random,
    signal,
    log,
    onPlanned: plan.replace,
    onTaken: (file) => origins.note(file, { kind: "cache" })
  };
}
function outcomeOf3(report) {
  switch (report.kind) {
    case "off":
      return `No fetch: ${report.reason}`;
    case "stepped-aside":
      return `All fetching is left to go: ${report.reason}`;
    case "crashed":
      return `The fetch broke off by a bug of ours, so all is left to go: ${report.reason}`;
    case "ran": {
      const { fetched, planned, bytes, ms, requests } = report;
      return `Fetched ${fetched} of ${planned} missing files: ${(bytes / 1e6).toFixed(1)} MB, ${requests} requests, ${(ms / 1e3).toFixed(1)} s`;
    }
  }
}

// src/run/download-online.ts
var probeLimitMs = 3e3;
async function downloadOnline(setup, world, { state, deadlineMs, timeline, store, history }) {
  const http = createHttp({ env: setup.env, goauth: setup.project.env.GOAUTH });
  try {
    const { list, ranking } = await timeline.measure(
      { step: "probe" },
      () => chooseOrder(setup, world, { http, deadlineMs, history })
    );
    const verdicts = ranking?.verdicts ?? [];
    const unhealthy = verdicts.filter(({ health }) => health === "unhealthy").map(({ proxy }) => proxy);
    const fetcher = createFetcher(setup, world, { list, http, state, unhealthy, store });
    const outcome = await downloadInAttempts(setup, world, {
      list,
      fetcher,
      plan: state.plan,
      deadlineMs,
      timeline
    });
    if (!outcome.complete) await removeUnverified(setup, state);
    return {
      ...outcome,
      list,
      verdicts,
      ranking: ranking?.reason ?? null,
      reordered: ranking?.changed === true,
      fetch: fetcher.report(),
      redirectors: fetcher.redirectors(),
      problems: fetcher.problems()
    };
  } finally {
    await http.close();
  }
}
async function chooseOrder(setup, world, {
  http,
  deadlineMs,
  history
}) {
  if (!needsProbe(setup.list)) return { list: setup.list, ranking: null };
  return world.log.group("Probe the candidates", async () => {
    const [verdicts, recent] = await Promise.all([
      probe(setup, world, { http, limitMs: deadlineMs - world.clock.now() }),
      history.recent()
    ]);
    const ranked = rankProxies(
      setup.list,
      verdicts.map((verdict) => withHistory(verdict, recent(verdict.proxy)))
    );
    for (const { proxy, health, reason: reason2, history: history2 } of ranked.ranking.verdicts) {
      world.log.info(`${proxy}: ${health}. ${reason2}`);
      if (history2 !== void 0) world.log.info(`${proxy}, last ${history2.hours} h: ${recentHealth(history2)}`);
    }
    world.log.info(ranked.ranking.reason);
    return ranked;
  });
}
function withHistory(verdict, history) {
  return history === null ? verdict : { ...verdict, history };
}
async function probe({ project, list, isPrivate }, world, { http, limitMs = probeLimitMs }) {
  const requires = project.scopes.flatMap(({ mains }) => mains.flatMap(({ mod }) => mod.require));
  const direct = new Set(requires.filter(({ indirect }) => !indirect).map(({ path }) => path));
  const isHidden = (path) => isPrivate(path) || matchPrefixPatterns(project.env.GOPRIVATE, path);
  const sentinels = pickSentinels({ sums: project.sums, isPrivate: isHidden, direct });
  return probeProxies({
    list,
    sentinels,
    http,
    clock: world.clock,
    limitMs: Math.max(0, Math.min(probeLimitMs, limitMs)),
    signal: world.signal
  });
}

// src/run/prepare.ts
import { readFile as readFile2 } from "node:fs/promises";
import { delimiter, dirname as dirname6, join as join12 } from "node:path";

// src/cache/github/transfer-environment.ts
var passedOn = /* @__PURE__ */ new Set([
  "ACTIONS_CACHE_MODE",
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_CACHE_URL",
  "ACTIONS_ORCHESTRATION_ID",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_RUNTIME_TOKEN",
  "GITHUB_REF",
  "GITHUB_SERVER_URL",
  "HOME",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "LD_LIBRARY_PATH",
  "NODE_EXTRA_CA_CERTS",
  "NODE_OPTIONS",
  "NODE_TLS_REJECT_UNAUTHORIZED",
  "NODE_USE_SYSTEM_CA",
  "NO_PROXY",
  "RUNNER_TRACKING_ID",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "SYSTEMROOT",
  "USERPROFILE",
  "WINDIR"
]);
function transferEnvironment(env) {
  const kept = Object.entries(env).filter(([name]) => passedOn.has(name.toUpperCase()));
  return Object.fromEntries(kept);
}
function whyNoService(env) {
  const isV2 = isGithubCloud(env.GITHUB_SERVER_URL) && isSet(env.ACTIONS_CACHE_SERVICE_V2);
  const address = isV2 ? "ACTIONS_RESULTS_URL" : "ACTIONS_CACHE_URL";
  if (!isSet(env[address])) return `this runner has no cache service: ${address} is not set`;
  if (isV2 && !isSet(env.ACTIONS_RUNTIME_TOKEN)) {
    return "ACTIONS_RUNTIME_TOKEN is not set: the runner gives it to actions, not to commands of a run step";
  }
  return null;
}
function isGithubCloud(server) {
  const address = isSet(server) ? server : "https://github.com";
  if (!URL.canParse(address)) return false;
  const host = new URL(address).hostname.toUpperCase();
  return host === "GITHUB.COM" || host.endsWith(".GHE.COM") || host.endsWith(".LOCALHOST");
}
function isSet(value) {
  return value !== void 0 && value !== "";
}

// src/cache/github/transfer-output.ts
var keptMessages = 200;
var tellingDebug = /^(?:Failed to reserve cache|File Size): /;
function createTransferLog() {
  const messages = [];
  const masks = [];
  return {
    push: (line) => {
      const [, command = "", text2 = line] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
      const message = command === "" ? line : decode2(text2);
      if (command === "add-mask" && message !== "") masks.push(message);
      const telling = command === "debug" ? tellingDebug.test(message) : command !== "add-mask";
      if (telling && messages.push(message) > keptMessages) messages.shift();
    },
    end: () => ({ messages, masks })
  };
}
function decode2(text2) {
  return text2.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
var failedAttempt = /^Attempt (\d+) of \d+ failed with error: (.+?)\.? Retrying request in/s;
var patience = 2;
function isHopeless(line) {
  return Number(failedAttempt.exec(line)?.[1] ?? 0) >= patience;
}
var rateLimited2 = /^Failed to .*(?:Rate limited: |responded with 429\b)/s;
var rateLimitEnd = /rate limit will reset in (\d+) seconds/;
var restoreTexts = [
  [/cache read denied:/, "denied"],
  [/^Cache restore skipped: the effective cache-mode/, "denied"],
  [rateLimited2, "rate-limited"],
  [/^Failed to restore:/, "unavailable"],
  [failedAttempt, "unavailable"]
];
var saveTexts = [
  [/cache write denied:/, "denied"],
  [/^Cache save skipped: the effective cache-mode/, "denied"],
  [rateLimited2, "rate-limited"],
  [/^Failed to reserve cache: .*(?:\(409\)|already exists|Response was not ok)/s, "exists"],
  // The first version of the service tells the details in the same line.
  [/^Failed to save: Unable to reserve cache .*already exists/is, "exists"],
  [/^Failed to reserve cache:/, "unavailable"],
  [/^Failed to save: Unable to (?:reserve|finalize) cache/, "exists"],
  [
    /^Failed to save:.*(?:Unable to make request|non-retryable|Cache service responded|reserveCache failed)/s,
    "unavailable"
  ],
  [/^Failed to save:/, "failed"],
  [failedAttempt, "unavailable"]
];
function explainRestore(log) {
  const found = find(log, restoreTexts);
  return found === null ? { kind: "miss" } : { kind: found.trouble, reason: found.reason };
}
function explainSave(log) {
  const found = find(log, saveTexts);
  if (found === null) return null;
  return found.trouble === "exists" ? { kind: "exists" } : { kind: found.trouble, reason: found.reason };
}
function archiveBytes({ messages }) {
  const sizes = messages.map((message) => /^File Size: (\d+)$/.exec(message)?.[1]);
  return Number(sizes.findLast((size) => size !== void 0) ?? 0);
}
function lastWords(log) {
  const last = log.messages.findLast((message) => message.trim() !== "");
  return last === void 0 ? "the transfer ended without a word" : reason(last, log);
}
function find(log, texts) {
  for (const [pattern, trouble2] of texts) {
    const message = log.messages.findLast((text2) => pattern.test(text2));
    if (message === void 0) continue;
    const seconds = log.messages.map((text2) => rateLimitEnd.exec(text2)?.[1]).find((end2) => end2 !== void 0);
    const end = trouble2 === "rate-limited" && seconds !== void 0 ? `; the limit ends in ${seconds} s` : "";
    return { trouble: trouble2, reason: `${reason(message, log)}${end}` };
  }
  return null;
}
function reason(message, { masks }) {
  const told2 = failedAttempt.exec(message)?.[2] ?? message.replace(/^(?:Failed to (?:restore|save|reserve cache): )+/, "");
  const [line = ""] = told2.replace(/^Error: /, "").trim().split(/[\r\n]/);
  const hidden = masks.reduce((text2, mask) => text2.replaceAll(mask, "***"), line);
  return hidden.length > 300 ? `${hidden.slice(0, 300)}\u2026` : hidden;
}

// src/cache/github/transfer-process.ts
import { mkdir as mkdir2, mkdtemp, readFile } from "node:fs/promises";
import { dirname as dirname5, join as join10 } from "node:path";
var noLimitMs = 2 ** 31 - 1;
function startTransfer({ env, transfer: [command, ...args] }) {
  const stop2 = new AbortController();
  const log = createTransferLog();
  let send = () => {
  };
  const ended = runCommand({
    command,
    args,
    cwd: dirname5(command),
    env: transferEnvironment(env),
    signal: stop2.signal,
    // The transfer has its own, once it is asked for.
    limitMs: noLimitMs,
    graceMs: 500,
    maxLineLength: 8192,
    onStdin: (stdin) => {
      send = (request) => stdin.end(request);
    },
    onStdout: (line) => {
      log.push(line);
      if (isHopeless(line)) stop2.abort();
    },
    onStderr: log.push
  });
  const run = async ({ request, staging, limitMs, signal }) => {
    const workspace = dirname5(staging);
    await mkdir2(workspace, { recursive: true });
    const work = await mkdtemp(join10(workspace, "transfer-"));
    const limit = AbortSignal.timeout(Math.min(Math.ceil(limitMs), noLimitMs));
    const either = AbortSignal.any([signal, limit]);
    const onAbort = () => stop2.abort();
    either.addEventListener("abort", onAbort, { once: true });
    if (either.aborted) onAbort();
    try {
      const folders = { temp: join10(work, "temp"), answer: join10(work, "answer.json") };
      await mkdir2(folders.temp);
      send(JSON.stringify(request(folders)));
      const end = await ended;
      signal.throwIfAborted();
      const isLate = end.kind === "aborted" && limit.aborted;
      return {
        answer: await readAnswer2(folders.answer),
        end: isLate ? { kind: "limit", limitMs } : end,
        log: log.end()
      };
    } finally {
      either.removeEventListener("abort", onAbort);
      await remove(work, { below: workspace });
    }
  };
  return {
    run,
    close: async () => {
      stop2.abort();
      await ended;
    }
  };
}
async function readAnswer2(path) {
  const text2 = await readFile(path, "utf8").catch(() => null);
  if (text2 === null) return null;
  const parsed = parseJson(transferAnswer, text2);
  return parsed.kind === "ok" ? parsed.value : null;
}
function whyNoAnswer(end, log) {
  if (end.kind === "not-started") return `the transfer could not start: ${end.message}`;
  return `the transfer was broken off: ${lastWords(log)}`;
}

// src/cache/github/github-store.ts
function createGithubStore(options) {
  const missing = whyNoService(options.env);
  let ready = null;
  const transfer2 = () => {
    const started = ready ?? startTransfer(options);
    ready = null;
    return started;
  };
  return {
    name: "GitHub cache",
    startAhead: () => {
      if (missing === null) ready ??= startTransfer(options);
    },
    restore: async ({ limitMs, signal, ...restore }) => {
      if (missing !== null) return { kind: "unavailable", reason: missing };
      const { staging } = restore;
      const within = { staging, limitMs, signal };
      return restored(
        await transfer2().run({
          request: (folders) => ({ kind: "restore", ...restore, ...folders }),
          ...within
        }),
        limitMs
      );
    },
    save: async ({ limitMs, signal, ...save }) => {
      if (missing !== null) return { kind: "unavailable", reason: missing };
      const { staging } = save;
      const within = { staging, limitMs, signal };
      return saved(
        await transfer2().run({ request: (folders) => ({ kind: "save", ...save, ...folders }), ...within }),
        limitMs
      );
    },
    close: async () => ready?.close()
  };
}
function restored({ answer, end, log }, limitMs) {
  switch (answer?.kind) {
    case "restored":
      return answer.unpacked.kind === "ok" ? { kind: "found", key: answer.key, refused: answer.unpacked.refused } : { ...answer.unpacked, key: answer.key };
    case "threw":
      return { kind: "unavailable", reason: answer.message };
    case "not-restored":
      return explainRestore(log);
    default: {
      const explained = explainRestore(log);
      if (explained.kind !== "miss") return explained;
      return end.kind === "limit" ? { kind: "slow", limitMs } : { kind: "unavailable", reason: whyNoAnswer(end, log) };
    }
  }
}
function saved({ answer, end, log }, limitMs) {
  switch (answer?.kind) {
    case "saved":
      return { kind: "saved", bytes: archiveBytes(log) };
    case "threw":
      return { kind: "failed", reason: answer.message };
    case "not-saved":
      return explainSave(log) ?? { kind: "failed", reason: lastWords(log) };
    default: {
      const explained = explainSave(log);
      if (explained !== null) return explained;
      return end.kind === "limit" ? { kind: "slow", limitMs } : { kind: "unavailable", reason: whyNoAnswer(end, log) };
    }
  }
}

// src/cache/key.ts
import { createHash as createHash2 } from "node:crypto";
var format = 2;
var maxKeyLength = 512;
var maxGeneration = 3;
function sumSource(name, text2) {
  const lines = text2.split("\n").map((line) => line.match(/\S+/g) ?? []);
  return { kind: "sum", name, lines: distinct(lines.map(wordsAsLine)) };
}
function modSource(name, mod) {
  const lines = [
    goLine(mod.go),
    ...mod.require.map(({ path, version }) => ["require", path, version]),
    ...mod.replace.map(replaceLine),
    ...mod.exclude.map(({ path, version }) => ["exclude", path, version])
  ];
  return { kind: "mod", name, lines: distinct(lines.map(wordsAsLine)) };
}
function workSource(name, work) {
  const lines = [goLine(work.go), ...work.replace.map(replaceLine)];
  return { kind: "work", name, lines: distinct(lines.map(wordsAsLine)) };
}
function cacheKey({
  prefix,
  scopes
}) {
  const counting = scopes.map(
    (sources) => sources.filter(({ kind, lines }) => kind === "work" || lines.length > 0)
  );
  const digest = digestOf(counting.map((sources) => digestOf(sources.map(digestOfSource))));
  const complete = `go-modules-v${format}/${prefix}/`;
  const incomplete = `go-modules-v${format}-incomplete/${prefix}/`;
  const key = `${complete}${digest}`;
  const longest = incompleteKey({ incomplete: `${incomplete}${digest}/` }, /* @__PURE__ */ new Date(0)).length;
  if (longest > maxKeyLength) {
    return {
      problem: `the cache key would have ${longest} characters; ${maxKeyLength} are allowed: shorten cache-prefix`
    };
  }
  if (/[,/\r\n]/.test(prefix)) return { problem: "cache-prefix must have no comma, slash or line break" };
  const ingredients = counting.flat().map(({ name, lines }) => `${name} (${lines.length} ${lines.length === 1 ? "line" : "lines"})`).sort();
  const [newest = key, ...older] = generations.toReversed().map((generation) => generationKey(key, generation));
  const own = `${incomplete}${digest}/`;
  return {
    key,
    incomplete: own,
    lookup: { key: newest, fallbacks: [...older, own, complete, incomplete] },
    ingredients
  };
}
var generations = Array.from({ length: maxGeneration }, (_, index) => index + 1);
function generationKey(key, generation) {
  return generation === 1 ? key : `${key}-${generation}`;
}
function generationOf({ key }, found) {
  return generations.find((generation) => isSameKey(found, generationKey(key, generation))) ?? null;
}
function incompleteKey({ incomplete }, date2) {
  return `${incomplete}${date2.toISOString().slice(0, 10)}`;
}
function isSameKey(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
function goLine(version) {
  return version === null ? [] : ["go", version];
}
function replaceLine({ old, new: target }) {
  return ["replace", old.path, old.version ?? "", target.path, target.version ?? ""];
}
function wordsAsLine(words) {
  return words.length === 0 ? "" : JSON.stringify(words);
}
function distinct(lines) {
  return [...new Set(lines)].filter((line) => line !== "").sort();
}
function digestOfSource({ kind, lines }) {
  return sha256(JSON.stringify([kind, ...lines]));
}
function digestOf(digests) {
  return sha256(distinct(digests).join("\n"));
}
function sha256(text2) {
  return createHash2("sha256").update(text2).digest("hex");
}

// src/cache/key-sources.ts
import { basename as basename3, join as join11, relative as relative2, sep as sep2 } from "node:path";
async function readKeySources(project) {
  return Promise.all(project.scopes.map((scope) => sourcesOf(scope, project.workingDirectory)));
}
async function sourcesOf(scope, workingDirectory) {
  const named = (path) => relative2(workingDirectory, path).split(sep2).join("/");
  const sums = scope.files.filter((path) => /^go(?:\.work)?\.sum$/.test(basename3(path)));
  return [
    ...scope.work === void 0 ? [] : [workSource(named(join11(scope.dir, "go.work")), scope.work)],
    ...scope.mains.map(({ dir, mod }) => modSource(named(join11(dir, "go.mod")), mod)),
    ...await Promise.all(
      sums.map(async (path) => sumSource(named(path), await readTextFile(path, textLimits.sum) ?? ""))
    )
  ];
}

// src/cache/policy.ts
var trustedEvents = /* @__PURE__ */ new Set([
  "",
  "merge_group",
  "pull_request",
  "push",
  "release",
  "repository_dispatch",
  "schedule",
  "workflow_dispatch"
]);
var outsideRules = [
  {
    when: ({ event }) => !trustedEvents.has(event),
    may: "restore",
    reason: ({ event }) => `${event} is not an event that only people who may write to the repository trigger, so nothing is saved for others`
  },
  {
    when: ({ fork }) => fork,
    may: "restore",
    reason: () => "a pull request from a fork reads what the repository saved"
  },
  {
    // GitHub gives these runs a read-only token and no secrets:
    // https://docs.github.com/code-security/reference/supply-chain-security/dependabot-on-actions
    when: ({ event, actor }) => actor === "dependabot[bot]" && (event === "push" || event === "pull_request"),
    may: "restore",
    reason: () => "a run that Dependabot caused has the rights of one from a fork"
  }
];
var rules = [
  { when: ({ choice }) => choice === "false", may: "nothing", reason: () => "none was asked for" },
  { when: ({ choice }) => choice === "read-only", may: "restore", reason: () => "cache is read-only" },
  ...outsideRules.map((rule) => ({ ...rule, when: and(keepsNothingApart, rule.when) })),
  { when: ({ choice }) => choice === "true", may: "restore and save", reason: () => "cache is true" },
  {
    when: ({ event, refType }) => event === "release" || refType === "tag",
    may: "nothing",
    reason: () => "what is released should not depend on what other runs saved"
  },
  {
    when: ({ store, runner, filled }) => store === "github" && runner === "self-hosted" && filled,
    may: "nothing",
    reason: () => "this self-hosted runner keeps its module cache between jobs"
  },
  ...outsideRules,
  {
    when: ({ store, event }) => store === "github" && event === "merge_group",
    may: "restore",
    reason: () => "an entry saved in a merge queue can be read by no later run"
  }
];
var otherwise = {
  may: "restore and save",
  reason: ({ event }) => event === "" ? "no event started this run" : `only people who may write to the repository trigger ${event}`
};
function keepsNothingApart({ store, choice }) {
  return store !== "github" && choice === "true";
}
function and(a, b) {
  return (facts) => a(facts) && b(facts);
}
function cachePolicy(facts) {
  const rule = rules.find(({ when }) => when(facts)) ?? otherwise;
  const restore = rule.may !== "nothing";
  const save = rule.may === "restore and save";
  const reason2 = rule.reason(facts);
  const mode = facts.mode.trim().toLowerCase();
  const allowed = facts.store === "github" ? tokenModes.get(mode) : void 0;
  if (allowed === void 0) return { restore, save, reason: reason2 };
  const capped = { restore: restore && allowed.restore, save: save && allowed.save };
  return capped.restore === restore && capped.save === save ? { restore, save, reason: reason2 } : { ...capped, reason: `the runner's token allows the cache mode ${mode} only` };
}
function policySentence({ restore, save, reason: reason2 }) {
  const may = restore ? save ? "restores and saves" : "restores only" : save ? "saves only" : "does neither";
  return `Restore and save: this run ${may} (${reason2}).`;
}
var tokenModes = /* @__PURE__ */ new Map([
  ["none", { restore: false, save: false }],
  ["read", { restore: true, save: false }],
  ["write", { restore: true, save: true }],
  ["write-only", { restore: false, save: true }]
]);
function runnerFacts(env, event) {
  return {
    event: env.GITHUB_EVENT_NAME ?? "",
    refType: env.GITHUB_REF_TYPE ?? "",
    fork: isFromFork(event) ?? env.GITHUB_EVENT_NAME === "pull_request",
    actor: env.GITHUB_ACTOR ?? "",
    mode: env.ACTIONS_CACHE_MODE ?? "",
    runner: env.RUNNER_ENVIRONMENT ?? ""
  };
}
function isFromFork(event) {
  const pull = field(event, "pull_request");
  if (typeof pull !== "object" || pull === null) return null;
  const head = field(field(field(pull, "head"), "repo"), "full_name");
  return typeof head !== "string" || head !== field(field(field(pull, "base"), "repo"), "full_name");
}
function field(value, name) {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return void 0;
  return Reflect.get(value, name);
}

// src/run/prepare.ts
var goEnvLimitMs = 3e4;
function githubStore({ env, transfer: transfer2 }) {
  return createGithubStore({ env, transfer: [process.execPath, transfer2] });
}
async function prepare(inputs, world, entries = githubStore(world)) {
  const mod = inputs.goVersion === "go.mod" ? await readMod(inputs.workingDirectory) : null;
  const found = await findGo({ goVersion: inputs.goVersion, mod, env: world.env });
  if (found.kind === "none") return problem({ id: "toolchain/go-not-found", message: found.message });
  const env = found.bin === null ? world.env : withPath(world.env, found.bin);
  const loaded = await load(inputs, world, { go: found.go, env });
  world.signal.throwIfAborted();
  if (loaded.kind === "problem") {
    return problem({ ...loaded, message: world.redact(loaded.message) });
  }
  const { project } = loaded;
  const list = goproxyList(inputs, project.env.GOPROXY);
  if (typeof list === "string") return problem({ id: "proxy-config/malformed-goproxy", message: list });
  await world.mask([...goproxySecrets(list), ...await netrcSecrets(env, process.platform)]);
  const isPrivate = (path) => matchPrefixPatterns(project.env.GONOPROXY, path);
  const [event, programs] = await Promise.all([readEvent(env), findPrograms(env, process.platform)]);
  const cache = await chooseCache(inputs, project, { env, event, entries });
  const fork = isFromFork(event) === true && env.GITHUB_EVENT_NAME !== "pull_request_target";
  if (found.bin !== null) await world.addToPath(found.bin);
  const { go } = found;
  return { kind: "ready", setup: { inputs, go, programs, env, project, list, isPrivate, cache, fork } };
}
function load(inputs, world, command) {
  const { workingDirectory, modules } = inputs;
  const untilMs = world.clock.now() + Math.min(goEnvLimitMs, inputs.timeoutMs);
  const run = (question) => {
    const limitMs = Math.max(0, untilMs - world.clock.now());
    return captureCommand({ ...question, signal: world.signal, limitMs });
  };
  return loadProject({ ...command, workingDirectory, modules, run });
}
function problem(stated) {
  return { kind: "problem", fault: statedFault(stated) };
}
function goproxyList(inputs, goproxy) {
  if (inputs.proxies !== null) return inputs.proxies;
  const parsed = parseGoproxyList(goproxy);
  return parsed.kind === "ok" ? parsed.list : `GOPROXY of this job: ${parsed.message}`;
}
async function readMod(folder) {
  const text2 = await readTextFile(join12(folder, "go.mod"), textLimits.mod);
  const parsed = text2 === null ? null : parseGoMod(text2);
  return parsed?.kind === "ok" ? parsed.mod : null;
}
function withPath(env, bin) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name]: [bin, env[name]].filter(Boolean).join(delimiter), GOROOT: dirname6(bin) };
}
async function chooseCache(inputs, project, {
  env,
  event,
  entries
}) {
  const made = cacheKey({ prefix: inputs.cachePrefix, scopes: await readKeySources(project) });
  const store = inputs.cacheStore.kind === "github" ? { kind: "github", entries } : { kind: "shared", place: inputs.cacheStore };
  const policy = cachePolicy({
    choice: inputs.cache,
    store: store.kind,
    filled: await holdsModules(project.env.GOMODCACHE),
    ...runnerFacts(env, event)
  });
  if ("problem" in made)
    return { key: null, store, policy: { restore: false, save: false, reason: made.problem } };
  return { key: made, store, policy };
}
async function readEvent(env) {
  if (!env.GITHUB_EVENT_PATH) return null;
  try {
    return JSON.parse(await readFile2(env.GITHUB_EVENT_PATH, "utf8"));
  } catch {
    return null;
  }
}

export {
  statedFault,
  recentHealth,
  recentTitle,
  goRound,
  requestsOf2 as requestsOf,
  createHttp,
  median,
  versionOfInfo,
  rankProxies,
  needsProbe,
  dropZip,
  cancelled,
  checkZip,
  isVouchedFor,
  objectOf,
  historyObject,
  takeFromStore,
  unverifiedZips,
  fetchOptions,
  downloadOnline,
  probe,
  maxGeneration,
  generationKey,
  generationOf,
  incompleteKey,
  isSameKey,
  policySentence,
  githubStore,
  prepare
};
