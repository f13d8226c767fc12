import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  placeName
} from "./chunk-3QYWA65R.js";
import {
  NetworkError
} from "./chunk-TVG32IQI.js";
import {
  HttpRequest,
  fromHex,
  fromUtf8,
  hasOwn,
  isArrayBuffer,
  normalizeProvider,
  toHex,
  toUint8Array,
  writeKey
} from "./chunk-SJP4SNRK.js";
import {
  trouble
} from "./chunk-NNWYPZ6C.js";
import {
  nonEmpty,
  object,
  optional,
  parseJson,
  pipe,
  string
} from "./chunk-ZIHWHPLB.js";
import "./chunk-YTQ6ZR7C.js";
import "./chunk-DIT3HX7E.js";

// src/store/s3/credentials/container.ts
import { readFile } from "node:fs/promises";

// src/store/s3/read-text.ts
var maxTextBytes = 64 << 10;
async function askForText(http, request) {
  const signals = [AbortSignal.timeout(request.limitMs), ...request.signal ? [request.signal] : []];
  const answer = await http.send({
    ...request,
    maxBytes: maxTextBytes,
    connectTimeoutMs: request.limitMs,
    signal: AbortSignal.any(signals)
  });
  if (answer.kind === "failure") return { kind: "failed", reason: answer.message };
  try {
    return { kind: "text", status: answer.status, text: await readText(answer) };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { kind: "failed", reason: error.failure.message };
  }
}
async function readText({ body }) {
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

// src/store/s3/credentials/temporary.ts
var shape = object({
  AccessKeyId: pipe(string(), nonEmpty()),
  SecretAccessKey: pipe(string(), nonEmpty()),
  Token: optional(string()),
  Expiration: optional(string())
});
function readTemporaryCredentials(text, from2) {
  const parsed = parseJson(shape, text);
  if (parsed.kind === "unreadable")
    return { kind: "failed", reason: `${from2} answered with no credentials: ${parsed.problem}` };
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token, Expiration } = parsed.value;
  return {
    kind: "credentials",
    credentials: {
      accessKeyId,
      secretAccessKey,
      expiresAt: dateOf(Expiration),
      ...Token && { sessionToken: Token }
    }
  };
}
function dateOf(text) {
  const date = new Date(text ?? "");
  return Number.isNaN(date.getTime()) ? null : date;
}

// src/store/s3/credentials/container.ts
var limitMs = 2e3;
var ecsAddress = "http://169.254.170.2";
var plainHosts = /* @__PURE__ */ new Set([
  "localhost",
  "127.0.0.1",
  "[::1]",
  "169.254.170.2",
  "169.254.170.23",
  "[fd00:ec2::23]"
]);
async function containerCredentials({ env, http, signal }) {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative, AWS_CONTAINER_CREDENTIALS_FULL_URI: full } = env;
  const text = relative ? `${ecsAddress}${relative}` : full;
  if (!text) return { kind: "none" };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return failed("the address is no URL");
  const isPlain = url.protocol === "http:" && plainHosts.has(url.hostname);
  if (!isPlain && url.protocol !== "https:") return failed(`${url.host} may be asked over https only`);
  const token = await tokenOf(env);
  if (token === null) return failed("the file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE can't be read");
  const answer = await askForText(http, {
    method: "GET",
    url: url.href,
    headers: token === "" ? {} : { authorization: token },
    direct: isPlain,
    limitMs,
    signal
  });
  if (answer.kind === "failed") return failed(answer.reason);
  if (answer.status !== 200) return failed(`status ${answer.status}`);
  return readTemporaryCredentials(answer.text, from);
}
async function tokenOf(env) {
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: path, AWS_CONTAINER_AUTHORIZATION_TOKEN: own = "" } = env;
  const token = path ? await readFile(path, "utf8").catch(() => null) : own;
  return token === null || /[\r\n]/.test(token.trim()) ? null : token.trim();
}
var from = "the container's credentials endpoint";
function failed(reason) {
  return { kind: "failed", reason: `${from} gave none: ${reason}` };
}

// src/store/s3/credentials/environment.ts
function environmentCredentials(env) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId && !secretAccessKey) return { kind: "none" };
  if (!accessKeyId) return missing("AWS_ACCESS_KEY_ID");
  if (!secretAccessKey) return missing("AWS_SECRET_ACCESS_KEY");
  const { AWS_SESSION_TOKEN: sessionToken } = env;
  return {
    kind: "credentials",
    credentials: { accessKeyId, secretAccessKey, expiresAt: null, ...sessionToken && { sessionToken } }
  };
}
function missing(variable) {
  return { kind: "failed", reason: `${variable} is not set, though its counterpart is: set both or neither` };
}

// src/store/s3/credentials/instance-metadata.ts
var limitMs2 = 1e3;
var address = "http://169.254.169.254";
var tokenSeconds = 300;
var none = { kind: "none" };
async function instanceCredentials({ env, http, signal }) {
  if (env.AWS_EC2_METADATA_DISABLED?.trim().toLowerCase() === "true") return none;
  const base = env.AWS_EC2_METADATA_SERVICE_ENDPOINT || address;
  if (!URL.canParse(base)) return none;
  const ask = (method, path, headers2) => {
    const url = new URL(`/latest/${path}`, base).href;
    return askForText(http, {
      method,
      url,
      headers: headers2,
      limitMs: limitMs2,
      signal,
      direct: true,
      ...method === "PUT" && { body: () => Buffer.alloc(0) }
    });
  };
  const token = await ask("PUT", "api/token", {
    "x-aws-ec2-metadata-token-ttl-seconds": String(tokenSeconds)
  });
  if (!isFound(token) || !/^[\x21-\x7e]{1,1024}$/.test(token.text)) return none;
  const headers = { "x-aws-ec2-metadata-token": token.text };
  const roles = await ask("GET", "meta-data/iam/security-credentials/", headers);
  const role = isFound(roles) ? roles.text.split("\n", 1)[0]?.trim() : "";
  if (!role || !/^[\w+=,.@-]{1,128}$/.test(role)) return none;
  const answer = await ask("GET", `meta-data/iam/security-credentials/${encodeURIComponent(role)}`, headers);
  if (!isFound(answer))
    return {
      kind: "failed",
      reason: `the instance metadata service gave no credentials for the role ${role}`
    };
  return readTemporaryCredentials(answer.text, "the instance metadata service");
}
function isFound(answer) {
  return answer.kind === "text" && answer.status === 200;
}

