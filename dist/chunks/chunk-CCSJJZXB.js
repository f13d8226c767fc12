import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createDownloadPlan,
  isComplete
} from "./chunk-LJNQL5JP.js";
import {
  excerptLines,
  excerptTitle,
  factRows,
  saidRow
} from "./chunk-SXRZ74MR.js";
import {
  cancelled,
  checkZip,
  downloadOnline,
  dropZip,
  goRound,
  policySentence,
  prepare,
  requestsOf,
  statedFault,
  unverifiedZips,
  versionOfInfo
} from "./chunk-A2RW7TAJ.js";
import {
  compareGoVersions,
  createInventory,
  createModReader,
  holdsModules,
  isGoFlagSet,
  isJudgedByDatabase,
  isListed,
  mergePlans,
  modSums,
  planDownload,
  readBoundedText,
  textLimits,
  zipSums
} from "./chunk-SONTVUGE.js";
import {
  because,
  code,
  find,
  h,
  headlineOf,
  healthWords,
  html,
  looksInternal,
  mostSteps,
  privatePattern,
  progressLine,
  prose,
  restoreWords,
  saveWords,
  sentence,
  stringify,
  stringify2,
  svg,
  verdictOf,
  verdictWords
} from "./chunk-NLIYBDSK.js";
import {
  matchPrefixPatterns
} from "./chunk-YO5Q3A5U.js";
import {
  faultAnchor
} from "./chunk-UME5RBUT.js";
import {
  version
} from "./chunk-5H44LEEW.js";
import {
  displayGoproxyList,
  endedBefore,
  formatGoproxyList,
  goproxySecrets
} from "./chunk-3WXFDNKX.js";
import {
  boundProblems,
  entryFolder,
  reasonOf,
  walkMembers
} from "./chunk-VU7KWZDD.js";
import {
  databaseName,
  generationKey,
  generationOf,
  incompleteKey,
  isSameKey,
  lookupName,
  maxGeneration,
  maxLookupBytes,
  maxTileBytes,
  parseLookup,
  tilesFor
} from "./chunk-JU5MG4SC.js";
import {
  clearStaleTrees,
  createZipAdmitter
} from "./chunk-GSPTMEQB.js";
import {
  isStale,
  systemMark,
  temporaryName
} from "./chunk-WTAMLIWX.js";
import {
  isBelow,
  remove,
  removeFileNow
} from "./chunk-62MYYFVB.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  plural
} from "./chunk-MIY3A4KY.js";
import {
  cut,
  oneLine,
  plainText
} from "./chunk-GT2VA2H6.js";
import {
  hashMod
} from "./chunk-SX2QXANG.js";
import {
  canonicalVersion,
  compareVersions,
  errorCode,
  escapePath,
  fileName,
  moduleName
} from "./chunk-HVNKS63A.js";

// src/report/build/unprepared-report.ts
function unpreparedReport(fault, seconds) {
  const reason = "the run did not get that far";
  return {
    version: 1,
    result: "failed",
    fault,
    faults: [fault],
    source: null,
    requiredBy: { modules: [], unread: 0 },
    go: { version: "", goproxy: "", exported: false, sealed: false },
    scopes: [],
    skipped: [],
    modules: { total: 0, fetched: 0, bytes: 0 },
    proxies: [],
    ranking: null,
    attempts: [],
    fetch: { kind: "off", reason },
    cache: {
      key: null,
      store: "",
      restore: { kind: "off", reason },
      save: { kind: "skipped", reason },
      problems: [],
      restoreMs: 0,
      saveMs: 0
    },
    findings: [],
    changes: [],
    excerpt: null,
    reproduce: [],
    notices: [],
    seconds
  };
}

// src/report/redact-report.ts
var mostCharacters = 16384;
var ownWords = /* @__PURE__ */ new Set(["result", "kind", "category", "also", "health", "manners", "question"]);
function redactReport(report, redact) {
  return mapStrings(report, (text2) => cut(redact(plainText(redact(text2))), mostCharacters));
}
function mapStrings(value2, change) {
  if (typeof value2 === "string") return change(value2);
  if (Array.isArray(value2)) return value2.map((item) => mapStrings(item, change));
  if (typeof value2 !== "object" || value2 === null) return value2;
  const entries = Object.entries(value2).map(([key2, item]) => [
    key2,
    ownWords.has(key2) ? item : mapStrings(item, change)
  ]);
  return Object.fromEntries(entries);
}

// src/report/attempts.ts
function attemptOutcome({ classification, decision }) {
  const fault = classification.primary;
  if (fault === null) return decision.kind === "done" ? "complete" : "incomplete";
  const where = fault.host ?? fault.module;
  return where === null ? headlineOf(fault) : `${headlineOf(fault)}, ${code(where, 160)}`;
}
function decisionLine(decision) {
  switch (decision.kind) {
    case "done":
      return "done";
    case "retry":
      return `again after ${formatDuration(decision.afterMs)}: ${decision.reason}`;
    case "stop":
      return `stopped: ${decision.reason}`;
  }
}

// src/report/cache-line.ts
var slowBytesPerSecond = 5e6;
var noticeableMs = 15e3;
function cacheLines(report) {
  const { cache: cache2 } = report;
  const done = report.result === "failed" ? progressLine(report) : "";
  const lines2 = [
    done,
    restoreLine(cache2),
    saysAll(cache2) ? "" : saveLine(cache2.save, cache2.saveMs),
    worthLine(report)
  ];
  return lines2.filter((line2) => line2 !== "");
}
function saysAll({ restore, save }) {
  if (restore.kind === "exact") return true;
  return "reason" in restore && "reason" in save && restore.reason === save.reason;
}
function restoreLine({ restore, restoreMs }) {
  const words = `Cache: ${restoreWords[restore.kind]}`;
  switch (restore.kind) {
    case "exact":
    case "partial":
      return `${words}, ${plural(restore.files, "file")} (${formatBytes(restore.bytes)}) in ${formatDuration(restoreMs)}.`;
    case "slow":
      return `${words} after ${formatDuration(restore.limitMs)}.`;
    case "miss":
      return `${words}.`;
    case "not-needed":
    case "off":
    case "unavailable":
    case "denied":
    case "rate-limited":
    case "corrupt":
      return because(words, restore.reason);
  }
}
function saveLine(save, ms) {
  const words = saveWords[save.kind];
  switch (save.kind) {
    case "saved":
      return save.incomplete === true ? `Saved what was got and verified (${formatBytes(save.bytes)}) in ${formatDuration(ms)}, so that the next run fetches the rest only.` : `Saved ${formatBytes(save.bytes)} for the next run in ${formatDuration(ms)}.`;
    case "exists":
      return sentence(words);
    case "slow":
      return `${sentence(words).slice(0, -1)} after ${formatDuration(save.limitMs)}.`;
    case "skipped":
    case "unavailable":
    case "denied":
    case "rate-limited":
    case "failed":
      return because(sentence(words).slice(0, -1), save.reason);
  }
}
function worthLine({ cache: cache2, fetch, modules, go, result }) {
  const restored = restoredBytes(cache2.restore);
  if (restored === 0 || cache2.restoreMs === 0) return "";
  const restoreRate = restored / cache2.restoreMs * 1e3;
  if (fetch.kind === "ran" && fetch.bytes > 1e6 && fetch.ms > 0) {
    const fetchRate = fetch.bytes / fetch.ms * 1e3;
    if (fetchRate > restoreRate * 1.5) {
      return `It did not pay: ${rate(restoreRate)} from the cache, ${rate(fetchRate)} from the proxies.`;
    }
    return `It paid: ${rate(restoreRate)} from the cache, ${rate(fetchRate)} from the proxies.`;
  }
  if (cache2.restoreMs > noticeableMs && restoreRate < slowBytesPerSecond) {
    return `At ${rate(restoreRate)} it may not pay; compare with a run without the cache.`;
  }
  const requests2 = (fetch.kind === "ran" ? fetch.requests : 0) + (go.requests ?? 0);
  const isAll = cache2.restore.kind === "exact" && modules.fetched === 0 && requests2 === 0;
  return isAll && result !== "failed" ? "It replaced every download." : "";
}
function restoredBytes(restore) {
  return restore.kind === "exact" || restore.kind === "partial" ? restore.bytes : 0;
}
function rate(bytesPerSecond) {
  return `${formatBytes(bytesPerSecond)} a second`;
}

// node_modules/html-void-elements/index.js
var htmlVoidElements = [
  "area",
  "base",
  "basefont",
  "bgsound",
  "br",
  "col",
  "command",
  "embed",
  "frame",
  "hr",
  "image",
  "img",
  "input",
  "keygen",
  "link",
  "meta",
  "param",
  "source",
  "track",
  "wbr"
];

// node_modules/zwitch/index.js
var own = {}.hasOwnProperty;
function zwitch(key2, options) {
  const settings = options || {};
  function one2(value2, ...parameters) {
    let fn = one2.invalid;
    const handlers = one2.handlers;
    if (value2 && own.call(value2, key2)) {
      const id = String(value2[key2]);
      fn = own.call(handlers, id) ? handlers[id] : one2.unknown;
    }
    if (fn) {
      return fn.call(this, value2, ...parameters);
    }
  }
  one2.handlers = settings.handlers || {};
  one2.invalid = settings.invalid;
  one2.unknown = settings.unknown;
  return one2;
}

