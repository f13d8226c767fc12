import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  isSecretName,
  secretValues
} from "./chunk-BTNPW7P2.js";

// src/text/secret-patterns.ts
function secretPatterns(mask2) {
  return [
    // A private key, when the text holds all of it.
    (text) => text.replace(
      /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)(?:[^"\\-]|\\[^"]){1,20000}(?:-----END|$)/g,
      `$1${mask2}`
    ),
    // scheme://user:password@host: up to the last @ before the path, as net/url reads it. `git@` is no secret, nor is the name of a variable.
    (text) => text.replace(
      /(:\/\/)(?!git@|(?:[\w.-]{1,64}:)?\$(?:\w{1,64}|\{\w{1,64}\})@)[^\s/?#"'`<>\\]{1,1000}@/g,
      `$1${mask2}@`
    ),
    // The same with an unescaped / ? or # in the password, which net/url refuses and then prints.
    (text) => text.replace(
      /(:\/\/)[^\s/?#:@"'`<>]{0,200}:(?!\d{1,5}(?:[/?#\s"'`]|$)|\$(?:\w{1,64}|\{\w{1,64}\})@)[^\s@"'`<>]{1,300}@/g,
      `$1${mask2}@`
    ),
    // %-escaped, as in a query or a log of a log.
    (text) => text.replace(/(%3a%2f%2f)(?:(?!%2f|%40)[^\s/&"'`<>]){1,300}(?:%40|@)/gi, `$1${mask2}@`),
    // user:password@host without a scheme, as in a variable for a forward proxy.
    (text) => text.replace(
      /(?<![\w.%+~:/@-])[\w.%+~-]{1,64}:(?!\/\/)[^\s@/:"'`<>]{1,300}@(?=(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{1,63}(?![\w.])|localhost|\[)(?!v\d)/gi,
      `${mask2}@`
    ),
    // HTTP headers, as curl, git and Go print them: everything to the end of the line or of the quotation.
    (text) => text.replace(
      /\b((?:proxy-)?authorization|(?:set-)?cookie|(?:private|job|deploy|x-[a-z-]{1,40})-token|x-(?:jfrog-art-)?api(?:-key)?)("?'?[ \t]{0,8}[:=][ \t]{0,8}["'[]?)(?!\$)(?:[^\r\n"'\]\\]|\\[^"'\r\n])+/gi,
      `$1$2${mask2}`
    ),
    (text) => text.replace(/\b(bearer|basic) +[\w+/=.~-]{12,}/gi, `$1 ${mask2}`),
    // netrc on one line, and the line of a netrc of several. Placeholders, as in our own advice, stay readable.
    (text) => text.replace(
      /\b((?:machine[ \t]{1,20}\S{1,253}|default)[ \t]{1,20})((?:login|account|password|passwd)[ \t]{1,20}(?!<(?:user|token|password)>)(?:[^\s"\\]|\\[^\s"])+(?:[ \t]{1,20}(?:login|account|password|passwd)[ \t]{1,20}(?:[^\s"\\]|\\[^\s"])+)*)/g,
      `$1${mask2}`
    ),
    (text) => text.replace(
      /\b(login[ \t]{1,20}(?:[^\s"\\]|\\[^\s"])+[ \t]{1,20}password[ \t]{1,20})(?!<(?:token|password)>)(?:[^\s"\\]|\\[^\s"])+/g,
      `$1${mask2}`
    ),
    (text) => text.replace(/^([ \t]{0,40}password[ \t]{1,20})(?:[^\s"\\]|\\[^\s"])+[ \t]{0,40}$/gm, `$1${mask2}`),
    // Tokens that say themselves what they are.
    (text) => text.replace(tokenShapes, mask2),
    // A JSON web token. The run is taken whole and judged then, so that no part of it is read twice.
    (text) => text.replace(/eyJ[\w-]*(?:\.[\w-]*)*/g, (run) => /^eyJ[\w-]{8,}\.[\w-]{4}/.test(run) ? mask2 : run),
    // name=value, in a URL's query, a command or an environment, where the name tells.
    (text) => text.replace(assignment, (whole, name) => isSecretName(name) ? `${name}=${mask2}` : whole)
  ];
}
var tokenShapes = new RegExp(
  [
    "gh[oprsu]_[A-Za-z0-9_.-]{16,}",
    "github_pat_[A-Za-z0-9_]{16,}",
    "gl(?:pat|dt|rt|cbt|ptt|ft|oas|soat|agent)-[\\w.-]{16,}",
    "(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])",
    "xox[a-z]-[\\w-]{10,}",
    "xapp-[\\w-]{10,}",
    "npm_[A-Za-z0-9]{30,}",
    "pypi-[\\w-]{40,}",
    "dckr_[a-z]{3}_[\\w-]{20,}",
    "AT(?:BB|ATT|CTT)[\\w=-]{20,}",
    "AKC[A-Za-z0-9]{40,}",
    "cmVmdGtu[A-Za-z0-9]{20,}",
    "hv[sbr]\\.[\\w-]{20,}",
    "AIza[\\w-]{35}",
    "ya29\\.[\\w.-]{20,}"
  ].join("|"),
  "g"
);
var assignment = /(?<![\w.%-])([A-Za-z_][\w.%-]{1,100})=("[^"\r\n]*"|'[^'\r\n]*'|[^\s&"'`<>\\]+)/g;

// src/platform/secret-forms.ts
var utf8 = new TextEncoder();
var regexSyntax = /[.*+?^${}()|[\]\\/]/g;
var shortEscapes = {
  "\n": "n",
  "\r": "r",
  "	": "t",
  "\b": "b",
  "\f": "f",
  "\v": "v",
  '"': '"',
  "'": "'",
  "/": "/"
};
function secretFinder(value) {
  const finders = [{ text: value, before: "", after: "" }, ...base64Forms(value)].map(formFinder);
  return (text) => finders.flatMap((find) => find(text));
}
function formFinder({ text: form, before, after }) {
  let pattern;
  return (text) => {
    if (!/[%\\+]/.test(text) && !text.includes(form)) return [];
    pattern ??= new RegExp(before + loosePattern(form) + after, "g");
    return overlapping(text, pattern);
  };
}
function overlapping(text, pattern) {
  const spans = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    spans.push([match.index, match.index + match[0].length]);
    pattern.lastIndex = match.index + 1;
  }
  return spans;
}
function loosePattern(form) {
  return (form.match(/\\+|[^\\]/gsu) ?? []).map(looseItem).join("");
}
function looseItem(item) {
  if (item.startsWith("\\")) {
    const each = "(?:%(?:25)?5[cC]|\\\\{1,4}(?:x|u00)5[cC])";
    return `(?:${each}{${item.length}}|\\\\{${item.length},${item.length * 8}})`;
  }
  const units = Array.from({ length: item.length }, (_, i) => hex(item.charCodeAt(i), 4));
  const bytes = [...utf8.encode(item)].map((byte) => hex(byte, 2));
  const choices = [
    bytes.map((byte) => `%(?:25)?${anyCase(byte)}`).join(""),
    units.map((unit) => `\\\\{1,4}u${anyCase(unit)}`).join(""),
    bytes.map((byte) => `\\\\{1,4}x${anyCase(byte)}`).join("")
  ];
  const short = shortEscapes[item];
  if (short !== void 0) choices.push(`\\\\{1,7}${escaped(short)}`);
  if (item === " ") choices.push("\\+");
  choices.push(escaped(item));
  return `(?:${choices.join("|")})`;
}
function base64Forms(value) {
  const bytes = utf8.encode(value);
  const shared = "[A-Za-z0-9+/_-]?";
  return [0, 1, 2].flatMap((offset) => {
    const [start, end] = [offset * 8 / 6, (offset + bytes.length) * 8 / 6];
    const text = base64(new Uint8Array([...new Uint8Array(offset), ...bytes])).slice(
      Math.ceil(start),
      Math.floor(end)
    );
    const sides = {
      before: Number.isInteger(start) ? "" : shared,
      after: Number.isInteger(end) ? "" : shared
    };
    const forURLs = text.replaceAll("+", "-").replaceAll("/", "_");
    if (text.length < 5) return [];
    return text === forURLs ? [{ text, ...sides }] : [
      { text, ...sides },
      { text: forURLs, ...sides }
    ];
  });
}
function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}
function escaped(text) {
  return text.replace(regexSyntax, "\\$&");
}
function hex(code, digits) {
  return code.toString(16).padStart(digits, "0");
}
function anyCase(digits) {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

// src/platform/short-secrets.ts
var regexSyntax2 = /[.*+?^${}()|[\]\\/]/g;
function shortPasswords(secrets, shortest) {
  return secrets.flatMap((secret) => {
    const colon = secret.indexOf(":");
    const password = secret.slice(colon + 1);
    return colon < 0 || password === "" || password.length >= shortest ? [] : [password, secret];
  });
}
function hideShort(values, mask2) {
  if (values.length === 0) return (text) => text;
  const forms = new Set(values.flatMap((value) => [value, encodeURIComponent(value), btoa(latin1(value))]));
  const words = [...forms].sort((a, b) => b.length - a.length).map((form) => form.replace(regexSyntax2, "\\$&")).join("|");
  const word = new RegExp(`(?<![A-Za-z0-9])(?:${words})(?![A-Za-z0-9])`, "g");
  const clean = (text) => text.replace(word, mask2);
  return (text) => text.replace(echoes, clean).replace(urls, (_, host, rest) => `${host}${clean(rest)}`).replace(quotations, clean);
}
var echoes = /server response:[\s\S]*|\bstatus \d{3}: [^\n]*|^\t[^\n]*/gm;
var urls = /(:\/\/[^\s/?#"'`<>]*)([/?#][^\s"'`<>]*)/g;
var quotations = /(["'`])[^\s"'`]{1,16}\1/g;
function latin1(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

// src/platform/redact.ts
var mask = "***";
var shortestValue = 4;
var shortestCore = 10;
var longestPiece = 256;
function createRedactor(secrets) {
  const all = [...new Set([...secrets].flatMap(pieces))];
  const finders = all.filter((value) => value.length >= shortestValue).map(secretFinder);
  const withoutShort = hideShort(shortPasswords(all, shortestValue), mask);
  const patterns = secretPatterns(mask);
  return (text) => {
    const known = masked(
      text,
      finders.flatMap((find) => find(text))
    );
    return patterns.reduce((clean, hide) => hide(clean), withoutShort(known));
  };
}
function masked(text, spans) {
  let clean = "";
  let end = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from >= end) clean += text.slice(end, from) + mask;
    end = Math.max(end, to);
  }
  return clean + text.slice(end);
}
function pieces(value) {
  const whole = value.trim();
  const lines = whole.split(/[\r\n]+/).map((line) => line.trim());
  const values = lines.length > 1 ? [whole, ...lines.filter((line) => line.length >= 8)] : [whole];
  return values.flatMap(slices).flatMap((piece) => [piece, ...core(piece)]);
}
function core(piece) {
  const [first, last] = [piece.search(/[\p{L}\p{N}]/u), piece.search(/[\p{L}\p{N}][^\p{L}\p{N}]{0,4}$/u)];
  const text = first < 0 || last < 0 ? "" : piece.slice(first, last + 1);
  return text.length >= shortestCore && text !== piece ? [text] : [];
}
function slices(value) {
  const count = Math.ceil(value.length / longestPiece);
  const size = Math.ceil(value.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => value.slice(i * size, (i + 1) * size));
}

// src/platform/secrets.ts
function createSecrets(env, tell) {
  let known = secretValues(env);
  let redactor = createRedactor(known);
  return {
    redact: (text) => redactor(text),
    mask: async (secrets) => {
      if (secrets.length === 0) return;
      known = [...known, ...secrets];
      redactor = createRedactor(known);
      await tell(secrets);
    }
  };
}

export {
  createSecrets
};