// src/store/s3/credentials/web-identity.ts
import { readFile as readFile2 } from "node:fs/promises";

// src/store/s3/location.ts
var usualRegion = "us-east-1";
var regionPattern = /^[a-z0-9][a-z0-9-]{0,62}$/i;
function regionOf(env) {
  return set(env.AWS_REGION) ?? set(env.AWS_DEFAULT_REGION) ?? usualRegion;
}
function locateBucket(name, env) {
  const region = regionOf(env);
  if (!regionPattern.test(region)) return problem("AWS_REGION is no region, such as eu-west-1");
  const endpoint = endpointOf("S3", env);
  if (endpoint === null) return { kind: "ok", location: atAws(name, region) };
  const { variable, url } = endpoint;
  if (url === null) return problem(`${variable} is no http or https URL`);
  if (url.username !== "" || url.password !== "")
    return problem(`${variable} holds a login: S3 takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead`);
  const baseUrl = `${url.origin}${url.pathname.replace(/\/?$/, "/")}${name.bucket}/`;
  return {
    kind: "ok",
    location: { ...name, region, baseUrl, host: url.host, endpointVariable: variable }
  };
}
function endpointOf(service, env) {
  const variable = [`AWS_ENDPOINT_URL_${service}`, "AWS_ENDPOINT_URL"].find((name) => set(env[name]) !== null);
  const text = variable === void 0 ? null : set(env[variable]);
  if (variable === void 0 || text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  return { variable, url: url !== null && /^https?:$/.test(url.protocol) ? url : null };
}
function awsHost(service, region) {
  return `${service}.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}
function atAws(name, region) {
  const server = awsHost("s3", region);
  const host = name.bucket.includes(".") ? server : `${name.bucket}.${server}`;
  const baseUrl = name.bucket.includes(".") ? `https://${server}/${name.bucket}/` : `https://${host}/`;
  return { ...name, region, baseUrl, host, endpointVariable: null };
}
function objectUrl({ baseUrl, prefix }, name) {
  const key = prefix === "" ? name : `${prefix}/${name}`;
  return `${baseUrl}${key.split("/").map(encodeSegment).join("/")}`;
}
function encodeSegment(segment) {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
}
function set(value) {
  const text = value?.trim() ?? "";
  return text === "" ? null : text;
}
function problem(reason) {
  return { kind: "problem", reason };
}

// src/store/s3/xml.ts
function textOfElement(xml, name) {
  const start = xml.indexOf(`<${name}>`);
  if (start === -1) return null;
  const from2 = start + name.length + 2;
  const end = xml.indexOf(`</${name}>`, from2);
  return end === -1 ? null : decoded(xml.slice(from2, end).trim());
}
function errorCodeOf(xml) {
  const code = textOfElement(xml, "Code");
  return code !== null && /^[A-Za-z0-9.]{1,64}$/.test(code) ? code : null;
}
function decoded(text) {
  const characters = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => characters[name] ?? "");
}

// src/store/s3/credentials/web-identity.ts
var limitMs3 = 5e3;
async function webIdentityCredentials({
  env,
  http,
  region,
  signal
}) {
  const { AWS_WEB_IDENTITY_TOKEN_FILE: path, AWS_ROLE_ARN: role } = env;
  if (!path || !role) return { kind: "none" };
  const token = await readFile2(path, "utf8").catch(() => null);
  if (token === null) return failed2(`the file of AWS_WEB_IDENTITY_TOKEN_FILE can't be read: ${path}`);
  const endpoint = endpointOf("STS", env);
  if (endpoint !== null && endpoint.url === null)
    return failed2(`${endpoint.variable} is no http or https URL`);
  const form = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: role,
    RoleSessionName: env.AWS_ROLE_SESSION_NAME || "resilient-go-modules",
    WebIdentityToken: token.trim()
  });
  const answer = await askForText(http, {
    method: "POST",
    url: endpoint?.url?.href ?? `https://${awsHost("sts", region)}/`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/xml" },
    body: () => Buffer.from(form.toString()),
    limitMs: limitMs3,
    signal
  });
  if (answer.kind === "failed") return failed2(answer.reason);
  if (answer.status !== 200) {
    const code = errorCodeOf(answer.text) ?? `status ${answer.status}`;
    return failed2(`${code}: check AWS_ROLE_ARN and the trust policy of that role`);
  }
  return readAnswer(answer.text);
}
function readAnswer(xml) {
  const accessKeyId = textOfElement(xml, "AccessKeyId");
  const secretAccessKey = textOfElement(xml, "SecretAccessKey");
  const sessionToken = textOfElement(xml, "SessionToken");
  if (accessKeyId === null || secretAccessKey === null || sessionToken === null)
    return failed2("the answer holds no credentials");
  const expiresAt = dateOf(textOfElement(xml, "Expiration") ?? void 0);
  return { kind: "credentials", credentials: { accessKeyId, secretAccessKey, sessionToken, expiresAt } };
}
function failed2(reason) {
  return { kind: "failed", reason: `the security token service gave no credentials: ${reason}` };
}

