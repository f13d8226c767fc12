import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  matchPrefixPatterns
} from "./chunk-ODKUHEMP.js";
import {
  code
} from "./chunk-X2I2YWQ6.js";
import {
  again,
  blame,
  blameOf,
  fates,
  headlineOfFault,
  headlines,
  results
} from "./chunk-7ZYG2ZTG.js";
import {
  categoryOf,
  faultKind,
  layerOf,
  registry
} from "./chunk-ISXEJC2Y.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  plural
} from "./chunk-MIY3A4KY.js";
import {
  plainText
} from "./chunk-GT2VA2H6.js";
import {
  hashMod
} from "./chunk-SX2QXANG.js";

// src/report/unanswered.ts
function unansweredOf(fetch) {
  if (fetch.kind !== "ran") return [];
  return fetch.upstreams.map(({ proxy, unanswered: count = 0 }) => ({ proxy, count })).filter(({ count }) => count > 0);
}

// src/report/wrong-bytes.ts
function wrongBytesOf(fetch, verdicts) {
  const probed = verdicts.flatMap(({ proxy, wrongBytes }) => wrongBytes.map((module) => ({ module, proxy })));
  const fetched = fetch.kind === "ran" ? fetch.wrongBytes : [];
  return [...new Map([...probed, ...fetched].map((each) => [`${each.module} ${each.proxy}`, each])).values()];
}

// src/report/verdict.ts
var stated = 0.8;
function verdictOf(report) {
  const { glyph, words } = results[report.result];
  if (report.result === "complete")
    return { glyph, headline: words, blame: null, sentences: [downloadLine(report)] };
  if (report.result === "recovered") {
    return {
      glyph,
      headline: words,
      blame: moveAfterRecovery(report),
      sentences: [overcome(report), downloadLine(report)]
    };
  }
  if (report.fault === null) return withoutFault(report);
  return {
    glyph,
    headline: `${words}: ${headlineOf(report.fault)}${place(report.fault)}${affected(report.fault)}`,
    blame: blameFor(report.fault),
    sentences: [whatFailed(report.fault, sender(report)), attemptsLine(report)].filter((line) => line !== "")
  };
}
function headlineOf(fault) {
  return `${isStated(fault) ? "" : "probably "}${headlineOfFault[fault.id] ?? headlines[fault.category]}`;
}
function place({ category, host }) {
  const layer = layerOf[category];
  return host !== null && (layer === "network" || layer === "service") ? ` (${code(host, 100)})` : "";
}
function affected({ blocked }) {
  return blocked > 1 ? `; ${plural(blocked, "module")} affected` : "";
}
function cachePlace({ shared }) {
  return shared === void 0 ? "cache entry" : "shared store";
}
function moveAfterRecovery({ cache, fetch }) {
  const tampered = cache.problems.some(({ kind }) => kind === "tampered");
  if (tampered)
    return `The module cache is complete, but the ${cachePlace(cache)} held files with a wrong checksum. Find out who wrote them.`;
  if (fetch.kind === "ran" && fetch.wrongBytes.length > 0) {
    return "The module cache is complete, but a proxy sent files with a wrong checksum. Find out why.";
  }
  return "Nothing to do: the module cache is complete.";
}
function blameFor(fault) {
  const sentence2 = blameOf[fault.category] ?? blame[layerOf[fault.category]];
  return isStated(fault) ? sentence2 : sentence2.replace(/^This is /, "This is probably ");
}
function isStated(fault) {
  return fault.confidence >= stated || fault.category === "unknown";
}
function sender({ fault, fetch, proxies }) {
  if (fault === null || fault.host !== null || layerOf[fault.category] !== "integrity") return null;
  const senders = wrongBytesOf(fetch, proxies).filter(({ module }) => module === fault.module);
  return [...new Set(senders.map(({ proxy }) => code(proxy)))].slice(0, 3).join(" and ") || null;
}
function whatFailed({ category, module, host, blocked }, sender2) {
  const fate = fates[layerOf[category]];
  const others = blocked > 1 ? ` and ${plural(blocked - 1, "more module")}` : "";
  const several = blocked > 1 ? plural(blocked, "module") : null;
  const who = module === null ? several : `${code(module)}${others}`;
  if (who === null) return "";
  if (fate === null) return `It concerns ${who}.`;
  const source = host === null ? sender2 : code(host);
  const from = source === null ? "" : ` ${fate.host} ${source}`;
  return `${who} ${several === null ? fate.one : fate.several}${from}.`;
}
function attemptsLine({ attempts: attempts2, fault, seconds }) {
  const last = attempts2.at(-1);
  const tried = last === void 0 ? `Nothing was downloaded (${formatDuration(seconds * 1e3)}).` : `${plural(attempts2.length, "attempt")} in ${formatDuration(seconds * 1e3)}.`;
  const reason = last?.decision.kind === "stop" ? sentence(last.decision.reason) : "";
  const advice = fault === null || fault.category === "unknown" ? "" : fault.transient ? again.yes : again.no;
  return [tried, reason, advice].filter((part) => part !== "").join(" ");
}
function overcome({ attempts: attempts2, fault, fetch, cache }) {
  const tries = attempts2.length > 1 ? `It took ${formatCount(attempts2.length)} attempts` : "One attempt was enough, but not all went well";
  if (fault !== null) {
    const where = [fault.module, fault.host].filter((value) => value !== null).map((value) => code(value));
    return `${tries}: ${headlineOf(fault)}${where.length > 0 ? ` (${where.join(", ")})` : ""}.`;
  }
  if (cache.problems.length > 0) return `${tries}: files of the cache were refused and downloaded anew.`;
  if (fetch.kind === "ran" && fetch.wrongBytes.length > 0) {
    const named = wrongBytesNames(fetch.wrongBytes);
    return `${tries}: ${named} did not have the checksum of go.sum, and the right files came in the end.`;
  }
  const troubles = [repeated(fetch), unanswered(fetch)].filter((trouble) => trouble !== "");
  return troubles.length === 0 ? `${tries}.` : `${tries}: ${troubles.join("; ")}.`;
}
function repeated(fetch) {
  return fetch.kind === "ran" && fetch.retries > 0 ? `${plural(fetch.retries, "request")} had to be repeated` : "";
}
function unanswered(fetch) {
  const silent = unansweredOf(fetch);
  const [first] = silent;
  if (first === void 0) return "";
  const count = silent.reduce((sum, { count: count2 }) => sum + count2, 0);
  const others = silent.length > 1 ? ` and ${plural(silent.length - 1, "more proxy", "more proxies")}` : "";
  const brought = count === 1 ? "a second one brought its file" : "second ones brought their files";
  return `${code(first.proxy)}${others} left ${plural(count, "request")} without an answer for a second or longer, and ${brought}`;
}
function wrongBytesNames(wrongBytes) {
  const [first] = wrongBytes;
  if (first === void 0) return "";
  const others = wrongBytes.length > 1 ? ` and ${plural(wrongBytes.length - 1, "more file")}` : "";
  return `${code(first.module)} from ${code(first.proxy)}${others}`;
}
function downloadLine({ modules, fetch, go, seconds }) {
  const ready = `${plural(modules.total, "module")} ready in ${formatDuration(seconds * 1e3)}`;
  const sent = (fetch.kind === "ran" ? fetch.requests : 0) + (go.requests ?? 0);
  if (modules.fetched === 0) {
    return `${ready}. Nothing had to be downloaded${sent === 0 ? "" : `, but ${plural(sent, "request")} were sent`}.`;
  }
  const amount = modules.fetched === modules.total ? "all downloaded" : `${formatCount(modules.fetched)} downloaded`;
  return `${ready}: ${amount}, ${formatBytes(modules.bytes)}${sent === 0 ? "" : ` in ${plural(sent, "request")}`}.`;
}
function progressLine({ modules, fetch }) {
  if (modules.fetched === 0) return "";
  const requests = fetch.kind === "ran" ? `, ${plural(fetch.requests, "request")}` : "";
  return `Downloaded until then: ${formatCount(modules.fetched)} of ${plural(modules.total, "module")}, ${formatBytes(modules.bytes)}${requests}.`;
}
function withoutFault(report) {
  const { glyph, words } = results.failed;
  const files2 = report.changes.map((change) => code(change.file, 120)).join(", ");
  const headline = files2 === "" ? `${words}: the step failed` : `${words}: the download changed ${files2}`;
  return { glyph, headline, blame: sentence(report.notices[0] ?? ""), sentences: [attemptsLine(report)] };
}
function sentence(text) {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const start = /^(?!go\b)[a-z]+[,;:]?(?: |$)/.test(trimmed) ? trimmed.charAt(0).toUpperCase() : trimmed.charAt(0);
  return `${start}${trimmed.slice(1)}${/[.!?…]$/.test(trimmed) ? "" : "."}`;
}
function because(statement, reason) {
  return sentence(reason.trim() === "" ? statement : `${statement}: ${reason}`);
}

// src/faults/fault.ts
var privateQuestions = ["network", "credentials", "existence"];

// src/faults/private-module.ts
var publicHosts = new Set(
  "github.com gitlab.com bitbucket.org golang.org go.googlesource.com google.golang.org gopkg.in k8s.io sigs.k8s.io go.uber.org cloud.google.com go.opentelemetry.io go.etcd.io honnef.co mvdan.cc go.mongodb.org modernc.org codeberg.org git.sr.ht code.gitea.io gitea.com code.cloudfoundry.org git.apache.org gitlab.freedesktop.org gitlab.gnome.org git.zx2c4.com gitlab.alpinelinux.org dev.azure.com istio.io go.bug.st rsc.io gotest.tools gorm.io".split(" ")
);
var internalName = /(?:^|\.)(?:corp|internal|intern|local|lan|intra|intranet|private|company|priv|localdomain|home|int)(?:\.|$)/;
var ownHost = /^(?:git|gitlab|ghe|github|bitbucket|stash|gitea|gogs|scm|source|repo|code|vcs|gerrit)\d?[.-]/;
function looksInternal(modulePath) {
  const host = (modulePath.split("/", 1)[0] ?? "").toLowerCase();
  return !publicHosts.has(host) && (internalName.test(host) || ownHost.test(host));
}
function privatePattern(modulePath) {
  const [host = "", owner2] = modulePath.split("/");
  return publicHosts.has(host) && owner2 !== void 0 ? `${host}/${owner2}` : host;
}
function isCovered(modulePath, patterns) {
  return matchPrefixPatterns(patterns ?? "", modulePath);
}
var privateAtProxy = /* @__PURE__ */ new Set([
  "not-found/private-upstream",
  "not-found/private-host",
  "not-found/private-path"
]);
function privateAnswers(facts, { goprivate }) {
  const { category, host, id, module } = facts;
  if (host === null) return [];
  if (layerOf[category] === "network") {
    const path = module?.split("@", 1)[0] ?? "";
    if (!isCovered(path, goprivate)) return [];
    return answers(`${host} was not reached`, "not asked for yet", "not asked yet");
  }
  const reached = `${host} answered`;
  if (id === "auth/git-no-credentials")
    return answers(reached, "none were offered", "can't be told before credentials are offered");
  if (privateAtProxy.has(id))
    return answers(
      reached,
      "the proxy has none for this module, and needs none if it is asked of its own host",
      "can't be told from here"
    );
  if (category === "auth")
    return answers(reached, "refused, or without the right", "can't be told before credentials are accepted");
  if (category === "not-found")
    return answers(
      reached,
      "not asked for, or not enough to see it",
      "absent, or hidden from these credentials"
    );
  return [];
}
function answers(...texts) {
  return privateQuestions.map((question, index) => ({ question, answer: texts[index] ?? "" }));
}

// src/text/up-to.ts
function upTo(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}

// src/faults/forward-proxy.ts
var address = "([\\w.:[\\]-]{1,260})";
var printed = [
  /(?:proxyconnect|socks connect) tcp: dial tcp: lookup ([\w.-]{1,260})/,
  new RegExp(`(?:proxyconnect|socks connect) tcp: dial tcp ${address}: `),
  /Could not resolve proxy: ([\w.-]{1,260})/
];
function forwardProxyOf({ url, evidence }, { forwardProxies }) {
  const set = forwardProxies?.[url?.startsWith("http://") ? "http" : "https"];
  if (set) return set;
  for (const { text } of evidence) {
    const host = printed.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== void 0);
    if (host !== void 0) return { host, hasCredentials: false };
  }
  return null;
}

// src/faults/made-up-go-mod.ts
var downloaded = /\bdownloaded: +(h1:[\w+/]{43}=)/;
function isMadeUpGoMod({ module, evidence }) {
  if (module === null) return false;
  const hash = hashMod(new TextEncoder().encode(`module ${upTo(module, "@")}
`));
  return evidence.some(({ text }) => downloaded.exec(text)?.[1] === hash);
}

// src/faults/shell-safe-facts.ts
var plain = {
  module: /^(?:<module>|[\w.~+!][\w.~+!/-]*)(?:@(?:<version>|[\w.+-]+))?$/,
  host: /^(?:<host>|\w[\w.-]*|\[[\da-fA-F:.]+\])(?::\d+)?$/,
  url: /^(?:https?|ssh|git|file):\/\/(?:<proxy>|[\w.~%:/+@,=?-]*)$/
};
function shellSafeFacts({ module, host, proxy, url }) {
  return {
    module: kept(module, plain.module),
    host: kept(host, plain.host),
    proxy: kept(proxy, plain.url),
    url: kept(url, plain.url)
  };
}
function kept(text, pattern) {
  return text !== null && pattern.test(text) ? text : null;
}

// src/faults/system-steps.ts
function onSystem(steps2, { platform }) {
  return platform === "win32" || platform === "darwin" ? steps2[platform] : steps2.linux;
}
function signerSteps(host, address2) {
  const command = `\`openssl s_client -connect ${address2} -showcerts </dev/null\``;
  const here = [`Find out who signs \`${host}\` here: ${command}.`];
  return {
    linux: here,
    darwin: here,
    win32: [`Find out who signs \`${host}\` here, in Git Bash: ${command}.`]
  };
}
var companyRoot = "If it is your company's inspection, add its root certificate to";
var trust = {
  linux: [
    `${companyRoot} the runner (\`update-ca-certificates\`), or point SSL_CERT_FILE at a bundle that has it; for git, \`git config --global http.sslCAInfo <bundle>\`.`,
    "In a small container image, install `ca-certificates`."
  ],
  darwin: [
    `${companyRoot} the keychain: \`sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain <file>\`; for git, \`git config --global http.sslCAInfo <bundle>\`.`
  ],
  win32: [
    `${companyRoot} Windows' own store, as an administrator: \`certutil -addstore -f Root <file>\`; for git, \`git config --global http.sslBackend schannel\` makes it ask that store too.`
  ]
};
function missingCertificates({ trustsNobody, nodeCertificates }) {
  const nobody = "There is no certificate of any authority here, so no https server is trusted: install `ca-certificates` in the image (Debian `apt-get install ca-certificates`, Alpine `apk add ca-certificates`), or let SSL_CERT_FILE name a bundle.";
  const node = "NODE_EXTRA_CA_CERTS is heeded by Node alone: `go` reads it not, and so it is not read here. Let SSL_CERT_FILE name a bundle that has the same certificates.";
  return [...trustsNobody ? [nobody] : [], ...nodeCertificates ? [node] : []];
}
var clock = {
  linux: ["Check the runner's clock: `date -u`."],
  darwin: ["Check the runner's clock: `date -u`."],
  win32: ["Check the runner's clock, in PowerShell: `(Get-Date).ToUniversalTime()`."]
};
var oldRoots = {
  linux: ["On an old image, update `ca-certificates`."],
  darwin: [],
  win32: []
};
var nameServer = {
  linux: ["In a container or on a self-hosted runner, check the name server in `/etc/resolv.conf`."],
  darwin: ["On a self-hosted runner, check the name servers: `scutil --dns`."],
  win32: ["On a self-hosted runner, check the name servers: `ipconfig /all`."]
};
var freeSpace = {
  linux: ["Free space on the runner, or use a larger one: `df -h`."],
  darwin: ["Free space on the runner, or use a larger one: `df -h`."],
  win32: ["Free space on the runner, or use a larger one: `Get-PSDrive` in PowerShell shows each drive."]
};
var owner = {
  linux: [
    "Make the job's user own the module cache: `go env GOMODCACHE`, then `ls -ld` on it; a container often runs as root, the runner not."
  ],
  darwin: ["Make the job's user own the module cache: `go env GOMODCACHE`, then `ls -ld` on it."],
  win32: [
    "Give the job's user the right to change the module cache: `go env GOMODCACHE`, then `icacls` on it."
  ]
};