// node_modules/stringify-entities/lib/core.js
var defaultSubsetRegex = /["&'<>`]/g;
var surrogatePairsRegex = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
var controlCharactersRegex = (
  // eslint-disable-next-line no-control-regex, unicorn/no-hex-escape
  /[\x01-\t\v\f\x0E-\x1F\x7F\x81\x8D\x8F\x90\x9D\xA0-\uFFFF]/g
);
var regexEscapeRegex = /[|\\{}()[\]^$+*?.]/g;
var subsetToRegexCache = /* @__PURE__ */ new WeakMap();
function core(value2, options) {
  value2 = value2.replace(
    options.subset ? charactersToExpressionCached(options.subset) : defaultSubsetRegex,
    basic
  );
  if (options.subset || options.escapeOnly) {
    return value2;
  }
  return value2.replace(surrogatePairsRegex, surrogate).replace(controlCharactersRegex, basic);
  function surrogate(pair, index, all2) {
    return options.format(
      (pair.charCodeAt(0) - 55296) * 1024 + pair.charCodeAt(1) - 56320 + 65536,
      all2.charCodeAt(index + 2),
      options
    );
  }
  function basic(character, index, all2) {
    return options.format(
      character.charCodeAt(0),
      all2.charCodeAt(index + 1),
      options
    );
  }
}
function charactersToExpressionCached(subset) {
  let cached = subsetToRegexCache.get(subset);
  if (!cached) {
    cached = charactersToExpression(subset);
    subsetToRegexCache.set(subset, cached);
  }
  return cached;
}
function charactersToExpression(subset) {
  const groups = [];
  let index = -1;
  while (++index < subset.length) {
    groups.push(subset[index].replace(regexEscapeRegex, "\\$&"));
  }
  return new RegExp("(?:" + groups.join("|") + ")", "g");
}

// node_modules/stringify-entities/lib/util/to-hexadecimal.js
var hexadecimalRegex = /[\dA-Fa-f]/;
function toHexadecimal(code2, next, omit) {
  const value2 = "&#x" + code2.toString(16).toUpperCase();
  return omit && next && !hexadecimalRegex.test(String.fromCharCode(next)) ? value2 : value2 + ";";
}

// node_modules/stringify-entities/lib/util/to-decimal.js
var decimalRegex = /\d/;
function toDecimal(code2, next, omit) {
  const value2 = "&#" + String(code2);
  return omit && next && !decimalRegex.test(String.fromCharCode(next)) ? value2 : value2 + ";";
}

// node_modules/character-entities-legacy/index.js
var characterEntitiesLegacy = [
  "AElig",
  "AMP",
  "Aacute",
  "Acirc",
  "Agrave",
  "Aring",
  "Atilde",
  "Auml",
  "COPY",
  "Ccedil",
  "ETH",
  "Eacute",
  "Ecirc",
  "Egrave",
  "Euml",
  "GT",
  "Iacute",
  "Icirc",
  "Igrave",
  "Iuml",
  "LT",
  "Ntilde",
  "Oacute",
  "Ocirc",
  "Ograve",
  "Oslash",
  "Otilde",
  "Ouml",
  "QUOT",
  "REG",
  "THORN",
  "Uacute",
  "Ucirc",
  "Ugrave",
  "Uuml",
  "Yacute",
  "aacute",
  "acirc",
  "acute",
  "aelig",
  "agrave",
  "amp",
  "aring",
  "atilde",
  "auml",
  "brvbar",
  "ccedil",
  "cedil",
  "cent",
  "copy",
  "curren",
  "deg",
  "divide",
  "eacute",
  "ecirc",
  "egrave",
  "eth",
  "euml",
  "frac12",
  "frac14",
  "frac34",
  "gt",
  "iacute",
  "icirc",
  "iexcl",
  "igrave",
  "iquest",
  "iuml",
  "laquo",
  "lt",
  "macr",
  "micro",
  "middot",
  "nbsp",
  "not",
  "ntilde",
  "oacute",
  "ocirc",
  "ograve",
  "ordf",
  "ordm",
  "oslash",
  "otilde",
  "ouml",
  "para",
  "plusmn",
  "pound",
  "quot",
  "raquo",
  "reg",
  "sect",
  "shy",
  "sup1",
  "sup2",
  "sup3",
  "szlig",
  "thorn",
  "times",
  "uacute",
  "ucirc",
  "ugrave",
  "uml",
  "uuml",
  "yacute",
  "yen",
  "yuml"
];

// node_modules/character-entities-html4/index.js
var characterEntitiesHtml4 = {
  nbsp: "\xA0",
  iexcl: "\xA1",
  cent: "\xA2",
  pound: "\xA3",
  curren: "\xA4",
  yen: "\xA5",
  brvbar: "\xA6",
  sect: "\xA7",
  uml: "\xA8",
  copy: "\xA9",
  ordf: "\xAA",
  laquo: "\xAB",
  not: "\xAC",
  shy: "\xAD",
  reg: "\xAE",
  macr: "\xAF",
  deg: "\xB0",
  plusmn: "\xB1",
  sup2: "\xB2",
  sup3: "\xB3",
  acute: "\xB4",
  micro: "\xB5",
  para: "\xB6",
  middot: "\xB7",
  cedil: "\xB8",
  sup1: "\xB9",
  ordm: "\xBA",
  raquo: "\xBB",
  frac14: "\xBC",
  frac12: "\xBD",
  frac34: "\xBE",
  iquest: "\xBF",
  Agrave: "\xC0",
  Aacute: "\xC1",
  Acirc: "\xC2",
  Atilde: "\xC3",
  Auml: "\xC4",
  Aring: "\xC5",
  AElig: "\xC6",
  Ccedil: "\xC7",
  Egrave: "\xC8",
  Eacute: "\xC9",
  Ecirc: "\xCA",
  Euml: "\xCB",
  Igrave: "\xCC",
  Iacute: "\xCD",
  Icirc: "\xCE",
  Iuml: "\xCF",
  ETH: "\xD0",
  Ntilde: "\xD1",
  Ograve: "\xD2",
  Oacute: "\xD3",
  Ocirc: "\xD4",
  Otilde: "\xD5",
  Ouml: "\xD6",
  times: "\xD7",
  Oslash: "\xD8",
  Ugrave: "\xD9",
  Uacute: "\xDA",
  Ucirc: "\xDB",
  Uuml: "\xDC",
  Yacute: "\xDD",
  THORN: "\xDE",
  szlig: "\xDF",
  agrave: "\xE0",
  aacute: "\xE1",
  acirc: "\xE2",
  atilde: "\xE3",
  auml: "\xE4",
  aring: "\xE5",
  aelig: "\xE6",
  ccedil: "\xE7",
  egrave: "\xE8",
  eacute: "\xE9",
  ecirc: "\xEA",
  euml: "\xEB",
  igrave: "\xEC",
  iacute: "\xED",
  icirc: "\xEE",
  iuml: "\xEF",
  eth: "\xF0",
  ntilde: "\xF1",
  ograve: "\xF2",
  oacute: "\xF3",
  ocirc: "\xF4",
  otilde: "\xF5",
  ouml: "\xF6",
  divide: "\xF7",
  oslash: "\xF8",
  ugrave: "\xF9",
  uacute: "\xFA",
  ucirc: "\xFB",
  uuml: "\xFC",
  yacute: "\xFD",
  thorn: "\xFE",
  yuml: "\xFF",
  fnof: "\u0192",
  Alpha: "\u0391",
  Beta: "\u0392",
  Gamma: "\u0393",
  Delta: "\u0394",
  Epsilon: "\u0395",
  Zeta: "\u0396",
  Eta: "\u0397",
  Theta: "\u0398",
  Iota: "\u0399",
  Kappa: "\u039A",
  Lambda: "\u039B",
  Mu: "\u039C",
  Nu: "\u039D",
  Xi: "\u039E",
  Omicron: "\u039F",
  Pi: "\u03A0",
  Rho: "\u03A1",
  Sigma: "\u03A3",
  Tau: "\u03A4",
  Upsilon: "\u03A5",
  Phi: "\u03A6",
  Chi: "\u03A7",
  Psi: "\u03A8",
  Omega: "\u03A9",
  alpha: "\u03B1",
  beta: "\u03B2",
  gamma: "\u03B3",
  delta: "\u03B4",
  epsilon: "\u03B5",
  zeta: "\u03B6",
  eta: "\u03B7",
  theta: "\u03B8",
  iota: "\u03B9",
  kappa: "\u03BA",
  lambda: "\u03BB",
  mu: "\u03BC",
  nu: "\u03BD",
  xi: "\u03BE",
  omicron: "\u03BF",
  pi: "\u03C0",
  rho: "\u03C1",
  sigmaf: "\u03C2",
  sigma: "\u03C3",
  tau: "\u03C4",
  upsilon: "\u03C5",
  phi: "\u03C6",
  chi: "\u03C7",
  psi: "\u03C8",
  omega: "\u03C9",
  thetasym: "\u03D1",
  upsih: "\u03D2",
  piv: "\u03D6",
  bull: "\u2022",
  hellip: "\u2026",
  prime: "\u2032",
  Prime: "\u2033",
  oline: "\u203E",
  frasl: "\u2044",
  weierp: "\u2118",
  image: "\u2111",
  real: "\u211C",
  trade: "\u2122",
  alefsym: "\u2135",
  larr: "\u2190",
  uarr: "\u2191",
  rarr: "\u2192",
  darr: "\u2193",
  harr: "\u2194",
  crarr: "\u21B5",
  lArr: "\u21D0",
  uArr: "\u21D1",
  rArr: "\u21D2",
  dArr: "\u21D3",
  hArr: "\u21D4",
  forall: "\u2200",
  part: "\u2202",
  exist: "\u2203",
  empty: "\u2205",
  nabla: "\u2207",
  isin: "\u2208",
  notin: "\u2209",
  ni: "\u220B",
  prod: "\u220F",
  sum: "\u2211",
  minus: "\u2212",
  lowast: "\u2217",
  radic: "\u221A",
  prop: "\u221D",
  infin: "\u221E",
  ang: "\u2220",
  and: "\u2227",
  or: "\u2228",
  cap: "\u2229",
  cup: "\u222A",
  int: "\u222B",
  there4: "\u2234",
  sim: "\u223C",
  cong: "\u2245",
  asymp: "\u2248",
  ne: "\u2260",
  equiv: "\u2261",
  le: "\u2264",
  ge: "\u2265",
  sub: "\u2282",
  sup: "\u2283",
  nsub: "\u2284",
  sube: "\u2286",
  supe: "\u2287",
  oplus: "\u2295",
  otimes: "\u2297",
  perp: "\u22A5",
  sdot: "\u22C5",
  lceil: "\u2308",
  rceil: "\u2309",
  lfloor: "\u230A",
  rfloor: "\u230B",
  lang: "\u2329",
  rang: "\u232A",
  loz: "\u25CA",
  spades: "\u2660",
  clubs: "\u2663",
  hearts: "\u2665",
  diams: "\u2666",
  quot: '"',
  amp: "&",
  lt: "<",
  gt: ">",
  OElig: "\u0152",
  oelig: "\u0153",
  Scaron: "\u0160",
  scaron: "\u0161",
  Yuml: "\u0178",
  circ: "\u02C6",
  tilde: "\u02DC",
  ensp: "\u2002",
  emsp: "\u2003",
  thinsp: "\u2009",
  zwnj: "\u200C",
  zwj: "\u200D",
  lrm: "\u200E",
  rlm: "\u200F",
  ndash: "\u2013",
  mdash: "\u2014",
  lsquo: "\u2018",
  rsquo: "\u2019",
  sbquo: "\u201A",
  ldquo: "\u201C",
  rdquo: "\u201D",
  bdquo: "\u201E",
  dagger: "\u2020",
  Dagger: "\u2021",
  permil: "\u2030",
  lsaquo: "\u2039",
  rsaquo: "\u203A",
  euro: "\u20AC"
};

// node_modules/stringify-entities/lib/constant/dangerous.js
var dangerous = [
  "cent",
  "copy",
  "divide",
  "gt",
  "lt",
  "not",
  "para",
  "times"
];

// node_modules/stringify-entities/lib/util/to-named.js
var own2 = {}.hasOwnProperty;
var characters = {};
var key;
for (key in characterEntitiesHtml4) {
  if (own2.call(characterEntitiesHtml4, key)) {
    characters[characterEntitiesHtml4[key]] = key;
  }
}
var notAlphanumericRegex = /[^\dA-Za-z]/;
function toNamed(code2, next, omit, attribute) {
  const character = String.fromCharCode(code2);
  if (own2.call(characters, character)) {
    const name = characters[character];
    const value2 = "&" + name;
    if (omit && characterEntitiesLegacy.includes(name) && !dangerous.includes(name) && (!attribute || next && next !== 61 && notAlphanumericRegex.test(String.fromCharCode(next)))) {
      return value2;
    }
    return value2 + ";";
  }
  return "";
}

// node_modules/stringify-entities/lib/util/format-smart.js
function formatSmart(code2, next, options) {
  let numeric = toHexadecimal(code2, next, options.omitOptionalSemicolons);
  let named;
  if (options.useNamedReferences || options.useShortestReferences) {
    named = toNamed(
      code2,
      next,
      options.omitOptionalSemicolons,
      options.attribute
    );
  }
  if ((options.useShortestReferences || !named) && options.useShortestReferences) {
    const decimal = toDecimal(code2, next, options.omitOptionalSemicolons);
    if (decimal.length < numeric.length) {
      numeric = decimal;
    }
  }
  return named && (!options.useShortestReferences || named.length < numeric.length) ? named : numeric;
}

// node_modules/stringify-entities/lib/index.js
function stringifyEntities(value2, options) {
  return core(value2, Object.assign({ format: formatSmart }, options));
}

// node_modules/hast-util-to-html/lib/handle/comment.js
var htmlCommentRegex = /^>|^->|<!--|-->|--!>|<!-$/g;
var bogusCommentEntitySubset = [">"];
var commentEntitySubset = ["<", ">"];
function comment(node, _1, _2, state) {
  return state.settings.bogusComments ? "<?" + stringifyEntities(
    node.value,
    Object.assign({}, state.settings.characterReferences, {
      subset: bogusCommentEntitySubset
    })
  ) + ">" : "<!--" + node.value.replace(htmlCommentRegex, encode) + "-->";
  function encode($0) {
    return stringifyEntities(
      $0,
      Object.assign({}, state.settings.characterReferences, {
        subset: commentEntitySubset
      })
    );
  }
}

// node_modules/hast-util-to-html/lib/handle/doctype.js
function doctype(_1, _2, _3, state) {
  return "<!" + (state.settings.upperDoctype ? "DOCTYPE" : "doctype") + (state.settings.tightDoctype ? "" : " ") + "html>";
}

// node_modules/ccount/index.js
function ccount(value2, character) {
  const source = String(value2);
  if (typeof character !== "string") {
    throw new TypeError("Expected character");
  }
  let count = 0;
  let index = source.indexOf(character);
  while (index !== -1) {
    count++;
    index = source.indexOf(character, index + character.length);
  }
  return count;
}

// node_modules/hast-util-whitespace/lib/index.js
var re = /[ \t\n\f\r]/g;
function whitespace(thing) {
  return typeof thing === "object" ? thing.type === "text" ? empty(thing.value) : false : empty(thing);
}
function empty(value2) {
  return value2.replace(re, "") === "";
}

// node_modules/hast-util-to-html/lib/omission/util/siblings.js
var siblingAfter = siblings(1);
var siblingBefore = siblings(-1);
var emptyChildren = [];
function siblings(increment) {
  return sibling;
  function sibling(parent, index, includeWhitespace) {
    const siblings2 = parent ? parent.children : emptyChildren;
    let offset = (index || 0) + increment;
    let next = siblings2[offset];
    if (!includeWhitespace) {
      while (next && whitespace(next)) {
        offset += increment;
        next = siblings2[offset];
      }
    }
    return next;
  }
}

// node_modules/hast-util-to-html/lib/omission/omission.js
var own3 = {}.hasOwnProperty;
function omission(handlers) {
  return omit;
  function omit(node, index, parent) {
    return own3.call(handlers, node.tagName) && handlers[node.tagName](node, index, parent);
  }
}

// node_modules/hast-util-to-html/lib/omission/closing.js
var closing = omission({
  body,
  caption: headOrColgroupOrCaption,
  colgroup: headOrColgroupOrCaption,
  dd,
  dt,
  head: headOrColgroupOrCaption,
  html: html2,
  li,
  optgroup,
  option,
  p,
  rp: rubyElement,
  rt: rubyElement,
  tbody,
  td: cells,
  tfoot,
  th: cells,
  thead,
  tr
});
function headOrColgroupOrCaption(_, index, parent) {
  const next = siblingAfter(parent, index, true);
  return !next || next.type !== "comment" && !(next.type === "text" && whitespace(next.value.charAt(0)));
}
function html2(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type !== "comment";
}
function body(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type !== "comment";
}
function p(_, index, parent) {
  const next = siblingAfter(parent, index);
  return next ? next.type === "element" && (next.tagName === "address" || next.tagName === "article" || next.tagName === "aside" || next.tagName === "blockquote" || next.tagName === "details" || next.tagName === "div" || next.tagName === "dl" || next.tagName === "fieldset" || next.tagName === "figcaption" || next.tagName === "figure" || next.tagName === "footer" || next.tagName === "form" || next.tagName === "h1" || next.tagName === "h2" || next.tagName === "h3" || next.tagName === "h4" || next.tagName === "h5" || next.tagName === "h6" || next.tagName === "header" || next.tagName === "hgroup" || next.tagName === "hr" || next.tagName === "main" || next.tagName === "menu" || next.tagName === "nav" || next.tagName === "ol" || next.tagName === "p" || next.tagName === "pre" || next.tagName === "section" || next.tagName === "table" || next.tagName === "ul") : !parent || // Confusing parent.
  !(parent.type === "element" && (parent.tagName === "a" || parent.tagName === "audio" || parent.tagName === "del" || parent.tagName === "ins" || parent.tagName === "map" || parent.tagName === "noscript" || parent.tagName === "video" || // Custom element.
  parent.tagName.includes("-")));
}
function li(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && next.tagName === "li";
}
function dt(_, index, parent) {
  const next = siblingAfter(parent, index);
  return Boolean(
    next && next.type === "element" && (next.tagName === "dt" || next.tagName === "dd")
  );
}
function dd(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && (next.tagName === "dt" || next.tagName === "dd");
}
function rubyElement(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && (next.tagName === "rp" || next.tagName === "rt");
}
function optgroup(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && next.tagName === "optgroup";
}
function option(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && (next.tagName === "option" || next.tagName === "optgroup");
}
function thead(_, index, parent) {
  const next = siblingAfter(parent, index);
  return Boolean(
    next && next.type === "element" && (next.tagName === "tbody" || next.tagName === "tfoot")
  );
}
function tbody(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && (next.tagName === "tbody" || next.tagName === "tfoot");
}
function tfoot(_, index, parent) {
  return !siblingAfter(parent, index);
}
function tr(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && next.tagName === "tr";
}
function cells(_, index, parent) {
  const next = siblingAfter(parent, index);
  return !next || next.type === "element" && (next.tagName === "td" || next.tagName === "th");
}

// node_modules/hast-util-to-html/lib/omission/opening.js
var opening = omission({
  body: body2,
  colgroup,
  head,
  html: html3,
  tbody: tbody2
});
function html3(node) {
  const head2 = siblingAfter(node, -1);
  return !head2 || head2.type !== "comment";
}
function head(node) {
  const seen = /* @__PURE__ */ new Set();
  for (const child2 of node.children) {
    if (child2.type === "element" && (child2.tagName === "base" || child2.tagName === "title")) {
      if (seen.has(child2.tagName)) return false;
      seen.add(child2.tagName);
    }
  }
  const child = node.children[0];
  return !child || child.type === "element";
}
function body2(node) {
  const head2 = siblingAfter(node, -1, true);
  return !head2 || head2.type !== "comment" && !(head2.type === "text" && whitespace(head2.value.charAt(0))) && !(head2.type === "element" && (head2.tagName === "meta" || head2.tagName === "link" || head2.tagName === "script" || head2.tagName === "style" || head2.tagName === "template"));
}
function colgroup(node, index, parent) {
  const previous = siblingBefore(parent, index);
  if (parent && previous && previous.type === "element" && previous.tagName === "colgroup" && closing(previous, parent.children.indexOf(previous), parent)) {
    return false;
  }
  const head2 = siblingAfter(node, -1, true);
  return Boolean(head2 && head2.type === "element" && head2.tagName === "col");
}
function tbody2(node, index, parent) {
  const previous = siblingBefore(parent, index);
  if (parent && previous && previous.type === "element" && (previous.tagName === "thead" || previous.tagName === "tbody") && closing(previous, parent.children.indexOf(previous), parent)) {
    return false;
  }
  const head2 = siblingAfter(node, -1);
  return Boolean(head2 && head2.type === "element" && head2.tagName === "tr");
}

// node_modules/hast-util-to-html/lib/handle/element.js
var constants = {
  // See: <https://html.spec.whatwg.org/#attribute-name-state>.
  name: [
    ["	\n\f\r &/=>".split(""), "	\n\f\r \"&'/=>`".split("")],
    [`\0	
\f\r "&'/<=>`.split(""), "\0	\n\f\r \"&'/<=>`".split("")]
  ],
  // See: <https://html.spec.whatwg.org/#attribute-value-(unquoted)-state>.
  unquoted: [
    ["	\n\f\r &>".split(""), "\0	\n\f\r \"&'<=>`".split("")],
    ["\0	\n\f\r \"&'<=>`".split(""), "\0	\n\f\r \"&'<=>`".split("")]
  ],
  // See: <https://html.spec.whatwg.org/#attribute-value-(single-quoted)-state>.
  single: [
    ["&'".split(""), "\"&'`".split("")],
    ["\0&'".split(""), "\0\"&'`".split("")]
  ],
  // See: <https://html.spec.whatwg.org/#attribute-value-(double-quoted)-state>.
  double: [
    ['"&'.split(""), "\"&'`".split("")],
    ['\0"&'.split(""), "\0\"&'`".split("")]
  ]
};
var htmlIntegrationPoints = /* @__PURE__ */ new Set(["desc", "foreignObject", "title"]);
function element(node, index, parent, state) {
  const { schema } = state;
  const omit = schema.space === "svg" ? false : state.settings.omitOptionalTags;
  let selfClosing = schema.space === "svg" ? state.settings.closeEmptyElements : state.settings.voids.includes(node.tagName.toLowerCase());
  const parts = [];
  if (schema.space === "html" && node.tagName === "svg") {
    state.schema = svg;
  }
  const attributes = serializeAttributes(state, node.properties);
  if (state.schema.space === "svg" && htmlIntegrationPoints.has(node.tagName)) {
    state.schema = html;
  }
  const content = state.all(
    schema.space === "html" && node.tagName === "template" ? node.content : node
  );
  state.schema = schema;
  if (content) selfClosing = false;
  if (attributes || !omit || !opening(node, index, parent)) {
    parts.push("<", node.tagName, attributes ? " " + attributes : "");
    if (selfClosing && (schema.space === "svg" || state.settings.closeSelfClosing)) {
      const last = attributes.charAt(attributes.length - 1);
      if (!state.settings.tightSelfClosing || last === "/" || last && last !== '"' && last !== "'") {
        parts.push(" ");
      }
      parts.push("/");
    }
    parts.push(">");
  }
  parts.push(content);
  if (!selfClosing && (!omit || !closing(node, index, parent))) {
    parts.push("</" + node.tagName + ">");
  }
  return parts.join("");
}
function serializeAttributes(state, properties) {
  const values = [];
  let index = -1;
  let key2;
  if (properties) {
    for (key2 in properties) {
      if (properties[key2] !== null && properties[key2] !== void 0) {
        const value2 = serializeAttribute(state, key2, properties[key2]);
        if (value2) values.push(value2);
      }
    }
  }
  while (++index < values.length) {
    const last = state.settings.tightAttributes ? values[index].charAt(values[index].length - 1) : void 0;
    if (index !== values.length - 1 && last !== '"' && last !== "'") {
      values[index] += " ";
    }
  }
  return values.join("");
}
function serializeAttribute(state, key2, value2) {
  const info = find(state.schema, key2);
  const x = state.settings.allowParseErrors && state.schema.space === "html" ? 0 : 1;
  const y = state.settings.allowDangerousCharacters ? 0 : 1;
  if (info.overloadedBoolean && (value2 === info.attribute || value2 === "")) {
    value2 = true;
  } else if ((info.boolean || info.overloadedBoolean) && (typeof value2 !== "string" || value2 === info.attribute || value2 === "")) {
    value2 = Boolean(value2);
  }
  if (value2 === null || value2 === void 0 || value2 === false || typeof value2 === "number" && Number.isNaN(value2)) {
    return "";
  }
  const name = stringifyEntities(
    info.attribute,
    Object.assign({}, state.settings.characterReferences, {
      // Always encode without parse errors in non-HTML.
      subset: constants.name[x][y]
    })
  );
  if (value2 === true) return name;
  value2 = Array.isArray(value2) ? (info.commaSeparated ? stringify : stringify2)(value2, {
    padLeft: !state.settings.tightCommaSeparatedLists
  }) : String(value2);
  if (state.settings.collapseEmptyAttributes && !value2) return name;
  let result;
  if (state.settings.preferUnquoted) {
    result = stringifyEntities(
      value2,
      Object.assign({}, state.settings.characterReferences, {
        attribute: true,
        subset: constants.unquoted[x][y]
      })
    );
  }
  if (result !== value2) {
    let { quote } = state;
    if (state.settings.quoteSmart && ccount(value2, quote) > ccount(value2, state.alternative)) {
      quote = state.alternative;
    }
    result = quote + stringifyEntities(
      value2,
      Object.assign({}, state.settings.characterReferences, {
        // Always encode without parse errors in non-HTML.
        subset: (quote === "'" ? constants.single : constants.double)[x][y],
        attribute: true
      })
    ) + quote;
  }
  return name + (result ? "=" + result : result);
}

// node_modules/hast-util-to-html/lib/handle/text.js
var textEntitySubset = ["<", "&"];
function text(node, _, parent, state) {
  return parent && parent.type === "element" && (parent.tagName === "script" || parent.tagName === "style") ? node.value : stringifyEntities(
    node.value,
    Object.assign({}, state.settings.characterReferences, {
      subset: textEntitySubset
    })
  );
}

// node_modules/hast-util-to-html/lib/handle/raw.js
function raw(node, index, parent, state) {
  return state.settings.allowDangerousHtml ? node.value : text(node, index, parent, state);
}

// node_modules/hast-util-to-html/lib/handle/root.js
function root(node, _1, _2, state) {
  return state.all(node);
}

// node_modules/hast-util-to-html/lib/handle/index.js
var handle = zwitch("type", {
  invalid,
  unknown,
  handlers: { comment, doctype, element, raw, root, text }
});
function invalid(node) {
  throw new Error("Expected node, not `" + node + "`");
}
function unknown(node_) {
  const node = (
    /** @type {Nodes} */
    node_
  );
  throw new Error("Cannot compile unknown node `" + node.type + "`");
}

// node_modules/hast-util-to-html/lib/index.js
var emptyOptions = {};
var emptyCharacterReferences = {};
var emptyChildren2 = [];
function toHtml(tree, options) {
  const options_ = options || emptyOptions;
  const quote = options_.quote || '"';
  if (quote !== '"' && quote !== "'") {
    throw new Error("Invalid quote `" + quote + "`, expected `'` or `\"`");
  }
  const alternative = quote === '"' ? "'" : '"';
  const state = {
    one,
    all,
    settings: {
      omitOptionalTags: options_.omitOptionalTags || false,
      allowParseErrors: options_.allowParseErrors || false,
      allowDangerousCharacters: options_.allowDangerousCharacters || false,
      quoteSmart: options_.quoteSmart || false,
      preferUnquoted: options_.preferUnquoted || false,
      tightAttributes: options_.tightAttributes || false,
      upperDoctype: options_.upperDoctype || false,
      tightDoctype: options_.tightDoctype || false,
      bogusComments: options_.bogusComments || false,
      tightCommaSeparatedLists: options_.tightCommaSeparatedLists || false,
      tightSelfClosing: options_.tightSelfClosing || false,
      collapseEmptyAttributes: options_.collapseEmptyAttributes || false,
      allowDangerousHtml: options_.allowDangerousHtml || false,
      voids: options_.voids || htmlVoidElements,
      characterReferences: options_.characterReferences || emptyCharacterReferences,
      closeSelfClosing: options_.closeSelfClosing || false,
      closeEmptyElements: options_.closeEmptyElements || false
    },
    schema: options_.space === "svg" ? svg : html,
    quote,
    alternative
  };
  return state.one(
    Array.isArray(tree) ? { type: "root", children: tree } : tree,
    void 0,
    void 0
  );
}
function one(node, index, parent) {
  return handle(node, index, parent, this);
}
function all(parent) {
  const results = [];
  const children = parent && parent.children || emptyChildren2;
  let index = -1;
  while (++index < children.length) {
    results[index] = this.one(children[index], index, parent);
  }
  return results.join("");
}

// src/report/html.ts
function htmlBlock(content) {
  return content.map((node) => toHtml(node).replaceAll("\n", "&#10;")).join("\n");
}
function paragraph(...sentences) {
  return h(
    "p",
    sentences.filter((sentence2) => sentence2 !== "").flatMap((sentence2, i) => [...i === 0 ? [] : [textNode(" ")], ...prose(sentence2)])
  );
}
function list(kind, sentences, limit) {
  const items = sentences.slice(0, limit).map((sentence2) => h("li", prose(sentence2)));
  return h(kind, [...items, ...more(sentences.length - limit, (words) => h("li", words))]);
}
function table(heading, rows, limit) {
  const body3 = rows.slice(0, limit).map(
    (row2) => h(
      "tr",
      row2.map((cell) => h("td", prose(cell, 500)))
    )
  );
  const head2 = h("thead", [
    h(
      "tr",
      heading.map((name) => h("th", name))
    )
  ]);
  return [h("table", [head2, h("tbody", body3)]), ...more(rows.length - limit, (words) => h("p", words))];
}
function lines(texts) {
  return h(
    "pre",
    texts.map((text2) => plainText(text2.slice(0, 2e3)).replaceAll("\n", " ").replaceAll("	", "    ")).map(cutLine).join("\n")
  );
}
function folded(title, content, state = "closed") {
  return h("details", state === "open" ? { open: true } : {}, [h("summary", prose(title)), ...content]);
}
function textNode(value2) {
  return { type: "text", value: value2 };
}
function value(text2, limit) {
  return prose(code(text2, limit));
}
function more(count, element2) {
  return count > 0 ? [element2(`\u2026 and ${count} more, in the JSON report`)] : [];
}
function cutLine(line2) {
  return line2.length > 500 ? `${line2.slice(0, 499)}\u2026` : line2;
}

// src/report/catalogue.ts
function faultLink({ id }, base) {
  const url = faultUrl(id, base);
  return url === null ? value(id) : [h("a", { href: url }, value(id))];
}
function faultUrl(id, base) {
  if (base === null || !/^https?:\/\/[\w.:/-]+\/$/.test(base) || !/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/.test(id))
    return null;
  return `${base}docs/faults.md${faultAnchor(id)}`;
}

// src/report/changes.ts
function afterChange({ file, added }) {
  if (/(?:^|[/\\])go\.work\.sum$/.test(file)) return "Run `go work sync`, and commit the result.";
  return /(?:^|[/\\])go\.sum$/.test(file) && added > 0 ? "It was incomplete, and may lack more lines that a build needs: run `go mod tidy`, and commit go.mod and go.sum." : "Commit it if that is right.";
}

// src/report/wrong-bytes.ts
function wrongBytesOf(fetch, verdicts) {
  const probed = verdicts.flatMap(({ proxy, wrongBytes: wrongBytes2 }) => wrongBytes2.map((module) => ({ module, proxy })));
  const fetched = fetch.kind === "ran" ? fetch.wrongBytes : [];
  return [...new Map([...probed, ...fetched].map((each) => [`${each.module} ${each.proxy}`, each])).values()];
}

// src/report/notes.ts
function notes(report) {
  return [
    ...report.cache.problems.slice(0, 10).map(problemNote),
    ...wrongBytes(report),
    ...report.changes.map(
      (change) => `The download changed ${code(change.file)} (+${change.added} \u2212${change.removed} lines). ${afterChange(change)}`
    ),
    ...fetchNote(report),
    ...sealedNote(report),
    ...report.notices.map(sentence),
    ...skippedNote(report),
    ...unlistedNote(report),
    ...report.findings.map(({ what, why }) => `${sentence(what)} ${sentence(why)}`)
  ];
}
function problemNote({ kind, what, reason }) {
  const start = {
    tampered: "Checksum mismatch: the cache entry held changed bytes of",
    "cache-corrupt": "The cache entry held a damaged file,",
    foreign: "The cache entry held something that does not belong there,",
    "left-over": "Checksum mismatch: the module cache held wrong bytes of"
  }[kind];
  const end = kind === "foreign" ? "It was left out." : "They were refused, and the module was asked from the proxies.";
  return `${start} ${code(what)}: ${sentence(reason)} ${end}`;
}
function wrongBytes({ fetch, proxies: proxies3 }) {
  return wrongBytesOf(fetch, proxies3).slice(0, 10).map(
    ({ module, proxy }) => `Checksum mismatch: ${code(proxy)} sent bytes for ${code(module)} that go.sum contradicts. They were refused.`
  );
}
function fetchNote({ fetch }) {
  if (fetch.kind === "stepped-aside")
    return [because(`Downloading was left to ${code("go")} alone`, fetch.reason)];
  if (fetch.kind === "crashed") {
    const what = because(
      `The concurrent fetch broke down, so ${code("go")} did the downloading`,
      fetch.reason
    );
    return [`${what} Please report this.`];
  }
  return [];
}
function sealedNote({ go }) {
  if (!go.sealed) return [];
  return [
    `Later steps are sealed by ${code("GOPROXY=off")}: one that still downloads a module fails at once and by its name.`
  ];
}
function unlistedNote({ cache: cache2 }) {
  const unlisted = cache2.save.kind === "saved" ? cache2.save.unlisted ?? 0 : 0;
  if (unlisted === 0) return [];
  return [
    `${plural(unlisted, "module")} without a line in go.sum ${unlisted === 1 ? "was" : "were"} not put into the cache.`
  ];
}
function skippedNote({ skipped }) {
  if (skipped.length === 0) return [];
  const names = skipped.slice(0, 5).map(({ name, reason }) => `${code(name, 100)} (${reason})`);
  const more2 = skipped.length > 5 ? ` and ${plural(skipped.length - 5, "more")}` : "";
  return [`Skipped: ${names.join(", ")}${more2}.`];
}

// src/report/requirement-rows.ts
var mostLinks = 7;
var mostVersions = 3;
var mostAskers = 2;
function requirementRows({ fault, source, requiredBy: requiredBy2 }) {
  if (fault === null || fault.module === null) return [];
  const found = requiredBy2.modules.find(({ module }) => module === fault.module);
  if (found === void 0) return [["Required by", source === null ? unknownRequirer(requiredBy2) : null]];
  return [
    ["Required by", source !== null && found.chain.length <= 2 ? null : chainText(found)],
    ["Asked for", askedFor(found, requiredBy2)]
  ];
}
function unknownRequirer({ unread }) {
  if (unread === 0) return null;
  return `not known: ${plural(unread, "go.mod file")} of the module graph could not be read`;
}
function chainText({ chain, replacedBy }) {
  const links = chain.map(spaced);
  const half = Math.floor(mostLinks / 2);
  const shown = links.length <= mostLinks ? links : [...links.slice(0, half), `\u2026 ${links.length - 2 * half} more \u2026`, ...links.slice(-half)];
  return `${shown.join(" \u2192 ")}${replacedBy === null ? "" : ` (replaced by ${spaced(replacedBy)})`}`;
}
function askedFor({ versions, selected }, { unread }) {
  if (versions.length < 2) return null;
  const told = versions.slice(0, mostVersions).map(({ version: version2, count, by }) => {
    const names = by.slice(0, mostAskers).map(spaced);
    const more2 = count - names.length;
    const mark = version2 === selected ? " (selected)" : "";
    return `${version2}${mark} by ${names.join(", ")}${more2 > 0 ? ` and ${more2} more` : ""}`;
  });
  const lower = versions.length - told.length;
  return [
    ...told,
    ...lower > 0 ? [plural(lower, "lower version")] : [],
    ...unread > 0 ? [`${plural(unread, "go.mod file")} could not be read`] : []
  ].join("; ");
}
function spaced(name) {
  return name.replace("@", " ");
}

// src/report/text.ts
function renderText(report, options = {}) {
  const failed = report.result === "failed";
  const parts = [
    verdict(report),
    failed ? remedy(report) : [],
    failed ? place(report, options.catalogue ?? null) : [],
    report.result === "complete" ? [] : proxies(report),
    report.attempts.length > 1 ? attempts(report) : [],
    failed ? excerpt(report) : [],
    [line(cacheLines(report).join(" ")), ...notes(report).slice(0, 12).map(bullet)],
    failed && report.reproduce.length > 0 ? ["To see it yourself:", ...report.reproduce.slice(0, 20).map(indented)] : []
  ];
  return parts.map((part) => part.filter((text2) => text2.trim() !== "")).filter((part) => part.length > 0).flatMap((part, index) => index === 0 ? part : ["", ...part]);
}
function verdict(report) {
  const { headline, blame, sentences } = verdictOf(report);
  return [line(headline), line(blame ?? ""), line(sentences.join(" "))];
}
function remedy({ fault }) {
  const steps = fault?.remedy.slice(0, mostSteps) ?? [];
  return steps.length === 0 ? [] : ["What to do:", ...steps.map((step, i) => `  ${i + 1}. ${line(step)}`)];
}
function place(report, catalogue) {
  const { fault, source } = report;
  if (fault === null) return [];
  const url = faultUrl(fault.id, catalogue);
  const rows = [
    ...factRows(fault, source),
    ...requirementRows(report),
    saidRow(fault),
    ["Fault", url === null ? fault.id : `${fault.id} (${url})`]
  ];
  return rows.map(([name, value2]) => value2 === null ? "" : `${name.padEnd(12)} ${oneLine(value2, 400)}`);
}
function proxies(report) {
  if (report.proxies.length === 0) return [];
  const width = Math.max(...report.proxies.map(({ proxy }) => oneLine(proxy, 60).length));
  const rows = report.proxies.slice(0, 20).map(({ proxy, health, latencyMs, reason }) => {
    const latency = latencyMs === null ? "" : ` ${formatDuration(latencyMs)}`;
    return `  ${oneLine(proxy, 60).padEnd(width)}  ${healthWords[health]}${latency}: ${line(sentence(reason))}`;
  });
  return ["Proxies:", ...rows];
}
function attempts(report) {
  const rows = report.attempts.slice(0, 20).map((attempt) => {
    const took = formatDuration(attempt.ms);
    return `  ${attempt.number}. ${took}: ${line(attemptOutcome(attempt))}; ${line(decisionLine(attempt.decision))}`;
  });
  return ["Attempts:", ...rows];
}
function excerpt({ excerpt: excerpt3 }) {
  if (excerpt3 === null || excerpt3.lines.length === 0) return [];
  return [`${excerptTitle(excerpt3)}:`, ...excerptLines(excerpt3).map(indented)];
}
function line(text2) {
  return oneLine(text2, 1200);
}
function bullet(text2) {
  return `- ${line(text2)}`;
}
function indented(text2) {
  return `  ${cut(plainText(text2.slice(0, 2500)).replaceAll("\n", " ").replaceAll("	", "    "), 2500)}`;
}

// src/run/origin.ts
var systems = { linux: "Linux", darwin: "macOS", win32: "Windows" };
var architectures = {
  x64: "X64",
  ia32: "X86",
  arm: "ARM",
  arm64: "ARM64"
};
function originOf({ env, clock }, machine = process) {
  const { platform, arch } = machine;
  return {
    at: clock.date().toISOString(),
    run: workflowRun(env),
    runner: {
      os: env.RUNNER_OS || (systems[platform] ?? platform),
      arch: env.RUNNER_ARCH || (architectures[arch] ?? arch.toUpperCase()),
      hosted: env.RUNNER_ENVIRONMENT ? env.RUNNER_ENVIRONMENT === "github-hosted" : null
    },
    action: { version }
  };
}
function workflowRun(env) {
  if (env.GITHUB_ACTIONS !== "true" || !env.GITHUB_RUN_ID) return null;
  return {
    repository: env.GITHUB_REPOSITORY ?? "",
    workflow: env.GITHUB_WORKFLOW ?? "",
    job: env.GITHUB_JOB ?? "",
    id: env.GITHUB_RUN_ID,
    attempt: Math.max(1, Math.trunc(Number(env.GITHUB_RUN_ATTEMPT)) || 1),
    event: env.GITHUB_EVENT_NAME ?? "",
    ref: env.GITHUB_REF ?? ""
  };
}

// src/download/changes.ts
import { relative, sep } from "node:path";
async function takeSnapshot(files) {
  const contents = await Promise.all(files.map(async (file) => [file, await contentOf(file)]));
  return new Map(contents);
}
function changesBetween(before, after, root2) {
  const changes = [];
  for (const [file, old] of before) {
    const now = after.get(file) ?? null;
    if (old === now) continue;
    const name = relative(root2, file).split(sep).join("/");
    changes.push({ file: name, added: linesOnlyIn(now, old), removed: linesOnlyIn(old, now) });
  }
  return changes.sort((a, b) => a.file < b.file ? -1 : 1);
}
function linesOnlyIn(text2, other) {
  const counterparts = /* @__PURE__ */ new Map();
  for (const line2 of linesOf(other)) counterparts.set(line2, (counterparts.get(line2) ?? 0) + 1);
  let only = 0;
  for (const line2 of linesOf(text2)) {
    const left = counterparts.get(line2) ?? 0;
    if (left === 0) only++;
    else counterparts.set(line2, left - 1);
  }
  return only;
}
function linesOf(text2) {
  if (text2 === null || text2 === "") return [];
  return (text2.endsWith("\n") ? text2.slice(0, -1) : text2).split("\n");
}
async function contentOf(file) {
  const read = await readBoundedText(file, textLimits.sum);
  if (read.kind === "unreadable") throw new Error(`${file} ${read.reason}`);
  return read.kind === "text" ? read.text : null;
}

// src/modcache/file-origins.ts
function createFileOrigins() {
  const origins = /* @__PURE__ */ new Map();
  const databaseFiles = /* @__PURE__ */ new Set();
  return {
    note: (file, origin) => {
      origins.set(fileName(file), { file, origin });
    },
    originOf: (file) => origins.get(fileName(file))?.origin ?? null,
    forget: (file) => {
      origins.delete(fileName(file));
    },
    files: () => [...origins.values()].map(({ file }) => file),
    noteDatabaseFile: (name) => void databaseFiles.add(name),
    forgetDatabaseFile: (name) => void databaseFiles.delete(name),
    databaseFiles: () => [...databaseFiles]
  };
}

// src/modcache/version-list.ts
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
function writeVersionLists(gomodcache, files) {
  const mark = systemMark();
  for (const path2 of new Set(files.flatMap(({ kind, path: path3 }) => kind === "mod" ? [path3] : []))) {
    const folder = join(gomodcache, "cache", "download", escapePath(path2), "@v");
    writeList(folder, { mark, below: gomodcache });
  }
}
function writeList(folder, { mark, below }) {
  const list2 = join(folder, "list");
  const draft = temporaryName(list2, mark);
  try {
    const names = readdirSync(folder);
    const text2 = versionList(names);
    if (text2 === "" || names.includes("list") && text2 === readFileSync(list2, "utf8")) return;
    writeFileSync(draft, text2, { flag: "wx" });
    renameSync(draft, list2);
  } catch {
    removeFileNow(draft, { below });
  }
}
function versionList(names) {
  return names.filter((name) => name.endsWith(".mod")).map((name) => name.slice(0, -".mod".length)).filter((version2) => canonicalVersion(version2) === version2).sort((a, b) => compareVersions(a, b) || (a < b ? -1 : 1)).map((version2) => `${version2}
`).join("");
}

// src/cache/next-entry.ts
function nextEntry(ended) {
  const { policy, isComplete: isComplete2, isCancelled, restored } = ended;
  if (!policy.save) return skip(policy.reason);
  if (isCancelled) return skip("the run was cancelled");
  if (restored.outcome.kind === "exact" && isComplete2) return skip("the entry was restored and is complete");
  return isComplete2 ? completeEntry(ended) : incompleteEntry(ended);
}
function completeEntry({ key: key2, restored: { entry } }) {
  const generation = entry === null ? null : generationOf(key2, entry.key);
  if (entry === null || generation === null) {
    return { kind: "save", key: key2.key, isIncomplete: false, held: /* @__PURE__ */ new Set() };
  }
  if (generation >= maxGeneration) {
    return skip(
      `${maxGeneration} entries under this key were incomplete or damaged; delete them, or change cache-prefix`
    );
  }
  return { kind: "save", key: generationKey(key2.key, generation + 1), isIncomplete: false, held: entry.held };
}
function incompleteEntry({ key: key2, restored: { outcome, entry }, date }) {
  const today = incompleteKey(key2, date);
  const isKnown = outcome.kind === "miss" || outcome.kind === "partial" || outcome.kind === "corrupt";
  const isSavedToday = entry !== null && isSameKey(entry.key, today);
  if (!isKnown || isSavedToday) return skip("the module cache is not complete");
  return { kind: "save", key: today, isIncomplete: true, held: entry?.held ?? /* @__PURE__ */ new Set() };
}
function skip(reason) {
  return { kind: "skip", reason };
}
function addsEnough({ isIncomplete, held }, files) {
  const added = files.filter(({ name }) => !held.has(name));
  return isIncomplete ? 4 * sum(added) >= sum(files) : added.length > 0;
}
function sum(files) {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

// src/cache/restore.ts
import { mkdir as mkdir3 } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/cache/needed-files.ts
async function neededFiles({ scopes: scopes2, env }, readMod, mods = createModReader()) {
  const inventory = createInventory(env.GOMODCACHE);
  const needed = /* @__PURE__ */ new Map();
  const plans = [];
  const readFromEntry = [];
  const readEntryMod = async (module) => {
    const text2 = await readMod(module);
    if (text2 !== null) readFromEntry.push(module);
    return text2;
  };
  for (const scope of scopes2) {
    const plan = await planDownload({
      scope,
      mods,
      readMod: async (module) => await inventory.readMod(module) ?? readEntryMod(module),
      onFile: () => {
      }
    });
    plans.push(plan);
    for (const file of plan.files) {
      const isUnlisted = !isListed(file, scope.sums) || needed.get(fileName(file))?.isUnlisted === true;
      needed.set(fileName(file), { file, isUnlisted });
    }
  }
  const isThere = async (file) => await inventory.sizeOf(file) !== null;
  return {
    needed: await Promise.all(
      [...needed.values()].map(async (need) => ({ ...need, isThere: await isThere(need.file) }))
    ),
    plan: mergePlans(plans),
    readFromEntry
  };
}

// src/cache/proofs.ts
import { constants as constants2 } from "node:fs";
import { copyFile, link, lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";
var noProofs = { proven: /* @__PURE__ */ new Set(), written: [], bytes: 0 };
async function copyProofs({ from, to, database, modules }) {
  const read = await Promise.all(modules.map((module) => readLookup(from, database, module)));
  const found = read.filter((lookup) => lookup !== null);
  const newest = found.reduce(
    (best, lookup) => best === null || lookup.treeSize > best.treeSize ? lookup : best,
    null
  );
  if (newest === null) return noProofs;
  const { head: head2, treeSize } = newest;
  const places = /* @__PURE__ */ new Map();
  const proven = /* @__PURE__ */ new Set();
  for (const { module, id } of found) {
    const tiles = await Promise.all(
      tilesFor({ id, treeSize }).map((tile) => findTile(join2(from, "sumdb", database), tile))
    );
    if (tiles.includes(null)) continue;
    proven.add(moduleName(module));
    for (const tile of tiles) if (tile !== null) places.set(`sumdb/${database}/${tile}`, tile);
  }
  const files = [
    ...found.filter(({ module }) => proven.has(moduleName(module))).map(({ name, record }) => ({ name, content: async () => Buffer.from(`${record}${head2}`) })),
    ...[...places.keys()].map((name) => ({ name, content: () => readFile(join2(from, name)) }))
  ];
  const written2 = [];
  for (const { name, content } of files) {
    const bytes = await content();
    if (await writeNew(join2(to, name), bytes, to)) written2.push({ name, bytes: bytes.length });
  }
  return {
    proven,
    written: written2.map(({ name }) => name),
    bytes: written2.reduce((sum2, { bytes }) => sum2 + bytes, 0)
  };
}
async function readLookup(from, database, module) {
  const name = lookupName(database, module);
  const size = await sizeOf(join2(from, name));
  if (size === null || size > maxLookupBytes) return null;
  const lookup = parseLookup(await readFile(join2(from, name), "utf8"));
  return lookup === null ? null : { ...lookup, name, module };
}
async function findTile(folder, { name, bytes, fullName }) {
  if (await sizeOf(join2(folder, name)) === bytes) return name;
  return await sizeOf(join2(folder, fullName)) === maxTileBytes ? fullName : null;
}
async function sizeOf(path2) {
  const found = await lstat(path2).catch(() => null);
  return found?.isFile() ? found.size : null;
}
async function writeNew(path2, bytes, below) {
  await mkdir(dirname(path2), { recursive: true });
  const draft = temporaryName(path2);
  try {
    await writeFile(draft, bytes, { flag: "wx" });
    await link(draft, path2).catch((error) => {
      if (errorCode(error) === "EEXIST") throw error;
      return copyFile(draft, path2, constants2.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await remove(draft, { below });
  }
}

// src/cache/staged-entry.ts
import { readFileSync as readFileSync3 } from "node:fs";

// src/cache/check.ts
import { readFileSync as readFileSync2 } from "node:fs";
async function checkStaged(staged, sums) {
  const problem = await checks[staged.file.kind](staged, sums);
  return problem === null ? null : { ...problem, what: moduleName(staged.file) };
}
var checks = {
  info: async ({ file, path: path2 }) => {
    const version2 = versionOfInfo(readFileSync2(path2, "utf8"));
    if (version2 === null) {
      return { kind: "cache-corrupt", reason: "its .info is no JSON object with a Version" };
    }
    return version2 === file.version ? null : { kind: "tampered", reason: "its .info is for another version" };
  },
  mod: async ({ file, path: path2 }, sums) => {
    const listed = modSums(sums, file);
    const bytes = readFileSync2(path2);
    if (listed.length === 0 || listed.includes(hashMod(bytes))) return null;
    return looksLikeGoMod(bytes) ? { kind: "tampered", reason: "its .mod does not have the hash in go.sum" } : { kind: "cache-corrupt", reason: "its .mod is damaged" };
  },
  zip: async ({ file, path: path2 }, sums) => {
    const damage = zipSums(sums, file).length > 0 ? null : await checkZip(path2, file);
    return damage === null ? null : { kind: "cache-corrupt", reason: damage };
  }
};
function looksLikeGoMod(bytes) {
  return /^[ \t]*module\s/m.test(bytes.toString("utf8")) && !bytes.includes(0) && bytes.at(-1) === 10;
}

// src/cache/staged-entry.ts
function openEntry(files, sums) {
  const byName = new Map(files.map((file) => [file.name, file]));
  const checks2 = /* @__PURE__ */ new Map();
  const problems = [];
  const wrong = /* @__PURE__ */ new Set();
  const refuse = (file, problem) => {
    problems.push(problem);
    wrong.add(fileName(file));
  };
  const check = (staged) => {
    const known = checks2.get(staged);
    if (known !== void 0) return known;
    const checking = checkStaged(staged, sums).then((problem) => {
      if (problem !== null) refuse(staged.file, problem);
      return problem;
    });
    checks2.set(staged, checking);
    return checking;
  };
  const take = async (file) => {
    const staged = byName.get(fileName(file));
    return staged === void 0 || await check(staged) !== null ? null : staged;
  };
  return {
    take,
    holds: (file) => byName.has(fileName(file)) && !wrong.has(fileName(file)),
    refuse,
    readMod: async (module) => {
      const staged = await take({ ...module, kind: "mod" });
      return staged === null ? null : readFileSync3(staged.path, "utf8");
    },
    problems: () => problems
  };
}

// src/cache/temporary-folder.ts
import { mkdir as mkdir2, mkdtemp } from "node:fs/promises";
import { join as join3 } from "node:path";
async function withTemporaryFolder(parent, body3) {
  await mkdir2(parent, { recursive: true });
  const folder = await mkdtemp(join3(parent, "cache-"));
  try {
    return await body3(folder);
  } finally {
    await remove(folder, { below: parent });
  }
}

// src/cache/restore.ts
async function restoreEntry(options) {
  const { temporary, signal } = options;
  try {
    return await withTemporaryFolder(
      temporary,
      (folder) => restoreThrough(join4(folder, entryFolder), options)
    );
  } catch (error) {
    signal.throwIfAborted();
    return nothing({ kind: "unavailable", reason: reasonOf(error) });
  }
}
async function restoreThrough(staging, options) {
  const { store, key: key2, project, origins, limitMs, signal } = options;
  await mkdir3(staging);
  const found = await store.restore({ ...key2.lookup, staging, limitMs, signal });
  if (found.kind === "corrupt")
    return {
      ...nothing({ kind: "corrupt", reason: found.reason }),
      entry: { key: found.key, held: /* @__PURE__ */ new Set() }
    };
  if (found.kind !== "found") return nothing(found);
  const { files, refused } = walkMembers(staging);
  const entry = openEntry(files, project.sums);
  const { needed, plan, readFromEntry } = await neededFiles(project, entry.readMod, options.mods);
  const proofs = await admitProofs(staging, needed, options);
  const isProven = ({ file, isUnlisted }) => !isUnlisted || proofs.proven.has(moduleName(file));
  const judged = needed.filter((need) => isListed(need.file, project.sums) || isProven(need)).map(({ file }) => file);
  const admitted = await admitAll(judged, entry, options);
  const isHeld = (need) => isProven(need) && entry.holds(need.file);
  const isWhole = needed.every((need) => isHeld(need) || need.isThere && isProven(need));
  const notAdmitted = readFromEntry.filter((module) => origins.originOf({ ...module, kind: "mod" }) === null);
  for (const module of notAdmitted) options.mods?.forget(module);
  const rest = {
    problems: boundProblems([...found.refused, ...refused, ...entry.problems()]),
    entry: { key: found.key, held: new Set(needed.filter(isHeld).map(({ file }) => fileName(file))) },
    plan: notAdmitted.length === 0 ? plan : null
  };
  const { failure, ...counts2 } = admitted;
  if (failure !== null) return { outcome: { kind: "unavailable", reason: failure }, ...rest };
  if (files.length === 0)
    return { outcome: { kind: "corrupt", reason: "the entry holds no module file" }, ...rest };
  const kind = isWhole && generationOf(key2, found.key) !== null ? "exact" : "partial";
  return { outcome: { kind, key: found.key, ...counts2 }, ...rest };
}
function nothing(outcome) {
  return { outcome, problems: [], entry: null, plan: null };
}
async function admitProofs(staging, needed, { project: { env }, origins }) {
  const database = databaseName(env.GOSUMDB);
  const unlisted = needed.filter(({ file, isUnlisted }) => isUnlisted && isJudgedByDatabase(file.path, env));
  if (database === null || unlisted.length === 0) return noProofs;
  const modules = [...new Map(unlisted.map(({ file }) => [moduleName(file), file])).values()];
  const to = join4(env.GOMODCACHE, "cache", "download");
  const proofs = await copyProofs({ from: staging, to, database, modules });
  for (const name of proofs.written) origins.noteDatabaseFile(name);
  return proofs;
}
async function admitAll(needed, entry, { project, origins, zips, signal }) {
  const admitted = { files: 0, bytes: 0 };
  let failure = null;
  const admitOne = async (file) => {
    const staged = await entry.take(file);
    if (staged === null || failure !== null) return;
    const result = await admitStaged(file, staged, { project, zips });
    signal.throwIfAborted();
    if (result.kind === "disk") failure = result.message;
    if (result.kind === "wrong" || result.kind === "damaged") entry.refuse(file, wrongFile(file, result.kind));
    if (result.kind !== "admitted") return;
    origins.note(file, { kind: "cache" });
    admitted.files += 1;
    admitted.bytes += staged.bytes;
  };
  signal.throwIfAborted();
  await Promise.all(needed.map(admitOne));
  return { ...admitted, failure };
}
function admitStaged(file, { path: from, bytes }, { project, zips }) {
  const sums = file.kind === "zip" ? zipSums(project.sums, file) : [];
  if (sums.length === 0) return zips.admitFile({ file, path: from });
  const { path: path2, version: version2 } = file;
  return zips.admit({
    module: { path: path2, version: version2 },
    source: { kind: "file", path: from, sizeBytes: bytes },
    sums
  });
}
function wrongFile(module, how) {
  const what = moduleName(module);
  return how === "damaged" ? { kind: "cache-corrupt", what, reason: "the zip of the cache entry is damaged; it was fetched anew" } : {
    kind: "tampered",
    what,
    reason: "the zip of the cache entry is well-formed, but go.sum names other content; it was fetched anew"
  };
}

// src/cache/save.ts
import { mkdir as mkdir5 } from "node:fs/promises";
import { join as join6 } from "node:path";

// src/cache/staging.ts
import { constants as constants3 } from "node:fs";
import { copyFile as copyFile2, link as link2, lstat as lstat2, mkdir as mkdir4 } from "node:fs/promises";
import { dirname as dirname2, join as join5 } from "node:path";
async function stageFiles({
  gomodcache,
  files,
  staging
}) {
  const names = [...new Set(files.map(fileName))];
  for (const folder of new Set(names.map((name) => dirname2(join5(staging, name))))) {
    await mkdir4(folder, { recursive: true });
  }
  const staged = names.map(async (name) => {
    const bytes = await stageOne(join5(gomodcache, "cache", "download", name), join5(staging, name));
    return bytes === null ? null : { name, bytes };
  });
  return (await Promise.all(staged)).filter((copy) => copy !== null);
}
async function stageOne(from, to) {
  const found = await lstat2(from).catch(() => null);
  if (found === null || !found.isFile() || found.size === 0) return null;
  try {
    await link2(from, to);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    await copyFile2(from, to, constants3.COPYFILE_EXCL | constants3.COPYFILE_FICLONE);
  }
  return found.size;
}

// src/cache/save.ts
async function saveEntry(options) {
  try {
    return await withTemporaryFolder(
      options.temporary,
      (folder) => saveFrom(join6(folder, entryFolder), options)
    );
  } catch (error) {
    options.signal.throwIfAborted();
    return { kind: "failed", reason: reasonOf(error) };
  }
}
async function saveFrom(staging, options) {
  const {
    store,
    next: { key: key2, isIncomplete },
    project,
    files,
    limitMs,
    signal
  } = options;
  const gomodcache = project.env.GOMODCACHE;
  await mkdir5(staging);
  const proofs = await stageProofs(staging, options);
  const kept = files.filter((file) => isListed(file, project.sums) || proofs.proven.has(moduleName(file)));
  const staged = await stageFiles({ gomodcache, files: kept, staging });
  if (staged.length === 0) return { kind: "skipped", reason: "there is nothing to save" };
  if (!addsEnough(options.next, staged)) {
    return { kind: "skipped", reason: "the entry that was restored holds what can be kept" };
  }
  const saved = await store.save({ key: key2, staging, limitMs, signal });
  switch (saved.kind) {
    case "saved":
      return {
        kind: "saved",
        key: key2,
        files: staged.length,
        bytes: saved.bytes === 0 ? sizeOf2(staged) + proofs.bytes : saved.bytes,
        ...isIncomplete && { incomplete: true },
        unlisted: files.filter(({ kind }) => kind === "zip").length - kept.filter(({ kind }) => kind === "zip").length
      };
    case "exists":
      return { kind: "exists", key: key2 };
    default:
      return saved;
  }
}
function sizeOf2(staged) {
  return staged.reduce((sum2, { bytes }) => sum2 + bytes, 0);
}
async function stageProofs(staging, { project, files }) {
  const { scopes: scopes2, env } = project;
  const database = databaseName(env.GOSUMDB);
  const modules = files.filter(
    (file) => isJudgedByDatabase(file.path, env) && scopes2.some((scope) => !isListed(file, scope.sums))
  );
  if (database === null || modules.length === 0) return noProofs;
  const distinct = [...new Map(modules.map((module) => [moduleName(module), module])).values()];
  const from = join6(env.GOMODCACHE, "cache", "download");
  return copyProofs({ from, to: staging, database, modules: distinct });
}

// src/run/cache-entry.ts
var restoreLimitMs = 6e4;
var saveLimitMs = 18e4;
var incompleteSaveLimitMs = 6e4;
var nothingMissing = "nothing was missing";
async function restoreCache(setup, world, {
  state,
  found,
  time
}) {
  const { key: key2, store, policy } = setup.cache;
  world.log.info(policySentence(policy));
  if (key2 === null || !policy.restore) return notRestored({ kind: "off", reason: policy.reason });
  if (isComplete(found)) return notRestored({ kind: "not-needed", reason: nothingMissing });
  const startedMs = world.clock.now();
  return world.log.group(`Restore the module cache from the ${store.name}`, async () => {
    for (const ingredient of key2.ingredients) world.log.info(`key from ${ingredient}`);
    world.log.info(`key ${key2.key}`);
    const restored = await restoreEntry({
      key: key2,
      store,
      project: setup.project,
      origins: state.origins,
      mods: state.plan.mods,
      zips: state.zips,
      temporary: world.temporary,
      limitMs: Math.min(restoreLimitMs, time.restoreMs()),
      signal: world.signal
    });
    if (restored.plan !== null) state.plan.replace(restored.plan);
    const { outcome, problems, entry } = restored;
    const ms = world.clock.now() - startedMs;
    world.log.info(restoreLine({ restore: outcome, restoreMs: ms }));
    return { outcome, problems, entry, ms };
  });
}
function notRestored(outcome) {
  return { outcome, problems: [], entry: null, ms: 0 };
}
async function saveCache(setup, world, {
  plan,
  download,
  restored,
  time
}) {
  const next = chooseEntry(setup, world, { download, restored });
  if (next.kind === "skip") return { outcome: { kind: "skipped", reason: next.reason }, ms: 0 };
  const { store } = setup.cache;
  const startedMs = world.clock.now();
  return world.log.group(`Save the module cache to the ${store.name}`, async () => {
    world.log.info(`key ${next.key}`);
    const { files } = await plan.current();
    const saving = saveEntry({
      next,
      store,
      project: setup.project,
      files,
      temporary: world.temporary,
      limitMs: Math.min(patienceMs(next, restored), time.saveMs()),
      signal: world.signal
    });
    const outcome = await (next.isIncomplete ? saving.catch(skippedByCancel(world)) : saving);
    const ms = world.clock.now() - startedMs;
    world.log.info(saveLine(outcome, ms));
    return { outcome, ms };
  });
}
function chooseEntry({ cache: { key: key2, policy }, inputs }, { clock, signal }, { download, restored }) {
  if (key2 === null) return { kind: "skip", reason: policy.reason };
  const isUntouched = restored.outcome.kind === "not-needed" && download.list === null;
  if (policy.save && isUntouched && inputs.cache !== "true") return { kind: "skip", reason: nothingMissing };
  return nextEntry({
    key: key2,
    policy,
    restored,
    isComplete: download.complete,
    isCancelled: signal.aborted,
    date: clock.date()
  });
}
function patienceMs({ isIncomplete }, { outcome }) {
  if (isIncomplete) return incompleteSaveLimitMs;
  return outcome.kind === "slow" ? restoreLimitMs : saveLimitMs;
}
function skippedByCancel({ signal }) {
  return (error) => {
    if (!signal.aborted) throw error;
    return { kind: "skipped", reason: "the run was cancelled" };
  };
}

// src/run/download-offline.ts
async function downloadOffline(setup, world, { deadlineMs }) {
  const { clock, log } = world;
  const startedMs = clock.now();
  const round = await log.group(
    "Nothing is missing: verify and unpack without a network",
    () => goRound(setup, world, {
      goproxy: "off",
      deadlineMs,
      http1: false,
      done: /* @__PURE__ */ new Set()
    })
  );
  return {
    complete: round.complete,
    done: round.done,
    list: null,
    verdicts: [],
    ranking: null,
    reordered: false,
    attempts: [
      {
        number: 1,
        ms: clock.now() - startedMs,
        goproxy: "off",
        classification: { primary: null, faults: [] },
        decision: { kind: "done" },
        excerpt: null
      }
    ],
    faults: [],
    requests: requestsOf(round),
    fetch: { kind: "off", reason: "nothing was missing" },
    redirectors: [],
    problems: []
  };
}

// src/run/export-goproxy.ts
async function exportGoproxy({ inputs }, world, download) {
  if (inputs.seal && download.complete) return await world.exportVariable("GOPROXY", "off") ? "off" : null;
  return download.reordered && await exportOrder(download, world) ? "order" : null;
}
async function exportOrder({ list: ranked, redirectors }, { env, exportVariable, log }) {
  const refused = redirectors.map(({ proxy }) => proxy);
  const list2 = ranked === null ? null : endedBefore(ranked, refused);
  if (list2 === null) return false;
  if (goproxySecrets(list2).some((secret) => !env.GOPROXY?.includes(secret))) {
    log.info("The new order is not exported to later steps, since the list holds credentials.");
    return false;
  }
  return exportVariable("GOPROXY", formatGoproxyList(list2));
}

// src/run/left-over-zips.ts
import { join as join7 } from "node:path";
async function verifyLeftOver({ project }, { plan, zips }, log) {
  const { GOMODCACHE: gomodcache } = project.env;
  const { files } = await plan.current();
  const unhashed = unverifiedZips(
    gomodcache,
    files.filter(({ kind }) => kind === "zip")
  );
  const problems = unhashed.map(async (module) => {
    const sums = zipSums(project.sums, module);
    if (sums.length === 0) return [];
    const path2 = join7(gomodcache, "cache", "download", fileName({ ...module, kind: "zip" }));
    const { kind } = await zips.admit({ module, source: { kind: "file", path: path2 }, sums }).catch((error) => {
      log.debug(`${moduleName(module)} was not verified: ${String(error)}`);
      return { kind: "not-verified" };
    });
    if (kind !== "wrong" && kind !== "damaged") return [];
    await dropZip(gomodcache, module);
    return [{ kind: "left-over", what: moduleName(module), reason: reasons[kind] }];
  });
  return (await Promise.all(problems)).flat();
}
var reasons = {
  wrong: "go had never verified the zip that an ended run had left, and go.sum names other content",
  damaged: "the zip that an ended run had left is damaged"
};

// src/project/requirers.ts
function requirersOf(graphs, module) {
  for (const graph of graphs) {
    const chain = shortestChain(graph, module);
    const last = chain?.at(-1);
    if (chain === null || last === void 0) continue;
    const actual = graph.actual(last.module);
    const isReplaced = actual !== null && moduleName(actual) !== moduleName(last.module);
    return {
      module,
      scope: graph.scope,
      chain: [chain[0]?.by ?? "", ...chain.map((link3) => moduleName(link3.module))],
      replacedBy: isReplaced ? moduleName(actual) : null,
      selected: graph.selected(last.module.path),
      versions: versionsOf(graph, last.module.path)
    };
  }
  return null;
}
function shortestChain(graph, wanted) {
  const isWanted = createMatcher(graph, wanted);
  const met = /* @__PURE__ */ new Map();
  const queue = graph.mains.flatMap((main) => linksFrom(graph, main));
  for (const link3 of queue) {
    const name = moduleName(link3.module);
    if (met.has(name)) continue;
    met.set(name, link3);
    if (isWanted(link3.module)) return chainTo(link3, met);
    queue.push(...linksFrom(graph, name));
  }
  return null;
}
function linksFrom({ requirements }, by) {
  return (requirements.get(by) ?? []).map((module) => ({ by, module }));
}
function chainTo(end, met) {
  const chain = [];
  for (let link3 = end; link3 !== void 0; link3 = met.get(link3.by)) chain.unshift(link3);
  return chain;
}
function createMatcher(graph, wanted) {
  const at = wanted.indexOf("@");
  const names = /* @__PURE__ */ new Set([wanted, `${wanted}+incompatible`]);
  const isSelected = ({ path: path2, version: version2 }) => graph.selected(path2) === version2;
  return (module) => {
    const actual = graph.actual(module) ?? module;
    if (at < 0) return [module.path, actual.path].includes(wanted) && isSelected(module);
    return names.has(moduleName(module)) || names.has(moduleName(actual));
  };
}
function versionsOf({ requirements }, path2) {
  const askers = /* @__PURE__ */ new Map();
  for (const [by, required] of requirements) {
    for (const module of required) {
      if (module.path !== path2) continue;
      askers.set(module.version, (askers.get(module.version) ?? /* @__PURE__ */ new Set()).add(by));
    }
  }
  return [...askers].sort(([a], [b]) => compareVersions(b, a)).map(([version2, by]) => ({ version: version2, by: [...by].sort() }));
}

// src/findings/environment.ts
function environmentFindings(surroundings) {
  return [...proxyFindings(surroundings), ...privacyFindings(surroundings), ...buildFindings(surroundings)];
}
var deadMirrors = {
  "gocenter.io": "it was closed in 2021",
  "athens.azurefd.net": "its public instance is no longer offered",
  "goproxy.baidu.com": "its certificate stayed expired for a long time"
};
var doubtedMirrors = {
  "goproxy.io": "it has served zips that go.sum and the checksum database contradicted"
};
var publicProxies = /* @__PURE__ */ new Set(["proxy.golang.org", "goproxy.cn", "goproxy.io", "mirrors.aliyun.com"]);
function hostOf(url) {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/:]+)/.exec(url)?.[1] ?? "";
}
function* proxyFindings({ list: list2 }) {
  const entries = list2.groups.flat();
  const servers = entries.filter(({ kind }) => kind === "http");
  const names = entries.map(({ display }) => display).join(", ");
  if (entries.length === 1 && servers.length === 1)
    yield {
      id: "goproxy-no-fallback",
      what: `${names} is the only source of modules.`,
      why: "When it fails, nothing can take its place: name a second one that you trust, joined by `|`."
    };
  else if (list2.groups.length > 1 && list2.groups.every((group) => group.length === 1) && servers.length > 1)
    yield {
      id: "goproxy-comma-only",
      what: `${names} are joined by commas only.`,
      why: "A comma moves on after 404 and 410 only, not when a proxy is down: join those that are interchangeable by `|`."
    };
  if (list2.ignored.length > 0)
    yield {
      id: "goproxy-ignored-entries",
      what: `${list2.ignored.join(", ")} stands after \`direct\` or \`off\`.`,
      why: "go never reads what follows them: move it in front, or remove it."
    };
  for (const { display } of servers) {
    const host = hostOf(display);
    const dead = deadMirrors[host];
    const doubted = doubtedMirrors[host];
    if (dead !== void 0)
      yield {
        id: "goproxy-dead-mirror",
        what: `${display} is out of service.`,
        why: `${dead[0]?.toUpperCase()}${dead.slice(1)}: remove it from the list.`
      };
    if (doubted !== void 0)
      yield {
        id: "goproxy-doubtful-mirror",
        what: `${display} is a source of modules.`,
        why: `In the past ${doubted}: use it only if you trust it, and keep go.sum complete.`
      };
    if (display.startsWith("http://") && !/^(?:localhost|127\.|\[::1)/.test(host) && !looksInternal(host))
      yield {
        id: "goproxy-plain-http",
        what: `${display} is asked over plain http.`,
        why: "Anybody between may read and change what is not yet in go.sum: use https."
      };
  }
}
function* privacyFindings({ env, list: list2, project, variables }) {
  const asksPublic = list2.groups.flat().some(({ display }) => publicProxies.has(hostOf(display)));
  const paths = project.scopes.flatMap(
    ({ mains }) => mains.flatMap(({ mod }) => mod.require.map(({ path: path2 }) => path2))
  );
  const exposed = new Set(
    paths.filter((path2) => asksPublic && looksInternal(path2) && !matchPrefixPatterns(env.GONOPROXY, path2)).map(privatePattern)
  );
  if (exposed.size > 0)
    yield {
      id: "goprivate-missing",
      what: `${[...exposed].join(", ")} looks internal, and no GOPRIVATE pattern covers it.`,
      why: `Its modules are asked of public proxies, which learn their names and can't have them: set GOPRIVATE=${[env.GOPRIVATE, ...exposed].filter((part) => part !== "").join(",")}.`
    };
  const wide = env.GONOSUMDB.split(",").find(
    (pattern) => /^(?:\*|\*\/\*|github\.com|\*\.com|\*\.\*)$/.test(pattern.trim())
  );
  if (wide !== void 0)
    yield {
      id: "gonosumdb-wide",
      what: `GONOSUMDB covers \`${wide}\`.`,
      why: "Public modules are then not checked against the checksum database: narrow it to your own organisation."
    };
  if (env.GOSUMDB === "off")
    yield {
      id: "gosumdb-off",
      what: "GOSUMDB is off.",
      why: "What go.sum does not name yet is believed whatever it is, and toolchains can't be downloaded: use GONOSUMDB for private modules instead."
    };
  if (variables?.GONOSUMCHECK !== void 0 && variables.GONOSUMCHECK !== "")
    yield {
      id: "gonosumcheck",
      what: "GONOSUMCHECK is set.",
      why: "No Go release reads it: it only looks as if it did something. For private modules set GOPRIVATE."
    };
  if (env.GOINSECURE !== "")
    yield {
      id: "goinsecure",
      what: `GOINSECURE covers \`${env.GOINSECURE}\`.`,
      why: "Direct fetches of these may be read and changed on the way, and have 5 seconds only; it has no effect on GOPROXY."
    };
}
function* buildFindings({ env, project }) {
  const flags = env.GOFLAGS.split(/\s+/);
  if (flags.includes("-mod=mod"))
    yield {
      id: "goflags-mod-mod",
      what: "GOFLAGS has -mod=mod.",
      why: "Builds then change go.mod and go.sum silently instead of telling that they are incomplete."
    };
  if (flags.includes("-insecure"))
    yield {
      id: "goflags-insecure",
      what: "GOFLAGS has -insecure.",
      why: "It was removed in Go 1.16, and go stops at it: remove it."
    };
  const vendored = project.skipped.some(({ reason }) => reason === "vendored");
  if (flags.includes("-mod=vendor") && project.scopes.length > 0)
    yield {
      id: "vendor-and-download",
      what: "GOFLAGS has -mod=vendor, and modules are downloaded all the same.",
      why: "A build from vendor/ needs no module cache: leave the download out, or the flag."
    };
  else if (flags.includes("-mod=mod") && vendored)
    yield {
      id: "vendor-unused",
      what: "There is a vendor folder, and -mod=mod ignores it.",
      why: "Builds need the module cache then: remove the flag, or the folder."
    };
  const newest = newestGoLine(project.scopes);
  const running = /\d+(?:\.\d+)*(?:[a-z]+\d+)?/.exec(env.GOVERSION)?.[0] ?? newest;
  if (env.GOTOOLCHAIN === "local" && newest !== null && running !== null && compareGoVersions(newest, running) > 0)
    yield {
      id: "gotoolchain-local",
      what: `GOTOOLCHAIN=local keeps Go ${running}, and go.mod asks for ${newest}.`,
      why: "go will refuse to build: use a newer Go (`go-version-file: go.mod` in actions/setup-go) or GOTOOLCHAIN=auto."
    };
}
function newestGoLine(scopes2) {
  const lines2 = scopes2.flatMap(({ mains, work }) => [work?.go ?? null, ...mains.map(({ mod }) => mod.go)]);
  return lines2.reduce(
    (newest, line2) => line2 !== null && (newest === null || compareGoVersions(line2, newest) > 0) ? line2 : newest,
    null
  );
}

// src/findings/refused-redirects.ts
function redirectFindings(redirectors) {
  return redirectors.map(({ proxy, from, to }) => ({
    id: "goproxy-refused-redirect",
    what: `The GOPROXY entry ${proxy} redirects from ${from} to ${to}: into a private network or to this machine, or from https to http`,
    why: "That is refused, and go, which would follow it, was not given this entry. Ask the owner of the proxy why it redirects there; until then take the entry out of the list."
  }));
}

// src/report/build/reproduction.ts
import { relative as relative2, sep as sep2 } from "node:path";
function reproduction({
  project,
  list: list2,
  download,
  root: root2
}) {
  const goproxy = quoted(displayGoproxyList(download.list ?? list2));
  const failed = project.scopes.filter(({ name }) => !download.done.has(name));
  return failed.map(({ dir }) => {
    const folder = relative2(root2, dir).split(sep2).join("/");
    const where = folder === "" ? "" : `cd ${quoted(folder.startsWith("-") ? `./${folder}` : folder)} && `;
    return `${where}GOPROXY=${goproxy} go mod download -x`;
  });
}
function quoted(text2) {
  return /^[\w./:-]+$/.test(text2) ? text2 : `'${text2.replaceAll("'", `'\\''`)}'`;
}

// src/report/build/required-by.ts
var mostModules = 20;
var mostAskers2 = 10;
function requiredBy(faults, facts) {
  const named = [...new Set(faults.flatMap(({ module }) => module ?? []))];
  const modules = named.slice(0, mostModules).flatMap((module) => {
    const found = facts.requirersOf(module);
    if (found === null) return [];
    const versions = found.versions.map(({ version: version2, by }) => ({
      version: version2,
      count: by.length,
      by: by.slice(0, mostAskers2)
    }));
    return [{ ...found, versions }];
  });
  return { modules, unread: facts.unread };
}

// src/report/build/result.ts
function judgeRun(outcome) {
  const { complete, faults } = outcome.download;
  const deciding = complete ? strictFaults(outcome) : faults;
  if (!complete || deciding.length > 0)
    return { result: "failed", fault: deciding[0] ?? null, faults: deciding };
  return { result: wasSmooth(outcome) ? "complete" : "recovered", fault: faults[0] ?? null, faults };
}
function strictFaults({ inputs, download, changes }) {
  const { strictIntegrity, failOnChange } = inputs;
  const wrong = strictIntegrity ? wrongBytesOf(download.fetch, download.verdicts) : [];
  const integrity = wrong.map(({ module, proxy }) => ({
    ...statedFault({
      id: "checksum-mismatch/wrong-bytes",
      message: `${proxy} sent bytes for ${module} that go.sum contradicts; the right ones came later, or from another proxy.`,
      remedy: [
        `Find out why ${proxy} serves other bytes for ${module} before you trust it again.`,
        "Set strict-integrity to false if a warning is enough."
      ]
    }),
    module,
    proxy,
    blocked: 1
  }));
  if (!failOnChange || changes.length === 0) return integrity;
  const files = changes.map(({ file }) => file).join(", ");
  const changed = statedFault({
    id: "go-sum-missing/changed-by-download",
    message: `go mod download changed ${files}.`
  });
  return [...integrity, changed];
}
function wasSmooth({ download, problems }) {
  const { attempts: attempts3, fetch } = download;
  const healed = fetch.kind === "ran" && (fetch.failures > 0 || fetch.wrongBytes.length > 0);
  return attempts3.length <= 1 && !healed && problems.length === 0;
}

// src/report/build/source-line.ts
import path from "node:path";
function sourceLine({ scopes: scopes2 }, module, root2, paths = path) {
  for (const main of scopes2.flatMap(({ mains }) => mains)) {
    const line2 = lineOf(main, module);
    if (line2 === void 0) continue;
    const file = paths.relative(root2, paths.join(main.dir, "go.mod")).split(paths.sep).join("/");
    return file.startsWith("../") || paths.isAbsolute(file) ? null : { file, line: line2 };
  }
  return null;
}
function lineOf({ mod }, module) {
  const [name, version2] = module.split("@");
  const isMeant = (it) => it.path === name && (version2 === void 0 || it.version === version2 || it.version === `${version2}+incompatible`);
  return mod.require.find(isMeant)?.line ?? mod.replace.find((replace) => isMeant(replace.new))?.line;
}

// src/report/build/build-report.ts
function buildReport(facts) {
  const { project, list: list2, download, problems, changes, seconds } = facts;
  const { result, fault, faults } = judgeRun(facts);
  const isFailed = result === "failed";
  return {
    version: 1,
    result,
    fault,
    faults,
    source: fault?.module ? sourceLine(project, fault.module, facts.root) : null,
    requiredBy: requiredBy(faults, facts.requirements),
    go: {
      version: project.env.GOVERSION,
      goproxy: displayGoproxyList(download.list ?? list2),
      exported: facts.exported === "order",
      sealed: facts.exported === "off",
      requests: download.requests
    },
    scopes: project.scopes.map((scope) => scopeReport(scope, download.done.has(scope.name))),
    // Members of a workspace are downloaded for, as a part of it.
    skipped: project.skipped.filter(({ reason }) => reason !== "in-workspace"),
    modules: counts(facts),
    proxies: download.verdicts,
    ranking: download.ranking,
    attempts: download.attempts,
    fetch: download.fetch,
    cache: { ...facts.cache, problems },
    findings: [
      ...redirectFindings(download.redirectors),
      ...environmentFindings({ env: project.env, list: list2, project, variables: facts.variables })
    ],
    changes,
    excerpt: isFailed ? excerptOf(fault, download) : null,
    reproduce: isFailed ? reproduction(facts) : [],
    notices: notices(facts),
    seconds
  };
}
function excerptOf(fault, { attempts: attempts3 }) {
  const told = attempts3.findLast(({ classification: { faults } }) => faults.some((met) => met === fault));
  return told?.excerpt ?? null;
}
function scopeReport({ name, kind, mains }, complete) {
  return {
    name,
    kind,
    module: kind === "workspace" ? "go.work" : mains[0]?.mod.module ?? "",
    modules: new Set(mains.flatMap(({ mod }) => mod.require.map(({ path: path2 }) => path2))).size,
    complete
  };
}
function counts({ before, after, problems }) {
  const zips = after.files.filter(({ kind }) => kind === "zip");
  const refused = new Set(problems.map(({ what }) => what));
  const wasThere = (file) => before.sizes.has(fileName(file)) && !refused.has(moduleName(file));
  const fresh = after.files.filter((file) => after.sizes.has(fileName(file)) && !wasThere(file));
  return {
    total: new Set(zips.map(moduleName)).size,
    fetched: fresh.filter(({ kind }) => kind === "zip").length,
    bytes: fresh.reduce((sum2, file) => sum2 + (after.sizes.get(fileName(file)) ?? 0), 0)
  };
}
function notices({ list: list2, project }) {
  const unsummed = project.scopes.filter(
    ({ sums, mains }) => sums.entries.size === 0 && mains.some(({ mod }) => mod.require.length > 0)
  );
  return [
    ...list2.ignored.map((entry) => `go never reads the GOPROXY entry ${entry}: direct and off end the list.`),
    ...unsummed.map(
      ({ name }) => `There is no go.sum${name === "." ? "" : ` in ${name}`}, so nothing says which bytes are right. Run \`go mod tidy\` and commit go.sum.`
    )
  ];
}

// src/run/run-report.ts
function reportRun({ inputs, project, list: list2, env, cache: cache2 }, { root: root2 }, { plan, restored, saved, ...results }) {
  return buildReport({
    ...results,
    requirements: {
      requirersOf: (module) => requirersOf(plan.graphs, module),
      unread: plan.unreadable.length
    },
    inputs,
    project,
    list: list2,
    variables: env,
    root: root2,
    cache: {
      key: cache2.key?.key ?? null,
      store: cache2.store.name,
      restore: restored.outcome,
      save: saved.outcome,
      restoreMs: restored.ms,
      saveMs: saved.ms
    }
  });
}

// src/platform/limit.ts
var longestMs = 2 ** 31 - 1;
async function withinLimit({
  limitMs,
  afterAbortMs: afterAbortMs2,
  signal,
  late,
  body: body3
}) {
  const working = body3();
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(late());
    let timer = setTimeout(giveUp, Math.min(limitMs, longestMs));
    const onAbort = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, Math.min(limitMs, afterAbortMs2));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    working.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
  });
}