// src/store/s3/credential-chain.ts
var sources = [
  async ({ env }) => environmentCredentials(env),
  webIdentityCredentials,
  containerCredentials,
  instanceCredentials
];
var renewBeforeMs = 6e4;
function createCredentialChain(options) {
  const { clock, mask } = options;
  let known = null;
  const ask = async (signal) => {
    for (const source of sources) {
      const answer = await source({ ...options, signal });
      if (answer.kind === "none") continue;
      if (answer.kind === "credentials") await mask(secretsOf(answer.credentials));
      return answer;
    }
    return { kind: "none" };
  };
  return async (signal) => {
    known ??= ask(signal);
    const answer = await known;
    if (answer.kind !== "credentials" || !isEnding(answer.credentials, clock.date())) return answer;
    known = ask(signal);
    return known;
  };
}
function isEnding({ expiresAt }, now) {
  return expiresAt !== null && expiresAt.getTime() - now.getTime() < renewBeforeMs;
}
function secretsOf({ secretAccessKey, sessionToken }) {
  return sessionToken === void 0 ? [secretAccessKey] : [secretAccessKey, sessionToken];
}

// src/store/s3/s3-store.ts
import { createHash as createHash2 } from "node:crypto";
import { createReadStream } from "node:fs";

// src/store/s3/answer.ts
function readFailedAnswer(answer, location) {
  const { method, status } = answer;
  const code = errorCodeOf(answer.text) ?? "";
  if (method === "PUT" && status === 412) return { kind: "exists" };
  if (method === "PUT" && status === 409) return { kind: "conflict" };
  if (method === "PUT" && (code === "NotImplemented" || status === 501)) return { kind: "no-conditions" };
  if (code === "NoSuchBucket") return failed3("misconfigured", noBucket(location));
  const named = reasons.find(({ codes }) => codes.includes(code));
  if (named !== void 0) return failed3(named.kind, named.reason(location));
  if (status === 404 || status === 410) return { kind: "absent" };
  const region = regionToldBy(answer);
  if (region !== null || status === 301 || status === 307)
    return failed3("misconfigured", wrongRegion(region, location));
  if (status === 401 || status === 403) {
    const { trouble: trouble2 } = failed3("denied", denied(answer, location));
    return { kind: "failed", trouble: { ...trouble2, mayBeAbsent: method !== "PUT" } };
  }
  if (status === 429 || status === 503)
    return failed3("busy", `${told(status, code)}: it asks for fewer requests`);
  return failed3("unavailable", `${location.host} answered with ${told(status, code)}`);
}
var reasons = [
  {
    codes: ["RequestTimeTooSkewed", "RequestExpired"],
    kind: "misconfigured",
    reason: ({ host }) => `the clock of this machine is wrong for ${host}: set it by NTP (RequestTimeTooSkewed)`
  },
  {
    codes: ["InvalidAccessKeyId", "XAdminUserNotFound"],
    kind: "denied",
    reason: ({ host }) => `${host} does not know the access key: check AWS_ACCESS_KEY_ID, and the endpoint`
  },
  {
    codes: ["SignatureDoesNotMatch"],
    kind: "denied",
    reason: ({ host }) => `the secret key does not belong to the access key, says ${host}: check AWS_SECRET_ACCESS_KEY (SignatureDoesNotMatch)`
  },
  {
    codes: ["ExpiredToken", "TokenRefreshRequired", "InvalidToken", "ExpiredTokenException"],
    kind: "denied",
    reason: () => "the session token is no longer valid: get credentials anew in a step before this one, or check AWS_SESSION_TOKEN"
  },
  {
    codes: ["SlowDown", "RequestLimitExceeded", "TooManyRequests"],
    kind: "busy",
    reason: ({ host }) => `${host} asks for fewer requests (SlowDown)`
  }
];
function noBucket({ bucket, host, endpointVariable }) {
  const where = endpointVariable === null ? "the name in cache-store" : `cache-store and ${endpointVariable}`;
  return `there is no bucket ${bucket} at ${host}: check ${where}`;
}
function regionToldBy({ headers, text, status }) {
  const isAboutRegion = status === 301 || status === 307 || status === 400;
  const region = headers["x-amz-bucket-region"] ?? textOfElement(text, "Region");
  return isAboutRegion && region !== null && /^[a-z0-9-]{1,64}$/.test(region) ? region : null;
}
function wrongRegion(region, { bucket, host, region: asked }) {
  const next = region === null ? "set AWS_REGION to its region" : `set AWS_REGION: ${region}`;
  return region === null || region !== asked ? `the bucket ${bucket} is in another region than ${asked}: ${next}` : `the bucket ${bucket} can't be asked at ${host}: check AWS_ENDPOINT_URL_S3`;
}
function denied({ method, isSigned }, { bucket, prefix }) {
  const objects = `arn:aws:s3:::${bucket}/${prefix === "" ? "" : `${prefix}/`}*`;
  if (!isSigned && method === "PUT") return "no credentials were found, so that nothing can be written";
  if (method === "PUT") return `these credentials may not write: grant s3:PutObject on ${objects}`;
  if (!isSigned)
    return `no credentials were found, and the bucket ${bucket} is not public: give some, or allow everybody s3:GetObject on ${objects}`;
  return `these credentials may not read: grant s3:GetObject on ${objects}, and s3:ListBucket on arn:aws:s3:::${bucket} to tell a missing object from a denied one`;
}
function told(status, code) {
  return `status ${status}${code === "" ? "" : ` (${code})`}`;
}
function failed3(kind, reason) {
  return { kind: "failed", trouble: { kind, reason } };
}

// src/store/s3/sign.ts
import { createHash, createHmac } from "node:crypto";