// src/faults/remedy.ts
var rerun = "Re-run the job: this usually passes minutes later.";
function otherProxy({ context: context2, facts }) {
  const list = context2.goproxy;
  const proxies = list?.split(/[,|]/).filter((entry) => /^(?:https?|file):/.test(entry)) ?? [];
  if (proxies.length > 1)
    return `GOPROXY has ${proxies.length} proxies, and none of them could help: \`,\` moves on only after 404 and 410, \`|\` after any error. Ask who runs them.`;
  const known = list === void 0 ? "GOPROXY" : `GOPROXY (now \`${list}\`)`;
  const [first = facts.proxy ?? "https://proxy.golang.org"] = proxies;
  const wanted = (list ?? first).replace(first, () => `${first}|https://second.example`);
  return `Give ${known} a second proxy that you trust, joined by \`|\` so that any error moves on: \`${wanted}\`.`;
}
function tokenStep({ context: context2, path, host }) {
  if (context2.fork === true)
    return "This run comes from a fork: it gets no secrets, so no token for private modules. Build it from a branch of the repository itself, or vendor the module.";
  const owner2 = path.split("/").slice(1, 3).join("/");
  if (host === "github.com" || path.startsWith("github.com/")) {
    const own = context2.repository === void 0 ? "this repository" : `\`${context2.repository}\``;
    return `GITHUB_TOKEN reaches ${own} only. Make a fine-grained token or a GitHub App with \`contents: read\` on \`${owner2 || "the module's repository"}\`, store it as a secret, and run \`git config --global url."https://x-access-token:\${TOKEN}@github.com/".insteadOf "https://github.com/"\` before the download.`;
  }
  const machine2 = host.replace(/:\d+$/, "");
  return `Give git a token that may read \`${path}\`: a netrc line \`machine ${machine2} login <user> password <token>\`, or \`git config --global url."https://<user>:\${TOKEN}@${host}/".insteadOf "https://${host}/"\`.`;
}
function privateStep(given) {
  const { path, context: context2 } = given;
  const pattern = privatePattern(path);
  if (isCovered(path, context2.goprivate))
    return `GOPRIVATE covers \`${path}\` already: check that this step sees it (\`go env GOPRIVATE GONOPROXY GONOSUMDB\`).`;
  const joined2 = context2.goprivate ? `${context2.goprivate},${pattern}` : pattern;
  return `If \`${path}\` is private, set \`GOPRIVATE=${joined2}\` for this job, so that it is asked of its own host and never of a public proxy or checksum database.`;
}
var spelling = ({ path }) => `If it is public, check the spelling and that the repository still exists: \`git ls-remote https://${path}\`.`;
function forwardProxy({ facts, context: context2 }) {
  const known = forwardProxyOf(facts, context2);
  return known === null ? "the forward proxy of this network" : `the forward proxy \`${known.host}\``;
}
function onWindows({ platform }) {
  return platform === void 0 || platform === "win32";
}
var keepVerifying = "Leave GOSUMDB and go.sum as they are: they are what noticed this.";
var steps = {
  dns: ({ host, context: context2 }) => [
    rerun,
    `If it stays: does \`${host}\` exist? Check its spelling in GOPROXY or in the module path with \`nslookup ${host}\`.`,
    ...onSystem(nameServer, context2)
  ],
  resolver: () => [
    "This container has no name server: give it one (`--dns`, `dns:` in the daemon's configuration, or the host's network).",
    "Check `/etc/resolv.conf`: an empty one makes Go ask localhost."
  ],
  connect: (given) => [
    rerun,
    `Check that \`${given.host}\` is up and that the runner may reach it: \`curl -v ${given.facts.url?.startsWith("http://") ? "http" : "https"}://${given.host}/\`.`,
    otherProxy(given)
  ],
  ipv6: (given) => [
    `IPv6 is broken here: the name of \`${given.host}\` led to an IPv6 address, and this machine has no route to it. Compare \`curl -4 -v https://${given.host}/\` with \`curl -6\`.`,
    "If IPv4 works, turn IPv6 off for the job (`sudo sysctl -w net.ipv6.conf.all.disable_ipv6=1`), or give the container a network that has IPv6; a name server that answers with IPv6 addresses only must be corrected.",
    rerun,
    otherProxy(given)
  ],
  timeout: (given) => [
    rerun,
    `If it stays, a firewall probably drops packets to \`${given.host}\`: allow it, or use a proxy that the runner may reach.`,
    otherProxy(given)
  ],
  "tls-authority": ({ host, context: context2 }) => [
    ...missingCertificates(context2),
    ...onSystem(signerSteps(host, host.includes(":") ? host : `${host}:443`), context2),
    ...onSystem(trust, context2)
  ],
  "tls-expired": ({ host, context: context2 }) => [
    ...onSystem(clock, context2),
    `If it is right, the certificate of \`${host}\` must be renewed by its owner; until then use another proxy.`,
    ...onSystem(oldRoots, context2)
  ],
  "tls-name": ({ host }) => [
    `\`${host}\` answers with another host's certificate: check GOPROXY and DNS for a wrong name.`,
    "A company's inspection or a captive portal answers like this too: allow the host there."
  ],
  "tls-server": ({ host }) => [
    `The server at \`${host}\` must offer a current TLS version and certificate.`,
    "If it began with a Go upgrade on every https host, a device in between drops large handshakes: try `GODEBUG=tlsmlkem=0` (Go 1.24 and newer) to find out, and have the device updated."
  ],
  "tls-plain": ({ host }) => [
    `\`${host}\` speaks plain http there: use its https port in GOPROXY, or an \`http://\` address if it is inside your network.`,
    "HTTPS_PROXY itself usually needs an `http://` address."
  ],
  "forward-proxy": (given) => [
    `Check ${forwardProxy(given)} and the variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY of this job.`,
    "If the module proxy is inside your network, name its host in NO_PROXY.",
    rerun
  ],
  "forward-proxy-auth": (given) => [
    forwardProxyOf(given.facts, given.context)?.hasCredentials ? `HTTPS_PROXY holds credentials already, and ${forwardProxy(given)} did not take them: check user and password, whether they have expired, and that special characters are percent-encoded.` : "Put the credentials into HTTPS_PROXY from a secret: `http://<user>:<password>@<proxy>:<port>`, special characters percent-encoded.",
    "If the module proxy is inside your network, name its host in NO_PROXY."
  ],
  "egress-blocked": (given) => [
    given.facts.category === "connect" ? `A rule of this machine or its network does not let it reach \`${given.host}\`: ask for it to be allowed.` : `Have \`${given.host}\` allowed: ${forwardProxy(given)} does not let this runner reach it.`,
    "For proxy.golang.org, allow `storage.googleapis.com` (it sends the zips) and `sum.golang.org` as well.",
    "Or point GOPROXY at your company's own module proxy."
  ],
  interrupted: (given) => [
    rerun,
    otherProxy(given),
    "If only large modules fail, look for a device or proxy that cuts long transfers."
  ],
  http2: (given) => [
    rerun,
    "If it stays, try HTTP/1.1: add `http2client=0` to GODEBUG for the download.",
    otherProxy(given)
  ],
  "http2-off": () => ["Set `GODEBUG=http2client=0` for the download: the server wants HTTP/1.1."],
  server: (given) => [
    rerun,
    `Look at the status page or the log of \`${given.host}\`.`,
    otherProxy(given)
  ],
  upstream: (given) => [
    "Wait a minute and re-run: the proxy could not reach the module's origin, and remembers that for a while.",
    otherProxy(given)
  ],
  "rate-limit": (given) => [
    `Wait longer than a minute before the next try: \`${given.host}\` counts requests.`,
    "Cache the module cache between runs and set a lower GOMAXPROCS for the download.",
    "For a code host, give git a token: requests without one have the lowest limit.",
    otherProxy(given)
  ],
  sumdb: (given) => [
    rerun,
    "Commit a complete go.sum (`go mod tidy`): a module that it names is not asked for at the checksum database.",
    "If sum.golang.org can't be reached from this network, use a proxy that relays it (`<proxy>/sumdb/sum.golang.org/supported` answers 200), or where it is blocked by country `GOSUMDB=sum.golang.google.cn`.",
    keepVerifying,
    ...given.facts.module === null ? [] : [privateStep(given)]
  ],
  "sumdb-private": (given) => [
    privateStep(given),
    `If \`${given.module}\` was tagged minutes ago, wait and re-run: absence is remembered for up to 30 minutes.`,
    "Do not switch the checksum database off for all modules."
  ],
  "wrong-content": (given) => [
    `\`${given.host}\` answered with something that is no module: open \`${given.facts.url ?? given.facts.proxy ?? "the proxy's URL"}\` and look for a login or block page.`,
    "Check the path of the proxy in GOPROXY (Artifactory: `/artifactory/api/go/<repository>`; Nexus: `/repository/<name>/`).",
    rerun
  ],
  "damaged-content": ({ facts }) => [
    rerun,
    `If ${facts.host === null ? "the proxy" : `\`${facts.host}\``} keeps what it once fetched (Artifactory, Nexus, Athens), have the module deleted there, so that it is fetched anew.`
  ],
  redirect: ({ host, facts }) => [
    `Follow the redirects of \`${host}\`: \`curl -sIL ${facts.url ?? facts.proxy ?? `https://${host}/`}\`, and have the one corrected that the message tells of.`,
    "Check the path of the proxy in GOPROXY: a wrong one often leads to a login page."
  ],
  "server-setting": ({ host }) => [`\`${host}\` redirects to http: have its base URL set to https.`],
  "proxy-credentials": ({ host, context: context2 }) => [
    `Give credentials for \`${host}\`: a netrc line \`machine ${host} login <user> password <token>\`, or \`https://<user>:<token>@${host}/\u2026\` in GOPROXY, from a secret.`,
    ...context2.fork === true ? ["This run comes from a fork and gets no secrets."] : [],
    "If it worked at the start of the job, a short-lived token has expired: make it last longer."
  ],
  policy: ({ host, module, facts }) => [
    `\`${host}\` refused \`${module}\`: ask its owners whether a rule (Artifactory Curation, Nexus Firewall, an Athens filter) blocks it, or whether this token may read it.`,
    ...facts.host === "proxy.golang.org" ? ["proxy.golang.org itself refuses nothing: look for a device in between."] : [],
    "Do not route around a gatekeeper: have the module allowed, or choose another version."
  ],
  "egress-zip": () => [
    "Allow `storage.googleapis.com` in the runner's egress rules: proxy.golang.org sends every zip from there.",
    "Or put a module proxy in front that this network may reach."
  ],
  private: (given) => [privateStep(given), tokenStep(given), spelling(given)],
  repository: (given) => [
    tokenStep(given),
    spelling(given),
    "A renamed repository: use its new path, or a `replace` line."
  ],
  "git-credentials": (given) => [
    tokenStep(given),
    `If \`${given.path}\` is public, a proxy failed first and \`direct\` was the last resort: look at what the proxy said (\`go mod download -x\`), and check the spelling.`,
    privateStep(given)
  ],
  "git-rejected": (given) => [
    "Check that the token has not expired, is authorised for the organisation (SAML), and may read the contents of the repository.",
    tokenStep(given),
    "actions/checkout leaves its own token in the git configuration: `persist-credentials: false` keeps it from being used for other repositories."
  ],
  "ssh-key": (given) => [
    `Give the job a deploy key that may read \`${given.path}\` (an ssh agent must run in the same step or container), or use https with a token.`
  ],
  "ssh-host-key": ({ host }) => [
    `Add the host's published key to \`~/.ssh/known_hosts\`; compare it with what the owner of \`${host}\` publishes.`,
    "If the key has changed without notice, stop and ask: leave the check on."
  ],
  version: (given) => [
    `Check that \`${given.module}\` exists: \`go list -m -versions ${given.path}\`, or the tags of its repository.`,
    "If it was tagged minutes ago, wait: proxies remember an absence for up to 30 minutes.",
    "If the tag or commit was deleted or force-pushed, choose another version: `go get " + given.path + "@<version>`.",
    privateStep(given)
  ],
  "pseudo-version": ({ path }) => [
    `Let go write it: \`go get ${path}@<commit>\`, then commit go.mod and go.sum.`
  ],
  "major-version": ({ path }) => [
    `From v2 on the path ends in the major version: require \`${path}/vN\` and change the imports.`,
    "For a repository without go.mod, use the `+incompatible` version that `go get` writes."
  ],
  checksum: ({ module, facts }) => [
    ...isMadeUpGoMod(facts) ? [
      "What was hashed is the go.mod that go makes up where a repository has none that git can read: most likely a damaged repository in the module cache. Remove the folder `cache/vcs` below `go env GOMODCACHE`, and try once; if it stays, read on."
    ] : [],
    `Stop and find out which bytes are right: compare \`${module}\` from two independent sources.`,
    `If the author moved the tag, have them publish a new version; if ${facts.host ?? "a mirror"} sends something else, stop using it.`,
    "If a cache was restored, delete it and try once: `go clean -modcache`.",
    keepVerifying
  ],
  cache: ({ module }) => [
    `Remove the damaged files of \`${module}\` from the module cache, or all of it: \`go clean -modcache\`.`,
    "Delete the CI cache entry that was restored, and let it be made anew."
  ],
  "cache-vcs": () => [
    "Remove the repositories that go keeps: the folder `cache/vcs` below `go env GOMODCACHE`, or all by `go clean -modcache`.",
    "Delete the CI cache entry that was restored, and see that no two jobs write one module cache at the same time."
  ],
  "module-unusable": ({ module }) => [
    `\`${module}\` breaks a rule of Go for modules: choose another version, or ask its author to take the file out that is named or too large.`
  ],
  "go-sum": ({ path }) => [
    "Run `go mod tidy` with the Go version of this job and commit go.sum.",
    `For one module: \`go mod download ${path}\`.`,
    "If go.sum is complete on your machine, check that it is committed and copied into the image before the build."
  ],
  "go-mod": () => [
    "Run `go mod tidy` and commit go.mod and go.sum.",
    "Keep -mod=readonly in CI: it shows what was forgotten."
  ],
  "go-sum-malformed": () => ["Look for merge conflict marks in go.sum, remove them, then `go mod tidy`."],
  vendor: () => [
    "Run `go mod vendor` (in a workspace `go work vendor`) and commit vendor/.",
    "Or build without it: `-mod=mod`."
  ],
  "package-missing": ({ module }) => [
    `\`${module}\` does not contain that package: it moved or was removed. Require the last version that has it, or change the import.`
  ],
  "import-missing": ({ path }) => [
    `Run \`go get ${path}\` and \`go mod tidy\`, and commit go.mod and go.sum.`,
    "If the import is your own package, check its path against the module line of go.mod."
  ],
  "implicit-module": ({ module }) => [
    `Require it in go.mod: \`go get ${module}\`, or \`go mod tidy\`, and commit go.mod and go.sum.`
  ],
  ambiguous: () => [
    "Two modules provide the package: upgrade the older one, which still contains it (`go get <module>@latest`), then `go mod tidy`."
  ],
  graph: () => [
    "Show the requirements with `go mod graph`, then raise or lower one of them with `go get <module>@<version>`."
  ],
  "tool-with-replace": ({ path }) => [
    `Install \`${path}\` from a clone: \`git clone\`, then \`go install ./...\` inside it; or take its released binary.`
  ],
  replacement: () => [
    "Check out the folder that the `replace` line names before the download, or remove the line.",
    "In a Docker build, copy it into the image before `go mod download`."
  ],
  workspace: () => [
    "Check the `use` and `replace` lines of go.work: every folder must be there.",
    "Or leave the workspace out: `GOWORK=off`."
  ],
  "go-mod-malformed": () => [
    "Correct the line of go.mod that is named; `go mod edit -fmt` tells whether it can be read.",
    "Look for merge conflict marks."
  ],
  "no-go-mod": () => [
    "Check out the repository before this step, and set `working-directory` to the folder with go.mod."
  ],
  "not-in-std": () => [
    "If it is your own package, its import must begin with the module path of go.mod.",
    "If it belongs to the standard library, use a newer Go."
  ],
  "declared-path": ({ path }) => [
    `Require the module by the path that it declares, and change the imports of \`${path}\`.`,
    "For a fork, add `replace <original> => <fork> <version>`."
  ],
  "malformed-path": ({ path }) => [
    `\`${path}\` is no module path: write it with its host, as in \`github.com/owner/name\`.`
  ],
  "meta-tags": (given) => [
    `Look at \`https://${given.path}?go-get=1\`: it must hold a go-import meta tag. A login page there means that credentials are missing.`,
    privateStep(given),
    "For a GitLab subgroup, give a token by netrc, or let the path end its repository with `.git`."
  ],
  goproxy: ({ context: context2 }) => [
    `Correct GOPROXY${context2.goproxy === void 0 ? "" : ` (now \`${context2.goproxy}\`)`}: a list of https URLs, \`direct\` or \`off\`, joined by \`,\` or \`|\`.`,
    "An empty or missing secret, a line feed at its end, or an unescaped character in a password breaks the URL."
  ],
  "goproxy-off": ({ module }) => [
    `\`${module}\` is not in the module cache, and the setting forbids to fetch it: let one step download with a real GOPROXY first.`
  ],
  govcs: ({ path }) => [
    `Allow the tool for this module only: \`GOVCS=${path}:<vcs>,public:git|hg,private:all\`; or use a proxy.`
  ],
  insecure: ({ host }) => [`Give \`${host}\` an https address: credentials are never sent over http.`],
  input: () => ["Correct the input that the message names; `action.yml` says what is allowed."],
  "go-not-found": () => [
    "Put `actions/setup-go` before this step, or install Go on the runner.",
    "With the input `go-version`, name a release that the runner's tool cache has."
  ],
  setting: () => [
    "Correct the setting that the message names: `go env` shows its value, `go help environment` what it may be."
  ],
  "go-too-old": ({ facts, context: context2 }) => [
    `Use a newer Go${context2.goVersion === void 0 ? "" : ` than ${context2.goVersion}`}: \`go-version-file: go.mod\` in actions/setup-go, or a newer golang image.`,
    "Or let go fetch it: `GOTOOLCHAIN=auto` (setup-go and the golang images set `local`).",
    ...facts.module === null ? [] : [`Or require an older version of \`${facts.module}\`.`]
  ],
  "permission-project": () => [
    "Make the working directory writable for the user of this job: `ls -ld . go.mod`; a checkout made by another user, or a container that runs as another one, leads to this.",
    "Where nothing may be written, use `-mod=readonly` (the default) and commit a go.mod and go.sum that need no change."
  ],
  "release-not-downloaded": () => [
    "Run the wrapper once with `download` (`go1.22.4 download`, say) in the same job and as the same user, before it is used.",
    "In a workflow rather use actions/setup-go with `go-version`: it needs no wrapper."
  ],
  "toolchain-missing": () => [
    "Check that the version in the `go` or `toolchain` line exists: write `go 1.N.0`, not `go 1.N`.",
    "Check that your proxy serves `golang.org/toolchain`, and that the checksum database may be asked: toolchains need it.",
    "Or install that Go in the job: `go-version-file: go.mod` in actions/setup-go.",
    "With `direct` in GOPROXY a network failure looks the same: re-run once."
  ],
  "toolchain-line": () => ["Write a full release in go.mod: `go 1.N.0`, or a `toolchain go1.N.P` line."],
  "toolchain-download": (given) => [
    "Install the Go version of go.mod in the job (`go-version-file: go.mod` in actions/setup-go), so that none has to be downloaded here.",
    rerun,
    `Check that \`${given.host}\` serves \`golang.org/toolchain\`.`
  ],
  "go-missing": () => ["Install Go before this step: actions/setup-go with `go-version-file: go.mod`."],
  "vcs-missing": (given) => [
    "Install git (Debian `apt-get install git`, Alpine `apk add git`) in the image.",
    `Or fetch from a proxy only: without \`direct\`, no version control tool is needed.`,
    ...given.facts.module === null ? [] : [privateStep(given)]
  ],
  "disk-full": ({ context: context2 }) => [
    ...onSystem(freeSpace, context2),
    "Point GOMODCACHE and GOCACHE at a larger disk; drop old caches with `go clean -modcache`."
  ],
  permission: ({ context: context2 }) => [
    ...onSystem(owner, context2),
    "Or give the job a GOMODCACHE of its own."
  ],
  antivirus: () => ["Exclude GOMODCACHE and GOCACHE from the virus scanner.", rerun],
  "virus-found": (given) => [
    `Read the scanner's own log: which file, and what for. Test data of a module (an archive, a crafted file) is often taken for a virus.`,
    `If \`${given.module}\` is right, let the scanner pass over that file, or over GOMODCACHE: go.sum holds every byte of it to what was published.`
  ],
  "long-path": ({ context: context2 }) => [
    onWindows(context2) ? "Shorten GOMODCACHE (for instance `C:\\m`), and on Windows turn long paths on: `git config --system core.longpaths true`." : "Shorten the name that the message shows: most file systems take 255 bytes for a folder or a file. If it is part of GOMODCACHE, set another one."
  ],
  locks: () => ["Put GOMODCACHE on a local file system with locks, not on a network share."],
  "locks-project": () => [
    "Keep the checkout on a local file system: a shared folder of a virtual machine or of the network may have no locks."
  ],
  ownership: () => [
    "Let the job's user own the folder, or tell git: `git config --global --add safe.directory <folder>`.",
    "Do not restore `cache/vcs` from a cache of another user."
  ],
  "open-files": () => ["Raise the limit (`ulimit -n`) or lower GOMAXPROCS for the download."],
  memory: () => [
    "Give the job more memory, or lower its parallelism: `GOMAXPROCS=2`, `go build -p 1`, a GOMEMLIMIT.",
    "Look at `dmesg` for the out-of-memory killer."
  ],
  cancelled: () => [
    "Somebody or a newer run ended this job: nothing to repair.",
    "If it was a time limit, see what waited so long, and raise `timeout-minutes`."
  ],
  unknown: ({ module }) => [
    `Read the excerpt: no rule knows this failure${module === "the module" ? "" : ` of \`${module}\``}.`,
    "Run `go mod download -x` for the requests behind it.",
    rerun
  ]
};
function remedyOf(facts, context2) {
  const { remedy } = registry[facts.id];
  if (typeof remedy !== "string") return remedy;
  const plain3 = { ...facts, ...shellSafeFacts(facts) };
  const module = plain3.module ?? "the module";
  const path = plain3.module === null ? "<module>" : upTo(plain3.module, "@");
  return steps[remedy]({
    facts: plain3,
    context: context2,
    module,
    path,
    host: plain3.host ?? (path.split("/", 1)[0] || "the host")
  });
}

// src/classify/collect/fault-collector.ts
var evidenceLimit = 12;
var groupLimit = 200;
var moduleLimit = 2e4;
var local = /* @__PURE__ */ new Set([
  "disk",
  "killed",
  "vcs-missing",
  "proxy-config",
  "cache-corrupt"
]);
var remote = /* @__PURE__ */ new Set([
  "dns",
  "connect",
  "timeout",
  "tls",
  "interrupted",
  "server-error",
  "rate-limited",
  "auth",
  "not-found"
]);
function codeHost({ rule, parsed }) {
  if (parsed.stage !== "git" || parsed.module === null || !remote.has(rule.category)) return null;
  return upTo(parsed.module, "/");
}
var longest = { name: 500, url: 4096 };
function within(text, limit2) {
  return text === null || text.length > limit2 ? null : text;
}
function seenFault(id, seen) {
  const { also, transient } = faultKind(id);
  return { id, also, transient, module: null, host: null, proxy: null, url: null, ...seen };
}
function seenInText(match, evidence) {
  const { rule, parsed, also, transient, confidence } = match;
  const module = within(parsed.module, longest.name);
  const proxy = within(parsed.proxy, longest.url);
  const url = within(parsed.url, longest.url);
  const named = local.has(rule.category) ? null : parsed.host ?? codeHost(match);
  const host = within(named, longest.name);
  return { id: rule.id, also, transient, confidence, module, host, proxy, url, evidence, trust: 3 };
}
function createGroup(seen, order) {
  return {
    first: seen,
    order,
    modules: /* @__PURE__ */ new Set(),
    evidence: [],
    also: /* @__PURE__ */ new Set(),
    noGoMod: /* @__PURE__ */ new Set(),
    isWitnessed: false,
    module: null,
    proxy: null,
    url: null,
    transient: seen.transient
  };
}
function join(group, seen) {
  if (seen.module !== null && group.modules.size < moduleLimit) group.modules.add(seen.module);
  group.module ??= seen.module;
  group.proxy ??= seen.proxy;
  group.url ??= seen.url;
  for (const category of seen.also) group.also.add(category);
  if (seen.trust === 0) group.isWitnessed = true;
  if (isNoGoMod(seen) && group.noGoMod.size < moduleLimit) group.noGoMod.add(seen.module ?? "");
  if (group.evidence.length >= evidenceLimit) return;
  for (const line of seen.evidence) {
    if (!group.evidence.some((kept2) => kept2.line === line.line && kept2.text === line.text))
      group.evidence.push(line);
    if (group.evidence.length >= evidenceLimit) return;
  }
}
function isNoGoMod({ trust: trust2, id, url }) {
  return trust2 === 0 && id === "server-error/wrong-content" && url?.endsWith(".mod") === true;
}
function repeatedMismatches(groups) {
  const none = new Set(groups.flatMap(({ noGoMod }) => [...noGoMod]));
  const mismatches = groups.filter(({ first }) => categoryOf(first.id) === "checksum-mismatch");
  const named = mismatches.filter(({ modules }) => modules.size > 0);
  const isRepeat = ({ first, modules }) => first.id === "checksum-mismatch/go-mod" && [...modules].every((module) => none.has(module));
  const isWitnessed = mismatches.some((group) => group.isWitnessed);
  return new Set(!isWitnessed && named.length > 0 && named.every(isRepeat) ? mismatches : []);
}
var projectLayer = /* @__PURE__ */ new Set([
  "go-sum-missing",
  "dependency-graph"
]);
function severityOf({ id, trust: trust2 }) {
  return trust2 === 0 ? 2 : faultKind(id).severity;
}
function isConsequence(group) {
  return severityOf(group.first) === 1 && projectLayer.has(categoryOf(group.first.id));
}
var unknownRevision = "version-unavailable/unknown-revision";
var ofDirect = /* @__PURE__ */ new Set(["auth/git-no-credentials", "vcs-missing/executable"]);
var givenUp = "interrupted/broken-transport";
function isExplained({ first }, all) {
  const others = all.filter((group) => group.first !== first);
  if (first.id === givenUp) return others.some((group) => group.first.id !== givenUp);
  const network = others.filter((group) => layerOf[categoryOf(group.first.id)] === "network");
  if (first.id === unknownRevision)
    return network.length > 0 || others.some((group) => categoryOf(group.first.id) === "cache-corrupt");
  return ofDirect.has(first.id) && network.some(({ proxy }) => proxy !== null);
}
function isLeftToDirect({ first, modules }, all) {
  if (!["not-found", "version-unavailable"].includes(categoryOf(first.id)) || modules.size === 0) return false;
  const asked = all.find((group) => group.first.id === "vcs-missing/executable");
  return asked !== void 0 && [...modules].every((module) => asked.modules.has(module));
}
function isGuess(group) {
  return categoryOf(group.first.id) === "unknown";
}
function toFault(group, context2) {
  const { id, host, confidence } = group.first;
  const category = categoryOf(id);
  group.also.delete(category);
  const facts = {
    category,
    id,
    transient: group.transient,
    module: group.module,
    host,
    proxy: group.proxy,
    url: group.url,
    also: [...group.also],
    blocked: Math.max(group.modules.size, group.module === null ? 0 : 1),
    evidence: group.evidence,
    confidence
  };
  return { ...facts, answers: privateAnswers(facts, context2), remedy: remedyOf(facts, context2) };
}
function createFaultCollector() {
  const groups = /* @__PURE__ */ new Map();
  const firsts = /* @__PURE__ */ new Map();
  return {
    add(seen) {
      const key = `${seen.id} ${seen.host ?? ""}`;
      const known = groups.get(key) ?? (seen.host === null ? firsts.get(seen.id) : void 0);
      if (known !== void 0) return join(known, seen);
      if (groups.size >= groupLimit) return;
      const group = createGroup(seen, groups.size);
      groups.set(key, group);
      if (!firsts.has(seen.id)) firsts.set(seen.id, group);
      join(group, seen);
    },
    clear() {
      groups.clear();
      firsts.clear();
    },
    classification(context2) {
      const repeated2 = repeatedMismatches([...groups.values()]);
      const all = [...groups.values()].filter((group) => !repeated2.has(group));
      const causes = all.filter((group) => !isConsequence(group) && !isGuess(group));
      const noise = causes.length > 0 ? isConsequence : () => false;
      const kept2 = all.filter((group) => !noise(group) && !(causes.length > 0 && isGuess(group)));
      const isAfter = (group) => Number(isExplained(group, kept2));
      const isOpen = (group) => Number(isLeftToDirect(group, kept2));
      kept2.sort(
        (a, b) => severityOf(b.first) - severityOf(a.first) || isOpen(a) - isOpen(b) || a.first.trust - b.first.trust || isAfter(a) - isAfter(b) || a.order - b.order
      );
      const faults = kept2.map((group) => toFault(group, context2));
      return { primary: faults[0] ?? null, faults };
    }
  };
}

// src/classify/lines/normalise.ts
var maxLineLength = 1e4;
var digits = "0123456789";
var letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
var prefixes = [
  // gh run view --log: job, step, text.
  { starts: letters + digits, holds: "	20", pattern: /^[^\t]{1,80}\t[^\t]{1,120}\t(?=20\d\d-\d\d-\d\dT)/ },
  // Bamboo: stream, date.
  { starts: "bes", pattern: /^(?:build|error|simple)\t\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d\t/ },
  // ISO timestamps of GitHub, Azure, Jenkins, Prow, Docker; optionally bracketed.
  {
    starts: `[${digits}`,
    pattern: /^\s{0,8}\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? ?/
  },
  // GitLab's stream marks after the timestamp.
  { starts: digits, pattern: /^\d\d[OE](?:\+| )/ },
  // Go's log package.
  { starts: digits, pattern: /^\s{0,8}\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? / },
  // Times of day of Jenkins, AppVeyor, TeamCity.
  { starts: `[${digits}`, pattern: /^\s{0,8}\[?\d{1,2}:\d\d:\d\d(?:\.\d{1,9})?Z?\]? ?(?:[WEI]:\s*)?/ },
  // Seconds since the start: obs, kernels, some runners.
  { starts: "[", pattern: /^\[ {0,6}\d{1,6}(?:\.\d{1,6})?s\] / },
  { starts: "[", pattern: /^\[Step \d{1,3}\/\d{1,3}\] / },
  // klog: I0102 15:04:05.000000 1234 file.go:12]
  { starts: "IWEF", pattern: /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,6}\s{1,8}\d{1,9} [\w.-]{1,80}:\d{1,6}\] / },
  // BuildKit: "#12 34.56 ", and "34.56 " in its closing summary.
  { starts: "#", pattern: /^#\d{1,4} (?:\d{1,6}\.\d{1,3} )?/ },
  { starts: digits, pattern: /^\s{0,4}\d{1,6}\.\d{2,3} / },
  // Cloud Build and Drone.
  { starts: "S", pattern: /^Step #\d{1,3}(?: - "[^"]{1,80}")?: / },
  { starts: "[", pattern: /^\[[\w.:-]{1,60}:L\d{1,6}:\d{1,6}s\] / },
  // docker compose, bitbake, boxes drawn around another tool's output.
  { starts: letters + digits, holds: "| ", pattern: /^\s{0,8}[\w.-]{1,60}\s{1,20}\| / },
  // Parallel builds: the target's name before what is known to begin a message.
  {
    starts: letters + digits,
    holds: ":	",
    pattern: /^[\w@./-]{1,60}:\t(?=\t{0,2}(?:go|fatal|error|remote|server response): )/
  },
  { starts: "|\u2502\u2503\u2506", pattern: /^\s{0,8}[|│┃┆] ?/ },
  // act: the workflow and job.
  { starts: "[", pattern: /^\[[^\]\n]{1,80}\]\s{1,8}\| / },
  // Jenkins' branch names and Buildpacks' phases.
  {
    starts: "[",
    pattern: /^\[(?:builder|detector|analyzer|exporter|pipeline|build|linux|windows|darwin)[\w./ -]{0,60}\] /i
  },
  // Quotations.
  { starts: ">", pattern: /^ {0,3}> ?/ },
  // Workflow commands and log levels that are nothing but a frame.
  { starts: "#", pattern: /^##\[(?:error|warning|debug|command|group)\]/ },
  { starts: ":", pattern: /^::(?:error|warning|debug)[^:\n]{0,200}::/ },
  { starts: "s", pattern: /^\s{0,8}(?:stderr|stdout): / },
  { starts: "u", pattern: /^updater \| / },
  {
    starts: "EIWDF",
    pattern: /^(?:ERROR|ERRO|INFO|WARN|DEBUG|FATAL)(?:\[\d{1,6}\])?:? (?:<job_\d{1,12}> )?/
  }
];
var prefixesBefore = new Map(
  [...new Set(prefixes.flatMap(({ starts }) => [...starts]))].map((first) => [
    first,
    prefixes.filter(({ starts }) => starts.includes(first))
  ])
);
var escapeSequences = /\u001b(?:\[[0-9;?]{0,32}[ -/]?[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>])/g;
var bareColours = /\[(?:\d{1,3};){0,4}\d{1,3}m/g;
var invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2060\ufeff]/g;
var marks = /[\u0000\u0007\u0008\u001b\u007f\u200b\u2060\ufeff]/;
function printable(text) {
  return text.replace(invisible, "");
}
function afterCarriageReturn(line) {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const last = text.lastIndexOf("\r");
  return last < 0 ? text : text.slice(last + 1) || text.slice(0, last);
}
var buildkiteMark = /\u001b_bk;t=\d{1,20}\u0007/g;
function plain2(line) {
  const cut = line.length > maxLineLength ? line.slice(0, maxLineLength) : line;
  let text = cut;
  if (text.includes("\x1B")) text = text.replace(buildkiteMark, "").replace(escapeSequences, "");
  if (text.includes("m")) text = text.includes("[") ? text.replace(bareColours, "") : text;
  if (text.includes("\r")) text = afterCarriageReturn(text);
  return marks.test(text) ? printable(text) : text;
}
function normalise(line) {
  let text = plain2(line);
  for (let round = 0; round < 8; round++) {
    const before = text.length;
    const first = text.trimStart().charAt(0);
    for (const { holds, pattern } of prefixesBefore.get(first) ?? []) {
      if (holds !== void 0 && !text.includes(holds)) continue;
      const prefix = pattern.exec(text);
      if (prefix !== null) text = text.slice(prefix[0].length);
    }
    if (text.length === before) break;
  }
  return text.trimEnd();
}

// src/classify/collect/git-around.ts
var linesBack = 12;
var afterGit = /^\s*(?:(?:package|imports) \S+: exit status \d|go: error loading module requirements)/;
function isAfterGit(text) {
  return afterGit.test(text);
}
var gitLine = /^\s*(?:(?:Error: )?(?:fatal|error|remote|ssh|abort|bzr|svn|ERROR): |git: '|git@\S+: |Host key verification|Permission denied|Connection (?:closed|reset|to|timed)|Load key |kex_exchange|ssh_exchange|client_loop: |conq: |fetch-pack: |Received disconnect|Repository not found)/;
var progress = /\bgo: (?:downloading|finding|extracting) /;
function gitLinesBefore(number, textOf, earlier) {
  if (earlier.at(-1)?.number === number) return earlier.filter(({ text }) => gitLine.test(text));
  const found = [];
  for (let each = number - 1; each >= Math.max(1, number - linesBack); each--) {
    const raw = textOf(each);
    if (raw === void 0) break;
    if (progress.test(raw)) continue;
    const text = normalise(raw);
    if (gitLine.test(text)) found.unshift({ number: each, text });
    else if (found.length > 0 || number - each > 3) break;
  }
  return found;
}
var gitOfOthers = /git(?:\.exe)?' failed with exit code|(?:^|[\s/\]"'`])git(?:\.exe)? (?:-[cC] \S+ ){0,4}(?:fetch|clone|pull|submodule|push|checkout|ls-remote|lfs|remote)\b|Cloning into|Fetching the repository|GitException|Fetching changes|npm (?:ERR|error)|\.terraform/;
var goAround = /\bgo(?:: | (?:get|mod|build|install|test|list|run|vet|generate|tool)\b|\.(?:mod|sum)\b|lang)|\bGO(?:PRIVATE|PROXY|FLAGS|PATH)\b|cache[/\\]vcs/;
var quotation = 4;
function isUnrelatedGit({ rule, parsed, lines }, last, textOf) {
  const first = lines[0];
  if (rule.source !== "git" && !rule.nearGo || parsed.isFetch || first === void 0) return false;
  const around = [];
  for (let number = Math.max(1, first.number - linesBack); number <= last; number++)
    around.push(normalise(textOf(number) ?? ""));
  if (around.some((text) => gitOfOthers.test(text) && !goAround.test(text))) return true;
  return (rule.nearGo || around.length > quotation) && !around.some((text) => goAround.test(text));
}

