import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  toHtml
} from "./chunk-GJWAVTSU.js";
import {
  code,
  prose
} from "./chunk-X2I2YWQ6.js";
import {
  h
} from "./chunk-7ZYG2ZTG.js";
import {
  isBelow
} from "./chunk-N53PFCT3.js";
import {
  plainText
} from "./chunk-GT2VA2H6.js";

// src/platform/write-file.ts
import { constants } from "node:fs";
import { lstat, mkdir, open, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
async function writeRequestedFile(path, text, { repository }) {
  const named = await repositoryAsNamed(path, repository);
  const root = named === null ? null : await realpath(named);
  if (named !== null && root !== null) await refuseLinkedFolders({ repository: named, path, root });
  await mkdir(dirname(path), { recursive: true });
  const place = root === null ? path : join(await realpath(dirname(path)), basename(path));
  if (root !== null && !isBelow(root, place)) throw leadsOutside(path);
  const found = root === null ? null : await lstat(place).catch(() => null);
  if (found?.isSymbolicLink()) throw new Error(`${path} is a symbolic link, which is not followed: delete it`);
  const noFollow = root === null ? 0 : constants.O_NOFOLLOW ?? 0;
  const file = await open(place, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow, 420);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
async function repositoryAsNamed(path, repository) {
  if (isBelow(repository, join(path))) return repository;
  const wanted = await stat(repository, { bigint: true }).catch(() => null);
  let folder = join(path);
  do {
    folder = dirname(folder);
    const found = wanted && await stat(folder, { bigint: true }).catch(() => null);
    if (found && found.ino === wanted?.ino && found.dev === wanted.dev) return folder;
  } while (folder !== dirname(folder));
  return null;
}
async function refuseLinkedFolders({
  repository,
  path,
  root
}) {
  let folder = repository;
  for (const name of relative(repository, dirname(path)).split(sep).filter(Boolean)) {
    folder = join(folder, name);
    const real = await realpath(folder).catch(() => null);
    if (real === null) {
      if ((await lstat(folder).catch(() => null))?.isSymbolicLink()) throw leadsOutside(path);
      return;
    }
    if (real !== root && !isBelow(root, real)) throw leadsOutside(path);
  }
}
function leadsOutside(path) {
  return new Error(`a symbolic link on the way to ${path} leads out of the repository: name another place`);
}

// src/report/html.ts
function htmlBlock(content) {
  return content.map((node) => toHtml(node).replaceAll("\n", "&#10;")).join("\n");
}
function paragraph(...sentences) {
  return h(
    "p",
    sentences.filter((sentence) => sentence !== "").flatMap((sentence, i) => [...i === 0 ? [] : [textNode(" ")], ...prose(sentence)])
  );
}
function list(kind, sentences, limit) {
  const items = sentences.slice(0, limit).map((sentence) => h("li", prose(sentence)));
  return h(kind, [...items, ...more(sentences.length - limit, (words) => h("li", words))]);
}
function table(heading, rows, limit) {
  const body = rows.slice(0, limit).map(
    (row) => h(
      "tr",
      row.map((cell) => h("td", prose(cell, 500)))
    )
  );
  const head = h("thead", [
    h(
      "tr",
      heading.map((name) => h("th", name))
    )
  ]);
  return [h("table", [head, h("tbody", body)]), ...more(rows.length - limit, (words) => h("p", words))];
}
function lines(texts) {
  return h(
    "pre",
    texts.map((text) => plainText(text.slice(0, 2e3)).replaceAll("\n", " ").replaceAll("	", "    ")).map(cutLine).join("\n")
  );
}
function folded(title, content, state = "closed") {
  return h("details", state === "open" ? { open: true } : {}, [h("summary", prose(title)), ...content]);
}
function textNode(value2) {
  return { type: "text", value: value2 };
}
function value(text, limit) {
  return prose(code(text, limit));
}
function more(count, element) {
  return count > 0 ? [element(`\u2026 and ${count} more, in the JSON report`)] : [];
}
function cutLine(line) {
  return line.length > 500 ? `${line.slice(0, 499)}\u2026` : line;
}

export {
  htmlBlock,
  paragraph,
  list,
  table,
  lines,
  folded,
  value,
  writeRequestedFile
};