// src/run/time-limits.ts
var saveGraceMs = 1e4;
var tellGraceMs = 5e3;
var afterAbortMs = 3e3;
async function withinRun({ timeoutMs }, { clock, signal }, body3) {
  const startedMs = clock.now();
  const deadlineMs = startedMs + timeoutMs;
  const leftMs = () => Math.max(0, deadlineMs - clock.now());
  const seconds = () => (clock.now() - startedMs) / 1e3;
  const time = {
    deadlineMs,
    leftMs,
    restoreMs: () => leftMs() / 2,
    saveMs: () => Math.max(leftMs(), saveGraceMs),
    seconds
  };
  const late = () => signal.aborted ? cancelled : outOfTime(timeoutMs, "while a disk hung");
  try {
    return await withinLimit({
      limitMs: timeoutMs + saveGraceMs + tellGraceMs,
      afterAbortMs,
      signal,
      late: () => unpreparedReport(late(), seconds()),
      body: () => body3(time)
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    return unpreparedReport(cancelled, seconds());
  }
}
function withinPreparation({ timeoutMs }, { signal }, { time, body: body3 }) {
  const fault = () => signal.aborted ? cancelled : outOfTime(timeoutMs, "before the download");
  return withinLimit({
    limitMs: time.leftMs(),
    afterAbortMs: 0,
    signal,
    late: () => ({ kind: "problem", fault: fault() }),
    body: body3
  });
}
function outOfTime(timeoutMs, phase) {
  return statedFault({
    id: "timeout/before-download",
    message: `The time limit of ${timeoutMs / 1e3} s was used up ${phase}.`
  });
}

// src/run/zip-workers.ts
import { availableParallelism } from "node:os";

// src/modcache/run-mark.ts
import { lstat as lstat3, mkdir as mkdir6, readdir, writeFile as writeFile2 } from "node:fs/promises";
import { basename, join as join8 } from "node:path";
var folderOf = (gomodcache) => join8(gomodcache, "cache");
async function markRun(gomodcache) {
  const folder = folderOf(gomodcache);
  const marks = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith("run."));
  const stale = [];
  for (const mark2 of marks) if (await isLeft(join8(folder, mark2))) stale.push(mark2);
  if (stale.length > 0) await clearFiles(gomodcache);
  for (const mark2 of stale) await remove(join8(folder, mark2), { below: gomodcache });
  const mark = join8(folder, temporaryName("run"));
  await makeMark(folder, mark).catch(() => {
  });
  return async () => {
    await remove(mark, { below: gomodcache });
  };
}
async function makeMark(folder, mark) {
  await mkdir6(folder, { recursive: true });
  await writeFile2(mark, "");
}
async function clearFiles(gomodcache) {
  const download = join8(folderOf(gomodcache), "download");
  for (const name of await readdir(download, { recursive: true }).catch(() => [])) {
    const path2 = join8(download, name);
    if (name.endsWith("-partial") && await isLeft(path2)) await remove(path2, { below: gomodcache });
  }
}
async function isLeft(path2) {
  const found = await lstat3(path2).catch(() => null);
  return found !== null && isStale(basename(path2), Date.now() - found.mtimeMs);
}

// src/modcache/unpack/zip-workers.ts
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

// src/modcache/unpack/task-queue.ts
var requestWeight = 262144;
var mostAtOnce = 128;
function createTaskQueue() {
  const waiting = [];
  let total = 0;
  const takeFrom = (start, count) => {
    const taken = waiting.splice(start, count);
    for (const { weight } of taken) total -= weight;
    return taken;
  };
  return {
    add: (task) => {
      waiting.push(task);
      total += task.weight;
    },
    take: (workers, room) => {
      const start = waiting.findIndex(({ weight: weight2 }) => weight2 <= room);
      if (start < 0) return [];
      const most = Math.min(requestWeight, total / workers, room);
      let [count, weight] = [0, 0];
      for (const { weight: more2 } of waiting.slice(start, start + mostAtOnce)) {
        if (count > 0 && weight + more2 > most) break;
        count += 1;
        weight += more2;
      }
      return takeFrom(start, count);
    },
    takeAll: () => takeFrom(0, waiting.length),
    weight: () => total
  };
}
var zipWeight = 8192;
var fileWeight = 2048;
var unknownBytes = 1048576;
var mostAtWork = 48 * 1048576;
function roomBeside(atWork) {
  if (atWork.length === 0) return Number.POSITIVE_INFINITY;
  return mostAtWork - atWork.reduce((sum2, { weight }) => sum2 + weight, 0);
}
function weightOf(task) {
  if ("file" in task) return fileWeight;
  const { source } = task;
  return zipWeight + (source.kind === "bytes" ? source.bytes.byteLength : source.sizeBytes ?? unknownBytes);
}
function ownMemory(task) {
  if ("file" in task || task.source.kind === "file") return [];
  const { buffer, byteLength } = task.source.bytes;
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : [];
}
function settle(tasks, ends) {
  for (const [index, { resolve, reject }] of tasks.entries()) {
    const end = ends[index];
    if (end?.kind === "outcome") resolve(end.outcome);
    else reject(new Error(end?.message ?? "the worker gave no answer"));
  }
}

// src/modcache/unpack/zip-workers.ts
var workerWeight = 1048576;
var patienceMs2 = 1e3;
function createZipWorkers({ bundle, threads, gomodcache, unpack }) {
  const target = { gomodcache, unpack };
  const admitHere = oneAfterAnother(createZipAdmitter(target));
  const queue = createTaskQueue();
  const workers = /* @__PURE__ */ new Set();
  const idle = [];
  const busy = /* @__PURE__ */ new Map();
  const pending = /* @__PURE__ */ new Set();
  let file = bundle;
  let doneHere = 0;
  const next = (worker) => {
    const tasks = queue.take(threads, roomBeside([...busy.values()].flat()));
    if (tasks.length === 0) {
      idle.push(worker);
      worker.unref();
      return;
    }
    busy.set(worker, tasks);
    worker.ref();
    worker.postMessage(
      tasks.map(({ task }) => task),
      tasks.flatMap(({ task }) => ownMemory(task))
    );
  };
  const start = (file2) => {
    const worker = new Worker(file2, { workerData: target });
    let isReady = false;
    workers.add(worker);
    worker.on("message", (answer) => {
      isReady = true;
      if (answer.kind === "done") settle(busy.get(worker) ?? [], answer.ends);
      busy.delete(worker);
      next(worker);
    });
    worker.on("error", (error) => {
      workers.delete(worker);
      const cause = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of busy.get(worker) ?? []) reject(cause);
      busy.delete(worker);
      if (isReady) startMore();
      else doAllHere();
    });
  };
  const startMore = () => {
    if (file !== null && workers.size < threads && queue.weight() > workers.size * workerWeight) start(file);
  };
  const doAllHere = () => {
    file = null;
    for (const { task, resolve, reject } of queue.takeAll()) admitHere(task).then(resolve, reject);
  };
  const admit = (task) => {
    const weight = weightOf(task);
    if (file === null || doneHere + weight <= workerWeight) {
      doneHere += weight;
      return admitHere(task);
    }
    const ended = new Promise((resolve, reject) => queue.add({ task, weight, resolve, reject }));
    pending.add(ended);
    const forget = () => pending.delete(ended);
    ended.then(forget, forget);
    const free = idle.pop();
    if (free === void 0) startMore();
    else next(free);
    return ended;
  };
  return {
    admit,
    admitFile: admit,
    close: async () => {
      const closed = new Error("the workers were closed");
      for (const { reject } of queue.takeAll()) reject(closed);
      await Promise.race([Promise.allSettled(pending), sleep(patienceMs2, null, { ref: false })]);
      for (const { reject } of [...busy.values()].flat()) reject(closed);
      await Promise.all([...workers].map((worker) => worker.terminate()));
    }
  };
}
function oneAfterAnother(work) {
  let last = Promise.resolve();
  return (task) => {
    const ended = last.then(() => work(task));
    last = ended.catch(() => {
    });
    return ended;
  };
}

