import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  h
} from "./chunk-7ZYG2ZTG.js";
import {
  oneLine
} from "./chunk-GT2VA2H6.js";

// src/report/prose.ts
var active = /[@#$\\]|:\/\/|www\.|:[\w+-]+:|\/|\bGH-\d|\b[0-9a-f]{7,64}\b|[\w-]\.[a-z]/i;
function code(value, limit = 300) {
  return `\`${oneLine(value, limit).replaceAll("`", "'") || " "}\``;
}
function prose(sentence, limit = 1200) {
  return oneLine(sentence, limit).split("`").flatMap((part, index) => index % 2 === 1 ? [h("code", part)] : words(part));
}
function words(text) {
  return text.split(/(\s+)/).filter((word) => word !== "").flatMap((word) => {
    if (!active.test(word)) return [{ type: "text", value: word }];
    const [before = ""] = /^[("']*/.exec(word) ?? [];
    let end = word.length;
    while (end > before.length && `)"'.,;:!?`.includes(word.charAt(end - 1))) end--;
    const inner = word.slice(before.length, end);
    return inner === "" ? [h("code", word)] : [...textNodes(before), h("code", inner), ...textNodes(word.slice(end))];
  });
}
function textNodes(value) {
  return value === "" ? [] : [{ type: "text", value }];
}

export {
  code,
  prose
};
