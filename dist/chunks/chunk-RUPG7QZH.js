import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  isTrivial,
  loginSecrets
} from "./chunk-BTNPW7P2.js";
import {
  failureAt
} from "./chunk-TVG32IQI.js";

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
  authorizationFor,
  urlAuthorization,
  insecureCredentials,
  withoutCredentials,
  loadNetrc,
  netrcSecrets,
  addressKinds,
  literalKind,
  isRefusedRedirect,
  targetOf,
  isRedirect,
  nextHop,
  privateAddress
};
