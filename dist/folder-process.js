import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  folderRequest,
  maxLineLength
} from "./chunks/chunk-OG5TO3P3.js";
import {
  createLineSplitter
} from "./chunks/chunk-IOPLYINE.js";
import {
  trouble
} from "./chunks/chunk-NNWYPZ6C.js";
import {
  parseJson
} from "./chunks/chunk-ZIHWHPLB.js";
import {
  diskErrorCode,
  temporaryName
} from "./chunks/chunk-ILNX3UIH.js";
import {
  isBelow,
  remove
} from "./chunks/chunk-N53PFCT3.js";
import {
  whileHeld
} from "./chunks/chunk-GWL37QUU.js";
import {
  errorCode
} from "./chunks/chunk-YTQ6ZR7C.js";
import "./chunks/chunk-DIT3HX7E.js";

// src/store/folder/read-object.ts
import { constants } from "node:fs";
import { link, lstat, lutimes, open, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

// src/store/folder/disk-trouble.ts
var meanings = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is not a folder",
  EEXIST: "a part of the path is not a folder",
  EIO: "the disk reported an error",
  ESTALE: "the network share has changed"
};
var denials = /* @__PURE__ */ new Set(["EACCES", "EPERM", "EROFS"]);
var settings = /* @__PURE__ */ new Set(["ENOTDIR", "EEXIST"]);
function diskTrouble(error) {
  const code = diskErrorCode(error);
  if (code === null) throw error;
  const path = typeof error === "object" && error !== null && "path" in error ? `: ${error.path}` : "";
  const kind = denials.has(code) ? "denied" : settings.has(code) ? "misconfigured" : "unavailable";
  return trouble(kind, `${meanings[code] ?? "the file system failed"} (${code})${path}`);
}

// src/store/folder/read-object.ts
var touchEveryMs = 24 * 36e5;
var copyBytes = 1 << 20;
async function placeOf(root2, name) {
  const path = join(root2, name);
  const place = join(await realpath(dirname(path)), basename(path));
  return isBelow(await realpath(root2), place) ? place : null;
}
async function readObject(request) {
  try {
    const place = await placeOf(request.root, request.name);
    if (place === null) return refused(request, "a link leads out of the store");
    return await readAt(place, request);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { kind: "absent" };
    return errorCode(error) === "ELOOP" ? refused(request, "it is a link") : diskTrouble(error);
  }
}
async function readAt(place, request) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  if (O_NOFOLLOW === 0 && (await lstat(place)).isSymbolicLink()) return refused(request, "it is a link");
  const handle = await open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) return refused(request, "it is not a regular file");
    if (found.size === 0) return refused(request, "it is empty");
    if (found.size > request.maxBytes) return refused(request, `it is larger than ${request.maxBytes} bytes`);
    await touch(place, found.mtimeMs);
    if (request.to === null) return await readBytes(handle, found.size);
    if (isOurs(found) && await linked(place, { to: request.to, inode: found.ino }))
      return { kind: "file", bytes: found.size };
    return await copied(handle, { ...request, to: request.to });
  } finally {
    await handle.close();
  }
}
function isOurs({ uid, mode }) {
  return process.getuid?.() === uid && (mode & 4095) === 420;
}
async function linked(place, { to, inode }) {
  try {
    await link(place, to);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
  const made = await lstat(to);
  if (made.isFile() && made.ino === inode) return true;
  await remove(to, { below: dirname(to) });
  return false;
}
async function copied(handle, { to, onBytes, maxBytes, ...request }) {
  const target = await open(to, "wx", 420);
  let bytes = 0;
  try {
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: copyBytes })) {
      bytes += chunk.length;
      if (bytes > maxBytes) return refused(request, `it is larger than ${maxBytes} bytes`);
      await target.writeFile(chunk);
      onBytes(chunk.length);
    }
    return { kind: "file", bytes };
  } finally {
    await target.close();
  }
}
async function readBytes(handle, size) {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
  return { kind: "bytes", bytes: buffer.toString("base64", 0, bytesRead) };
}
async function touch(place, mtimeMs) {
  const nowMs = Date.now();
  if (nowMs - mtimeMs < touchEveryMs) return;
  await lutimes(place, nowMs / 1e3, nowMs / 1e3).catch(() => {
  });
}
function refused({ name }, why) {
  return trouble("refused", `${name} was not read: ${why}`);
}

