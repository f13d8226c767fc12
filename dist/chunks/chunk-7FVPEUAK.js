import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  damage
} from "./chunk-TCI37KHK.js";

// src/modcache/zip-content.ts
import { createHash, hash } from "node:crypto";
import { crc32 as crc322 } from "node:zlib";

// src/modcache/zip-entry.ts
import { crc32, inflateRawSync } from "node:zlib";
function methodOf(entry) {
  if (entry.uncompressedSize > 0 && entry.fileNameRaw.at(-1) === slash)
    throw damaged(entry, "a folder with content");
  if (entry.compressionMethod === 8) return "deflated";
  if (entry.compressionMethod === 0) return "stored";
  throw damaged(entry, `compression method ${entry.compressionMethod}`);
}
var slash = 47;
function hasDescriptor({ generalPurposeBitFlag }) {
  return (generalPurposeBitFlag & 8) !== 0;
}
function contentOf(data, entry) {
  const content = methodOf(entry) === "deflated" ? inflate(data, entry) : data;
  checkContent(entry, { bytes: content.length, crc32: () => crc32(content) });
  return content;
}
function checkContent(entry, found) {
  if (found.bytes !== entry.uncompressedSize) throw damaged(entry, "wrong length");
  const isGiven = hasDescriptor(entry) || entry.crc32 !== 0;
  if (isGiven && found.crc32() !== entry.crc32) throw damaged(entry, "checksum error");
}
function damaged({ fileNameRaw }, why, cause) {
  return damage(`${fileNameRaw.toString("utf8", 0, 200)}: ${why}`, cause);
}
var leastChunkBytes = 64;
function inflate(data, entry) {
  const { uncompressedSize } = entry;
  try {
    return inflateRawSync(data, {
      maxOutputLength: Math.max(1, uncompressedSize),
      // Room for all of it: zlib asks for a further chunk when one is full, and copies them together at the end.
      chunkSize: Math.max(leastChunkBytes, uncompressedSize + 1)
    });
  } catch (error) {
    throw damaged(entry, "it does not inflate", error);
  }
}

// src/modcache/zip-content.ts
var maxBytesAtOnce = 4 * 1048576;
async function hashEntry(zip, entry) {
  const { compressedSize, uncompressedSize } = entry;
  methodOf(entry);
  const isLarge = compressedSize > maxBytesAtOnce || uncompressedSize > maxBytesAtOnce;
  if (isLarge) return hashStreamed(zip, entry);
  return hash("sha256", contentOf(await dataOf(zip, entry), entry), "hex");
}
async function dataOf({ file, bytesAt }, entry) {
  try {
    const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true });
    return await bytesAt(fileDataStart, entry.compressedSize);
  } catch (error) {
    throw damaged(entry, "no local header with its data", error);
  }
}
async function hashStreamed({ file }, entry) {
  const sha256 = createHash("sha256");
  let [bytes, crc] = [0, 0];
  try {
    const content = await file.openReadStreamPromise(entry);
    content.on("error", () => {
    });
    for await (const chunk of content) {
      bytes += chunk.length;
      crc = crc322(chunk, crc);
      sha256.update(chunk);
    }
  } catch (error) {
    throw damaged(entry, "it does not inflate", error);
  }
  checkContent(entry, { bytes, crc32: () => crc });
  return sha256.digest("hex");
}

export {
  hasDescriptor,
  contentOf,
  damaged,
  hashEntry
};