// src/run/zip-workers.ts
var mostThreads = 8;
async function startZipWorkers({ project }, { env, zipWorker }) {
  const { GOMODCACHE: gomodcache, GOFLAGS } = project.env;
  const unmark = await markRun(gomodcache);
  await clearStaleTrees(gomodcache);
  const isOurs = env.RUNNER_ENVIRONMENT === "github-hosted" || !await holdsModules(gomodcache);
  const unpack = isGoFlagSet(GOFLAGS, "modcacherw") ? "writable" : "read-only";
  const workers = createZipWorkers({
    bundle: zipWorker,
    threads: Math.min(mostThreads, availableParallelism()),
    gomodcache,
    // Others may use a module cache that was there before: `go` unpacks then, which has a lock for each module.
    unpack: isOurs ? unpack : "by-go"
  });
  const close = async () => {
    await workers.close();
    await unmark();
  };
  return { ...workers, close };
}

// src/run/run.ts
function run(inputs, world) {
  return withinRun(inputs, world, async (time) => {
    const prepared = await withinPreparation(inputs, world, { time, body: () => prepare(inputs, world) });
    if (prepared.kind === "problem") return unpreparedReport(prepared.fault, time.seconds());
    const { setup } = prepared;
    const zips = await startZipWorkers(setup, world);
    try {
      return await completeModuleCache(setup, world, { time, zips });
    } finally {
      await zips.close();
    }
  });
}
async function completeModuleCache(setup, world, { time, zips }) {
  const files = setup.project.scopes.flatMap((scope) => scope.files);
  const committed = await takeSnapshot(files);
  const plan = createDownloadPlan(setup.project);
  const state = { origins: createFileOrigins(), plan, zips };
  const found = await plan.status();
  const restored = await restoreCache(setup, world, { state, found, time });
  const leftOver = await verifyLeftOver(setup, state, world.log);
  const before = isComplete(found) && leftOver.length === 0 ? found : await plan.status();
  const request = { state, deadlineMs: time.deadlineMs };
  const offline = isComplete(before) ? await downloadOffline(setup, world, request) : null;
  const download = offline?.complete ? offline : await downloadOnline(setup, world, request);
  const exported = await exportGoproxy(setup, world, download);
  writeVersionLists(setup.project.env.GOMODCACHE, state.origins.files());
  const problems = [...restored.problems, ...leftOver, ...download.problems];
  const saved = await saveCache(setup, world, { plan, download, restored, time });
  return reportRun(setup, world, {
    before,
    // What needed no network has brought nothing.
    after: download === offline ? before : await plan.status(),
    plan: await plan.current(),
    download,
    restored,
    saved,
    problems,
    exported,
    changes: changesBetween(committed, await takeSnapshot(files), world.root),
    seconds: time.seconds()
  });
}