// node_modules/@smithy/signature-v4/dist-es/HeaderFormatter.js
var HeaderFormatter = class {
  format(headers) {
    const chunks = [];
    for (const headerName in headers) {
      if (!hasOwn(headers, headerName)) {
        continue;
      }
      const bytes = fromUtf8(headerName);
      chunks.push(Uint8Array.from([bytes.byteLength]), bytes, this.formatHeaderValue(headers[headerName]));
    }
    const out = new Uint8Array(chunks.reduce((carry, bytes) => carry + bytes.byteLength, 0));
    let position = 0;
    for (const chunk of chunks) {
      out.set(chunk, position);
      position += chunk.byteLength;
    }
    return out;
  }
  formatHeaderValue(header) {
    switch (header.type) {
      case "boolean":
        return Uint8Array.from([header.value ? 0 : 1]);
      case "byte":
        return Uint8Array.from([2, header.value]);
      case "short":
        const shortView = new DataView(new ArrayBuffer(3));
        shortView.setUint8(0, 3);
        shortView.setInt16(1, header.value, false);
        return new Uint8Array(shortView.buffer);
      case "integer":
        const intView = new DataView(new ArrayBuffer(5));
        intView.setUint8(0, 4);
        intView.setInt32(1, header.value, false);
        return new Uint8Array(intView.buffer);
      case "long":
        const longBytes = new Uint8Array(9);
        longBytes[0] = 5;
        longBytes.set(header.value.bytes, 1);
        return longBytes;
      case "binary":
        const binView = new DataView(new ArrayBuffer(3 + header.value.byteLength));
        binView.setUint8(0, 6);
        binView.setUint16(1, header.value.byteLength, false);
        const binBytes = new Uint8Array(binView.buffer);
        binBytes.set(header.value, 3);
        return binBytes;
      case "string":
        const utf8Bytes = fromUtf8(header.value);
        const strView = new DataView(new ArrayBuffer(3 + utf8Bytes.byteLength));
        strView.setUint8(0, 7);
        strView.setUint16(1, utf8Bytes.byteLength, false);
        const strBytes = new Uint8Array(strView.buffer);
        strBytes.set(utf8Bytes, 3);
        return strBytes;
      case "timestamp":
        const tsBytes = new Uint8Array(9);
        tsBytes[0] = 8;
        tsBytes.set(Int64.fromNumber(header.value.valueOf()).bytes, 1);
        return tsBytes;
      case "uuid":
        if (!UUID_PATTERN.test(header.value)) {
          throw new Error(`Invalid UUID received: ${header.value}`);
        }
        const uuidBytes = new Uint8Array(17);
        uuidBytes[0] = 9;
        uuidBytes.set(fromHex(header.value.replace(/-/g, "")), 1);
        return uuidBytes;
    }
  }
};
var HEADER_VALUE_TYPE;
(function(HEADER_VALUE_TYPE2) {
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["boolTrue"] = 0] = "boolTrue";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["boolFalse"] = 1] = "boolFalse";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["byte"] = 2] = "byte";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["short"] = 3] = "short";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["integer"] = 4] = "integer";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["long"] = 5] = "long";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["byteArray"] = 6] = "byteArray";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["string"] = 7] = "string";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["timestamp"] = 8] = "timestamp";
  HEADER_VALUE_TYPE2[HEADER_VALUE_TYPE2["uuid"] = 9] = "uuid";
})(HEADER_VALUE_TYPE || (HEADER_VALUE_TYPE = {}));
var UUID_PATTERN = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/;
var Int64 = class _Int64 {
  bytes;
  constructor(bytes) {
    this.bytes = bytes;
    if (bytes.byteLength !== 8) {
      throw new Error("Int64 buffers must be exactly 8 bytes");
    }
  }
  static fromNumber(number) {
    if (number > 9223372036854776e3 || number < -9223372036854776e3) {
      throw new Error(`${number} is too large (or, if negative, too small) to represent as an Int64`);
    }
    const bytes = new Uint8Array(8);
    for (let i = 7, remaining = Math.abs(Math.round(number)); i > -1 && remaining > 0; i--, remaining /= 256) {
      bytes[i] = remaining;
    }
    if (number < 0) {
      negate(bytes);
    }
    return new _Int64(bytes);
  }
  valueOf() {
    const bytes = this.bytes.slice(0);
    const negative = bytes[0] & 128;
    if (negative) {
      negate(bytes);
    }
    return parseInt(toHex(bytes), 16) * (negative ? -1 : 1);
  }
  toString() {
    return String(this.valueOf());
  }
};
function negate(bytes) {
  for (let i = 0; i < 8; i++) {
    bytes[i] ^= 255;
  }
  for (let i = 7; i > -1; i--) {
    bytes[i]++;
    if (bytes[i] !== 0) {
      break;
    }
  }
}

