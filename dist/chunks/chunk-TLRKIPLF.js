import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  damage
} from "./chunk-7NWQSAQC.js";

// src/modcache/zip-content.ts
import { createHash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";
var maxBytesAtOnce = 4 * 1048576;
async function hashEntry(zip, entry) {
  const { compressionMethod, compressedSize, uncompressedSize } = entry;
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    throw damaged(entry, `compression method ${compressionMethod}`);
  }
  const isLarge = compressedSize > maxBytesAtOnce || uncompressedSize > maxBytesAtOnce;
  const content = isLarge ? await readStreamed(zip, entry) : await readAtOnce(zip, entry);
  if (content.bytes !== uncompressedSize) throw damaged(entry, "wrong length");
  if (content.crc32 !== entry.crc32) throw damaged(entry, "checksum error");
  return content.sha256;
}
function checkFolder(entry) {
  if (entry.uncompressedSize > 0 && entry.fileNameRaw.at(-1) === slash)
    throw damaged(entry, "a folder with content");
}
var slash = 47;
async function readAtOnce(zip, entry) {
  const data = await dataOf(zip, entry);
  const content = entry.compressionMethod === 0 ? data : inflate(data, entry);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { sha256, bytes: content.length, crc32: crc32(content) };
}
async function dataOf({ file, bytesAt }, entry) {
  try {
    const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true });
    return await bytesAt(fileDataStart, entry.compressedSize);
  } catch (error) {
    throw damaged(entry, "no local header with its data", error);
  }
}
function inflate(data, entry) {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
  } catch (error) {
    throw damaged(entry, "it does not inflate", error);
  }
}
async function readStreamed({ file }, entry) {
  const sha256 = createHash("sha256");
  let [bytes, crc] = [0, 0];
  try {
    for await (const chunk of await file.openReadStreamPromise(entry)) {
      bytes += chunk.length;
      crc = crc32(chunk, crc);
      sha256.update(chunk);
    }
  } catch (error) {
    throw damaged(entry, "it does not inflate", error);
  }
  return { sha256: sha256.digest("hex"), bytes, crc32: crc };
}
function damaged({ fileNameRaw }, why, cause) {
  return damage(`${fileNameRaw.toString("utf8", 0, 200)}: ${why}`, cause);
}

export {
  hashEntry,
  checkFolder
};