// src/platform/write-file.ts
import { constants as constants4 } from "node:fs";
import { lstat as lstat4, mkdir as mkdir7, open, realpath } from "node:fs/promises";
import { basename as basename2, dirname as dirname3, join as join9, relative as relative3, sep as sep3 } from "node:path";
async function writeRequestedFile(path2, text2, { repository }) {
  const isInside = isBelow(repository, join9(path2));
  const root2 = isInside ? await realpath(repository) : null;
  if (root2 !== null) await refuseLinkedFolders(repository, path2, root2);
  await mkdir7(dirname3(path2), { recursive: true });
  const place2 = root2 === null ? path2 : join9(await realpath(dirname3(path2)), basename2(path2));
  if (root2 !== null && !isBelow(root2, place2)) throw leadsOutside(path2);
  const found = root2 === null ? null : await lstat4(place2).catch(() => null);
  if (found?.isSymbolicLink()) throw new Error(`${path2} is a symbolic link, which is not followed: delete it`);
  const noFollow = root2 === null ? 0 : constants4.O_NOFOLLOW ?? 0;
  const file = await open(place2, constants4.O_WRONLY | constants4.O_CREAT | constants4.O_TRUNC | noFollow, 420);
  try {
    await file.writeFile(text2);
  } finally {
    await file.close();
  }
}
async function refuseLinkedFolders(repository, path2, root2) {
  let folder = repository;
  for (const name of relative3(repository, dirname3(path2)).split(sep3).filter(Boolean)) {
    folder = join9(folder, name);
    const real = await realpath(folder).catch(() => null);
    if (real === null) {
      if (await lstat4(folder).catch(() => null) === null) return;
      throw leadsOutside(path2);
    }
    if (real !== root2 && !isBelow(root2, real)) throw leadsOutside(path2);
  }
}
function leadsOutside(path2) {
  return new Error(`a symbolic link on the way to ${path2} leads out of the repository: name another place`);
}