// node_modules/@smithy/core/dist-es/submodules/protocols/util-uri-escape/escape-uri.js
var escapeUri = (uri) => encodeURIComponent(uri).replace(/[!'()*]/g, hexEncode);
var hexEncode = (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;

// node_modules/@smithy/signature-v4/dist-es/constants.js
var ALGORITHM_QUERY_PARAM = "X-Amz-Algorithm";
var CREDENTIAL_QUERY_PARAM = "X-Amz-Credential";
var AMZ_DATE_QUERY_PARAM = "X-Amz-Date";
var SIGNED_HEADERS_QUERY_PARAM = "X-Amz-SignedHeaders";
var EXPIRES_QUERY_PARAM = "X-Amz-Expires";
var SIGNATURE_QUERY_PARAM = "X-Amz-Signature";
var TOKEN_QUERY_PARAM = "X-Amz-Security-Token";
var AUTH_HEADER = "authorization";
var AMZ_DATE_HEADER = AMZ_DATE_QUERY_PARAM.toLowerCase();
var DATE_HEADER = "date";
var GENERATED_HEADERS = [AUTH_HEADER, AMZ_DATE_HEADER, DATE_HEADER];
var SIGNATURE_HEADER = SIGNATURE_QUERY_PARAM.toLowerCase();
var SHA256_HEADER = "x-amz-content-sha256";
var TOKEN_HEADER = TOKEN_QUERY_PARAM.toLowerCase();
var ALWAYS_UNSIGNABLE_HEADERS = {
  authorization: true,
  "cache-control": true,
  connection: true,
  expect: true,
  from: true,
  "keep-alive": true,
  "max-forwards": true,
  pragma: true,
  referer: true,
  te: true,
  trailer: true,
  "transfer-encoding": true,
  upgrade: true,
  "user-agent": true,
  "x-amzn-trace-id": true
};
var PROXY_HEADER_PATTERN = /^proxy-/;
var SEC_HEADER_PATTERN = /^sec-/;
var ALGORITHM_IDENTIFIER = "AWS4-HMAC-SHA256";
var EVENT_ALGORITHM_IDENTIFIER = "AWS4-HMAC-SHA256-PAYLOAD";
var UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
var MAX_CACHE_SIZE = 50;
var KEY_TYPE_IDENTIFIER = "aws4_request";
var MAX_PRESIGNED_TTL = 60 * 60 * 24 * 7;

// node_modules/@smithy/signature-v4/dist-es/getCanonicalQuery.js
var getCanonicalQuery = ({ query = {} }) => {
  const keys = [];
  const serialized = {};
  for (const key in query) {
    if (!hasOwn(query, key)) {
      continue;
    }
    if (key.toLowerCase() === SIGNATURE_HEADER) {
      continue;
    }
    const encodedKey = escapeUri(key);
    keys.push(encodedKey);
    const value = query[key];
    if (typeof value === "string") {
      serialized[encodedKey] = `${encodedKey}=${escapeUri(value)}`;
    } else if (Array.isArray(value)) {
      serialized[encodedKey] = value.slice(0).reduce((encoded, value2) => encoded.concat([`${encodedKey}=${escapeUri(value2)}`]), []).sort().join("&");
    }
  }
  return keys.sort().map((key) => serialized[key]).filter((serialized2) => serialized2).join("&");
};

// node_modules/@smithy/signature-v4/dist-es/utilDate.js
var iso8601 = (time) => toDate(time).toISOString().replace(/\.\d{3}Z$/, "Z");
var toDate = (time) => {
  if (typeof time === "number") {
    return new Date(time * 1e3);
  }
  if (typeof time === "string") {
    if (Number(time)) {
      return new Date(Number(time) * 1e3);
    }
    return new Date(time);
  }
  return time;
};

// node_modules/@smithy/signature-v4/dist-es/SignatureV4Base.js
var SignatureV4Base = class {
  service;
  regionProvider;
  credentialProvider;
  sha256;
  uriEscapePath;
  applyChecksum;
  constructor({ applyChecksum, credentials, region, service, sha256, uriEscapePath = true }) {
    this.service = service;
    this.sha256 = sha256;
    this.uriEscapePath = uriEscapePath;
    this.applyChecksum = typeof applyChecksum === "boolean" ? applyChecksum : true;
    this.regionProvider = normalizeProvider(region);
    this.credentialProvider = normalizeProvider(credentials);
  }
  createCanonicalRequest(request, canonicalHeaders, payloadHash) {
    const sortedHeaders = Object.keys(canonicalHeaders).sort();
    return `${request.method}
${this.getCanonicalPath(request)}
${getCanonicalQuery(request)}
${sortedHeaders.map((name) => `${name}:${canonicalHeaders[name]}`).join("\n")}

${sortedHeaders.join(";")}
${payloadHash}`;
  }
  async createStringToSign(longDate, credentialScope, canonicalRequest, algorithmIdentifier) {
    const hash = new this.sha256();
    hash.update(toUint8Array(canonicalRequest));
    const hashedRequest = await hash.digest();
    return `${algorithmIdentifier}
${longDate}
${credentialScope}
${toHex(hashedRequest)}`;
  }
  getCanonicalPath({ path }) {
    if (this.uriEscapePath) {
      const normalizedPathSegments = [];
      for (const pathSegment of path.split("/")) {
        if (pathSegment?.length === 0) {
          continue;
        }
        if (pathSegment === ".") {
          continue;
        }
        if (pathSegment === "..") {
          normalizedPathSegments.pop();
        } else {
          normalizedPathSegments.push(pathSegment);
        }
      }
      const normalizedPath = `${path?.startsWith("/") ? "/" : ""}${normalizedPathSegments.join("/")}${normalizedPathSegments.length > 0 && path?.endsWith("/") ? "/" : ""}`;
      const doubleEncoded = escapeUri(normalizedPath);
      return doubleEncoded.replace(/%2F/g, "/");
    }
    return path;
  }
  validateResolvedCredentials(credentials) {
    if (typeof credentials !== "object" || typeof credentials.accessKeyId !== "string" || typeof credentials.secretAccessKey !== "string") {
      throw new Error("Resolved credential object is not valid");
    }
  }
  formatDate(now) {
    const longDate = iso8601(now).replace(/[-:]/g, "");
    return {
      longDate,
      shortDate: longDate.slice(0, 8)
    };
  }
  getCanonicalHeaderList(headers) {
    return Object.keys(headers).sort().join(";");
  }
};

// node_modules/@smithy/signature-v4/dist-es/credentialDerivation.js
var signingKeyCache = {};
var cacheQueue = [];
var createScope = (shortDate, region, service) => `${shortDate}/${region}/${service}/${KEY_TYPE_IDENTIFIER}`;
var getSigningKey = async (sha256Constructor, credentials, shortDate, region, service) => {
  const credsHash = await hmac(sha256Constructor, credentials.secretAccessKey, credentials.accessKeyId);
  const cacheKey = `${shortDate}:${region}:${service}:${toHex(credsHash)}:${credentials.sessionToken}`;
  if (cacheKey in signingKeyCache) {
    return signingKeyCache[cacheKey];
  }
  cacheQueue.push(cacheKey);
  while (cacheQueue.length > MAX_CACHE_SIZE) {
    delete signingKeyCache[cacheQueue.shift()];
  }
  let key = `AWS4${credentials.secretAccessKey}`;
  for (const signable of [shortDate, region, service, KEY_TYPE_IDENTIFIER]) {
    key = await hmac(sha256Constructor, key, signable);
  }
  return signingKeyCache[cacheKey] = key;
};
var hmac = (ctor, secret, data) => {
  const hash = new ctor(secret);
  hash.update(toUint8Array(data));
  return hash.digest();
};

// node_modules/@smithy/signature-v4/dist-es/getCanonicalHeaders.js
var getCanonicalHeaders = ({ headers }, unsignableHeaders, signableHeaders) => {
  const canonical = {};
  for (const headerName of Object.keys(headers).sort()) {
    if (headers[headerName] == void 0) {
      continue;
    }
    const canonicalHeaderName = headerName.toLowerCase();
    if (hasOwn(ALWAYS_UNSIGNABLE_HEADERS, canonicalHeaderName) || unsignableHeaders?.has(canonicalHeaderName) || PROXY_HEADER_PATTERN.test(canonicalHeaderName) || SEC_HEADER_PATTERN.test(canonicalHeaderName)) {
      if (!signableHeaders || signableHeaders && !signableHeaders.has(canonicalHeaderName)) {
        continue;
      }
    }
    if (canonicalHeaderName === "__proto__") {
      writeKey(canonical);
    }
    canonical[canonicalHeaderName] = headers[headerName].replace(/[\r\n]/g, " ").replace(/[ \t]+/g, " ").replace(/^ | $/g, "");
  }
  return canonical;
};

// node_modules/@smithy/signature-v4/dist-es/getPayloadHash.js
var getPayloadHash = async ({ headers, body }, hashConstructor) => {
  for (const headerName in headers) {
    if (!hasOwn(headers, headerName)) {
      continue;
    }
    if (headerName.toLowerCase() === SHA256_HEADER) {
      return headers[headerName];
    }
  }
  if (body == void 0) {
    return "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  } else if (typeof body === "string" || ArrayBuffer.isView(body) || isArrayBuffer(body)) {
    const hashCtor = new hashConstructor();
    hashCtor.update(toUint8Array(body));
    return toHex(await hashCtor.digest());
  }
  return UNSIGNED_PAYLOAD;
};

// node_modules/@smithy/signature-v4/dist-es/headerUtil.js
var hasHeader = (soughtHeader, headers) => {
  soughtHeader = soughtHeader.toLowerCase();
  for (const headerName in headers) {
    if (!hasOwn(headers, headerName)) {
      continue;
    }
    if (soughtHeader === headerName.toLowerCase()) {
      return true;
    }
  }
  return false;
};

// node_modules/@smithy/signature-v4/dist-es/moveHeadersToQuery.js
var moveHeadersToQuery = (request, options = {}) => {
  const { headers, query = {} } = HttpRequest.clone(request);
  for (const name in headers) {
    if (!hasOwn(headers, name)) {
      continue;
    }
    const lname = name.toLowerCase();
    if (lname.slice(0, 6) === "x-amz-" && !options.unhoistableHeaders?.has(lname) || options.hoistableHeaders?.has(lname)) {
      query[name] = headers[name];
      delete headers[name];
    }
  }
  return {
    ...request,
    headers,
    query
  };
};

// node_modules/@smithy/signature-v4/dist-es/prepareRequest.js
var prepareRequest = (request) => {
  request = HttpRequest.clone(request);
  for (const headerName in request.headers) {
    if (!hasOwn(request.headers, headerName)) {
      continue;
    }
    if (GENERATED_HEADERS.indexOf(headerName.toLowerCase()) > -1) {
      delete request.headers[headerName];
    }
  }
  return request;
};

// node_modules/@smithy/signature-v4/dist-es/SignatureV4.js
var SignatureV4 = class extends SignatureV4Base {
  headerFormatter = new HeaderFormatter();
  constructor({ applyChecksum, credentials, region, service, sha256, uriEscapePath = true }) {
    super({
      applyChecksum,
      credentials,
      region,
      service,
      sha256,
      uriEscapePath
    });
  }
  async presign(originalRequest, options = {}) {
    const { signingDate = /* @__PURE__ */ new Date(), expiresIn = 3600, unsignableHeaders, unhoistableHeaders, signableHeaders, hoistableHeaders, signingRegion, signingService } = options;
    const credentials = await this.credentialProvider();
    this.validateResolvedCredentials(credentials);
    const region = signingRegion ?? await this.regionProvider();
    const { longDate, shortDate } = this.formatDate(signingDate);
    if (expiresIn > MAX_PRESIGNED_TTL) {
      return Promise.reject("Signature version 4 presigned URLs must have an expiration date less than one week in the future");
    }
    const scope = createScope(shortDate, region, signingService ?? this.service);
    const request = moveHeadersToQuery(prepareRequest(originalRequest), { unhoistableHeaders, hoistableHeaders });
    if (credentials.sessionToken) {
      request.query[TOKEN_QUERY_PARAM] = credentials.sessionToken;
    }
    request.query[ALGORITHM_QUERY_PARAM] = ALGORITHM_IDENTIFIER;
    request.query[CREDENTIAL_QUERY_PARAM] = `${credentials.accessKeyId}/${scope}`;
    request.query[AMZ_DATE_QUERY_PARAM] = longDate;
    request.query[EXPIRES_QUERY_PARAM] = expiresIn.toString(10);
    const canonicalHeaders = getCanonicalHeaders(request, unsignableHeaders, signableHeaders);
    request.query[SIGNED_HEADERS_QUERY_PARAM] = this.getCanonicalHeaderList(canonicalHeaders);
    request.query[SIGNATURE_QUERY_PARAM] = await this.getSignature(longDate, scope, this.getSigningKey(credentials, region, shortDate, signingService), this.createCanonicalRequest(request, canonicalHeaders, await getPayloadHash(originalRequest, this.sha256)));
    return request;
  }
  async sign(toSign, options) {
    if (typeof toSign === "string") {
      return this.signString(toSign, options);
    } else if (toSign.headers && toSign.payload) {
      return this.signEvent(toSign, options);
    } else if (toSign.message) {
      return this.signMessage(toSign, options);
    } else {
      return this.signRequest(toSign, options);
    }
  }
  async signEvent({ headers, payload }, { signingDate = /* @__PURE__ */ new Date(), priorSignature, signingRegion, signingService, eventStreamCredentials }) {
    const region = signingRegion ?? await this.regionProvider();
    const { shortDate, longDate } = this.formatDate(signingDate);
    const scope = createScope(shortDate, region, signingService ?? this.service);
    const hashedPayload = await getPayloadHash({ headers: {}, body: payload }, this.sha256);
    const hash = new this.sha256();
    hash.update(headers);
    const hashedHeaders = toHex(await hash.digest());
    const stringToSign = [
      EVENT_ALGORITHM_IDENTIFIER,
      longDate,
      scope,
      priorSignature,
      hashedHeaders,
      hashedPayload
    ].join("\n");
    return this.signString(stringToSign, {
      signingDate,
      signingRegion: region,
      signingService,
      eventStreamCredentials
    });
  }
  async signMessage(signableMessage, { signingDate = /* @__PURE__ */ new Date(), signingRegion, signingService, eventStreamCredentials }) {
    const promise = this.signEvent({
      headers: this.headerFormatter.format(signableMessage.message.headers),
      payload: signableMessage.message.body
    }, {
      signingDate,
      signingRegion,
      signingService,
      priorSignature: signableMessage.priorSignature,
      eventStreamCredentials
    });
    return promise.then((signature) => {
      return { message: signableMessage.message, signature };
    });
  }
  async signString(stringToSign, { signingDate = /* @__PURE__ */ new Date(), signingRegion, signingService, eventStreamCredentials } = {}) {
    const credentials = eventStreamCredentials ?? await this.credentialProvider();
    this.validateResolvedCredentials(credentials);
    const region = signingRegion ?? await this.regionProvider();
    const { shortDate } = this.formatDate(signingDate);
    const hash = new this.sha256(await this.getSigningKey(credentials, region, shortDate, signingService));
    hash.update(toUint8Array(stringToSign));
    return toHex(await hash.digest());
  }
  async signRequest(requestToSign, { signingDate = /* @__PURE__ */ new Date(), signableHeaders, unsignableHeaders, signingRegion, signingService } = {}) {
    const credentials = await this.credentialProvider();
    this.validateResolvedCredentials(credentials);
    const region = signingRegion ?? await this.regionProvider();
    const request = prepareRequest(requestToSign);
    const { longDate, shortDate } = this.formatDate(signingDate);
    const scope = createScope(shortDate, region, signingService ?? this.service);
    request.headers[AMZ_DATE_HEADER] = longDate;
    if (credentials.sessionToken) {
      request.headers[TOKEN_HEADER] = credentials.sessionToken;
    }
    const payloadHash = await getPayloadHash(request, this.sha256);
    if (!hasHeader(SHA256_HEADER, request.headers) && this.applyChecksum) {
      request.headers[SHA256_HEADER] = payloadHash;
    }
    const canonicalHeaders = getCanonicalHeaders(request, unsignableHeaders, signableHeaders);
    const signature = await this.getSignature(longDate, scope, this.getSigningKey(credentials, region, shortDate, signingService), this.createCanonicalRequest(request, canonicalHeaders, payloadHash));
    request.headers[AUTH_HEADER] = `${ALGORITHM_IDENTIFIER} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${this.getCanonicalHeaderList(canonicalHeaders)}, Signature=${signature}`;
    return request;
  }
  async getSignature(longDate, credentialScope, keyPromise, canonicalRequest) {
    const stringToSign = await this.createStringToSign(longDate, credentialScope, canonicalRequest, ALGORITHM_IDENTIFIER);
    const hash = new this.sha256(await keyPromise);
    hash.update(toUint8Array(stringToSign));
    return toHex(await hash.digest());
  }
  getSigningKey(credentials, region, shortDate, service) {
    return getSigningKey(this.sha256, credentials, shortDate, region, service || this.service);
  }
};

// src/store/s3/sign.ts
var emptyPayloadHash = createHash("sha256").digest("hex");
function createSigner(region) {
  let known = null;
  const signerFor = (credentials) => {
    if (known?.credentials === credentials) return known.signer;
    const signer = new SignatureV4({
      service: "s3",
      region,
      credentials,
      sha256: Sha256,
      // The path of an object is encoded once, that of other services twice.
      uriEscapePath: false,
      applyChecksum: false
    });
    known = { credentials, signer };
    return signer;
  };
  return async ({ method, url, headers, payloadHash }, credentials, date) => {
    const { protocol, hostname, host, port, pathname } = new URL(url);
    const signed = await signerFor(credentials).sign(
      {
        method,
        protocol,
        hostname,
        path: pathname,
        headers: { ...headers, host, "x-amz-content-sha256": payloadHash },
        ...port !== "" && { port: Number(port) }
      },
      { signingDate: date }
    );
    return signed.headers;
  };
}
var Sha256 = class {
  #hash;
  constructor(secret) {
    this.#hash = secret === void 0 ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }
  update(chunk) {
    this.#hash.update(chunk);
  }
  async digest() {
    return this.#hash.digest();
  }
  reset() {
    throw new TypeError("a hash is used once");
  }
};
function bytesOf(secret) {
  if (typeof secret === "string") return secret;
  return secret instanceof ArrayBuffer ? new Uint8Array(secret) : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength);
}

// src/store/s3/s3-store.ts
var askFirstBytes = 1 << 20;
var maxErrorBytes = 64 << 10;
var conflictPauseMs = 500;
function createS3Store(options) {
  const { location, clock, random } = options;
  const send = createSender(options);
  let hasConditions = true;
  const isThere = async (name, signal) => {
    const sent = await send({ method: "HEAD", name, maxBytes: Number.MAX_SAFE_INTEGER, signal });
    if (sent.kind === "done") await discard(sent.answer);
    return sent.kind === "done";
  };
  const put = async (name, content, signal) => {
    const isConditional = hasConditions;
    const headers = isConditional ? { "if-none-match": "*" } : {};
    const sent = await send({ method: "PUT", name, maxBytes: maxErrorBytes, signal, headers, content });
    if (sent.kind === "done") await discard(sent.answer);
    if (sent.kind === "absent") return trouble("unavailable", `${location.host} took no object`);
    if (sent.kind !== "no-conditions") return sent;
    if (!isConditional) return trouble("unavailable", `${location.host} does not implement PUT`);
    hasConditions = false;
    return await isThere(name, signal) ? { kind: "exists" } : put(name, content, signal);
  };
  return {
    name: placeName({ kind: "s3", bucket: location.bucket, prefix: location.prefix }),
    read: async ({ name, maxBytes }, { signal }) => {
      const sent = await send({ method: "GET", name, maxBytes, signal });
      if (sent.kind === "done") return { kind: "body", body: sent.answer.body };
      if (sent.kind === "absent" || sent.kind === "failed") return sent;
      return trouble("unavailable", `${location.host} answered as if to a write`);
    },
    write: async (name, content, { signal }) => {
      const bytes = content.kind === "file" ? content.bytes : content.bytes.byteLength;
      if (bytes > askFirstBytes && await isThere(name, signal)) return { kind: "exists" };
      const hashed = { ...content, hash: await hashOf(content) };
      let sent = await put(name, hashed, signal);
      if (sent.kind === "conflict") {
        await clock.sleep(random() * conflictPauseMs, signal).catch(() => {
        });
        sent = await put(name, hashed, signal);
      }
      if (sent.kind === "done") return { kind: "written", bytes };
      return sent.kind === "failed" ? sent : { kind: "exists" };
    },
    replace: async (name, bytes, { signal }) => {
      const content = { kind: "bytes", bytes };
      const hashed = { ...content, hash: await hashOf(content) };
      const sent = await send({ method: "PUT", name, maxBytes: maxErrorBytes, signal, content: hashed });
      if (sent.kind === "failed") return sent;
      if (sent.kind !== "done") return trouble("unavailable", `${location.host} took no object`);
      await discard(sent.answer);
      return { kind: "written", bytes: bytes.byteLength };
    },
    close: async () => {
    }
  };
}
function createSender({
  location,
  http,
  clock,
  credentials
}) {
  const sign = createSigner(location.region);
  return async ({ method, name, maxBytes, signal, headers = {}, content }) => {
    const answered = await credentials(signal);
    if (answered.kind === "failed") return trouble("denied", answered.reason);
    const url = objectUrl(location, name);
    const payloadHash = content?.hash ?? emptyPayloadHash;
    const isSigned = answered.kind === "credentials";
    const signed = isSigned ? await sign({ method, url, headers, payloadHash }, answered.credentials, clock.date()) : headers;
    const answer = await http.send({
      method,
      url,
      // What says why there is no object may be larger than the object.
      maxBytes: Math.max(maxBytes, maxErrorBytes),
      signal,
      headers: { ...signed, ...lengthOf(content), "accept-encoding": "identity" },
      ...content !== void 0 && { body: () => bodyOf(content) }
    });
    if (answer.kind === "failure") return trouble("unavailable", answer.message);
    const { status } = answer;
    if (status === 200) return { kind: "done", answer };
    const text = method === "HEAD" ? "" : await readErrorText(answer);
    return readFailedAnswer({ method, status, headers: answer.headers, text, isSigned }, location);
  };
}
function lengthOf(content) {
  return content?.kind === "file" ? { "content-length": String(content.bytes) } : {};
}
function bodyOf(content) {
  return content.kind === "file" ? createReadStream(content.path) : content.bytes;
}
async function hashOf(content) {
  const hash = createHash2("sha256");
  if (content.kind === "bytes") return hash.update(content.bytes).digest("hex");
  for await (const chunk of createReadStream(content.path)) hash.update(chunk);
  return hash.digest("hex");
}
async function readErrorText(answer) {
  try {
    return (await readText(answer)).slice(0, maxErrorBytes);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return "";
  }
}
async function discard({ body }) {
  try {
    for await (const _ of body) break;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
  }
}

// src/store/s3/open-s3-store.ts
function openS3Store(options) {
  const { bucket, prefix, env } = options;
  const located = locateBucket({ bucket, prefix }, env);
  if (located.kind === "problem") return located;
  const { location } = located;
  const credentials = createCredentialChain({ ...options, region: location.region });
  return { kind: "ok", store: createS3Store({ ...options, location, credentials }) };
}
export {
  openS3Store
};
