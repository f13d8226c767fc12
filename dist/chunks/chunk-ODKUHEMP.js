import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/go/private.ts
function matchPrefixPatterns(globs, modulePath) {
  const elements = modulePath.split("/");
  return globs.split(",").some((text) => {
    const glob = text.endsWith("/") ? text.slice(0, -1) : text;
    if (glob === "") return false;
    const count = glob.split("/").length;
    return count <= elements.length && matchGlob(glob, elements.slice(0, count).join("/"));
  });
}
function matchGlob(pattern, name) {
  const parts = parseGlob([...pattern]);
  if (parts === null) return false;
  let places = /* @__PURE__ */ new Set([0]);
  const text = [...name];
  for (const part of parts) {
    places = part.kind === "star" ? reachByStar(places, text) : reachByOne(places, text, part);
    if (places.size === 0) return false;
  }
  return places.has(text.length);
}
function reachByStar(places, text) {
  const reached = /* @__PURE__ */ new Set();
  for (const place of places) {
    let next = place;
    reached.add(next);
    while (next < text.length && text[next] !== "/" && !reached.has(next + 1)) reached.add(++next);
  }
  return reached;
}
function reachByOne(places, text, part) {
  const reached = /* @__PURE__ */ new Set();
  for (const place of places) {
    const character = text[place];
    if (character !== void 0 && matchesOne(part, character)) reached.add(place + 1);
  }
  return reached;
}
function matchesOne(part, character) {
  if (part.kind === "literal") return part.character === character;
  if (part.kind !== "class") return part.kind === "any" && character !== "/";
  const point = character.codePointAt(0) ?? 0;
  const inside = part.ranges.some(
    ([low, high]) => (low.codePointAt(0) ?? 0) <= point && point <= (high.codePointAt(0) ?? 0)
  );
  return inside !== part.negated;
}
function parseGlob(pattern) {
  const parts = [];
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? "";
    if (character === "[") {
      const parsed = parseClass(pattern, at + 1);
      if (parsed === null) return null;
      parts.push(parsed.part);
      at = parsed.next;
      continue;
    }
    if (character === "*") parts.push({ kind: "star" });
    else if (character === "?") parts.push({ kind: "any" });
    else {
      if (character === "\\") at++;
      const literal = pattern[at];
      if (literal === void 0) return null;
      parts.push({ kind: "literal", character: literal });
    }
    at++;
  }
  return parts;
}
function parseClass(pattern, start) {
  const negated = pattern[start] === "^";
  let at = negated ? start + 1 : start;
  const ranges = [];
  while (pattern[at] !== "]" || ranges.length === 0) {
    const low = classCharacter(pattern, at);
    if (low === null) return null;
    const high = pattern[low.next] === "-" ? classCharacter(pattern, low.next + 1) : low;
    if (high === null) return null;
    ranges.push([low.character, high.character]);
    at = high.next;
  }
  return { part: { kind: "class", negated, ranges }, next: at + 1 };
}
function classCharacter(pattern, at) {
  const first = pattern[at];
  if (first === void 0 || first === "-" || first === "]") return null;
  const place = first === "\\" ? at + 1 : at;
  const character = pattern[place];
  if (character === void 0 || place + 1 >= pattern.length) return null;
  return { character, next: place + 1 };
}

export {
  matchPrefixPatterns
};