// src/report/json.ts
var mostCharacters2 = 8 * 1048576;
var narrowing = [
  { text: 2048, list: 2e3 },
  { text: 512, list: 200 },
  { text: 128, list: 20 }
];
function reportJson(report) {
  const whole = written(report);
  if (whole !== null) return whole;
  for (const limits of narrowing) {
    const notice = `The report was too large: lists have ${limits.list} entries at most, texts ${limits.text} characters.`;
    const notices2 = [notice, ...report.notices];
    const narrower = written(narrowed({ ...report, notices: notices2 }, limits));
    if (narrower !== null) return narrower;
  }
  throw new RangeError("the report is too large even when cut");
}
var obeyed = /[\x7f-\x9f\u2028\u2029]|[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
function escaped(character, unit) {
  return `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`;
}
function written(report) {
  if (charactersIn(report) > mostCharacters2) return null;
  const json = `${JSON.stringify(report, null, 2)}
`.replace(
    obeyed,
    (character) => character.length === 1 ? escaped(character, 0) : escaped(character, 0) + escaped(character, 1)
  );
  return json.length > mostCharacters2 ? null : json;
}
function charactersIn(value2) {
  if (typeof value2 === "string") return value2.length;
  if (typeof value2 !== "object" || value2 === null) return 1;
  return Object.values(value2).reduce((sum2, item) => sum2 + charactersIn(item), 0);
}
function narrowed(value2, limits) {
  if (typeof value2 === "string") return cut(value2, limits.text);
  if (Array.isArray(value2)) return value2.slice(0, limits.list).map((item) => narrowed(item, limits));
  if (typeof value2 !== "object" || value2 === null) return value2;
  return Object.fromEntries(Object.entries(value2).map(([key2, item]) => [key2, narrowed(item, limits)]));
}

// src/report/budget.ts
var utf8 = new TextEncoder();
function fitSections(sections, limitBytes2) {
  let left = limitBytes2;
  const kept = /* @__PURE__ */ new Set();
  const byWeight = [...sections].sort((a, b) => b.weight - a.weight);
  for (const section of byWeight) {
    const bytes = utf8.encode(section.html).length;
    if (bytes > left && section.weight !== Number.POSITIVE_INFINITY) continue;
    kept.add(section);
    left -= bytes;
  }
  return {
    kept: sections.filter((section) => kept.has(section)),
    omitted: sections.filter((section) => !kept.has(section)).map((section) => section.name)
  };
}

// src/report/sections/attempts.ts
function attempts2({ attempts: attempts3, result }) {
  if (attempts3.length < 2 && result !== "recovered") return [];
  const rows = attempts3.map((attempt) => [
    String(attempt.number),
    formatDuration(attempt.ms),
    attemptOutcome(attempt),
    decisionLine(attempt.decision)
  ]);
  return table(["Attempt", "Took", "What happened", "Then"], rows, 20);
}
function excerpt2({ excerpt: excerpt3, result }) {
  if (excerpt3 === null || excerpt3.lines.length === 0) return [];
  return [
    folded(excerptTitle(excerpt3), [lines(excerptLines(excerpt3))], result === "failed" ? "open" : "closed")
  ];
}
function reproduction2({ reproduce }) {
  if (reproduce.length === 0) return [];
  return [h("p", [h("strong", "To see it yourself")]), lines(reproduce.slice(0, 20))];
}

// src/report/sections/failure.ts
function whatToDo({ fault }) {
  const steps = fault?.remedy ?? [];
  return steps.length === 0 ? [] : [h("p", [h("strong", "What to do")]), list("ol", steps, mostSteps)];
}
function whatFailed(report, catalogue) {
  const { fault, source, go } = report;
  if (fault === null) return [];
  const facts = [
    ...factRows(fault, source),
    ...requirementRows(report),
    saidRow(fault),
    ["GOPROXY", go.goproxy]
  ];
  const rows = facts.flatMap(
    ([name, content]) => content === null ? [] : [row(name.replaceAll(" ", "\xA0"), value(content, 400))]
  );
  return [h("table", [h("tbody", [...rows, row("Fault", faultLink(fault, catalogue))])])];
}
function blockedModules({ fault, fetch }) {
  if (fault === null || fetch.kind !== "ran") return [];
  const names = [
    ...new Set(fetch.witnesses.filter(({ id }) => id === fault.id).map(({ module }) => oneLine(module)))
  ];
  if (names.length < 2) return [];
  const rest = names.length > 60 ? [`\u2026 and ${names.length - 60} more`] : [];
  return [
    folded(`${plural(names.length, "module")} with this fault`, [lines([...names.slice(0, 60), ...rest])])
  ];
}
function otherFaults({ fault, faults }) {
  const others = faults.filter((other) => other.id !== fault?.id || other.module !== fault.module);
  if (others.length === 0) return [];
  const cell = (name) => name === null ? "" : code(name, 200);
  const rows = others.map((other) => [
    headlineOf(other),
    cell(other.module),
    cell(other.host),
    code(other.id)
  ]);
  return [folded(plural(others.length, "more fault"), table(["What", "Module", "Host", "Fault"], rows, 20))];
}
function row(name, content) {
  return h("tr", [h("th", { align: "left" }, name), h("td", [...content])]);
}

// src/report/sections/network.ts
function proxies2({ proxies: proxies3, ranking, result }) {
  const telling = result === "failed" || proxies3.some(({ health, findings }) => health !== "healthy" || findings.length > 0);
  if (proxies3.length === 0 || !telling) return [];
  const rows = proxies3.map((proxy) => [
    code(proxy.proxy, 160),
    healthWords[proxy.health],
    proxy.latencyMs === null ? "\u2013" : formatDuration(proxy.latencyMs),
    [proxy.reason, ...proxy.findings].map(sentence).join(" ")
  ]);
  return [
    ...table(["Proxy", "Verdict", "Latency", "Why"], rows, 20),
    ...ranking === null || proxies3.length < 2 ? [] : [paragraph(sentence(ranking))]
  ];
}
function requests({ fetch }) {
  if (fetch.kind !== "ran" || fetch.requests === 0) return [];
  const rows = fetch.upstreams.map((upstream) => [
    code(upstream.proxy, 160),
    formatCount(upstream.requests),
    Object.entries(verdictWords).map(([verdict3, words]) => ({ words, count: countOf(upstream.verdicts, verdict3) })).filter(({ count }) => count > 0).map(({ words, count }) => `${formatCount(count)} ${words}`).join(", "),
    upstream.medianFirstByteMs === null ? "\u2013" : formatDuration(upstream.medianFirstByteMs),
    formatBytes(upstream.bytes)
  ]);
  const slowest = fetch.slowest.map(({ module, ms, bytes, requests: requests2 }) => [
    code(module, 200),
    formatDuration(ms),
    formatBytes(bytes),
    formatCount(requests2)
  ]);
  return [
    folded(`Requests (${formatCount(fetch.requests)}, repeated: ${formatCount(fetch.retries)})`, [
      ...table(["Proxy", "Requests", "Outcome", "Latency", "Received"], rows, 20),
      ...slowest.length === 0 ? [] : table(["Slowest modules", "Time", "Size", "Requests"], slowest, 5)
    ])
  ];
}
function countOf(counts2, name) {
  return counts2[name] ?? 0;
}

// src/report/summary.ts
var limitBytes = 64 * 1024;
function renderSummary(report, options = {}) {
  const sections = (report.result === "complete" ? greenSections : allSections)(
    report,
    options.catalogue ?? null
  ).filter(({ content }) => content.length > 0).map(({ content, ...section }) => ({ ...section, html: htmlBlock(content) }));
  const { kept, omitted } = fitSections(sections, limitBytes);
  const left = omitted.length === 0 ? [] : [htmlBlock([paragraph(`Left out for size, and in the JSON report: ${omitted.join(", ")}.`)])];
  return `${[...kept.map(({ html: html4 }) => html4), ...left].join("\n")}
`;
}
function allSections(report, catalogue) {
  return [
    { name: "verdict", weight: Number.POSITIVE_INFINITY, content: verdict2(report) },
    { name: "what to do", weight: 100, content: report.result === "failed" ? whatToDo(report) : [] },
    {
      name: "what failed",
      weight: 90,
      content: report.result === "failed" ? whatFailed(report, catalogue) : []
    },
    { name: "modules with this fault", weight: 25, content: blockedModules(report) },
    { name: "more faults", weight: 40, content: otherFaults(report) },
    { name: "proxies", weight: 60, content: proxies2(report) },
    { name: "attempts", weight: 70, content: attempts2(report) },
    { name: "requests", weight: 20, content: requests(report) },
    { name: "what was printed", weight: 80, content: excerpt2(report) },
    { name: "modules of the project", weight: 30, content: scopes(report) },
    { name: "cache", weight: 75, content: cache(report) },
    { name: "notes", weight: 50, content: noteList(report) },
    { name: "how to see it yourself", weight: 65, content: reproduction2(report) }
  ];
}
function greenSections(report) {
  return [
    { name: "verdict", weight: Number.POSITIVE_INFINITY, content: verdict2(report) },
    { name: "cache", weight: 75, content: cache(report) },
    { name: "notes", weight: 50, content: noteList(report) }
  ];
}
function verdict2(report) {
  const { glyph, headline, blame, sentences } = verdictOf(report);
  return [
    h("h3", [{ type: "text", value: `${glyph} ` }, ...prose(headline)]),
    ...blame === null ? [] : [h("p", [h("strong", prose(blame))])],
    paragraph(...sentences)
  ];
}
function cache(report) {
  const sentences = cacheLines(report);
  return sentences.length === 0 ? [] : [paragraph(...sentences)];
}
function noteList(report) {
  const sentences = notes(report);
  return sentences.length === 0 ? [] : [list("ul", sentences, 12)];
}
function scopes({ scopes: scopes2 }) {
  if (scopes2.length < 2 || scopes2.every((scope) => scope.complete)) return [];
  const rows = [...scopes2].sort((a, b) => Number(a.complete) - Number(b.complete)).map((scope) => [
    code(scope.name, 160),
    code(scope.module, 160),
    formatCount(scope.modules),
    scope.complete ? "complete" : "incomplete"
  ]);
  return table(["Folder", "Module", "Downloads", "State"], rows, 30);
}

export {
  unpreparedReport,
  redactReport,
  afterChange,
  wrongBytesOf,
  renderText,
  originOf,
  withinLimit,
  run,
  writeRequestedFile,
  reportJson,
  renderSummary
};