// src/classify/rules/rule.ts
var defaults = {
  scope: "cause",
  proof: "fetch",
  confidence: 0.95,
  go: "1.11+"
};
function table(rows) {
  return rows.map((row) => ({ ...defaults, ...row, category: categoryOf(row.id) }));
}

// src/classify/rules/job-end.ts
var jobEndRules = table([
  {
    id: "killed/in-download",
    pattern: /(?:^|\s)Killed$|\bsignal: killed|exit (?:code|status):? 137|[Ee]rror 137\b|exited with (?:code )?137|exit code 137|OOMKilled|out of memory/,
    confidence: 0.85,
    source: "the shell, make, Docker",
    example: "go: downloading github.com/pkg/errors v0.9.1\nKilled"
  },
  {
    id: "killed/time-limit",
    pattern: /exceeded the maximum execution time|execution took longer than|No output has been received in the last|Too long with no output|[Bb]uild timed out|job exceeded|has timed out after|timed out after \d+ ?m|maximum time limit/,
    confidence: 0.85,
    source: "CI systems",
    example: "go: downloading github.com/pkg/errors v0.9.1\nERROR: Job failed: execution took longer than 1h0m0s seconds"
  },
  {
    id: "killed/job-cancelled",
    pattern: /operation was cancell?ed|received a shutdown signal|[Jj]ob (?:was )?cancell?ed|lost communication with the server|\bTerminated$|signal: terminated|exit (?:code|status):? 143|[Ee]rror 143\b|\^C/,
    confidence: 0.85,
    source: "CI systems",
    example: "go: downloading github.com/pkg/errors v0.9.1\n##[error]The operation was canceled."
  }
]);

// src/classify/collect/job-end.ts
var downloading = /go: (?:downloading|finding|extracting) |\bgo mod download\b|# get https?:/;
var killedAtOnce = /exit code: 137|Killed/;
var anyJobEnd = new RegExp(jobEndRules.map(({ pattern }) => pattern.source).join("|"));
var linesBetween = 6;
function jobEndRule(text) {
  return anyJobEnd.test(text) ? jobEndRules.find(({ pattern }) => pattern.test(text)) ?? null : null;
}
function isNamedAfter(line) {
  return line.includes("	20") && !downloading.test(normalise(line));
}
function createJobEnd() {
  let since = Number.POSITIVE_INFINITY;
  return {
    observe(line) {
      if (line.length < 2e3 && downloading.test(line) && !isNamedAfter(line)) {
        since = 0;
        return killedAtOnce.test(line) ? jobEndRule(line) : null;
      }
      if (since > linesBetween) return null;
      const text = line.trimEnd();
      if (text !== "") since++;
      return line.length > 2e3 ? null : jobEndRule(text);
    }
  };
}