// src/store/folder/write-object.ts
import { constants as constants2 } from "node:fs";
import { copyFile, link as link2, lstat as lstat2, mkdir, rename, stat, utimes, writeFile } from "node:fs/promises";
import { dirname as dirname2, join as join2 } from "node:path";
async function writeObject({ root: root2, name, content }) {
  try {
    await mkdir(dirname2(join2(root2, name)), { recursive: true });
    const place = await placeOf(root2, name);
    if (place === null) return outside(name);
    if (await isThere(place)) return { kind: "exists" };
    const isNew = content.kind === "file" ? await placeFile(content.path, place) : await placeBytes(content.bytes, place);
    if (!isNew) return { kind: "exists" };
    return { kind: "written", bytes: (await stat(place)).size };
  } catch (error) {
    return diskTrouble(error);
  }
}
async function replaceObject({
  root: root2,
  name,
  bytes,
  platform = process.platform,
  rename: renameFile = rename
}) {
  try {
    await mkdir(dirname2(join2(root2, name)), { recursive: true });
    const place = await placeOf(root2, name);
    if (place === null) return outside(name);
    const draft = temporaryName(place);
    try {
      await writeFile(draft, bytes, { flag: "wx", mode: 420 });
      await whileHeld(() => renameFile(draft, place), { platform });
    } finally {
      await remove(draft, { below: dirname2(place) });
    }
    return { kind: "written", bytes: bytes.byteLength };
  } catch (error) {
    return diskTrouble(error);
  }
}
function outside(name) {
  return trouble("refused", `${name} was not written: a link leads out of the store`);
}
async function placeFile(source, place) {
  const given = await giveName(source, place);
  if (given !== "refused") {
    const now = /* @__PURE__ */ new Date();
    if (given === "given") await utimes(place, now, now);
    return given === "given";
  }
  return placeDraft(place, (draft) => copyFile(source, draft, constants2.COPYFILE_EXCL));
}
function placeBytes(bytes, place) {
  return placeDraft(place, (draft) => writeFile(draft, bytes, { flag: "wx", mode: 420 }));
}
async function placeDraft(place, write) {
  const draft = temporaryName(place);
  try {
    await write(draft);
    const given = await giveName(draft, place);
    if (given !== "refused") return given === "given";
    if (await isThere(place)) return false;
    await whileHeld(() => rename(draft, place));
    return true;
  } finally {
    await remove(draft, { below: dirname2(place) });
  }
}
async function giveName(from, place) {
  try {
    await link2(from, place);
    return "given";
  } catch (error) {
    if (errorCode(error) === "EEXIST") return "taken";
    if (errorCode(error) === null || errorCode(error) === "ENOENT") throw error;
    return "refused";
  }
}
async function isThere(path) {
  return lstat2(path).then(
    () => true,
    () => false
  );
}

// src/store/folder/folder-process.ts
var root = process.argv[2] ?? "";
function tell(answer) {
  process.stdout.write(`${JSON.stringify(answer)}
`);
}
async function answerTo(request) {
  const { id, name } = request;
  switch (request.kind) {
    case "read": {
      const onBytes = (count) => tell({ kind: "progress", id, count });
      return { id, ...await readObject({ ...request, root, onBytes }) };
    }
    case "write":
      return { id, ...await writeObject({ root, name, content: { kind: "file", path: request.from } }) };
    case "write-bytes": {
      const bytes = Buffer.from(request.bytes, "base64");
      return { id, ...await writeObject({ root, name, content: { kind: "bytes", bytes } }) };
    }
    case "replace-bytes":
      return { id, ...await replaceObject({ root, name, bytes: Buffer.from(request.bytes, "base64") }) };
  }
}
var lines = createLineSplitter(
  (line) => {
    const parsed = parseJson(folderRequest, line);
    if (parsed.kind === "unreadable") throw new Error(`The request can't be read: ${parsed.problem}`);
    const request = parsed.value;
    answerTo(request).then(tell, (error) => {
      const trouble2 = { kind: "unavailable", reason: String(error) };
      tell({ kind: "failed", id: request.id, trouble: trouble2 });
    });
  },
  { maxLength: maxLineLength }
);
process.stdin.on("data", lines.push);
