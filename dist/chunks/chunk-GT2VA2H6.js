import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/text/sanitise.ts
var escapeSequences = /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n\r]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]{0,8}[0-~]/g;
var lineBreaks = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g;
var controls = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;
var unseen = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
var loneSurrogates = new RegExp("\\p{Surrogate}", "gu");
function plainText(text) {
  return text.replace(escapeSequences, "").replace(lineBreaks, "\n").replace(controls, "").replace(unseen, "").replace(loneSurrogates, "\uFFFD");
}
function oneLine(text, limit = 300) {
  const line = plainText(text.slice(0, limit * 8)).replace(/\s+/g, " ").trim();
  return cut(line, limit);
}
function cut(text, limit) {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}\u2026`;
}

export {
  plainText,
  oneLine,
  cut
};
