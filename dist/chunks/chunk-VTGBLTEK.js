import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/go/version.ts
var number = "0|[1-9][0-9]*";
var identifier = "[0-9A-Za-z-]+";
var semver = new RegExp(
  `^v(${number})(?:\\.(${number})(?:\\.(${number})(-${identifier}(?:\\.${identifier})*)?(\\+${identifier}(?:\\.${identifier})*)?)?)?$`
);
function parse(version) {
  const match = semver.exec(version);
  if (match === null) return null;
  const [, major = "", minor = "0", patch = "0", prerelease = "", build = ""] = match;
  const padded = prerelease.slice(1).split(".").some((part) => /^0[0-9]+$/.test(part));
  return padded ? null : { major, minor, patch, prerelease, build };
}
function majorVersion(version) {
  const parsed = parse(version);
  return parsed === null ? "" : `v${parsed.major}`;
}
function canonicalVersion(version) {
  const parsed = parse(version);
  if (parsed === null) return null;
  const suffix = parsed.build === "+incompatible" ? parsed.build : "";
  return `v${parsed.major}.${parsed.minor}.${parsed.patch}${parsed.prerelease}${suffix}`;
}
function compareVersions(a, b) {
  const x = parse(a);
  const y = parse(b);
  if (x === null || y === null) return Number(x !== null) - Number(y !== null);
  return compareNumbers(x.major, y.major) || compareNumbers(x.minor, y.minor) || compareNumbers(x.patch, y.patch) || comparePrereleases(x.prerelease, y.prerelease);
}
function compareNumbers(a, b) {
  return a.length - b.length || compareText(a, b);
}
function compareText(a, b) {
  return a < b ? -1 : Number(a > b);
}
function comparePrereleases(a, b) {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  const x = a.slice(1).split(".");
  const y = b.slice(1).split(".");
  for (const [index, left] of x.entries()) {
    const right = y[index];
    if (right === void 0) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return -1;
}
function compareIdentifiers(a, b) {
  const aNumeric = /^[0-9]+$/.test(a);
  const bNumeric = /^[0-9]+$/.test(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  return aNumeric ? compareNumbers(a, b) : compareText(a, b);
}

// src/go/module-path.ts
function checkModulePath(path) {
  if (path === "") return "it is empty";
  if (path.startsWith("-")) return "it starts with a dash";
  const elements = path.split("/");
  for (const element of elements) {
    const problem = checkElement(element, modulePathCharacter) ?? checkShortName(element);
    if (problem !== null) return problem;
    if (element.startsWith(".")) return `its element ${quote(element)} starts with a dot`;
  }
  const first = elements[0] ?? "";
  if (!first.includes(".")) return "its first element has no dot";
  if (!/^[-.0-9a-z]+$/.test(first)) return "its first element is not a lower-case domain name";
  return splitPathMajor(path) === null ? "its major version suffix is not valid" : null;
}
function checkVersionElement(version) {
  return version.includes("!") ? "it contains an exclamation mark" : checkElement(version, fileNameCharacter);
}
function checkPathMajor(path, version) {
  const suffix = splitPathMajor(path);
  if (suffix === null) return "its major version suffix is not valid";
  const plain = suffix.replace(/-unstable$/, "");
  const wanted = plain.slice(1);
  const major = majorVersion(version);
  if (wanted === "") {
    const fits = major === "v0" || major === "v1" || version.endsWith("+incompatible");
    return fits ? null : `version ${version} should be v0 or v1`;
  }
  const oldPseudoVersion = plain === ".v1" && version.startsWith("v0.0.0-");
  return major === wanted || oldPseudoVersion ? null : `version ${version} should be ${wanted}`;
}
function isCanonicalVersion(version) {
  return version !== "" && canonicalVersion(version) === version;
}
function splitPathMajor(path) {
  if (path.startsWith("gopkg.in/")) {
    return /(?<=.)\.v(?:0|[1-9][0-9]*(?:-unstable)?)$/.exec(path)?.[0] ?? null;
  }
  const tail = /(?<=.)\/v[0-9.]+$/.exec(path)?.[0];
  if (tail === void 0) return "";
  return /^\/v[1-9][0-9]*$/.test(tail) && tail !== "/v1" ? tail : null;
}
var modulePathCharacter = /^[-._~0-9A-Za-z]+$/;
var fileNameCharacter = /^[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+$/;
var reservedOnWindows = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;
function checkElement(element, allowed) {
  if (element === "") return "it has an empty element";
  if (/^\.+$/.test(element)) return `its element ${quote(element)} is only dots`;
  if (element.endsWith(".")) return `its element ${quote(element)} ends with a dot`;
  if (!allowed.test(element)) return `its element ${quote(element)} has a character that is not allowed`;
  return reservedOnWindows.test(beforeDot(element)) ? `${quote(element)} is a reserved name on Windows` : null;
}
function checkShortName(element) {
  const short = /~[0-9]+$/.test(beforeDot(element));
  return short ? `its element ${quote(element)} looks like a short name on Windows` : null;
}
function beforeDot(element) {
  const dot = element.indexOf(".");
  return dot < 0 ? element : element.slice(0, dot);
}
function quote(text) {
  return JSON.stringify(text);
}

// src/go/layout.ts
function escapePath(path) {
  const problem = checkModulePath(path);
  if (problem !== null) throw new RangeError(`invalid module path ${JSON.stringify(path)}: ${problem}`);
  return escapeCase(path);
}
function escapeVersion(version) {
  const problem = checkVersionElement(version);
  if (problem !== null) throw new RangeError(`invalid version ${JSON.stringify(version)}: ${problem}`);
  return escapeCase(version);
}
function unescapePath(escaped) {
  const path = unescapeCase(escaped);
  return path === null || checkModulePath(path) !== null ? null : path;
}
function unescapeVersion(escaped) {
  const version = unescapeCase(escaped);
  return version === null || checkVersionElement(version) !== null ? null : version;
}
function checkModuleVersion({ path, version }) {
  const problem = checkModulePath(path);
  if (problem !== null) return `module path ${JSON.stringify(path)}: ${problem}`;
  if (!isCanonicalVersion(version)) return `version ${JSON.stringify(version)} is not a canonical one`;
  const misfit = checkVersionElement(version) ?? checkPathMajor(path, version);
  return misfit === null ? null : `${path}: ${misfit}`;
}
function fileName(file) {
  return `${escapePath(file.path)}/@v/${escapeVersion(file.version)}.${file.kind}`;
}
function wirePath(file) {
  return fileName(file).replaceAll("!", "%21");
}
var fileNamePattern = /^(.+)\/@v\/([^/]+)\.(info|mod|zip)$/;
function parseFileName(name) {
  const match = fileNamePattern.exec(name);
  if (match === null) return null;
  const path = unescapePath(match[1] ?? "");
  const version = unescapeVersion(match[2] ?? "");
  if (path === null || version === null) return null;
  const kind = fileKind(match[3]);
  return kind === null || checkModuleVersion({ path, version }) !== null ? null : { path, version, kind };
}
function fileKind(text) {
  return text === "info" || text === "mod" || text === "zip" ? text : null;
}
function escapeCase(text) {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
function unescapeCase(escaped) {
  if (!/^(?:![a-z]|[^!A-Z])*$/.test(escaped)) return null;
  return escaped.replace(/!([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/go/module-file.ts
var maxFileBytes = { info: 1 << 20, mod: 16 << 20, zip: 500 << 20 };
function moduleName({ path, version }) {
  return `${path}@${version}`;
}

export {
  canonicalVersion,
  compareVersions,
  checkPathMajor,
  splitPathMajor,
  escapePath,
  escapeVersion,
  checkModuleVersion,
  fileName,
  wirePath,
  parseFileName,
  maxFileBytes,
  moduleName
};