// src/classify/lines/scan.ts
var temporary = /\.tmp-\d{1,20}$/;
var pathCharacter = /[\w.~/!%+-]/;
var versionCharacter = /[\w.+!%-]/;
var versionStart = /^(?:v\d|[0-9a-f]{7,40}$|(?:latest|master|main|upgrade|patch|develop|dev|HEAD)$)/;
function withoutTail(text, characters) {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
function unescapeCase(text) {
  return text.replace(/(?:!|%21)([a-z])/g, (_, letter) => letter.toUpperCase());
}
function cleanPath(raw, isEscaped) {
  const cache = Math.max(raw.lastIndexOf("pkg/mod/"), raw.lastIndexOf("mod-cache/"));
  const inner = cache >= 0 ? raw.slice(raw.indexOf("/", cache + 4) + 1) : raw;
  const lookup2 = inner.lastIndexOf("/lookup/");
  const tail = lookup2 >= 0 ? inner.slice(lookup2 + "/lookup/".length) : inner;
  const path = tail.replace(/^\/+/, "");
  return isEscaped || cache >= 0 || lookup2 >= 0 ? unescapeCase(path) : path;
}
function looksLikeModulePath(path) {
  const first = path.split("/", 1)[0] ?? "";
  return /^[\w-][\w.-]*\.[A-Za-z][\w-]*$/.test(first) && !path.includes("//") && !/\.go$/.test(path);
}
var queryCharacter = /[\w.+/<>=~^-]/;
function queryAt(text, start) {
  let end = start;
  while (end < text.length && end - start < 200 && queryCharacter.test(text.charAt(end))) end++;
  return text.startsWith(": ", end) ? text.slice(start, end) : "";
}
function namedModules(text) {
  const found = [];
  let floor = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > floor && pathCharacter.test(text.charAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && versionCharacter.test(text.charAt(end))) end++;
    floor = end;
    const raw = text.slice(start, at);
    const isEscaped = text.charAt(start - 1) === ":" && /^(?:\/\/|\d)/.test(raw);
    const path = cleanPath(raw, isEscaped);
    const printed2 = withoutTail(text.slice(at + 1, end), ".,").replace(temporary, "");
    const version = isEscaped || raw.startsWith("/") ? unescapeCase(printed2) : printed2;
    if (!looksLikeModulePath(path) || path.endsWith("/")) continue;
    if (!versionStart.test(version)) {
      const query = queryAt(text, at + 1);
      if (query === "" || !path.includes("/") || path.endsWith("/")) continue;
      found.push({ value: { path, version: query }, index: start, end: at + 1 + query.length });
      continue;
    }
    found.push({ value: { path, version }, index: start, end: at + 1 + version.length });
  }
  return found;
}
var bracketed = /^:\/\/\[[0-9a-fA-F:.]{2,45}(?:%25[\w.-]{1,10})?\]/;
var urlEnd = /[\s"'<>\\)\]]/;
function stripUserinfo(text) {
  return text.includes("://") ? text.replace(/:\/\/[^\s/@"'<>]{1,400}@/g, "://") : text;
}
function namedUrls(text) {
  const found = [];
  for (let at = text.indexOf(":/"); at >= 0; at = text.indexOf(":/", at + 1)) {
    const scheme = /(?:https?|file|ssh|git)$/.exec(text.slice(Math.max(0, at - 6), at))?.[0];
    if (scheme === void 0) continue;
    const quote = text.charAt(at - scheme.length - 1);
    let end = at + (bracketed.exec(text.slice(at, at + 64))?.[0].length ?? 0);
    while (end < text.length && !urlEnd.test(text.charAt(end))) end++;
    const raw = withoutTail(text.slice(at, end), ":,.;");
    const rest = raw.replace(/^:\/{1,3}/, "");
    const slash = rest.search(/[/?]/);
    const authority = slash < 0 ? rest : rest.slice(0, slash);
    const host = authority.slice(authority.lastIndexOf("@") + 1);
    const path = slash < 0 ? "" : rest.slice(slash);
    const isFile = scheme === "file";
    if (slash < 0 && end >= text.length && (quote === '"' || quote === "'")) break;
    found.push({
      value: { url: `${scheme}://${isFile ? `/${rest}` : host + path}`, host: isFile ? "" : host, path },
      index: at - scheme.length,
      end: at + raw.length
    });
    at = end - 1;
    if (end >= text.length) break;
  }
  return found;
}
var protocolTail = /^\/@(?:v\/([^/?]+?)\.(?:info|mod|zip)|v\/list|latest)/;
function fromProxyUrl(url) {
  const at = url.path.indexOf("/@");
  if (at < 0) return null;
  const tail = protocolTail.exec(url.path.slice(at));
  if (tail === null) return null;
  const segments = url.path.slice(1, at).split("/");
  const first = segments.findIndex((segment) => looksLikeModulePath(segment));
  const start = Math.max(first, 0);
  const path = unescapeCase(segments.slice(start).join("/"));
  const prefix = segments.slice(0, start).join("/");
  const scheme = url.url.slice(0, url.url.indexOf("://"));
  const version = tail[1] === void 0 ? null : unescapeCase(tail[1]);
  return { path, version, base: `${scheme}://${url.host}${prefix === "" ? "" : `/${prefix}`}` };
}

// src/classify/collect/modules-seen.ts
var progress2 = /go: (?:downloading|finding|extracting) ([\w.~/!-]+) (v[\w.+!-]+)/;
var limit = 5e3;
function createModulesSeen() {
  const versions2 = /* @__PURE__ */ new Map();
  const moduleAround = (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
      const version = versions2.get(path.slice(0, end));
      if (version !== void 0) return `${path.slice(0, end)}@${version}`;
    }
    return null;
  };
  return {
    observe(line) {
      const seen = progress2.exec(line);
      if (seen === null || versions2.size >= limit) return;
      versions2.set(unescapeCase(seen[1] ?? ""), unescapeCase(seen[2] ?? ""));
    },
    complete(module) {
      if (module === null) {
        const [only, ...others] = versions2;
        return only !== void 0 && others.length === 0 ? only.join("@") : null;
      }
      const at = module.indexOf("@");
      if (at < 0) return moduleAround(module) ?? module;
      const path = module.slice(0, at);
      return versions2.get(path) === `${module.slice(at + 1)}+incompatible` ? `${module}+incompatible` : module;
    }
  };
}

// src/classify/message/message.ts
var information = /(?:^|[\s>|:"])go: (?:downloading|finding|extracting|found|added|adding|upgraded|downgraded|removed|creating|copying|to add module|trying|warning:|no module dependencies|updating go\.mod: requires|switching from|dropping|ignoring|skipping|not generating|disabling|build (?:flag|output)|overriding|renaming|loading|converting|using|downloaded|no packages|importing)\b|; switching to go|\bis deprecated: |go get: (?:added|upgraded|downgraded|installing|removed|warning)|\bwarning: verifying [^\s]+: unknown hashes|no matching versions for query "upgrade"? \(/;
var resolved = /go: \S+ \S+ => /;
var trace = /^\s*(?:[\d.]+s )?# (?:get|lock|cd|vcs|git|rm|mkdir|\d) ?|^\s*(?:mkdir -p|cd) [^\s]|(?:^|\s)# get https?:/;
var failedCommand = /^\s*(?:# )?cd [^;]{1,400}; (?:git|hg|bzr|svn|fossil) [a-z]/;
var accessLog = /^\s*(?:\[\d{1,9}\] )?(?:GET|HEAD|CONNECT|POST|\d{3}) https?:\/\/\S{1,4000}$/;
var served = /"(?:GET|HEAD|CONNECT) [^\s"]{1,2000} HTTP\/\d/;
var echo = /^\s*(?:\+{1,4}|\$) \S/;
function isInformation(text) {
  if (failedCommand.test(text)) return false;
  if (trace.test(text) || accessLog.test(text)) return true;
  if (text.includes(" HTTP/") && served.test(text)) return true;
  if (echo.test(text) && !text.includes(": ") && !text.includes("; git ")) return true;
  return (information.test(text) || resolved.test(text)) && !/: Get "|: reading http|: exit status|finding [^\s]+: |dial tcp|initialization failure/.test(text);
}
var starter = /^\s*(?:go: |go (?:get|list|build|install|mod|test|run|vet|tool|generate|env)\b|go get: |verifying |-> unzip|# [^\s]|make(?:\[\d+\])?: |FAIL\b|ok\s+\t?[^\s]|\?\s+\t?[^\s]+\s+\[|--- |=== |\$ |\+ |Step \d|##\[|Error: |ERROR|Removing intermediate|The command |error: failed to solve|------|level=|time=|\{"|Traceback|panic: |npm |yarn |\[\+\])/;
var located = /^\s*(?:package \S+: |(?:[A-Za-z]:)?[^\s:]+\.go:\d+)/;
function startsAnew(text) {
  return starter.test(text) || located.test(text);
}
var continuation = /^\s*(?:server response:|not found: |at revision |unknown revision|invalid version: |fatal: |remote:|error: |ERROR: Repository|warning: |Warning: |hint: |downloaded: |go\.sum: |go\.work\.sum: |sum\.golang|[^\s]+\.sum: +h1:|Confirm the import path|If this is a private|\(https fetch|https:\/\/|\d{3} [A-Z]|module declares its path|but was required as|fetch-pack|Permission denied|git@|ssh: |Host key|kex_|Connection |Load key|@@@|Please make sure|and the repository|imports|Unable to|To add|to add|abort: |bzr: |svn: )/;
var open = /(?::| requires| imports|\breading|\(|\bat|\brevision|\bversion|\bmodule|\bgo\.mod|,|\bpath|\bfor|\bin|\bunknown|\bGet|\bunzip)$/;
var openCommand = /^(?:git|hg|svn|bzr) [a-z]/;
function isOpenAt(text) {
  if (open.test(text.slice(-12))) return true;
  return openCommand.test(text.slice(text.lastIndexOf(": ") + 2));
}
var gitOutput = /exit status \d{1,3}:?$|; (?:git|hg|bzr|svn|fossil) [a-z]|cache[/\\]vcs[/\\][0-9a-f]+:?/;
var ends = [
  {
    mark: ": exit status ",
    line: /^\s*package \S+: exit status \d/,
    after: /^\s*(?:Error: )?(?:fatal|error|abort|bzr|svn): |; (?:git|hg|bzr|svn|fossil) [a-z]/
  },
  {
    mark: "build cache disabled",
    line: /^\s*go: cannot use modules with build cache disabled/,
    after: /go: disabling cache \(/
  },
  {
    mark: "no secure protocol",
    line: /: no secure protocol found for repository/,
    after: /go: missing \w+ command\./
  }
];
function isEndOf(lines, text) {
  const end = ends.find(({ mark }) => text.includes(mark));
  return end?.line.test(text) === true && lines.some((each) => end.after.test(each.text));
}
function indentOf(text) {
  return text.length - text.trimStart().length;
}
function continues(lines, text) {
  const first = lines[0];
  const last = lines.at(-1);
  if (first === void 0 || last === void 0 || lines.length >= 40) return false;
  const isOpen = isOpenAt(last.text);
  if (text.trim() === "") return false;
  if (isEndOf(lines, text)) return true;
  if (last.text.endsWith("to add missing requirements, run:") && /^\s+go get \S/.test(text)) return true;
  if (startsAnew(text)) return isOpen && /^\s*\(https fetch/.test(text);
  if (continuation.test(text))
    return isOpen || indentOf(text) >= indentOf(first.text) || gitOutput.test(first.text);
  if (isOpen) return true;
  if (indentOf(text) > indentOf(first.text)) return true;
  return lines.length < 20 && lines.some((line) => gitOutput.test(line.text)) && !/^\s*\S+: /.test(text);
}
var responseStart = /^\s+server response:$/;
function isOfResponse(lines, text) {
  const start = lines.findLastIndex((line) => responseStart.test(line.text));
  const mark = lines[start];
  if (mark === void 0 || lines.length - start > responseLines) return false;
  return text.trim() !== "" && indentOf(text) >= indentOf(mark.text);
}
var responseLines = 9;
function flatten(lines) {
  let flat = "";
  for (const line of lines) {
    if (flat.length > 2e4) break;
    flat += ` ${line.text}`;
  }
  return flat.replace(/\s+/g, " ").trim();
}

// src/go/standard-library.ts
var newerPackages = "slices|maps|cmp|iter|unique|weak|embed|io/fs|log/slog|net/netip|math/rand/v2|crypto/ecdh|crypto/mlkem|testing/(?:fstest|iotest|slogtest|synctest)|runtime/(?:coverage|metrics)|go/version|structs|sync/atomic|os/user|errors|hash/maphash|time/tzdata|encoding/json/(?:v2|jsontext)";
var newer = new RegExp(`^(?:${newerPackages})$`);
function isNewerPackage(path) {
  return newer.test(path);
}

// src/classify/message/module-name.ts
var hints = /(?:; )?to (?:add|update|fix)(?: it)?: |; see 'go help|; try 'go |Confirm the import path|(?:Note|note): /;
var pathPatterns = [
  /unrecognized import path "([^"]+)"/,
  /malformed (?:module|import) path "([^"]+)"/,
  /invalid (?:github\.com|bitbucket\.org|launchpad) import path "([^"]+)"/,
  /providing package ([^\s;:)("]+)/,
  /provides package ([^\s;:)("]+)/,
  /does not contain package ([^\s;:)("]+)/,
  /cannot load ([^\s:"]+): /,
  /(?:^|[\s"])module ([^\s:"]+): /,
  /(?:^|\s)import "([^\s"]{1,300})": /,
  /reading ([^\s:"]+)\/go\.mod at revision/,
  /(?:^|[\s"])package ([^\s:"]+): /,
  /package ([^\s:"]+) is not in (?:GOROOT|std)/,
  /to verify package ([^\s;:)("]+)/,
  /conflicting replacements for ([^\s:]+)/,
  /but was required as: ([^\s]+)/,
  /cannot find package "([^"]+)"/,
  /go(?:: | get )([\w.~/-]+): /,
  /go get ([\w.~/-]+)@[\w.-]+: /,
  /^([\w-]+\.[\w.-]*\/[\w.~/-]+) ?: (?:(?:zip|flate|gzip): |(?:git|hg|bzr|svn|fossil) [a-z]|(?:missing|unexpected) ziphash)/
];
var listed = /^(?:go: )?([\w-]+\.[\w.-]*\/[\w.~/-]+) (v\d[\w.+-]*): /;
var requiredVersion = /\b(?:require|replace|exclude) ([^\s:"]+): version "([^"\s]+)"/;
var implicit = /from implicitly required module; to add missing requirements, run: go get ([^\s]+@v[^\s]+)/;
var ambiguous = /ambiguous import: found package ([^\s;:)("]+)/;
var atRevision = /reading ([^\s:"]+)\/go\.mod at revision (?:[\w./-]+\/)?(v[^\s:]+)/;
var foundVersion = / found \((v[^\s)]+)/;
var askedModule = /module ([^\s@]+)@/;
var masked = /(?:^|[\s<"'])go: ([\w-]+\.[\w.-]+\/[^\s:"@]{1,200}@[^\s:"]{1,100}): /;
function versionless(cause) {
  const imported = / imports ([\w.~/-]+): /.exec(
    cause.slice(Math.max(0, cause.lastIndexOf(" imports ")))
  )?.[1];
  if (imported !== void 0 && looksLikeModulePath(imported)) return imported;
  for (const pattern of pathPatterns) {
    const path = pattern.exec(cause)?.[1];
    if (path === void 0 || path === ".") continue;
    if (path.endsWith("/...")) return path.slice(0, -"/...".length);
    if (isNewerPackage(path)) return null;
    if (/"\(|is not in/.test(pattern.source) || looksLikeModulePath(path)) return upTo(path, "@");
  }
  return null;
}
var location = /^(?:[\w ]{1,20}: )?\S+\.go:\d+(?::\d+)?: /;
var damaged = /\.go:\d{1,7}:\d{1,7}: (?:expected 'package'|illegal character|invalid (?:NUL )?character)/;
function fromCachePath(text) {
  const path = text.replaceAll("\\", "/");
  const start = path.indexOf("/cache/download/");
  const end = start < 0 ? -1 : path.indexOf("/@v/", start);
  if (end < 0) return null;
  const name = unescapeCase(path.slice(start + "/cache/download/".length, end));
  const version = /^(v[\w.+!-]+?)\.(?:zip|mod|info|lock|ziphash|partial)/.exec(
    path.slice(end + 4, end + 200)
  )?.[1];
  return version === void 0 ? name : `${name}@${unescapeCase(version)}`;
}
var nameInZip = / has unexpected file /;
function moduleOf(text, urls) {
  const cause = text.slice(0, nameInZip.exec(text)?.index ?? text.length);
  const given = implicit.exec(cause)?.[1];
  if (given !== void 0) return given;
  const required = requiredVersion.exec(cause);
  if (required !== null) return `${required[1]}@${required[2]}`;
  const version = foundVersion.exec(cause)?.[1];
  const asker = askedModule.exec(cause)?.[1];
  if (version !== void 0 && asker !== void 0) return `${asker}@${version}`;
  const revision = atRevision.exec(cause);
  if (revision !== null) {
    const asked = namedModules(cause.slice(0, revision.index)).at(-1);
    if (asked !== void 0 && cause.slice(asked.end, revision.index).trim() === ":")
      return `${asked.value.path}@${asked.value.version}`;
    return `${revision[1]}@${revision[2]}`;
  }
  const verified = listed.exec(cause);
  if (verified !== null) return `${verified[1]}@${verified[2]}`;
  const twice = ambiguous.exec(cause);
  if (twice !== null) return twice[1] ?? null;
  if (/providing package|provides package/.test(cause)) {
    const inner = /: module ([^\s:]+): /.exec(cause)?.[1];
    return inner ?? versionless(cause);
  }
  const place2 = location.exec(cause)?.[0] ?? "";
  const start = damaged.test(cause) ? 0 : place2.length;
  const said = cause.slice(start, hints.exec(cause)?.index ?? cause.length);
  const body = said.includes("pkg\\mod\\") ? said.replaceAll("\\", "/") : said;
  const named = namedModules(body).filter(({ index }) => !insideUrl(body, index));
  const last = cause.includes("inconsistent vendoring") ? named[0] : outsideLookup(body, named) ?? named.at(-1);
  const queried = /[ :]module ([^\s:"]+): (?:reading|Get|git|unrecognized|no )/.exec(body);
  if (queried !== null && last !== void 0 && queried.index > last.index && queried[1] !== last.value.path)
    return queried[1] ?? null;
  if (last !== void 0) return `${last.value.path}@${last.value.version}`;
  for (const url of urls) {
    const asked = fromProxyUrl(url);
    if (asked !== null && looksLikeModulePath(asked.path))
      return asked.version === null ? asked.path : `${asked.path}@${asked.version}`;
  }
  if (/go: writing (?:go\.mod|stat) cache/.test(cause)) return null;
  return fromCachePath(body) ?? masked.exec(cause)?.[1] ?? versionless(cause) ?? discovered(urls);
}
function outsideLookup(body, named) {
  return named.findLast(({ index, end }) => !body.slice(index, end).includes("/lookup/"));
}
function discovered(urls) {
  const url = urls.find(({ path }) => path.includes("go-get=1"));
  return url === void 0 ? null : `${url.host}${upTo(url.path, "?")}`;
}
function insideUrl(text, index) {
  const before = text.slice(Math.max(0, index - 400), index);
  const space = Math.max(before.lastIndexOf(" "), before.lastIndexOf('"'));
  return before.slice(space + 1).includes("://") && !before.includes("/lookup/");
}

// src/classify/message/parse-message.ts
var responseMark = "server response:";
function splitResponse(flat) {
  const at = flat.indexOf(responseMark);
  if (at < 0) return { cause: flat, response: null };
  if (at === 0)
    return {
      cause: flat.slice(responseMark.length).replace(/^ ?not found: /, "").trim(),
      response: null
    };
  return { cause: flat.slice(0, at).trimEnd(), response: flat.slice(at + responseMark.length).trim() };
}
var sumdbHost = /(?:^|\.)sum\.golang\.(?:org|google\.cn)(?::\d+)?$/;
function isSumdbUrl(url) {
  return sumdbHost.test(url.host) || /^\/(?:lookup|tile)\/|\/sumdb\/|^\/latest$/.test(url.path);
}
var toolchainStage = /(?:^|[\s"'])(?:download go1[.\d]|switching to go|go1[.\w]{1,20}: download failed: )|golang\.org\/toolchain[@/:]|module golang\.org\/toolchain/;
var gitStage = /cache[/\\]vcs[/\\]|: exit status (?:128|129|141|255)|; (?:git|hg|bzr|svn|fossil) [a-z]|\bgit (?:clone|fetch|ls-remote|init|remote|config|log|tag|show|rev-parse|for-each-ref|cat-file) /;
function stageOf(cause, urls) {
  if (toolchainStage.test(cause)) return "toolchain";
  if (urls.some(isSumdbUrl)) return "sumdb";
  if (/: verifying (?:module|go\.mod): /.test(cause)) return "sumdb";
  if (gitStage.test(cause)) return "git";
  if (cause.includes("go-get=1") || cause.includes("unrecognized import path")) return "discovery";
  return "module";
}
function fileOf(url) {
  if (url === void 0) return null;
  const path = upTo(url.path, "?");
  for (const name of ["info", "mod", "zip"]) if (path.endsWith(`.${name}`)) return name;
  if (path.endsWith("/@v/list")) return "list";
  return path.endsWith("/@latest") ? "latest" : null;
}
var gitHosts = [
  /unable to access '[a-z]{2,5}:\/\/(?:[^@'/]+@)?([^/']+)/,
  /(?:for|repository|to) '[a-z]{2,5}:\/\/(?:[^@'/]+@)?([^/']+)[/']/,
  /ssh: connect to host ([^\s]+) port/,
  /ssh: Could not resolve hostname ([^\s:]+)/,
  /Could not resolve host: ([^\s)']+)/,
  /Failed to connect to ([^\s]+) port/,
  /(?:^|[^\w.])git@([\w.-]+)[:/]/,
  /@([\w.-]+): Permission denied/
];
var forwardProxy2 = /(?:proxyconnect|socks connect) tcp/;
var proxyAddress = /(?:proxyconnect|socks connect) tcp: dial tcp ((?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|\[[0-9a-f:]{2,60}\]:\d{1,5})/;
var proxyLookup = /(?:proxyconnect|socks connect) tcp: dial tcp: lookup ([^\s:]+)/;
var lookup = /\blookup ([^\s:]+)(?: on |:)/;
function hostOf(cause, url) {
  if (forwardProxy2.test(cause)) {
    const address2 = proxyAddress.exec(cause)?.[1] ?? proxyLookup.exec(cause)?.[1];
    if (address2 !== void 0) return address2;
  }
  for (const host of gitHosts) {
    const found = host.exec(cause)?.[1];
    if (found !== void 0) return found;
  }
  if (url !== void 0 && url.host !== "") return url.host;
  const asked = lookup.exec(cause)?.[1];
  return asked?.includes(".") ? asked : null;
}
var moduleWrapper = /@(?:v\d[\w.+!%-]*|latest|master|main|[0-9a-f]{7,40})(?:\/go\.mod)?(?::| requires|": | \(replaced)/;
var goPrefix = /(?:^|[\s"'(>|:])(?:go: |go get:? |go mod[^:]{0,40}: |go: download )/;
var wrapperWords = /unrecognized import path|verifying (?:module|go\.mod): |go-get=1|error loading module requirements|(?:^|\s)(?:package|imports) [^\s:"]+: (?:exit status \d|exec: "|https?:\/\/)|(?:^|\s)(?:require|replace|exclude) [^\s:"]+: version "|# cd \.; (?:git|hg|bzr|svn|fossil) [a-z]|# cd [^;#]{1,400}; (?:git (?:pull --ff-only|submodule update|checkout|show-ref)|(?:hg|bzr|svn) (?:pull|update)) ?|cannot load [^\s:]+: |import "[^\s"]{1,300}": unexpected status \(https?:|cache[/\\]vcs[/\\]|cache[/\\]download[/\\]|\/go\.mod at revision /;
var protocolWords = /\/@v\/|\/@latest|sum\.golang\.|proxy\.golang\.org|goproxy\./;
var errorStart = /^(?:go: )?(?:parse |no secure |insecure |refusing |network |unsupported |file |path |Get "?http|read "|reading (?:https?|file):|invalid (?:proxy|version|pseudo)|unknown revision|module lookup|GOPROXY|GOVCS|git |hg |verifying |open |mkdir |write |could not create module cache: )/;
var request = /: (?:reading (?:https?|file):|Get "?https?:|read "https?:)/;
var sends = /\b(?:[Uu]pload|[Pp]ublish|[Dd]eploy|[Pp]ush)(?:ing|ed)? /;
var bareRead = /^read "https?:\/{1,2}[^\s"]{1,2000}\.(?:zip|mod|info)": /;
var bareSource = /^open \S{0,400}pkg[/\\]mod[/\\]\S{1,400}@v\S{1,400}\.go: /;
var gitUrl = /unable to access '[a-z]{2,5}:\/\//;
var goCommand = /\bgo (?:get|mod|install|build|list|test)\b/;
var bareHosts = [
  /^Get "https:\/\/(?:(?:proxy|sum)\.golang\.org|goproxy\.(?:cn|io)|storage\.googleapis\.com\/proxy-golang-org-prod)\//,
  /^dial tcp: lookup (?:(?:proxy|sum)\.golang\.org|goproxy\.(?:cn|io))(?: on [^\s]{1,100})?: /,
  /^(?:tls: )?(?:failed to verify certificate: )?x509: certificate is valid for .{1,1000}, not (?:(?:proxy|sum)\.golang\.org|goproxy\.(?:cn|io))$/
];
var column = /\.go:\d{1,7}:\d{1,7}: $/;
var archive = /(?:^|: )(?:zip|flate|gzip): /;
var moduleFirst = /^[\w-]+\.[\w.-]*\/[\w.~/-]+(?: v\d[\w.+-]*)?: /;
var link = /\[([^\]\s[]{1,300})\]\(https?:\/\/[^)\s[]{1,400}\)/g;
function parseMessage(message) {
  const flat = message.includes("](http") ? message.replace(link, "$1") : message;
  const { cause, response } = splitResponse(flat);
  const urls = namedUrls(cause).map(({ value }) => value);
  const url = urls.find((each) => isSumdbUrl(each)) ?? urls.findLast((each) => each.path.includes("/@") || each.path.includes("go-get=1"));
  const shown = url ?? urls.at(-1);
  const module = moduleOf(cause, urls);
  const asked = url === void 0 || isSumdbUrl(url) ? null : fromProxyUrl(url);
  const stage = stageOf(cause, urls);
  return {
    cause,
    response,
    stage,
    isFetch: isModuleFetch(cause, { stage, module }),
    module,
    url: shown?.url ?? null,
    host: hostOf(cause, shown),
    proxy: asked?.base ?? null,
    file: fileOf(url)
  };
}
function isModuleFetch(cause, { stage, module }) {
  const place2 = location.exec(cause)?.[0] ?? "";
  const said = cause.slice(place2.length);
  const isPlaced = column.test(place2);
  if (sends.test(upTo(upTo(said, "://"), ": exit status "))) return false;
  return wrapperWords.test(said) || request.test(said) && goPrefix.test(said) || (module !== null || goPrefix.test(said)) && protocolWords.test(said) || stage === "toolchain" || bareRead.test(said) || bareSource.test(said) || bareHosts.some((bare) => bare.test(cause)) || goCommand.test(said) && gitUrl.test(said) || errorStart.test(said) && (goPrefix.test(cause) || isPlaced) || archive.test(said) && (goPrefix.test(cause) || isPlaced || moduleFirst.test(said)) || module !== null && (goPrefix.test(said) || moduleWrapper.test(said));
}

// src/classify/message/sentences.ts
var sentences = [
  "i/o timeout",
  "connect: connection refused",
  "connect: connection timed out",
  "connect: network is unreachable",
  "connect: no route to host",
  "read: connection reset by peer",
  "read: connection timed out",
  "no such host",
  "server misbehaving",
  "net/http: TLS handshake timeout",
  "net/http: timeout awaiting response headers",
  "net/http: request canceled",
  "http2: client connection lost",
  "context deadline exceeded",
  "context canceled",
  "unexpected EOF",
  "stream error: stream ID 1; INTERNAL_ERROR; received from peer",
  "x509: certificate signed by unknown authority",
  "x509: certificate has expired or is not yet valid",
  "connectex: A connection attempt failed because the connected party did not properly respond after a period of time",
  "connectex: No connection could be made because the target machine actively refused it.",
  "connectex: A socket operation was attempted to an unreachable network.",
  "wsarecv: An existing connection was forcibly closed by the remote host.",
  "checksum mismatch",
  "unknown revision v0.0.0",
  "zip: not a valid zip file",
  "zip: checksum error",
  "no space left on device",
  "read-only file system",
  "permission denied",
  "Too Many Requests",
  "RPC failed; curl 56 ",
  "early EOF",
  "the remote end hung up unexpectedly",
  "unexpected disconnect while reading sideband packet",
  "could not read Username for 'https://': terminal prompts disabled",
  "could not read Password for 'https://': terminal prompts disabled",
  "Host key verification failed.",
  "git@: Permission denied (publickey)."
];
var shortest = 5;
var lastParts = 3;
var cutMark = /(?:\.{3}|…|\[truncated\])$/;
function completed(text) {
  const cut = text.replace(cutMark, "").trimEnd();
  let at = cut.length;
  for (let part = 0; part < lastParts; part++) {
    at = cut.lastIndexOf(": ", at - 1);
    if (at < 0) return null;
    const begun = cut.slice(at + 2);
    if (begun.length < shortest) continue;
    const known = sentences.filter((each) => each.length > begun.length && each.startsWith(begun));
    const [only] = known;
    if (only !== void 0 && known.length === 1) return cut.slice(0, at + 2) + only;
  }
  return null;
}

// src/faults/server-answer.ts
var publicHost = "(?:[\\w-]{1,63}\\.){0,3}(?:github\\.com|githubusercontent\\.com|gitlab\\.com|bitbucket\\.org|googlesource\\.com|golang\\.org|google\\.com|googleapis\\.com|gopkg\\.in|k8s\\.io|uber\\.org)\\b";
var upstreamTrouble = new RegExp(
  [
    "bad upstream",
    "fetch timed out",
    "temporarily unavailable",
    "dial tcp (?!lookup )[^\\s:]",
    "i/o timeout",
    "timeout awaiting|handshake timeout|deadline exceeded|connection timed out|operation timed out",
    "connection re(?:set|fused)",
    "server misbehaving|temporary failure in name resolution",
    `(?:could not resolve host(?:name)?: |\\blookup )${publicHost}`,
    "failed to connect to|couldn.t connect to|could not connect to|unable to connect",
    "unexpected eof|early eof|unexpected disconnect|hung up unexpectedly|rpc failed|inflate:",
    "stream error|internal_error|http2:",
    "returned error: (?:429|5\\d\\d)|: 50\\d ",
    "\\b(?:429 too many|500 internal|502 bad|503 service|504 gateway)",
    "no space left|cannot allocate memory|out of memory|too many open files|resource temporarily",
    "signal: killed|exit status 137"
  ].join("|"),
  "i"
);
var bodyPatterns = {
  "not-found/private-upstream": /could not read (?:Username|Password)|terminal prompts disabled|Authentication failed|Permission denied \(publickey|Invalid username or|Confirm the import path was entered|Host key verification failed|Could not read from remote repository/,
  "server-error/upstream": upstreamTrouble,
  "not-found/private-host": /no such host|Could not resolve host|dial tcp: lookup/,
  "not-found/repository-upstream": /[Rr]epository (?:'[^']*' )?not found|not found: (?:unrecognized import path|repository)|returned error: (?:403|404)|fatal: repository|unrecognized import path|does not appear to be a git repository|no go-import meta tags/,
  "version-unavailable/unknown-revision-upstream": /unknown revision|invalid version|no matching versions|invalid pseudo-version|not found: [^\s]+@v/,
  "rate-limited/response": /rate limit|too many requests|quota exceeded|\b429\b/i,
  // Gatekeepers: Artifactory Curation, Nexus Firewall, goproxy's host lists, Athens filters.
  "auth/policy": /policy|curation|blocked|not allowed|forbidden by|quarantine|not permitted|denied/i
};
var zipServers = /proxy\.golang\.org|storage\.googleapis\.com/;
var explained = /* @__PURE__ */ new Set([400, 403, 404, 410]);
var byStatus = {
  401: "auth/http-401",
  403: "auth/http-403",
  407: "http-proxy/auth-required",
  408: "server-error/try-again",
  425: "server-error/try-again",
  429: "rate-limited/http-429",
  500: "server-error/http-500",
  501: "server-error/not-supported",
  502: "server-error/http-502",
  503: "server-error/http-503",
  504: "server-error/http-504",
  505: "server-error/not-supported",
  511: "server-error/network-login"
};
function faultOfAnswer(answer) {
  const { status: status2, file, url } = answer;
  const said = explained.has(status2) ? faultOfBody(answer.body) : null;
  if (said !== null) return said;
  if (status2 === 404 || status2 === 410) return faultOfAbsence(file);
  if (status2 === 403 && file.kind === "zip" && zipServers.test(url)) return "auth/http-403-zip";
  return faultOfStatus(status2);
}
function faultOfStatus(status2) {
  if (status2 < 300) return "server-error/damaged-content";
  return byStatus[status2] ?? (status2 >= 500 ? "server-error/http-5xx" : "server-error/odd-status");
}
function faultOfBody(body) {
  const text = body.replace(/\s+/g, " ");
  const ids = [
    "not-found/private-upstream",
    "server-error/upstream",
    "not-found/private-host",
    "not-found/repository-upstream",
    "version-unavailable/unknown-revision-upstream",
    "rate-limited/response",
    "auth/policy"
  ];
  return ids.find((id) => bodyPatterns[id].test(text)) ?? null;
}
function faultOfAbsence({ kind, path }) {
  if (kind === "zip") return "not-found/no-zip";
  return looksInternal(path) ? "not-found/private-path" : "version-unavailable/not-on-proxy";
}

// src/classify/rules/access.ts
var reading = "go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.";
var git = "go: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: ";
var remote2 = table([
  {
    id: "not-found/private-upstream",
    scope: "response",
    pattern: bodyPatterns["not-found/private-upstream"],
    source: "the proxy's own git",
    example: `${reading}info: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: could not read Username for 'https://github.com': terminal prompts disabled`
  },
  {
    id: "server-error/upstream",
    scope: "response",
    pattern: bodyPatterns["server-error/upstream"],
    source: "goproxy, Athens, proxy.golang.org",
    example: `${reading}info: 404 Not Found server response: not found: fetch timed out`
  },
  {
    id: "not-found/private-host",
    scope: "response",
    pattern: bodyPatterns["not-found/private-host"],
    source: "the proxy's own lookup",
    example: 'go: git.corp.example/team/lib@v1.2.0: reading https://proxy.golang.org/git.corp.example/team/lib/@v/v1.2.0.info: 404 Not Found server response: not found: git.corp.example/team/lib@v1.2.0: unrecognized import path "git.corp.example/team/lib": https fetch: Get "https://git.corp.example/team/lib?go-get=1": dial tcp: lookup git.corp.example on 8.8.8.8:53: no such host'
  },
  {
    id: "not-found/repository-upstream",
    scope: "response",
    pattern: bodyPatterns["not-found/repository-upstream"],
    source: "the proxy's own git",
    example: `${reading}info: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote: exit status 128: remote: Repository not found.`
  },
  {
    id: "version-unavailable/unknown-revision-upstream",
    scope: "response",
    pattern: bodyPatterns["version-unavailable/unknown-revision-upstream"],
    files: ["info", "mod", "zip"],
    source: "the proxy's own go",
    example: `${reading}info: 404 Not Found server response: not found: github.com/pkg/errors@v0.9.9: invalid version: unknown revision v0.9.9`
  }
]);
var gitAccess = table([
  {
    id: "auth/git-no-credentials",
    pattern: /could not read (?:Username|Password)|terminal prompts disabled|[Cc]annot prompt because|interactivity has been disabled|Device not configured|No such device or address|could not read from remote: no credentials|unable to get password from user/,
    source: "git",
    example: `${git}fatal: could not read Username for 'https://github.com': terminal prompts disabled`
  },
  {
    id: "auth/git-no-credentials",
    pattern: /fatal: could not read (?:Username|Password) for/,
    and: /terminal prompts disabled/,
    proof: "self",
    source: "git",
    example: "fatal: could not read Username for 'https://github.com': terminal prompts disabled"
  },
  {
    id: "auth/git-rejected",
    pattern: /Authentication failed for|Invalid username or|Support for password authentication was removed|HTTP Basic: Access denied|remote: Invalid (?:credentials|token)|Bad credentials|You are not allowed to download code|Access denied|stopped supporting account passwords|app passwords? (?:is|are|has)|does not have [a-z_]{3,30} scope|access denied or repository not exported|abort: (?:http )?authorization (?:required|failed)|svn: E(?:170001|215004)/,
    source: "git and code hosts",
    example: `${git}remote: Invalid username or token. fatal: Authentication failed for 'https://github.com/acme/secret/'`
  },
  {
    id: "auth/git-forbidden",
    pattern: /returned error: 40[13]|remote: Permission to |[Pp]ermission to [^\s]{1,300} denied|IP allow list|remote: Forbidden|TF400813|SAML SSO|remote: Write access|HTTP 40[13] curl|abort: HTTP Error 40[13]/,
    source: "git over curl",
    example: `${git}fatal: unable to access 'https://github.com/acme/secret/': The requested URL returned error: 403`
  },
  {
    id: "auth/ssh-host-key",
    pattern: /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|host key is known for|authenticity of host/,
    stages: ["git", "module", "discovery"],
    source: "ssh",
    example: `${git}Host key verification failed. fatal: Could not read from remote repository.`
  },
  {
    id: "not-found/git-repository",
    pattern: /[Rr]epository (?:'[^']*' )?not found|Repository not found|does not appear to be a git repository|returned error: (?:404|410)|repository [^\s]+ not exported|(?:仓库|儲存庫|[Rr]epository|dépôt|repositorio) '[^']{1,400}' (?:未找到|nicht gefunden|non trouvé|no encontrado)|The project you were looking for could not be found|abort: HTTP Error (?:404|410)|[Rr]epository does not exist|remote: Not Found|TF401019|no longer exists in this workspace|svn: E160013|bzr: ERROR: Not a branch|svn: E170000: URL/,
    source: "git and code hosts",
    example: `${git}remote: Repository not found. fatal: repository 'https://github.com/acme/secret/' not found`
  },
  {
    id: "auth/ssh-key",
    pattern: /Permission denied \(|Permission denied, please try again|Load key |Too many authentication failures|no such identity|invalid format/,
    stages: ["git", "module", "discovery"],
    source: "ssh",
    example: `${git}git@github.com: Permission denied (publickey). fatal: Could not read from remote repository.`
  }
]);
var policy = table([
  {
    id: "auth/policy",
    scope: "response",
    pattern: bodyPatterns["auth/policy"],
    source: "Artifactory, Nexus, Athens and other gatekeepers",
    example: "go: github.com/pkg/errors@v0.9.1: reading https://artifactory.corp.example/api/go/go/github.com/pkg/errors/@v/v0.9.1.zip: 403 Forbidden server response: Package download was blocked by JFrog Packages Curation service"
  }
]);
var absent = /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b/;
var noSuchFile = /no such file|The system cannot find|: Not Found/;
var status = table([
  {
    id: "auth/ssh-unreadable",
    mayGoOn: true,
    pattern: /Could not read from remote repository/,
    confidence: 0.85,
    source: "git over ssh",
    example: "go: git.corp.example/team/lib@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: Could not read from remote repository. Please make sure you have the correct access rights and the repository exists."
  },
  {
    id: "auth/http-401",
    pattern: /: 401 |: 401\b|401 Unauthorized/,
    source: "cmd/go/internal/web",
    example: "go: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod: 401 Unauthorized"
  },
  {
    id: "auth/http-403-zip",
    pattern: /: 403 |403 Forbidden/,
    and: zipServers,
    files: ["zip"],
    source: "cmd/go/internal/web",
    example: `${reading}zip: 403 Forbidden`
  },
  {
    id: "auth/http-403",
    pattern: /: 403 |: 403\b|403 Forbidden/,
    source: "cmd/go/internal/web",
    example: "go: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod: 403 Forbidden"
  },
  {
    id: "not-found/private-path",
    pattern: absent,
    files: ["info", "mod"],
    internalModule: true,
    confidence: 0.85,
    source: "cmd/go/internal/web",
    example: "go: git.corp.example/team/lib@v1.2.0: reading https://proxy.golang.org/git.corp.example/team/lib/@v/v1.2.0.mod: 404 Not Found"
  },
  {
    id: "version-unavailable/not-on-proxy",
    pattern: absent,
    files: ["info", "mod"],
    source: "cmd/go/internal/web",
    example: `${reading}info: 404 Not Found`
  },
  {
    id: "not-found/no-zip",
    pattern: /: (?:404|410) |404 Not Found|410 Gone/,
    files: ["zip"],
    source: "cmd/go/internal/web",
    example: `${reading}zip: 404 Not Found`
  },
  {
    id: "not-found/no-versions",
    pattern: absent,
    files: ["list", "latest"],
    source: "cmd/go/internal/web",
    example: "go: module github.com/acme/secret: reading https://proxy.golang.org/github.com/acme/secret/@v/list: 404 Not Found"
  },
  {
    id: "version-unavailable/local-mirror",
    pattern: /reading file:\/\//,
    and: noSuchFile,
    files: ["info", "mod"],
    proof: "self",
    source: "cmd/go/internal/web/file",
    example: "go: github.com/pkg/errors@v0.9.1: reading file:///srv/mirror/github.com/pkg/errors/@v/v0.9.1.info: no such file or directory"
  },
  {
    id: "not-found/local-mirror",
    pattern: /reading file:\/\//,
    and: noSuchFile,
    proof: "self",
    source: "cmd/go/internal/web/file",
    example: "go: github.com/pkg/errors@v0.9.1: reading file:///srv/mirror/github.com/pkg/errors/@v/v0.9.1.zip: no such file or directory"
  },
  {
    id: "not-found/import-path",
    pattern: /: (?:404|410) |404 Not Found|410 Gone|: 404\b|: 410\b|bad response code: 4/,
    source: "cmd/go/internal/vcs",
    example: 'go: example.com/lib@v1.0.0: unrecognized import path "example.com/lib": reading https://example.com/lib?go-get=1: 404 Not Found'
  }
]);
var accessRules = { remote: remote2, gitAccess, policy, status };

// src/classify/rules/environment.ts
var accessDenied = "Access is denied|Zugriff verweigert|Acc\xE8s refus\xE9|Acceso denegado|Acesso negado|\u041E\u0442\u043A\u0430\u0437\u0430\u043D\u043E \u0432 \u0434\u043E\u0441\u0442\u0443\u043F\u0435|\u62D2\u7EDD\u8BBF\u95EE|\u5B58\u53D6\u88AB\u62D2|\u30A2\u30AF\u30BB\u30B9\u304C\u62D2\u5426\u3055\u308C\u307E\u3057\u305F";
var toolchain = table([
  {
    id: "toolchain/go-too-old",
    pattern: /requires go ?(?:>=|version|1\.\d)|requires Go >=|requires newer Go|but maximum version supported by tidy|requires go1?\.?\d* or later \(running/,
    not: /-lang was set|; switching to go|, not upgrading/,
    proof: "self",
    source: "cmd/go/internal/gover, toolchain",
    go: "1.21+",
    example: "go: go.mod requires go >= 1.24.0 (running go 1.23.4; GOTOOLCHAIN=local)"
  },
  {
    id: "toolchain/not-available",
    pattern: /toolchain not available|no releases found for go >=/,
    proof: "self",
    go: "1.21+",
    source: "cmd/go/internal/toolchain/select.go",
    example: "go: download go1.23 for linux/amd64: toolchain not available"
  },
  {
    id: "toolchain/language-version",
    pattern: /is a language version but not a toolchain version|invalid toolchain: go/,
    proof: "self",
    go: "1.21+",
    source: "cmd/go/internal/toolchain/select.go",
    example: "go: invalid toolchain: go1.22 is a language version but not a toolchain version (go1.22.x)"
  },
  {
    id: "toolchain/not-in-path",
    pattern: /cannot find "go1[^"]*" in PATH/,
    proof: "self",
    go: "1.21+",
    source: "cmd/go/internal/toolchain/select.go",
    example: 'go: cannot find "go1.24.1" in PATH'
  },
  {
    id: "toolchain/invalid-gotoolchain",
    pattern: /invalid GOTOOLCHAIN|invalid minimum toolchain|only version suffixes are \+auto/,
    proof: "self",
    go: "1.21+",
    source: "cmd/go/internal/toolchain/select.go",
    example: 'go: invalid GOTOOLCHAIN "1.22"'
  },
  {
    id: "toolchain/unreadable-go-line",
    pattern: /invalid go version (?:'|\d[\w.]{0,20}: must match)|invalid toolchain version '|invalid toolchain "|unknown directive: (?:toolchain|tool|godebug|ignore|retract)\b|unknown block type: (?:tool|godebug|ignore|retract)\b/,
    proof: "self",
    source: "golang.org/x/mod/modfile",
    example: "go: errors parsing go.mod: /src/go.mod:3: invalid go version '1.21.3': must match format 1.23"
  },
  {
    id: "toolchain/module-needs-newer",
    confidence: 0.75,
    pattern: /note: (?:module|imported by a module that) requires [Gg]o|module requires Go 1|go\.mod file indicates go/,
    proof: "self",
    source: "cmd/go/internal/work; modload",
    example: "note: module requires Go 1.21"
  },
  {
    id: "toolchain/newer-standard-library",
    pattern: new RegExp(
      `package (?:${newerPackages}) is not in (?:GOROOT|std)|malformed (?:module|import) path "(?:${newerPackages})": |cannot find module for path (?:${newerPackages})(?: |$)|(?:cannot find (?:module providing )?package|no required module provides package|unrecognized import path) "?(?:${newerPackages})(?:[";:]|$| \\(| in )`
    ),
    proof: "self",
    source: "cmd/go/internal/modload/import.go",
    example: "main.go:5:2: package slices is not in GOROOT (/usr/local/go/src/slices)"
  },
  {
    id: "toolchain/sumdb-off",
    pattern: /checksum database disabled by GOSUMDB=off/,
    proof: "self",
    go: "1.21+",
    source: "cmd/go/internal/modfetch/sumdb.go",
    example: "go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: verifying module: checksum database disabled by GOSUMDB=off"
  },
  {
    id: "toolchain/release-not-downloaded",
    pattern: /\b(?:go1[.\w]{1,20}|gotip): not downloaded\. Run '/,
    proof: "self",
    source: "golang.org/dl/internal/version",
    example: "go1.22.4: not downloaded. Run 'go1.22.4 download' to install to /home/runner/sdk/go1.22.4"
  },
  {
    id: "toolchain/no-release",
    pattern: /\bgo1[.\w]{1,20}: download failed: no binary release of /,
    proof: "self",
    source: "golang.org/dl/internal/version",
    example: "go1.99.1: download failed: no binary release of go1.99.1 for linux/riscv64 at https://dl.google.com/go/go1.99.1.linux-riscv64.tar.gz"
  },
  {
    id: "toolchain/release-download",
    pattern: /\b(?:go1[.\w]{1,20}: download failed|gotip: failed to (?:download|clone|fetch))/,
    proof: "self",
    source: "golang.org/dl/internal/version",
    example: "go1.22.4: download failed: server returned Service Unavailable checking size of https://dl.google.com/go/go1.22.4.linux-amd64.tar.gz"
  },
  {
    id: "toolchain/switch-loop",
    pattern: /too many toolchain switches|invoked to provide go|exec go1\./,
    proof: "self",
    go: "1.21+",
    source: "cmd/go/internal/toolchain",
    example: "go: toolchain go1.22.0 invoked to provide go1.23.0"
  }
]);
var settings = table([
  {
    id: "proxy-config/goproxy-empty",
    pattern: /GOPROXY list is not the empty string, but contains no entries/,
    proof: "self",
    go: "1.13+",
    source: "cmd/go/internal/modfetch/proxy.go",
    example: "go: github.com/pkg/errors@v0.9.1: GOPROXY list is not the empty string, but contains no entries"
  },
  {
    id: "proxy-config/goproxy-off",
    pattern: /disabled by GOPROXY=off/,
    proof: "self",
    source: "cmd/go/internal/modfetch/proxy.go",
    example: "go: github.com/pkg/errors@v0.9.1: module lookup disabled by GOPROXY=off"
  },
  {
    id: "proxy-config/goproxy-url",
    pattern: /invalid proxy URL|invalid file:\/\/ proxy URL|file URL (?:specifies|missing drive|encodes volume)/,
    proof: "self",
    source: "cmd/go/internal/modfetch/proxy.go",
    example: "go: invalid proxy URL missing scheme: none"
  },
  {
    id: "proxy-config/goproxy-url",
    pattern: /missing protocol scheme|invalid port "|invalid userinfo|invalid control character in URL|no Host in request URL|first path segment in URL cannot contain colon|unsupported protocol scheme|in host name|net\/url: |invalid URL escape/,
    not: /Location header/,
    source: "cmd/go/internal/modfetch/proxy.go; net/url",
    example: 'go: github.com/pkg/errors@v0.9.1: parse "https://user:p%ss@goproxy.corp.example": net/url: invalid userinfo'
  },
  {
    id: "proxy-config/private-setting",
    pattern: /disabled by GOPRIVATE|does not match GOPRIVATE|GOPRIVATE\/GONOPROXY/,
    proof: "self",
    source: "cmd/go/internal/modfetch/repo.go",
    example: "go: github.com/acme/lib@v1.0.0: module lookup disabled by GOPRIVATE/GONOPROXY"
  },
  {
    id: "proxy-config/credentials-over-http",
    pattern: /refusing to pass credentials to insecure URL/,
    proof: "self",
    source: "cmd/go/internal/web",
    example: "go: refusing to pass credentials to insecure URL: http://user:xxxxx@goproxy.corp.example/"
  },
  {
    id: "proxy-config/insecure",
    pattern: /insecure URL: |no secure protocol found|is not secure|cannot use insecure|GOINSECURE|http fetch: |-insecure flag/,
    source: "cmd/go/internal/web, vcs",
    example: 'go: git.corp.example/team/lib@v1.0.0: unrecognized import path "git.corp.example/team/lib": insecure URL: http://git.corp.example/team/lib'
  },
  {
    id: "proxy-config/govcs",
    pattern: /GOVCS disallows|entry in GOVCS|pattern in GOVCS|in GOVCS/,
    proof: "self",
    go: "1.16+",
    source: "cmd/go/internal/vcs",
    example: "go: example.com/lib@v1.0.0: GOVCS disallows using hg for public example.com/lib; see 'go help vcs'"
  },
  {
    id: "proxy-config/git-remote",
    pattern: /must not be local directory|URL using bad\/illegal format|Port number was not a decimal|\) lookup disabled\b|file scheme disallowed|": no scheme/,
    source: "cmd/go/internal/modfetch/codehost",
    example: "go: example.com/lib@v1.0.0: git remote (/srv/lib) must not be local directory"
  },
  {
    id: "proxy-config/goauth",
    pattern: /GOAUTH encountered|GOAUTH=|parsing \$GOAUTH/,
    proof: "self",
    go: "1.24+",
    source: "cmd/go/internal/auth",
    example: "go: GOAUTH=off cannot be combined with other authentication commands"
  },
  {
    id: "proxy-config/goflags",
    pattern: /parsing \$GOFLAGS/,
    proof: "self",
    source: "cmd/go/internal/base/goflags.go",
    example: "go: parsing $GOFLAGS: unknown flag -modcacherw=true"
  },
  {
    id: "proxy-config/build-cache-off",
    pattern: /build cache is disabled by GOCACHE=off|cannot use modules with build cache disabled/,
    not: /disabling cache \(/,
    proof: "self",
    source: "cmd/go/internal/cache; modload",
    example: "build cache is disabled by GOCACHE=off, but required as of Go 1.12"
  },
  {
    id: "proxy-config/modules-off",
    pattern: /modules disabled (?:by|inside)|disabled by GO111MODULE|unknown environment setting GO111MODULE|outside GOPATH, no import path/,
    proof: "self",
    source: "cmd/go/internal/modload",
    example: "go: modules disabled by GO111MODULE=off; see 'go help modules'"
  },
  {
    id: "proxy-config/module-cache",
    pattern: /GOMODCACHE entry is relative|neither GOMODCACHE nor GOPATH is set|GOPATH entry is relative|missing \$GOPATH|GOENV|invalid GOWORK|cannot use path@version syntax in GOPATH mode/,
    proof: "self",
    source: "cmd/go/internal/modfetch/cache.go",
    example: "go: module cache not found: neither GOMODCACHE nor GOPATH is set"
  },
  {
    id: "proxy-config/network-off",
    pattern: /network disabled by cmdgonetlimit|network access (?:is )?disabled|lookup disabled by/,
    not: /lookup disabled by -mod=/,
    proof: "fetch",
    go: "1.21+",
    source: "cmd/go/internal/base/limit.go",
    example: "go: github.com/pkg/errors@v0.9.1: network disabled by cmdgonetlimit=0"
  },
  {
    id: "proxy-config/mod-flag",
    pattern: /not supported \(can be |-mod may only be set|-modfile cannot be used|module lookup disabled by -mod/,
    proof: "self",
    source: "cmd/go/internal/modload/init.go",
    example: 'go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to "mod"'
  }
]);
var fullDisk = table([
  {
    id: "disk/full",
    pattern: /no space left on device|not enough space on the disk|[Ii]nsufficient disk space|storage quota was exceeded|: The disk is full|dis[ck] quota exceeded|No space left on device/,
    // A program that go runs may fill a disk too: these are go's own files.
    and: /go-build|pkg[/\\]mod\b|pkg[/\\]tool|cache[/\\]download|\bgo: |\bgo (?:build|install|test|vet|mod|list|get)\b|\.go:\d|go-link-|GOCACHE|GOTMPDIR|go\.(?:mod|sum)|@v\d|package [^\s]{1,300}: exit status/,
    proof: "self",
    source: "the operating system",
    example: "go: github.com/aws/aws-sdk-go@v1.44.0: write /go/pkg/mod/cache/download/github.com/aws/aws-sdk-go/@v/v1.44.0.zip123.tmp: no space left on device"
  }
]);
var missingTools = table([
  {
    id: "vcs-missing/executable",
    pattern: /exec: "(?:git|hg|svn|bzr|fossil|ssh)(?:\.exe)?": (?:executable file not found|cannot run executable found relative to current directory)|"(?:git|hg|svn|bzr|fossil)": executable file not found|failed to execute git version/,
    // Another program that could not start git says so under its own name.
    not: /^(?:git|hg|svn|[a-z][\w.-]{2,40}): exec: "|git version: signal: /,
    proof: "self",
    source: "os/exec",
    example: 'go: github.com/pkg/errors@v0.9.1: git init --bare in /go/pkg/mod/cache/vcs/0a1b: exec: "git": executable file not found in $PATH'
  },
  {
    id: "vcs-missing/command",
    pattern: /missing (?:Git|Mercurial|Bazaar|Subversion|Fossil) command|unknown vcs "/,
    proof: "self",
    source: "cmd/go/internal/vcs",
    example: "go: missing Git command. See https://go.dev/s/gogetcmd"
  }
]);
var machine = table([
  {
    id: "vcs-missing/incomplete",
    pattern: /unable to find remote helper for '(?:https?|ssh)'|'remote-(?:https?|curl)' is not a git command|remote helper '(?:https?|curl)' aborted|cannot (?:run|exec) '?ssh|ssh: (?:command )?not found/,
    source: "git",
    example: "go: github.com/pkg/errors@v0.9.1: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: unable to find remote helper for 'https'"
  },
  {
    id: "disk/read-only",
    pattern: /read-only file system|media is write protected/i,
    and: /pkg[/\\]mod\b|module cache|cache[/\\]download|go\.mod|go\.sum|@v/,
    proof: "self",
    source: "the operating system",
    example: "go: could not create module cache: mkdir /go/pkg/mod: read-only file system"
  },
  {
    id: "disk/busy",
    pattern: new RegExp(
      `being used by another process|has locked a portion of the file|${accessDenied}|directory (?:is )?not empty|resource busy|[Tt]ext file busy|: file exists`
    ),
    and: /being used by another process|has locked a portion|\brename |\bunlinkat |\bremove |RemoveAll/,
    source: "the operating system; most often Windows",
    example: "go: github.com/pkg/errors@v0.9.1: rename C:\\go\\pkg\\mod\\cache\\download\\a.tmp C:\\go\\pkg\\mod\\cache\\download\\a: Access is denied."
  },
  {
    id: "disk/virus-scanner",
    pattern: /the file contains a virus or potentially unwanted software/,
    source: "Windows, ERROR_VIRUS_INFECTED",
    example: "go: github.com/pkg/errors@v0.9.1: open C:\\go\\pkg\\mod\\cache\\download\\github.com\\pkg\\errors\\@v\\v0.9.1.zip: Operation did not complete successfully because the file contains a virus or potentially unwanted software."
  },
  {
    id: "disk/module-cache",
    pattern: /could not create module cache|writing go\.mod cache|writing stat cache|failed to lock file at [^\s]{1,400}cache[/\\]lock\b/,
    not: /read-only file system|too many open files|name too long|extension is too long/i,
    proof: "self",
    source: "cmd/go/internal/modfetch/cache.go",
    example: "go: could not create module cache: mkdir /go/pkg/mod: permission denied"
  },
  {
    id: "disk/permission",
    pattern: new RegExp(`: (?:permission denied|operation not permitted|${accessDenied})`, "i"),
    and: /pkg[/\\]mod\b|mod-cache|mod_cache|modcache|\bgomod\b/,
    proof: "self",
    source: "the operating system",
    example: "main.go:4:2: open /go/pkg/mod/github.com/pkg/errors@v0.9.1: permission denied"
  },
  {
    id: "disk/build-cache",
    pattern: /failed to initialize build cache|build cache is required, but could not be/,
    proof: "self",
    source: "cmd/go/internal/cache",
    example: "failed to initialize build cache at /home/runner/.cache/go-build: mkdir /home/runner/.cache: permission denied"
  },
  {
    id: "disk/build-cache",
    pattern: /disabling cache \(/,
    and: /cannot use modules with build cache disabled/,
    proof: "self",
    go: "1.11",
    source: "cmd/go/internal/cache; modload",
    example: "go: disabling cache (/.cache/go-build) due to initialization failure: mkdir /.cache: permission denied\ngo: cannot use modules with build cache disabled"
  },
  {
    id: "disk/path-too-long",
    pattern: /filename or extension is too long|[Ff]ile ?name too long|path too long/,
    source: "the operating system",
    example: "go: example.com/lib@v1.0.0: open C:\\go\\pkg\\mod\\cache\\download\\a: The filename or extension is too long."
  },
  {
    id: "disk/go-mod",
    pattern: /(?:writing|updating|creating|opening|reading|initial) (?:new )?go\.(?:mod|sum|work): /,
    and: /: (?:permission denied|operation not permitted|Access is denied|read-only file system)/i,
    proof: "self",
    source: "cmd/go/internal/modload",
    example: "go: updating go.mod: open /src/go.mod: permission denied"
  },
  {
    id: "disk/go-mod-lock",
    pattern: /\bgo: R?Lock /,
    and: /function not implemented|Incorrect function|invalid argument|not supported|no locks available|input\/output error/i,
    proof: "self",
    source: "cmd/go/internal/lockedfile",
    example: "go: RLock /mnt/src/go.mod: function not implemented"
  },
  {
    id: "disk/no-locks",
    pattern: /function not implemented|no locks available|stale (?:NFS )?file handle|\bLock [/A-Z~.]|input\/output error|operation not supported|The (?:specified )?network (?:path was not found|name (?:cannot be found|is no longer available))|The device is not ready|cyclic redundancy check|I\/O device error/,
    source: "cmd/go/internal/lockedfile",
    example: "go: github.com/pkg/errors@v0.9.1: Lock /go/pkg/mod/cache/lock: function not implemented"
  },
  {
    id: "disk/ownership",
    pattern: /detected dubious ownership|unsafe repository/,
    proof: "self",
    source: "git",
    example: "go: git ls-remote in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: detected dubious ownership in repository at '/go/pkg/mod/cache/vcs/0a1b'"
  },
  {
    id: "disk/too-many-open-files",
    pattern: /too many open files/,
    source: "the operating system",
    example: "go: github.com/pkg/errors@v0.9.1: unzip /go/pkg/mod/cache/download/a.zip: open /go/pkg/mod/a.go: too many open files"
  },
  {
    id: "killed/out-of-memory",
    pattern: /cannot allocate memory|[Oo]ut of memory|died of signal (?:6|9|15)|resource temporarily unavailable|Cannot allocate memory|Resource temporarily unavailable|paging file is too small/,
    source: "the operating system",
    example: "go: github.com/pkg/errors@v0.9.1: git init --bare in /go/pkg/mod/cache/vcs/0a1b: fork/exec /usr/bin/git: cannot allocate memory"
  },
  {
    id: "killed/build-tool",
    pattern: /(?:compile|link|asm|cgo|vet|cover|gcc|cc1|collect2|clang)(?:\.exe)?: (?:signal: (?:killed|terminated)|cannot allocate memory)|Killed signal terminated program|terminated with signal 9/,
    proof: "self",
    source: "os/exec",
    example: "golang.org/x/sys/unix: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed"
  },
  {
    id: "killed/go-without-memory",
    pattern: /fatal error: (?:failed to reserve page summary memory|runtime: cannot reserve|too many address space collisions)/,
    proof: "self",
    confidence: 0.85,
    source: "runtime",
    example: "fatal error: failed to reserve page summary memory"
  },
  {
    id: "killed/signal",
    pattern: /signal: (?:killed|terminated)|exit status 137|exit status 143|exit code:? 137|\bexit 137\b/,
    proof: "fetch",
    source: "os/exec",
    example: "go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: signal: killed"
  },
  {
    id: "disk/permission",
    pattern: /permission denied|operation not permitted|Access is denied|Permission denied/,
    not: /\(publickey|publickey|dial tcp/,
    source: "the operating system",
    example: "go: github.com/pkg/errors@v0.9.1: Lchown /srv/cache/a: permission denied"
  }
]);
var environmentRules = { fullDisk, missingTools, toolchain, settings, machine };

// src/classify/rules/module.ts
var versions = table([
  {
    id: "version-unavailable/unknown-revision",
    pattern: /unknown revision|couldn't find remote ref|reference is not a tree|not our ref|ambiguous revision|bad revision|unadvertised object/,
    source: "cmd/go/internal/modfetch/codehost",
    example: "go: github.com/pkg/errors@v0.9.9: reading github.com/pkg/errors/go.mod at revision v0.9.9: unknown revision v0.9.9"
  },
  {
    id: "version-unavailable/pseudo-version",
    pattern: /invalid pseudo-version|does not match version-control timestamp|is already canonical|preceding tag|not a descendent|longer than canonical|shorter than canonical|does not match short name of revision/,
    not: /exit status (?:128|255)|invalid pseudo-version: (?:git|hg)\b/,
    proof: "self",
    source: "cmd/go/internal/modfetch/coderepo.go",
    example: "go: github.com/pkg/errors@v0.0.0-20200101000000-614d223910a1: invalid pseudo-version: does not match version-control timestamp (expected 20200114195000)"
  },
  {
    id: "version-unavailable/no-matching",
    pattern: /no matching versions for query|no matching versions|No versions of .|met constraints|no versions found|matches no versions|missing or invalid version/,
    proof: "self",
    source: "cmd/go/internal/modload/query.go",
    example: 'go: github.com/pkg/errors@v9: no matching versions for query "v9"'
  },
  {
    id: "version-unavailable/major-suffix",
    pattern: /module path must match major version|should be v\d|must be of the form v1\.2\.3|\+incompatible: invalid version|\+incompatible" invalid|should not have @version|must not have \+incompatible|go\.mod has post-v\d|module path must match/,
    proof: "self",
    source: "cmd/go/internal/modfetch; golang.org/x/mod/modfile",
    example: 'go: github.com/pkg/errors@v2.0.0: invalid version: module contains a go.mod file, so module path must match major version ("github.com/pkg/errors/v2")'
  },
  {
    id: "version-unavailable/invalid",
    mayGoOn: true,
    pattern: /invalid version|disallowed version string|non-canonical module version|non-semver module version|invalid module version|no commits|" invalid: |invalid semantic version|requires a version|unexpected module version/,
    not: /exit status (?:128|255)|invalid version: (?:git|hg|reading|Get|unrecognized|missing)\b|repository rooted at|(?:has|with) post-v|go version/,
    source: "golang.org/x/mod/module",
    example: "go: github.com/pkg/errors@v1.0.0: invalid version: disallowed version string"
  },
  {
    id: "module-path/declares-other",
    pattern: /module declares its path as|parsing go\.mod: unexpected module path|unexpected module path|used for two different module paths|mismatched repo|repository rooted at|but was required as/,
    proof: "self",
    source: "cmd/go/internal/modload/modfile.go",
    example: "go: github.com/Sirupsen/logrus@v1.9.0: parsing go.mod: module declares its path as: github.com/sirupsen/logrus but was required as: github.com/Sirupsen/logrus"
  },
  {
    id: "module-path/case",
    pattern: /case-insensitive import collision|case-insensitive file name collision/,
    proof: "self",
    source: "cmd/go/internal/load; golang.org/x/mod/zip",
    example: 'package example.com/app: case-insensitive import collision: "github.com/Sirupsen/logrus" and "github.com/sirupsen/logrus"'
  },
  {
    id: "module-path/malformed",
    pattern: /malformed (?:module|import|file) path|invalid (?:module|import) path|missing dot in first path element|does not begin with hostname|invalid (?:github\.com|bitbucket\.org|launchpad)|invalid escaped|relative import path|invalid github\.com\/|leading dot in path|malformed path/,
    proof: "self",
    source: "golang.org/x/mod/module",
    example: 'go: malformed module path "gopls": missing dot in first path element'
  },
  {
    id: "module-path/layout",
    pattern: /: missing [\w.-]|has non-\.\.\.|has post-v|is missing module path|both have \.\.\.|go\.mod has non-/,
    proof: "self",
    not: /requires go|go\.sum|updates to|missing (?:module line|module declaration|dot|checksum|GOSUMDB|protocol|or invalid)/,
    source: "cmd/go/internal/modfetch/coderepo.go",
    example: "go: github.com/pkg/errors/v3@v3.0.0: missing github.com/pkg/errors/go.mod and .../v3/go.mod at revision v3.0.0"
  },
  {
    id: "module-path/meta-tags",
    pattern: /no go-import meta tags|did not match import path|disagree about go-import|multiple meta tags match|invalid repo root|invalid subdirectory|: XML |pars(?:e|ing) [^\s()]{1,2000}: EOF|unable to deduce repository|cannot detect VCS|unknown protocol/,
    proof: "self",
    source: "cmd/go/internal/vcs",
    example: 'go: gitlab.corp.example/group/sub/lib@v1.0.0: unrecognized import path "gitlab.corp.example/group/sub/lib": parse https://gitlab.corp.example/group/sub/lib?go-get=1: no go-import meta tags ()'
  }
]);
var goSum = table([
  {
    id: "go-sum-missing/entry",
    pattern: /missing go\.sum entry/,
    proof: "self",
    go: "1.16+",
    source: "cmd/go/internal/modload/import.go",
    example: "main.go:4:2: missing go.sum entry for module providing package github.com/pkg/errors (imported by example.com/app); to add: go get example.com/app"
  },
  {
    id: "go-sum-missing/go-sum-update",
    pattern: /updates to go\.sum needed|updating go\.sum: existing contents|is not marked|checksum database lookup required|missing checksum/,
    proof: "self",
    source: "cmd/go/internal/modfetch/fetch.go",
    example: "go: updates to go.sum needed, disabled by -mod=readonly"
  },
  {
    id: "go-sum-missing/go-mod-update",
    pattern: /updates to go\.(?:mod|work) needed|updating go\.(?:mod|work): |go\.mod file needs to be|go mod tidy'? to|needs? go mod tidy/,
    not: /^go: updating go\.mod: requires$/,
    proof: "self",
    source: "cmd/go/internal/modload/init.go",
    example: "go: updates to go.mod needed; to update it: go mod tidy"
  },
  {
    id: "go-sum-missing/vendor",
    pattern: /inconsistent vendoring|cannot find package "\." in|not marked as explicit in vendor|disabled by -mod=vendor|due to -mod=vendor|using the vendor directory|vendor\/modules\.txt|go mod vendor'? to sync|build flag -mod=vendor|-mod=vendor (?:requires|is|can|only|set|but|not)|; -mod=vendor/,
    proof: "self",
    source: "cmd/go/internal/modload/vendor.go",
    example: "go: inconsistent vendoring in /src: github.com/pkg/errors@v0.9.1: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt"
  },
  {
    id: "go-sum-missing/malformed",
    pattern: /malformed go\.sum|wrong number of fields/,
    proof: "self",
    source: "cmd/go/internal/modfetch/fetch.go",
    example: "go: malformed go.sum: /src/go.sum:12: wrong number of fields 5"
  }
]);
var graph = table([
  {
    id: "dependency-graph/main-module-lacks",
    pattern: /is (?:in|provided by) the main module|main module \(|is the main module|is not a package path|not a known dependency|module not in current build|can't resolve module|import cycle not allowed in/,
    not: /import cycle/,
    proof: "self",
    confidence: 0.85,
    source: "cmd/go/internal/modload",
    example: "go: main module (example.com/app) does not contain package example.com/app/tools"
  },
  {
    id: "dependency-graph/not-in-module",
    pattern: /but does not contain package|does not contain package|but not at required revision|does not provide package/,
    proof: "self",
    source: "cmd/go/internal/modload/query.go",
    example: "main.go:4:2: module github.com/googleapis/gnostic@latest found (v0.5.1), but does not contain package github.com/googleapis/gnostic/OpenAPIv2"
  },
  {
    id: "dependency-graph/no-required-module",
    mayGoOn: true,
    pattern: /no required module provides package|cannot find module providing package|cannot find module for path|cannot find package|not provided by any|import lookup disabled by -mod=readonly|to get it:|is not in your go\.mod|cannot query module/,
    not: /finding module for package [^\s:]+$/,
    proof: "self",
    source: "cmd/go/internal/modload/import.go",
    example: "main.go:4:2: no required module provides package github.com/pkg/errors; to add it: go get github.com/pkg/errors"
  },
  {
    id: "dependency-graph/implicit-module",
    pattern: /(?:imported )?from implicitly required module/,
    proof: "self",
    go: "1.17+",
    source: "cmd/go/internal/modload/import.go DirectImportFromImplicitDependencyError",
    example: "main.go:3:8: package rsc.io/quote imported from implicitly required module; to add missing requirements, run: go get rsc.io/quote@v1.5.2"
  },
  {
    id: "dependency-graph/ambiguous",
    pattern: /ambiguous import/,
    proof: "self",
    source: "cmd/go/internal/modload/import.go",
    example: "main.go:4:2: ambiguous import: found package cloud.google.com/go/compute/metadata in multiple modules: cloud.google.com/go v0.65.0 cloud.google.com/go/compute/metadata v0.2.3"
  },
  {
    id: "dependency-graph/conflict",
    pattern: /conflicting replacements|conflicting requirements|version constraints conflict|cannot use both|excluded by|, (?:but|not) [\w.-]+\/|is not compatible|inconsistent requirements|@\S{1,200} conflicts with \S{1,300}@/,
    proof: "fetch",
    source: "cmd/go/internal/modget",
    example: "go: github.com/pkg/errors@v0.9.1 requires example.com/a@v1.0.0, but example.com/a@v1.1.0 is requested"
  },
  {
    id: "dependency-graph/workspace",
    pattern: /listed in go\.work|go: conflicting replacements|errors parsing go\.work|reading go\.work|appears multiple times in workspace|go: go\.work |does not contain modules listed|does not contain main module|modules listed in go\.work|current directory is contained in a module that is not one of the workspace/,
    proof: "self",
    not: /requires go/,
    source: "cmd/go/internal/modload",
    example: "go: cannot load module ../lib listed in go.work file: open ../lib/go.mod: no such file or directory"
  },
  {
    id: "dependency-graph/replace-in-tool",
    pattern: /more replace directives|contains one or more (?:replace|exclude) directives/,
    proof: "self",
    source: "cmd/go/internal/modload",
    example: "go: github.com/acme/tool@latest (in github.com/acme/tool@v1.0.0): The go.mod file for the module providing named packages contains one or more replace directives."
  },
  {
    id: "dependency-graph/replacement",
    pattern: /replacement directory |replacement module without version|reading \.\.?[/\\]|go\.mod: no such file or directory|go\.mod: The system cannot find|replacement path/,
    proof: "self",
    source: "cmd/go/internal/modload",
    example: "go: github.com/acme/lib@v1.0.0 (replaced by ../lib): reading ../lib/go.mod: open /src/lib/go.mod: no such file or directory"
  },
  {
    id: "module-path/go-mod",
    pattern: /errors parsing |error reading go\.mod|missing module declaration|go\.mod:\d+: |parsing go\.mod: |unknown directive|unknown block type|repeated go statement/,
    proof: "self",
    source: "golang.org/x/mod/modfile",
    example: "go: errors parsing go.mod: go.mod:7: unknown directive: <<<<<<<"
  },
  {
    id: "proxy-config/no-go-mod",
    pattern: /go\.mod file not found in current directory|cannot find main module|no modules specified|go\.mod file not found|cannot determine module path for|no go\.mod file|not using modules/,
    proof: "self",
    source: "cmd/go/internal/modload/init.go",
    example: "go: go.mod file not found in current directory or any parent directory; see 'go help modules'"
  },
  {
    id: "dependency-graph/not-in-std",
    pattern: /is not in (?:GOROOT|std)\b/,
    proof: "self",
    source: "cmd/go/internal/modload/import.go",
    example: "main.go:4:2: package myapp/internal/db is not in std (/usr/local/go/src/myapp/internal/db)"
  }
]);
var moduleRules = { versions, goSum, graph };

// src/classify/rules/module-cache.ts
var fetching = "go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: ";
var repositories = table([
  {
    id: "cache-corrupt/vcs-lock",
    pattern: /\.lock'?: File exists|could not lock config file [^\s]{1,400}: File exists|Another git process seems to be running|svn: E155004|waiting for lock (?:on|held by)|Could not acquire lock|Unable to obtain lock/,
    source: "git, hg, svn",
    example: `${fetching}fatal: Unable to create '/go/pkg/mod/cache/vcs/0a1b/shallow.lock': File exists.`
  },
  {
    id: "cache-corrupt/vcs-objects",
    pattern: /\) is corrupt\b|object file [^\s]{1,300} is empty|unable to unpack [0-9a-f]{1,64} header|fatal: bad object|does not point to a valid object|missing (?:blob|tree|commit) object|unable to read (?:tree |sha1 file|[0-9a-f]{4,64}\b)|Failed to traverse parents|does not match index|far too short to be a packfile|did not send all necessary objects|bad shallow line|shallow file has changed|reference broken|index file (?:corrupt|smaller than expected)|bad (?:index|signature) 0x/,
    source: "git",
    example: `${fetching}error: object file ./objects/0a/1b2c is empty fatal: loose object 0a1b2c (stored in ./objects/0a/1b2c) is corrupt`
  },
  {
    id: "cache-corrupt/vcs-repository",
    pattern: /fatal: not a git repository|must be run in a work tree|bad config (?:file )?line|No such remote '?origin|fatal: 'origin' does not appear to be|remote origin already exists|cannot lock ref '[^']{1,300}': '|some local refs could not be updated|Not a branch: "[^"\n]{0,400}cache[/\\]vcs|E155007|is not a working copy|repository [^\s]{0,400}cache[/\\]vcs[^\s]{0,200} not found|abort: repository \. not found|no Mercurial repository here|no repository found in|abandoned transaction|E155037|abort: (?:[^\s]{1,300}: )?(?:integrity check failed|unknown parent|no node)|(?:database disk image|file) is (?:malformed|not a database)/,
    not: /VCS status/,
    source: "git, hg, bzr, svn, fossil",
    example: `${fetching}fatal: not a git repository: '/go/pkg/mod/cache/vcs/0a1b'`
  }
]);
var files = table([
  {
    id: "module-path/unusable",
    pattern: /(?:zip file|source tree|module contents|go\.mod file|LICENSE file)(?: is)? too large|malformed file path "|case-insensitive file name collision|is both a file and a directory|multiple entries for file/,
    source: "golang.org/x/mod/zip; cmd/go/internal/modfetch",
    example: "go: github.com/acme/models@v1.0.0: create zip: module source tree too large (max size is 524288000 bytes)"
  },
  {
    id: "cache-corrupt/unzip",
    pattern: /\bunzip |\.zip: zip: |(?:zip|dir) has been modified|(?:missing|unexpected) ziphash|target directory |^[\w-]{1,100}\.[\w.-]{1,100}\/[^\s]{1,300} v\d[^\s:]{0,200}: zip: /,
    and: /zip: |flate: |EOF|not a valid|modified|ziphash|not empty|declared size/,
    not: /too many open files|no space left|not enough space|quota exceeded|denied|not permitted|read-only|too long|being used by|locked a portion|contains a virus/i,
    proof: "self",
    source: "golang.org/x/mod/zip Unzip; cmd/go mod verify",
    example: "-> unzip /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.zip: zip: not a valid zip file"
  },
  {
    id: "cache-corrupt/source",
    pattern: /\.go:\d{1,7}:\d{1,7}: (?:expected 'package', found '?(?:EOF|ILLEGAL)|(?:illegal|invalid) (?:NUL )?character (?:NUL|U\+0000)|invalid NUL character)/,
    and: /pkg[/\\]mod[/\\]/,
    proof: "self",
    source: "go/scanner, go/parser; cmd/compile",
    example: "/go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go:1:1: expected 'package', found 'EOF'"
  },
  {
    id: "cache-corrupt/missing-source",
    pattern: /(?:open|stat|lstat|chdir|fork\/exec|read) [^\s]{0,400}pkg[/\\]mod[/\\][^\s@]{1,400}@v[^\s]{1,400}: (?:no such file or directory|The system cannot find the (?:file|path))/,
    not: /replaced by|cache[/\\](?:download|vcs)/,
    source: "the operating system",
    example: "main.go:4:2: open /go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go: no such file or directory"
  },
  {
    id: "cache-corrupt/record",
    pattern: /\.(?:info|mod|ziphash|list)(?::\d{1,7}){0,2}: (?:unexpected end of JSON input|invalid character '|unexpected input character |unexpected EOF|EOF)|: parsing go\.mod: go\.mod:\d{1,7}: unexpected input character (?:'\\x00'|U\+0000)/,
    and: /cache[/\\]download[/\\]|: parsing go\.mod: /,
    not: /(?:file|https?):\//,
    source: "cmd/go/internal/modfetch/cache.go",
    example: "go: github.com/pkg/errors@v0.9.1: parsing /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.info: unexpected end of JSON input"
  }
]);
var moduleCacheRules = { repositories, files };

// src/classify/rules/network.ts
var get = 'go: github.com/pkg/errors@v0.9.1: Get "https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.mod": ';
var git2 = "go: github.com/pkg/errors@v0.9.1: git ls-remote -q https://github.com/pkg/errors in /go/pkg/mod/cache/vcs/0a1b: exit status 128: ";
var forwardProxy3 = table([
  {
    id: "http-proxy/unreachable",
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /connection refused|actively refused/,
    source: "net/http Transport",
    example: `${get}proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`
  },
  {
    id: "http-proxy/unknown-host",
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /\blookup /,
    source: "net/http Transport",
    example: `${get}proxyconnect tcp: dial tcp: lookup egress.corp.example on 10.0.0.2:53: no such host`
  },
  {
    id: "http-proxy/timeout",
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /timeout|timed out|did not properly respond|deadline exceeded/i,
    source: "net/http Transport",
    example: `${get}proxyconnect tcp: dial tcp 10.0.0.9:3128: i/o timeout`
  },
  {
    id: "http-proxy/tls",
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /tls: |x509: |HTTP response to HTTPS client/,
    source: "net/http Transport",
    example: `${get}proxyconnect tcp: tls: first record does not look like a TLS handshake`
  },
  {
    id: "http-proxy/auth-required",
    pattern: /Proxy Authentication Required|\b407 Proxy|CONNECT tunnel failed, response 407|Received HTTP code 407 from proxy|Tunnel connection failed: 407|authenticationrequired/i,
    source: "net/http Transport",
    example: `${get}Proxy Authentication Required`
  },
  {
    id: "http-proxy/blocked",
    pattern: /(?:": |Get https?:\/\/[^\s"]{1,2000}: )(?:Forbidden|Bad [Rr]equest|Unauthorized|Not Found|Not Implemented|Method [Nn]ot [Aa]llowed|Access [Dd]enied|Request [Dd]enied|Denied|(?:URL|Request|Site) ?[Bb]locked|Blocked|not ?allowed|policy ?denied|unknown status code)\b(?! \d)|CONNECT tunnel failed, response [34]|Received HTTP code [34]\d\d from proxy|Tunnel connection failed: [34]/,
    source: "net/http Transport, the answer to CONNECT",
    example: `${get}Forbidden`
  },
  {
    id: "http-proxy/unavailable",
    pattern: /(?:": |Get https?:\/\/[^\s"]{1,2000}: )(?:Bad [Gg]ateway|Service (?:Temporarily )?[Uu]navailable|Gateway Time-?[Oo]ut|Internal Server Error|Proxy Error|cannot ?connect|dns ?error)|CONNECT tunnel failed, response 5|Received HTTP code 5\d\d from proxy|Tunnel connection failed: 5/i,
    source: "net/http Transport, the answer to CONNECT",
    example: `${get}Service Unavailable`
  },
  {
    id: "http-proxy/git-local",
    pattern: /unable to access '[^']{1,2000}': Failed to connect to (?:127\.0\.0\.1|localhost|::1) port/,
    not: /unable to access '[a-z]{2,5}:\/\/(?:127\.0\.0\.1|localhost|\[::1\])/,
    source: "git over curl",
    example: `${git2}fatal: unable to access 'https://github.com/pkg/errors/': Failed to connect to 127.0.0.1 port 1080: Connection refused`
  },
  {
    id: "http-proxy/interrupted",
    pattern: /(?:proxyconnect|socks connect) tcp/,
    and: /EOF|reset by peer|forcibly closed|broken pipe/,
    source: "net/http Transport",
    example: `${get}proxyconnect tcp: EOF`
  },
  {
    id: "http-proxy/other",
    pattern: /(?:proxyconnect|socks connect) tcp|Could not resolve proxy|Failed to connect to proxy|Proxy CONNECT aborted|proxy: (?:unknown scheme|no support for)|Unsupported proxy|SOCKS[45]?a? (?:connect|server|reply|proxy|request|response|sub-negotiation)|complete SOCKS/,
    confidence: 0.85,
    source: "net/http Transport; git over curl",
    example: `${git2}fatal: unable to access 'https://github.com/pkg/errors/': Could not resolve proxy: egress.corp.example`
  }
]);
var dns = table([
  {
    id: "dns/no-resolver",
    pattern: /:53: (?:read|dial) udp/,
    and: /connection refused|cannot assign/,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org on [::1]:53: read udp [::1]:47208->[::1]:53: read: connection refused`
  },
  {
    id: "dns/timeout",
    pattern: /\blookup [^\s"]+(?: on [^\s"]+)?: /,
    and: /i\/o timeout|timed out|deadline exceeded|operation was canceled/,
    not: /\d: i\/o timeout \(|no such host/,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: read udp 10.0.0.5:33211->10.0.0.2:53: i/o timeout`
  },
  {
    id: "dns/server-misbehaving",
    pattern: /: server misbehaving|lame referral|DNS name does not exist|DNS server failure/,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org on 127.0.0.53:53: server misbehaving`
  },
  {
    id: "dns/temporary",
    pattern: /Temporary failure in name resolution|: Try again\b|This is usually a temporary error during hostname resolution|nodename nor servname provided/,
    source: "getaddrinfo of glibc, musl, macOS, Windows",
    example: `${get}dial tcp: lookup proxy.golang.org: Temporary failure in name resolution`
  },
  {
    id: "dns/no-such-host",
    pattern: /: no such host|A non-recoverable error occurred during a database lookup|Name or service not known|No address associated with hostname|The requested name is valid, but no data|No such host is known/,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: no such host`
  },
  {
    id: "dns/bad-answer",
    pattern: /cannot unmarshal DNS message|invalid DNS response|no answer from DNS server|no DNS servers|DNS message/,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: cannot unmarshal DNS message`
  },
  {
    id: "dns/resolver-unreachable",
    pattern: /\blookup /,
    and: /(?:read|dial|write) udp|(?:dial|read) tcp [^\s"]+:53: /,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable`
  },
  {
    id: "dns/other",
    mayGoOn: true,
    pattern: /dial (?:tcp|udp)[46]?: lookup [^\s"]{1,255}(?: on [^\s"]{1,100})?: /,
    not: /too many open files/,
    confidence: 0.85,
    source: "net resolver",
    example: `${get}dial tcp: lookup proxy.golang.org: device or resource busy`
  },
  {
    id: "dns/git-unresolved",
    pattern: /Could not resolve host(?:name)?\b|could not resolve host|getaddrinfo\(\) thread failed|Resolving timed out|getaddrinfo failed|Couldn't resolve host|unable to look up /,
    source: "git over curl; ssh",
    example: `${git2}fatal: unable to access 'https://github.com/pkg/errors/': Could not resolve host: github.com`
  }
]);
var tls = table([
  {
    id: "timeout/tls-handshake",
    pattern: /TLS handshake timeout|SSL connection timeout/,
    source: "net/http Transport",
    example: `${get}net/http: TLS handshake timeout`
  },
  {
    id: "tls/expired",
    pattern: /certificate has expired|certificate is not yet valid|” certificate is expired|certificate expired/,
    source: "crypto/x509",
    example: `${get}x509: certificate has expired or is not yet valid: current time 2021-10-01T08:00:00Z is after 2021-09-30T14:01:15Z`
  },
  {
    id: "tls/wrong-name",
    pattern: /x509: certificate is (?:valid for|not valid for any)|cannot validate certificate for |certificate name does not match|no alternative certificate subject name matches|SSL: certificate subject name|does not match the server's certificate/,
    source: "crypto/x509",
    example: `${get}x509: certificate is valid for *.egress.example, not proxy.golang.org`
  },
  {
    id: "tls/unknown-authority",
    pattern: /certificate signed by unknown authority|” certificate is not trusted|failed to load system roots|system roots and no roots|unable to get local issuer certificate|self[- ]signed certificate|[Pp]eer's [Cc]ertificate issuer|certificate verify failed|CERTIFICATE_VERIFY_FAILED|issuer is not trusted|unexpected fingerprint|Problem with the (?:local )?SSL C|server certificate verification failed|SSL certificate problem|certificate is not standards compliant|OSStatus -?\d|A certificate chain processed, but terminated in a root certificate/,
    source: "crypto/x509; git over curl",
    example: `${get}tls: failed to verify certificate: x509: certificate signed by unknown authority`
  },
  {
    id: "tls/weak-certificate",
    pattern: /legacy Common Name field|negative serial number|insecure algorithm|cannot verify signature/,
    source: "crypto/x509",
    example: `${get}x509: certificate relies on legacy Common Name field, use SANs instead`
  },
  {
    id: "tls/not-tls",
    pattern: /first record does not look like a TLS handshake|server gave HTTP response to HTTPS client|wrong version number|packet length too long/,
    source: "crypto/tls; net/http",
    example: `${get}http: server gave HTTP response to HTTPS client`
  },
  {
    id: "tls/record-damaged",
    pattern: /bad record MAC|oversized record received|bad_record_mac|decryption failed or bad record/,
    source: "crypto/tls",
    example: `${get}local error: tls: bad record MAC`
  },
  {
    id: "tls/internal-error",
    pattern: /remote error: tls: internal error|tlsv1 alert internal error/,
    source: "crypto/tls",
    example: `${get}remote error: tls: internal error`
  },
  {
    id: "tls/refused-by-server",
    pattern: /remote error: tls: |alert handshake failure|tlsv1 alert|sslv3 alert/,
    not: /tls: protocol version not supported/,
    source: "crypto/tls",
    example: `${get}remote error: tls: handshake failure`
  },
  {
    id: "tls/protocol-version",
    pattern: /server selected unsupported protocol version|no supported versions satisfy|unconfigured cipher suite|unsupported protocol\b|no ciphers available|no protocols available|protocol version not supported/,
    source: "crypto/tls",
    example: `${get}tls: server selected unsupported protocol version 301`
  },
  {
    id: "tls/other",
    mayGoOn: true,
    pattern: /\btls: |\bx509: |error setting certificate (?:verify locations|file)|SEC_E_|CRYPT_E_|schannel: |TLS connect error|SSL routines:|gnutls_handshake\(\) failed|communicate securely with peer|SSL peer |SSL connect error|[Pp]eer's [Cc]ertificate|NSS error/,
    not: /non-properly terminated/,
    confidence: 0.85,
    source: "crypto/tls; git over curl",
    example: `${git2}fatal: unable to access 'https://github.com/pkg/errors/': schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT`
  }
]);
var timeout = table([
  {
    id: "timeout/dial",
    pattern: /dial tcp [^\s"]+: (?:connect: )?(?:i\/o timeout|connection timed out|operation timed out)|A connection attempt failed because the connected party|连接尝试失败|連線嘗試失敗|Verbindungsversuch ist fehlgeschlagen, da die Gegenstelle|tentative de connexion a échoué car|durante el intento de conexión ya que la parte conectada|tentativa de conexão falhou porque|Попытка установить соединение была безуспешной|接続済みの呼び出し先が一定の時間/,
    source: "net; net/http Transport (30 s)",
    example: `${get}dial tcp 142.250.185.113:443: i/o timeout`
  },
  {
    id: "timeout/headers",
    pattern: /timeout awaiting response headers/,
    source: "net/http Transport",
    example: `${get}net/http: timeout awaiting response headers`
  },
  {
    id: "timeout/client-limit",
    pattern: /Client\.Timeout|context deadline exceeded|request canceled while waiting|http2: timeout/,
    source: "net/http Client",
    example: 'go: git.corp.example/team/lib@v1.2.0: unrecognized import path "git.corp.example/team/lib": https fetch: Get "https://git.corp.example/team/lib?go-get=1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
  },
  {
    id: "timeout/read",
    pattern: /(?:read|write): (?:connection|operation) timed out|i\/o timeout|semaphore timeout period|Operation too slow|Timeout was reached/,
    source: "net",
    example: `${get}read tcp 10.0.0.5:51234->142.250.185.113:443: read: connection timed out`
  },
  {
    id: "timeout/git-connect",
    pattern: /port \d+: (?:Connection|Operation) timed out|[Cc]onnection timed out|[Oo]peration timed out|: Timed out|after [2-9]\d{3} ms|after \d{5,7} ms|Connection timeout|abort: (?:error: )?(?:The read operation )?timed out|Failed to connect to [^\s]+ port \d+(?: after \d+ ms)?: Timeout|连接超时|連線逾時|Wartezeit für die Verbindung|expiration du délai|tiempo de (?:espera|conexión)|Время ожидания/,
    source: "git over curl; ssh",
    example: `${git2}fatal: unable to access 'https://github.com/pkg/errors/': Failed to connect to github.com port 443: Connection timed out`
  }
]);
var connect = table([
  {
    id: "connect/refused",
    pattern: /connect: connection refused|actively refused it|目标计算机积极拒绝|目標電腦拒絕連線|Zielcomputer die Verbindung verweigerte|ordinateur cible l.a expressément refusée|equipo de destino denegó expresamente|máquina de destino as recusou|компьютер отверг запрос|対象のコンピューターによって拒否|[Cc]onnection refused|拒绝连接|拒絕連線|Verbindungsaufbau abgelehnt|Connexion refusée|Conexión rehusada|Conexão recusada|В соединении отказано/,
    source: "net; git; ssh",
    example: `${get}dial tcp 127.0.0.1:3000: connect: connection refused`
  },
  {
    id: "connect/no-ipv6-route",
    pattern: /dial tcp6? \[[0-9a-fA-F:.]{2,45}(?:%[\w.-]{1,30})?\]:\d{1,5}: (?:connect: (?:network is unreachable|no route to host|can(?:not|'t) assign requested address)|connectex: A socket operation was attempted to an unreachable|connectex: The requested address is not valid in its context)/,
    source: "net",
    example: `${get}dial tcp [2a00:1450:4001:82b::2011]:443: connect: network is unreachable`
  },
  {
    id: "connect/unreachable",
    pattern: /no route to host|network is unreachable|host is down|unreachable (?:network|host)|Network is unreachable|No route to host/,
    source: "net; ssh",
    example: `${get}dial tcp 142.250.185.113:443: connect: network is unreachable`
  },
  {
    id: "connect/no-local-address",
    pattern: /assign requested address|lacked sufficient buffer space or because a queue was full/,
    source: "net",
    example: `${get}dial tcp 142.250.185.113:443: connect: cannot assign requested address`
  },
  {
    id: "connect/forbidden",
    pattern: /connect: (?:permission denied|operation not permitted)|forbidden by its access permissions/,
    source: "net",
    example: `${get}dial tcp 142.250.185.113:443: connect: operation not permitted`
  },
  {
    id: "connect/reset",
    pattern: /connect: connection reset by peer|connectex: An (?:existing|established)|connect: software caused|SSL_connect: /,
    source: "net; git over curl; ssh",
    example: `${get}dial tcp 142.250.185.113:443: connect: connection reset by peer`
  },
  {
    id: "connect/git-failed",
    mayGoOn: true,
    pattern: /Failed to connect to |Could(?:n't| not) connect to server|connect to host /,
    source: "git over curl; ssh",
    example: `${git2}fatal: unable to access 'https://github.com/pkg/errors/': Failed to connect to github.com port 443 after 3 ms: Couldn't connect to server`
  },
  {
    id: "connect/other",
    mayGoOn: true,
    pattern: /dial tcp /,
    not: /too many open files/,
    confidence: 0.8,
    source: "net",
    example: `${get}dial tcp 142.250.185.113:443: connect: protocol not available`
  }
]);
var interrupted = table([
  {
    id: "interrupted/http2-http1-required",
    pattern: /HTTP_1_1_REQUIRED/,
    source: "golang.org/x/net/http2",
    example: `${get}stream error: stream ID 3; HTTP_1_1_REQUIRED; received from peer`
  },
  {
    id: "interrupted/http2-stream",
    pattern: /stream error: stream ID|stream ID \d+; |HTTP\/2 stream \d+ was not closed cleanly|RST_STREAM/,
    source: "golang.org/x/net/http2; git over curl",
    example: 'go: github.com/aws/aws-sdk-go@v1.44.0: read "https://proxy.golang.org/github.com/aws/aws-sdk-go/@v/v1.44.0.zip": stream error: stream ID 41; INTERNAL_ERROR; received from peer'
  },
  {
    id: "interrupted/http2-goaway",
    pattern: /GOAWAY|graceful shutdown/,
    source: "golang.org/x/net/http2",
    example: `${get}http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug="server_shutting_down"`
  },
  {
    id: "interrupted/http2-connection",
    pattern: /\bhttp2: [a-zA-Z]|client connection (?:lost|force closed)|connection error: [A-Z_]{4,}|response header list larger/,
    source: "golang.org/x/net/http2",
    example: `${get}http2: client connection lost`
  },
  {
    id: "interrupted/git-cut",
    pattern: /early EOF|kex_exchange_identification|Connection (?:closed|reset) by |RPC failed|the remote end hung up|unexpected disconnect while reading|index-pack failed|pack has bad object|expected flush after|expected 'packfile'|closed by remote host|client_loop: send disconnect|stream ended unexpectedly|fetch-pack: invalid index-pack|GnuTLS recv error|SSL_read: |SSL_ERROR_SYSCALL|Recv failure|Send failure|Empty reply from server|transfer closed with|inflate: data stream error|The TLS connection was non-properly terminated|bytes of body are still expected|unexpected eof while reading/,
    not: /returned error: \d|died of signal|malloc failed|No space left/,
    source: "git over curl",
    example: `${git2}error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function. fatal: early EOF fatal: index-pack failed`
  },
  {
    id: "interrupted/git-cut",
    pattern: /^(?:error: RPC failed; (?!HTTP [45])|fatal: (?:early EOF|the remote end hung up|fetch-pack: |index-pack failed)|fetch-pack: unexpected disconnect)/,
    not: /returned error: \d|died of signal|malloc failed|No space left/,
    proof: "self",
    nearGo: true,
    confidence: 0.85,
    source: "git",
    example: "go: downloading github.com/pkg/errors v0.9.1\nerror: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.\nfatal: early EOF"
  },
  {
    id: "interrupted/reset",
    pattern: /connection reset by peer|forcibly closed by the remote host|connection was aborted|broken pipe|wsarecv: |wsasend: |use of closed network connection|software caused connection abort|(?:socket|endpoint) is not connected|dropped connection on reset|\b(?:read|write) tcp [^\s"]{1,200}: (?:read|write|readfrom|splice|sendfile): /i,
    // A pipe to a helper of git that is not installed; a host that answered, and tells of its own trouble behind it.
    not: /is not a git command|The requested URL returned error: \d/,
    source: "net",
    example: `${get}read tcp 10.0.0.5:51234->142.250.185.113:443: read: connection reset by peer`
  },
  {
    id: "interrupted/server-closed",
    pattern: /": (?:http: )?(?:EOF|server closed idle connection)|server closed idle connection|": EOF\b|: EOF(?:$|\)| [^a-z])/,
    not: /\bpars(?:e|ing) "?[^\s"()]{1,2000}"?: EOF/,
    source: "net/http Transport",
    example: `${get}EOF`
  },
  {
    id: "interrupted/truncated",
    pattern: /unexpected EOF|more than declared Content-Length/,
    source: "net/http body",
    example: 'go: github.com/pkg/errors@v0.9.1: read "https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.zip": unexpected EOF'
  },
  {
    id: "interrupted/broken-transport",
    pattern: /transport connection broken|net\/http: request canceled|context canceled|server closed connection|chunked encoding|chunk length|chunked line|read on closed response body|after connection loss/,
    not: /malformed HTTP/,
    confidence: 0.85,
    source: "net/http Transport",
    example: `${get}net/http: request canceled`
  }
]);
var tunnel = table([
  {
    id: "http-proxy/blocked",
    pattern: /Get "?https:\/\/[^\s"]{1,2000}"?: [A-Z][A-Za-z]{1,20}(?: [A-Za-z]{2,20}){0,8}[.)!]{0,2}$/,
    not: /: EOF\b/,
    confidence: 0.85,
    source: "net/http Transport, the answer to CONNECT",
    example: `${get}Filtered by company policy`
  }
]);
var wordlessTunnel = table([
  {
    id: "http-proxy/blocked",
    pattern: /Get "?https:\/\/[^\s"]{1,2000}"?:$/,
    mayGoOn: true,
    confidence: 0.75,
    source: "net/http Transport, an answer to CONNECT without a reason phrase",
    example: get.trimEnd()
  }
]);
var inOrder = [
  ...forwardProxy3,
  ...dns,
  ...tls,
  ...timeout,
  ...connect,
  ...interrupted,
  ...tunnel
];
var networkRules = { inOrder, wordlessTunnel };

// src/classify/rules/service.ts
var reading2 = "go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.";
var git3 = "go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: ";
var limits = table([
  {
    id: "rate-limited/http-429",
    pattern: /: 429\b|Too Many Requests|returned error: 429/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}zip: 429 Too Many Requests`
  },
  {
    id: "rate-limited/response",
    pattern: /[Rr]ate limit|rate-limit|abuse detection|quota exceeded/,
    source: "code hosts",
    example: `${reading2}info: 403 Forbidden (API rate limit exceeded for 20.1.2.3.)`
  },
  {
    id: "rate-limited/response",
    scope: "response",
    pattern: bodyPatterns["rate-limited/response"],
    source: "module proxies",
    example: `${reading2}info: 403 Forbidden server response: API rate limit exceeded`
  }
]);
var serverErrors = table([
  {
    id: "server-error/http-500",
    pattern: /: 500 Internal Server Error|: 500\b|returned error: 500|HTTP 500/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}mod: 500 Internal Server Error`
  },
  {
    id: "server-error/http-502",
    pattern: /: 502 |: 502\b|returned error: 502|HTTP 502/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}zip: 502 Bad Gateway`
  },
  {
    id: "server-error/http-503",
    pattern: /: 503 |: 503\b|returned error: 503|HTTP 503/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}info: 503 Service Unavailable`
  },
  {
    id: "server-error/http-504",
    pattern: /: 504 |: 504\b|returned error: 504|HTTP 504/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}zip: 504 Gateway Timeout`
  },
  {
    id: "server-error/not-supported",
    pattern: /: (?:501|505)\b|returned error: (?:501|505)|HTTP Error (?:501|505)/,
    not: /: 50[15]:/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}mod: 501 Not Implemented`
  },
  {
    id: "server-error/network-login",
    pattern: /: 511\b|returned error: 511|Network Authentication Required/,
    not: /: 511:/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}mod: 511 Network Authentication Required`
  },
  {
    id: "server-error/http-5xx",
    pattern: /: 5\d\d(?: [A-Z]|$|\b)|returned error: 5\d\d|HTTP Error 5\d\d|http code 5\d\d/,
    not: /: 5\d\d:/,
    source: "cmd/go/internal/web; git over curl",
    example: `${reading2}zip: 522 Origin Connection Time-out`
  },
  {
    id: "server-error/git-host",
    pattern: /^error: RPC failed; HTTP 5\d\d/,
    proof: "self",
    nearGo: true,
    confidence: 0.85,
    source: "git",
    example: "$ go mod download\nerror: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502"
  },
  {
    id: "server-error/git-host",
    pattern: /remote: (?:Internal Server Error|fatal|error:)|Internal Server Error|service unavailable|is not responding|fatal: protocol error|bad line length/i,
    stages: ["git"],
    confidence: 0.85,
    source: "git",
    example: `${git3}remote: Internal Server Error fatal: unable to access 'https://github.com/pkg/errors/'`
  }
]);
var content = table([
  {
    id: "cache-corrupt/missing-file",
    pattern: /: (?:no such file or directory|The system cannot find the (?:file|path))/,
    and: /cache[/\\]download[/\\]/,
    not: /reading file:/,
    source: "cmd/go/internal/modfetch",
    example: "go: github.com/pkg/errors@v0.9.1: open /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.zip: no such file or directory"
  },
  {
    id: "cache-corrupt/zip-data",
    pattern: /flate: corrupt input|zip: checksum error|zip: unsupported compression|not the start of an archive file/,
    source: "archive/zip while hashing",
    example: "go: github.com/pkg/errors@v0.9.1: zip: checksum error"
  },
  {
    id: "server-error/redirect",
    pattern: /stopped after 10 redirects|response missing Location header|failed to parse Location header/,
    source: "net/http Client",
    example: 'go: github.com/pkg/errors@v0.9.1: Get "https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod": stopped after 10 redirects'
  },
  {
    id: "server-error/wrong-content",
    pattern: /invalid character '<' (?:looking|after|in)|proxy returned info for version|missing module line|unknown directive: <[!?a-zA-Z]|unexpected input character '<'/,
    source: "cmd/go/internal/modfetch/proxy.go",
    example: `go: github.com/pkg/errors@v0.9.1: invalid response from proxy "https://goproxy.corp.example": invalid character '<' looking for beginning of value`
  },
  {
    id: "server-error/damaged-content",
    pattern: /invalid response from proxy|invalid character '.{1,4}' (?:looking for beginning of value|after|in)|zip: not a valid zip file|has unexpected file |unexpected end of JSON input|gzip: invalid|malformed HTTP|malformed MIME header|json: cannot unmarshal|not a valid zip/,
    source: "cmd/go/internal/modfetch/proxy.go; archive/zip",
    example: 'go: github.com/pkg/errors@v0.9.1: invalid response from proxy "https://goproxy.corp.example": unexpected end of JSON input'
  },
  {
    id: "server-error/archive",
    pattern: /^zip: (?:not a valid zip file|checksum error)$/,
    proof: "self",
    nearGo: true,
    confidence: 0.85,
    source: "cmd/go/internal/modcmd/download.go",
    example: "go: downloading github.com/pkg/errors v0.9.1\nzip: not a valid zip file"
  },
  {
    id: "proxy-config/insecure-redirect",
    pattern: /redirected from secure URL/,
    proof: "self",
    source: "cmd/go/internal/web",
    example: 'go: github.com/pkg/errors@v0.9.1: Get "https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod": redirected from secure URL https://goproxy.corp.example/a to insecure URL http://goproxy.corp.example/a'
  },
  {
    id: "server-error/damaged-content",
    pattern: /: 20[1-9] [A-Z]|(?:reading|read) https?:\/\/[^\s"]{1,2000}: 20[1-9](?: status code| server response:|$)/,
    confidence: 0.85,
    source: "cmd/go/internal/web",
    example: `${reading2}mod: 204 No Content`
  },
  {
    id: "server-error/try-again",
    pattern: /: (?:408 [A-Z]|425 Too Early)|(?:reading|read) https?:\/\/[^\s"]{1,2000}: (?:408|425)(?: status code| server response:|$)/,
    confidence: 0.85,
    source: "cmd/go/internal/web",
    example: `${reading2}mod: 408 Request Timeout`
  },
  {
    id: "server-error/odd-status",
    pattern: /: (?:3\d\d|400|402|405|406|409|41[1-8]|42\d|431|451|478) [A-Z]|(?:reading|read) https?:\/\/[^\s"]{1,2000}: (?:3\d\d|40[0256]|409|41[1-9]|42[0-8]|4[3-9]\d)(?: status code| server response:|$)/,
    confidence: 0.85,
    source: "cmd/go/internal/web",
    example: `${reading2}mod: 405 Method Not Allowed`
  }
]);
var sumdb = table([
  {
    id: "checksum-mismatch/sumdb-misbehaves",
    pattern: /go\.sum database server misbehavior|proof of misbehavior|checksum missing from sumdb response|downloaded inconsistent tile|cannot authenticate record|invalid signature for key|checking tree#/,
    // The comparison needs parts of the record, which it may not get.
    not: /checking tree#[\d a-z#]{1,60}: (?:reading|Get|read|parse) "?https?:/,
    proof: "self",
    source: "golang.org/x/mod/sumdb",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: checksum missing from sumdb response"
  },
  {
    id: "checksum-mismatch/sumdb",
    pattern: /verifying (?:module|go\.mod): checksum mismatch/,
    proof: "self",
    source: "cmd/go/internal/modfetch/fetch.go checkSumDB",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: checksum mismatch downloaded: h1:AAAA sum.golang.org: h1:BBBB SECURITY ERROR"
  },
  {
    id: "checksum-mismatch/go-mod",
    pattern: /\/go\.mod: checksum mismatch/,
    proof: "self",
    source: "cmd/go/internal/modfetch/fetch.go",
    example: "verifying github.com/pkg/errors@v0.9.1/go.mod: checksum mismatch downloaded: h1:AAAA go.sum: h1:BBBB"
  },
  {
    id: "checksum-mismatch/go-sum",
    pattern: /checksum mismatch|This download does NOT match|SECURITY ERROR/,
    and: /verifying |h1:|SECURITY ERROR|go\.sum|does NOT match/,
    proof: "self",
    source: "cmd/go/internal/modfetch/fetch.go",
    example: "verifying github.com/pkg/errors@v0.9.1: checksum mismatch downloaded: h1:AAAA go.sum: h1:BBBB SECURITY ERROR"
  },
  {
    id: "checksum-mismatch/gazelle",
    pattern: /resulting module with sum h1:\S{1,100}; expected sum h1:/,
    proof: "self",
    source: "bazel-gazelle fetch_repo",
    example: "fetch_repo: resulting module with sum h1:AAAA; expected sum h1:BBBB"
  },
  {
    id: "proxy-config/gosumdb",
    pattern: /missing GOSUMDB|invalid GOSUMDB|invalid sumdb name|unknown verifier algorithm/,
    proof: "self",
    source: "cmd/go/internal/modfetch/sumdb.go",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: initializing sumdb.Client: invalid GOSUMDB: too many fields"
  },
  {
    id: "sumdb/incomplete-relay",
    pattern: /: (?:404|410)\b/,
    and: /\/tile\/\d/,
    stages: ["sumdb"],
    source: "golang.org/x/mod/sumdb",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/sumdb/sum.golang.org/tile/8/1/112: 404 Not Found"
  },
  {
    id: "sumdb/bad-answer",
    pattern: /malformed record data|malformed tree note|malformed note|unknown key|reading tree note|cannot validate record|initializing sumdb\.Client|no verifiable signatures/,
    not: /denied|not permitted|no space left|read-only|: (?:reading|Get|read) "?https?:/,
    stages: ["sumdb"],
    source: "golang.org/x/mod/sumdb",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: malformed record data"
  }
]);
var serviceRules = { sumdb, content, limits, serverErrors };

// src/classify/rules/stage.ts
var stageRules = table([
  {
    id: "sumdb/unreachable",
    pattern: /^(?:dns|connect|timeout|tls|http-proxy|interrupted)$/,
    stages: ["sumdb"],
    source: "cmd/go/internal/modfetch/sumdb.go",
    example: 'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: Get "https://sum.golang.org/lookup/github.com/pkg/errors@v0.9.1": dial tcp 142.250.185.113:443: i/o timeout'
  },
  {
    id: "sumdb/server-error",
    pattern: /^(?:server-error|rate-limited)$/,
    stages: ["sumdb"],
    source: "cmd/go/internal/modfetch/sumdb.go",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://sum.golang.org/lookup/github.com/pkg/errors@v0.9.1: 500 Internal Server Error"
  },
  {
    id: "sumdb/refused",
    pattern: /^auth$/,
    stages: ["sumdb"],
    source: "cmd/go/internal/modfetch/sumdb.go",
    example: "go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/sumdb/sum.golang.org/supported: 403 Forbidden"
  },
  {
    id: "sumdb/not-recorded",
    pattern: /./,
    stages: ["sumdb"],
    source: "cmd/go/internal/modfetch/sumdb.go",
    example: "go: github.com/acme/secret@v1.2.0: verifying module: github.com/acme/secret@v1.2.0: reading https://sum.golang.org/lookup/github.com/acme/secret@v1.2.0: 404 Not Found server response: not found: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: could not read Username for 'https://github.com': terminal prompts disabled"
  },
  {
    id: "toolchain/download-failed",
    pattern: /./,
    stages: ["toolchain"],
    go: "1.21+",
    source: "cmd/go/internal/toolchain/select.go",
    example: 'go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: Get "https://proxy.golang.org/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip": dial tcp 142.250.185.113:443: i/o timeout'
  },
  {
    id: "unknown/git",
    pattern: /^$/,
    stages: ["git"],
    confidence: 0.3,
    source: "git",
    example: "go: github.com/docker/go@v1.5.1-1.0.20160303222718-d30aec9fd63c: invalid pseudo-version: git fetch --unshallow -f origin in /go/pkg/mod/cache/vcs/48fb: exit status 128: fatal: git fetch-pack: expected shallow list"
  },
  {
    id: "unknown/fetch",
    pattern: /^$/,
    confidence: 0.3,
    source: "cmd/go",
    example: "go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.zip: unheard-of trouble"
  }
]);

// src/classify/rules/rule-tables.ts
var ruleTables = {
  sumdb: serviceRules.sumdb,
  fullDisk: environmentRules.fullDisk,
  missingTools: environmentRules.missingTools,
  settings: environmentRules.settings,
  remote: accessRules.remote,
  repositories: moduleCacheRules.repositories,
  gitAccess: accessRules.gitAccess,
  cachedFiles: moduleCacheRules.files,
  network: networkRules.inOrder,
  limits: serviceRules.limits,
  policy: accessRules.policy,
  content: serviceRules.content,
  serverErrors: serviceRules.serverErrors,
  status: accessRules.status,
  machine: environmentRules.machine,
  toolchain: environmentRules.toolchain,
  goSum: moduleRules.goSum,
  versions: moduleRules.versions,
  graph: moduleRules.graph,
  wordlessTunnel: networkRules.wordlessTunnel
};
var faultRules = Object.values(ruleTables).flat();
var allRules = [...faultRules, ...stageRules, ...jobEndRules];

// src/classify/collect/read-message.ts
var chainLink = / (?:requires|imports|tested by)$/;
function isChainLink(text) {
  return chainLink.test(text.slice(-12));
}
function causeIn(lines, { pattern, and }) {
  const fits2 = ({ text }) => pattern.test(text) && !isChainLink(text);
  const best = lines.findIndex((line) => fits2(line) && (and === void 0 || and.test(line.text)));
  const found = best >= 0 ? best : lines.findIndex(fits2);
  return found >= 0 ? found : Math.max(
    0,
    lines.findIndex(({ text }) => !isChainLink(text))
  );
}
function fits(rule, parsed) {
  const text = rule.scope === "response" ? parsed.response : parsed.cause;
  if (text === null || !rule.pattern.test(text)) return false;
  if (rule.scope === "response" && !explained2.test(parsed.cause)) return false;
  if (rule.proof === "fetch" && !parsed.isFetch) return false;
  if (rule.and !== void 0 && !rule.and.test(text)) return false;
  if (rule.not?.test(text)) return false;
  if (rule.files !== void 0 && (parsed.file === null || !rule.files.includes(parsed.file))) return false;
  if (rule.internalModule && !(parsed.module !== null && looksInternal(parsed.module))) return false;
  return rule.stages === void 0 || rule.stages.includes(parsed.stage);
}
var explained2 = /: (?:403|404|410|400)\b/;
var unionLimit = 12e3;
function unionsOf(flags) {
  const sources = [];
  for (const { pattern } of faultRules) {
    if (pattern.flags !== flags) continue;
    const last = sources.at(-1);
    if (last === void 0 || last.length + pattern.source.length > unionLimit) sources.push(pattern.source);
    else sources[sources.length - 1] = `${last}|${pattern.source}`;
  }
  return sources.map((source) => new RegExp(source, flags));
}
var unions = [...unionsOf(""), ...unionsOf("i")];
var fetchSigns = ["@", "://", "vcs", "import path"];
function findRule(parsed) {
  return faultRules.find((rule) => fits(rule, parsed)) ?? null;
}
var beyondStage = /* @__PURE__ */ new Set([
  "checksum-mismatch",
  "disk",
  "killed",
  "toolchain",
  "sumdb",
  "proxy-config",
  "cache-corrupt"
]);
function atStage(rule, parsed) {
  const isToolchainZip = parsed.stage === "toolchain" && rule.id === "cache-corrupt/zip-data";
  if (beyondStage.has(rule.category) && !isToolchainZip) return rule;
  if (parsed.stage !== "sumdb" && parsed.stage !== "toolchain") return rule;
  const found = stageRules.find(
    (each) => each.stages?.includes(parsed.stage) && each.pattern.test(rule.category)
  );
  return found ?? rule;
}
function unknownRule(parsed, flat) {
  if (!moduleError.test(flat) && !(parsed.isFetch && failureWords.test(parsed.cause))) return null;
  return stageRules.find((rule) => rule.id === (parsed.stage === "git" ? "unknown/git" : "unknown/fetch")) ?? null;
}
var moduleError = /^go: [^\s@]+@v\d[^\s:]*: \S/;
var failureWords = /exit status [1-9]|: (?:Get|read|reading|verifying|fetching|parse|open|write|mkdir) |unrecognized import path|invalid |error|fail|cannot|could not|unable|fatal/i;
function matchText(lines) {
  const flat = flatten(lines);
  if (!unions.some((each) => each.test(flat))) return null;
  const parsed = parseMessage(flat);
  const matched = findRule(parsed);
  if (matched === null) return null;
  const rule = atStage(matched, parsed);
  const also = /* @__PURE__ */ new Set([
    ...rule === matched ? [] : [matched.category],
    ...faultKind(matched.id).also,
    ...faultKind(rule.id).also
  ]);
  also.delete(rule.category);
  return {
    rule,
    parsed,
    also: [...also],
    transient: faultKind(matched.id).transient,
    confidence: Math.min(rule.confidence, matched.confidence),
    lines,
    causeAt: causeIn(lines, matched)
  };
}
function withoutSecrets(match, redact) {
  const lines = match.lines.map((line) => ({ ...line, text: redact(plainText(line.text)) }));
  const isClean = lines.every(({ text }, at) => text === match.lines[at]?.text);
  return isClean ? match : { ...match, parsed: parseMessage(flatten(lines)) };
}
var wrapColumn = 50;
function inFull(strict, message) {
  if (!strict.rule.mayGoOn) return strict;
  const { lines, tail } = message;
  const isBroken = (lines.at(-1)?.text ?? "").length >= wrapColumn && tail.length > 0;
  const readings = [isBroken ? matchText([...lines, ...tail.slice(0, 1)]) : null, ...wholeWords(message)];
  const longer = readings.find(
    (each) => each !== null && faultRules.indexOf(each.rule) < faultRules.indexOf(strict.rule)
  );
  return longer ?? strict;
}
function wholeWords({ lines, tail }) {
  return [unbroken([...lines, ...tail.slice(0, 1)]), unbroken(lines), cutOff(lines)];
}
function unbroken(lines) {
  const [first, rest] = lines.slice(-2);
  if (first === void 0 || rest === void 0 || first.text.length < wrapColumn) return null;
  return matchText([...lines.slice(0, -2), { ...first, text: first.text + rest.text.trimStart() }]);
}
function cutOff(lines) {
  const last = lines.at(-1);
  const full = completed(last?.text ?? "");
  if (last === void 0 || full === null) return null;
  return matchText([...lines.slice(0, -1), { ...last, text: full }]);
}
function matchRules(message) {
  const strict = matchText(message.lines);
  if (strict !== null) return inFull(strict, message);
  for (let extra = 1; extra <= message.tail.length; extra++) {
    const longer = matchText([...message.lines, ...message.tail.slice(0, extra)]);
    if (longer?.parsed.isFetch) return longer;
  }
  const flat = flatten(message.lines);
  if (!fetchSigns.some((sign) => flat.includes(sign))) return null;
  const whole = wholeWords(message).find((each) => each?.parsed.isFetch);
  if (whole) return whole;
  const parsed = parseMessage(flat);
  const rule = unknownRule(parsed, flat);
  if (rule === null) return null;
  return {
    rule,
    parsed,
    also: faultKind(rule.id).also,
    transient: faultKind(rule.id).transient,
    confidence: rule.confidence,
    lines: message.lines,
    causeAt: causeIn(message.lines, rule)
  };
}

// src/classify/collect/recovery.ts
var success = /^(?:ok\s+\S+\s+(?:\(cached\)|[\d.]+s)|PASS$|all modules verified|Done\. Your build exited with 0|Job succeeded|Finished: SUCCESS|BUILD SUCCESS(?:FUL)?|Build succeeded|Successfully (?:built|tagged)|Command completed after \d+ attempt|Process exited (?:with code )?0|INFO: Build completed successfully|Writing manifest|naming to |DONE \d)|completed successfully|exporting to image|(?:build|test|tests|download) (?:succeeded|finished)|=> => writing image|succeeded after \d|0 issues\.|exit(?:ed)?(?: with)?(?: code| status)?:? 0\b/i;
var failure = /^(?:FAIL\b|--- FAIL|make(?:\[\d+\])?: \*\*\*|npm ERR!|ERROR:? |Error: |error: |panic: |fatal: |Finished: FAILURE|BUILD FAILED)|exit(?:ed)?(?: with)?(?: code| status):? '?[1-9]|\bstatus: [1-9]|did not complete successfully|failed to solve|##\[error\]|Job failed|returned a non-zero code|Final attempt failed|build failed|\bFATAL\b|exit status [1-9]|giving up|gave up|cancell?ed|Killed$/i;
var retry = /(?:^|[\s("'])(?:retrying(?=$|[\s.,:;!)])|will retry|retry (?:in|after|number|#|\d)|attempt #?\d|trying again|try \d+ of)/i;
var attempts = /attempt (\d+) ?(?:of|\/) ?(\d+)/i;
var pastLoading = /^(?:# [\w.-]+\/[\w./-]+|--- (?:FAIL|PASS)|=== RUN|\S+\.go:\d+:\d+: (?:undefined|cannot use|imported and not used|declared (?:and|but) not used|syntax error)|ok\s+\S+\s)/;
function hasRecovered(following) {
  const none = { succeeded: false, failed: false, retried: false, wentOn: false, loaded: false };
  let seen = none;
  for (const line of following) {
    const text = line.length > 2e3 ? "" : normalise(line).trim();
    if (text === "") continue;
    const count = attempts.exec(text);
    const wasLast = count !== null && count[1] === count[2] && /fail|error/i.test(text);
    if (!wasLast && retry.test(text) && !/giving up|no more|exhausted|gave up|^go: /i.test(text)) {
      seen = { ...none, retried: true };
      continue;
    }
    const failed3 = failure.test(text) || line.includes("##[error]");
    const succeeded2 = !failed3 && success.test(text);
    seen = {
      retried: seen.retried,
      failed: seen.failed || wasLast || failed3,
      succeeded: seen.succeeded || succeeded2,
      // Something was printed that told of no failure.
      wentOn: seen.wentOn || !(failed3 || succeeded2),
      loaded: seen.loaded || seen.retried && pastLoading.test(text)
    };
  }
  const { succeeded, failed: failed2, retried, wentOn, loaded } = seen;
  return !failed2 && (succeeded || retried && wentOn) || retried && loaded;
}

// src/classify/excerpt.ts
var excerptLimits = { lines: 30, bytes: 4096, line: 500 };
var context = { before: 4, after: 6 };
var variable = /\d+|0x[0-9a-f]+|h1:[\w+/=]+/g;
function shape(text) {
  return text.replace(variable, "0").trim();
}
function causalNumbers(classification) {
  const ranks = /* @__PURE__ */ new Map();
  classification.faults.forEach((fault, rank) => {
    fault.evidence.forEach((line, index) => {
      if (!ranks.has(line.line)) ranks.set(line.line, rank * 100 + index);
    });
  });
  return ranks;
}
var headLength = 150;
function clip(text) {
  const { line: limit2 } = excerptLimits;
  if (text.length <= limit2) return text;
  return `${text.slice(0, headLength)}\u2026${text.slice(text.length - (limit2 - headLength - 1))}`;
}
function utf8Length(text) {
  let bytes = 0;
  for (const character of text) {
    const code2 = character.codePointAt(0) ?? 0;
    bytes += code2 < 128 ? 1 : code2 < 2048 ? 2 : code2 < 65536 ? 3 : 4;
  }
  return bytes + 1;
}
function weigh(number, ranks, last) {
  const rank = ranks.get(number);
  if (rank !== void 0) return 1e4 - rank;
  let best = 0;
  for (const [causal, causalRank] of ranks) {
    const distance = number - causal;
    if (distance < -context.before || distance > context.after) continue;
    best = Math.max(best, 5e3 - causalRank - Math.abs(distance) * 10);
  }
  if (best > 0) return best;
  return ranks.size === 0 && number > last - excerptLimits.lines ? number : 0;
}
function collapse(lines) {
  const kept2 = [];
  const places = /* @__PURE__ */ new Map();
  for (const line of lines) {
    const key = shape(line.text);
    const place2 = places.get(key);
    const earlier = place2 === void 0 ? void 0 : kept2[place2];
    if (place2 === void 0 || earlier === void 0 || key === "") {
      places.set(key, kept2.length);
      kept2.push(line);
      continue;
    }
    kept2[place2] = {
      ...earlier,
      repeats: earlier.repeats + 1,
      weight: Math.max(earlier.weight, line.weight),
      causal: earlier.causal || line.causal
    };
  }
  return kept2;
}
function excerptFrom(lines, total, classification, redact) {
  const ranks = causalNumbers(classification);
  const last = lines.at(-1)?.number ?? 0;
  const candidates = lines.map(
    ({ number, text }) => ({
      line: number,
      // Redacted before it is cut: half a secret is still one.
      text: clip(stripUserinfo(redact(printable(plain2(text)))).trimEnd()),
      causal: ranks.has(number),
      repeats: 1,
      weight: weigh(number, ranks, last)
    })
  ).filter(({ weight, text }) => weight > 0 && text.trim() !== "");
  const byWeight = [...collapse(candidates)].sort((a, b) => b.weight - a.weight);
  const chosen = [];
  let bytes = 0;
  for (const line of byWeight) {
    const size = utf8Length(line.text) + 24;
    if (chosen.length >= excerptLimits.lines) break;
    if (bytes + size > excerptLimits.bytes) continue;
    bytes += size;
    chosen.push(line);
  }
  chosen.sort((a, b) => a.line - b.line);
  const shown = chosen.reduce((sum, line) => sum + line.repeats, 0);
  return { lines: chosen.map(({ weight: _, ...line }) => line), omitted: Math.max(0, total - shown) };
}
function excerptOf(lines, classification, options = {}) {
  const near = /* @__PURE__ */ new Set();
  for (const number of causalNumbers(classification).keys())
    for (let each = number - context.before; each <= number + context.after; each++) near.add(each);
  const first = near.size === 0 ? lines.length - excerptLimits.lines : 0;
  const kept2 = [];
  for (let index = Math.max(0, first); index < lines.length; index++) {
    const text = lines[index];
    if (text !== void 0 && (near.size === 0 || near.has(index + 1))) kept2.push({ number: index + 1, text });
  }
  return excerptFrom(kept2, lines.length, classification, options.redact ?? ((text) => text));
}

// src/classify/lines/prefilter.ts
var keywords = [
  "go: ",
  "@v",
  "mod",
  "package",
  "sum",
  "go get",
  "@latest",
  "go-get=1",
  "import path",
  "revision",
  "GO",
  "golang.org",
  "golang-org",
  "goproxy",
  "toolchain",
  "requires go",
  "terminal prompts",
  "signal",
  "build cache",
  "met constraints",
  "fatal: ",
  "RPC failed",
  "ziphash",
  "no space left",
  "SECURITY",
  "cache/download",
  "vcs",
  "vendor",
  "git clone",
  "git pull",
  "not downloaded",
  "download failed",
  "executable file not found",
  "dubious",
  "proxy URL",
  "zip: ",
  "unzip",
  "invalid go version",
  "unexpected status",
  "cannot load ",
  "import collision"
];
var anyKeyword = new RegExp(keywords.join("|").replaceAll(".", "\\."));
function mayMatter(line) {
  return anyKeyword.test(line);
}

// src/classify/lines/test-output.ts
var failed = /^(\s*)--- (?:FAIL|PASS|SKIP|BENCH): /;
var running = /^\s*=== (?:RUN|PAUSE|CONT|NAME)\b/;
var verbose = /^\s*(?:PASS|FAIL|ok |\?)(?:\s|$)|^\s*(?:exit status|coverage:) /;
var otherWork = /^\s*(?:##\[|Run |make(?:\[\d+\])?: |Step \d|\$ |\+ |go: downloading )/;
function createTestOutput() {
  let indent = -1;
  let inRun = false;
  return {
    inside(text) {
      if (running.test(text)) {
        inRun = true;
        return true;
      }
      const frame = failed.exec(text);
      if (frame !== null) {
        indent = frame[1]?.length ?? 0;
        return true;
      }
      if (text.trim() === "") return inRun || indent >= 0;
      if (verbose.test(text) || otherWork.test(text)) {
        inRun = false;
        indent = -1;
        return false;
      }
      if (inRun) return true;
      if (indent < 0) return false;
      if (text.length - text.trimStart().length > indent) return true;
      indent = -1;
      return false;
    }
  };
}

// src/classify/lines/unwrap-json.ts
var jsonOutput = /"(?:Output|Error|msg|message|error|log|stderr|stdout|output)":\s?"((?:[^"\\]|\\.)*)"/;
var testOfProgram = /"Test":"/;
var quotedLines = /\\n(?:\\t|\s){0,4}(?:go: |go (?:get|mod|list|build|install)\b|build \S+: |[\w./-]{1,200}\.go:\d|fatal: |error: |remote: |server response:|verifying |package |note: |unknown revision|[\w.-]+\.\w+\/[\w./~-]+@v\d)|\\n\\t|: \\n|\\n"/;
var closing = /\\?"[\s,)}\]]*$/;
var escapes = {
  n: "\n",
  t: "	",
  r: "",
  u003c: "<",
  u003e: ">",
  u0026: "&"
};
function unquote(text) {
  return text.replace(/\\(u003[ce]|u0026|[ntr"'\\])/g, (_, name) => escapes[name] ?? name);
}
function unwrapJson(text) {
  const start = text.trimStart();
  if (start.startsWith('{"Time":') || start.startsWith('{"Action":') || start.startsWith('{"ImportPath":')) {
    if (testOfProgram.test(text)) return [];
  }
  const field = text.includes('":') ? jsonOutput.exec(text)?.[1] : void 0;
  const inner = field ?? text;
  if (!inner.includes("\\")) return [inner];
  if (field === void 0 && !inner.includes('\\"') && !quotedLines.test(inner)) return [inner];
  const whole = field === void 0 ? inner.replace(closing, "") : inner;
  const tests = createTestOutput();
  return unquote(whole).split("\n").filter((line) => !tests.inside(line) && line.trim() !== "");
}

// src/classify/lines/split.ts
var tailLines = 4;
var testFrame = /^.{0,80}?(?:--- (?:FAIL|PASS|SKIP)|=== (?:RUN|CONT|NAME|PAUSE))/;
var verdict = /^(?:ok|FAIL|\?|---|PASS)\s/;
function createSplitter(onMessage) {
  const tests = createTestOutput();
  let pending = null;
  let inTests = false;
  const flush = () => {
    const done = pending;
    pending = null;
    if (done !== null) onMessage({ lines: done.lines, tail: done.tail });
  };
  const begin = (line) => {
    if (!startsAnew(line.text)) pending?.tail.push(line);
    flush();
    pending = { lines: [line], tail: [], closed: false };
  };
  const take = (line) => {
    if (pending !== null && !pending.closed && continues(pending.lines, line.text)) {
      pending.lines.push(line);
      return;
    }
    const candidate = mayMatter(line.text) && !verdict.test(line.text) && !isInformation(line.text);
    if (candidate) {
      begin(line);
      return;
    }
    if (pending === null) return;
    pending.closed = true;
    if (line.text.trim() !== "") pending.tail.push(line);
    if (pending.tail.length >= tailLines || isInformation(line.text)) flush();
  };
  return {
    push(number, line) {
      const framed = (line.includes("--- ") || line.includes("=== ")) && testFrame.test(line);
      if (pending === null && !inTests && !framed && !mayMatter(line)) return;
      if (!inTests && line.includes("go: downloading ") && !line.includes("\\n")) return flush();
      const text = normalise(line);
      if (framed) flush();
      if (framed || inTests) {
        inTests = tests.inside(text);
        if (inTests) return;
      }
      if (pending !== null && !pending.closed && isOfResponse(pending.lines, text))
        pending.lines.push({ number, text });
      else for (const part of unwrapJson(text)) take({ number, text: part });
    },
    end: flush
  };
}

// src/classify/lines/stream.ts
var linesBefore = 4;
var linesAfter = 6;
var linesWatched = 300;
var linesKept = 400;
var lastLines = 30;
var evidencePerMessage = 6;
function createNearbyLines() {
  const kept2 = /* @__PURE__ */ new Map();
  let recent = [];
  let start = 1;
  let wanted = 0;
  return {
    push(number, line) {
      const text = line.length > maxLineLength ? line.slice(0, maxLineLength) : line;
      if (number <= wanted && kept2.size < linesKept) kept2.set(number, text);
      recent.push(text);
      if (recent.length <= lastLines + 40) return;
      recent = recent.slice(40);
      start += 40;
    },
    /** A fault was seen at these lines. */
    around(from, to) {
      const last = Math.min(to + linesAfter, start + recent.length - 1);
      for (let number = Math.max(from - linesBefore, start); number <= last && kept2.size < linesKept; number++)
        kept2.set(number, recent[number - start] ?? "");
      wanted = Math.max(wanted, to + linesAfter);
    },
    after(number) {
      return recent.slice(Math.max(0, number + 1 - start));
    },
    textOf(number) {
      return recent[number - start];
    },
    lines() {
      if (kept2.size > 0)
        return [...kept2].map(([number, text]) => ({ number, text })).sort((a, b) => a.number - b.number);
      const tail = Math.max(0, recent.length - lastLines);
      return recent.slice(tail).map((text, index) => ({ number: start + tail + index, text }));
    }
  };
}
function shownText(line, redact) {
  return clip(stripUserinfo(redact(printable(plain2(line)))).trim());
}
function* evidenceOf({ lines, causeAt }, textOf, redact) {
  const cause = lines[causeAt];
  const others = lines.filter((line) => line !== cause && !isChainLink(line.text));
  const given = /* @__PURE__ */ new Set();
  for (const { number, text } of cause === void 0 ? others : [cause, ...others]) {
    if (given.has(number)) continue;
    given.add(number);
    const raw = textOf(number) ?? text;
    yield { line: number, text: clip(stripUserinfo(redact(plain2(raw))).trim()) };
    if (given.size >= evidencePerMessage) return;
  }
}
var ofProject = /* @__PURE__ */ new Set([
  "go-sum-missing",
  "dependency-graph",
  "toolchain",
  "killed",
  "checksum-mismatch"
]);
function keyOf({ lines, tail }) {
  const first = lines[0];
  if (first !== void 0 && lines.length === 1 && tail.length === 0) return first.text;
  return `${joined(lines)}

${joined(tail)}`;
}
function joined(lines) {
  return lines.map(({ text }) => text).join("\n");
}
function createMatchCache(match) {
  const known = /* @__PURE__ */ new Map();
  return (message) => {
    const key = keyOf(message);
    const before = known.get(key);
    if (before !== void 0) return before === null ? null : { ...before, lines: message.lines };
    if (known.size >= cachedMessages) known.clear();
    const found = match(message);
    known.set(key, found);
    return found;
  };
}
var cachedMessages = 4e3;
var vague = /* @__PURE__ */ new Set(["unknown/git", "auth/ssh-unreadable"]);
function withEarlier(match, message, {
  earlier,
  textOf,
  read
}) {
  const first = message.lines[0];
  if (first === void 0) return match;
  if (match === null ? !isAfterGit(first.text) : !vague.has(match.rule.id)) return match;
  const before = gitLinesBefore(first.number, textOf, earlier);
  if (before.length === 0) return match;
  const both = read({ lines: [...before, ...message.lines], tail: [] });
  return both === null || both.rule.category === "unknown" ? match : both;
}
function createTextWitness(collector, redact) {
  const nearby = createNearbyLines();
  const jobEnd = createJobEnd();
  const seen = createModulesSeen();
  let count = 0;
  let following = null;
  let watched = 0;
  const read = (message) => {
    const match = matchRules(message);
    return match === null ? null : withoutSecrets(match, redact);
  };
  const readOnce = createMatchCache(read);
  let earlier = [];
  const splitter = createSplitter((message) => {
    const match = withEarlier(readOnce(message), message, { earlier, textOf: nearby.textOf, read });
    earlier = match === null ? message.lines : [];
    if (match === null || isUnrelatedGit(match, count, nearby.textOf)) return;
    const evidence = evidenceOf(match, nearby.textOf, redact);
    const first = match.lines[0]?.number ?? count;
    const lastLine = match.lines.at(-1)?.number ?? first;
    nearby.around(first, lastLine);
    const fault = seenInText(match, evidence);
    collector.add(
      ofProject.has(match.rule.category) ? fault : { ...fault, module: seen.complete(fault.module) }
    );
    following = nearby.after(lastLine);
    watched = Math.max(count, lastLine) + linesWatched;
  });
  return {
    push(line) {
      count++;
      nearby.push(count, line);
      if (line.includes("ing ") && line.includes("go: "))
        for (const part of line.split("\\n")) seen.observe(part);
      splitter.push(count, line);
      const endRule = jobEnd.observe(line);
      if (endRule !== null) {
        nearby.around(count, count);
        const evidence = [{ line: count, text: shownText(line, redact) }];
        collector.add(seenFault(endRule.id, { confidence: endRule.confidence, evidence, trust: 3 }));
        following = [];
        watched = count + linesWatched;
      }
      if (following !== null && count <= watched && line.length <= maxLineLength) following.push(line);
    },
    end() {
      splitter.end();
      if (following !== null && hasRecovered([...following, ...nearby.after(watched)])) collector.clear();
      return { near: nearby.lines(), total: count };
    }
  };
}
function createLogClassifier(options = {}) {
  const redact = options.redact ?? ((text2) => text2);
  const collector = createFaultCollector();
  const text = createTextWitness(collector, redact);
  return {
    push: text.push,
    end() {
      const { near, total } = text.end();
      const classification = collector.classification(options.context ?? {});
      return { classification, excerpt: excerptFrom(near, total, classification, redact) };
    }
  };
}

export {
  looksInternal,
  privatePattern,
  remedyOf,
  unansweredOf,
  wrongBytesOf,
  verdictOf,
  headlineOf,
  cachePlace,
  blameFor,
  progressLine,
  sentence,
  because,
  bodyPatterns,
  faultOfAnswer,
  faultOfStatus,
  seenFault,
  seenInText,
  createFaultCollector,
  stripUserinfo,
  namedUrls,
  fromProxyUrl,
  isSumdbUrl,
  matchRules,
  clip,
  excerptOf,
  createTextWitness,
  createLogClassifier
};
