import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  require_yauzl
} from "./chunk-63HWN3IU.js";
import {
  __toESM
} from "./chunk-DIT3HX7E.js";

// src/modcache/zip.ts
var import_yauzl2 = __toESM(require_yauzl(), 1);
import { open } from "node:fs/promises";

// src/modcache/window-reader.ts
var import_yauzl = __toESM(require_yauzl(), 1);
import { Readable } from "node:stream";
var windowBytes = 256 * 1024;
var WindowReader = class extends import_yauzl.RandomAccessReader {
  #file;
  #latest;
  #other;
  constructor(file, tail) {
    super();
    this.#file = file;
    this.#latest = tail;
    this.#other = tail;
  }
  read(target, offset, length, position, callback) {
    const present = this.#present(position, length);
    if (present !== null) {
      present.copy(target, offset);
      callback(null);
      return;
    }
    this.bytesAt(position, length).then((bytes) => {
      bytes.copy(target, offset);
      callback(null);
    }, callback);
  }
  _readStreamForRange(start, end) {
    return Readable.from(this.#chunks(start, end));
  }
  /** Rejects where the file has no such bytes. */
  async bytesAt(position, length) {
    const present = this.#present(position, length);
    if (present !== null) return present;
    if (position + length > this.#file.size) throw new Error("the zip ends too early");
    const bytes = await this.#file.read(position, Math.max(length, windowBytes));
    if (bytes.length < length) throw new Error("the zip ends too early");
    this.#other = this.#latest;
    this.#latest = { start: position, bytes };
    return bytes.subarray(0, length);
  }
  #present(position, length) {
    const found = within(this.#latest, position, length);
    if (found !== null) return found;
    const older = within(this.#other, position, length);
    if (older !== null) [this.#latest, this.#other] = [this.#other, this.#latest];
    return older;
  }
  async *#chunks(start, end) {
    for (let at = start; at < end; at += windowBytes) yield this.bytesAt(at, Math.min(windowBytes, end - at));
  }
};
function within({ start, bytes }, position, length) {
  const at = position - start;
  return at >= 0 && at + length <= bytes.length ? bytes.subarray(at, at + length) : null;
}

// src/modcache/zip-end.ts
var searchedBytes = 65 * 1024;
var endSignature = Buffer.from("PK");
var endBytes = 22;
var locatorSignature = 117853008;
var locatorBytes = 20;
var zip64Signature = 101075792;
var zip64Bytes = 56;
function zipEnd(tail) {
  const { start, bytes } = tail;
  const at = bytes.length < endBytes ? -1 : bytes.lastIndexOf(endSignature, bytes.length - endBytes);
  if (at < 0 || bytes.length - at > searchedBytes) return damaged("the zip has no end record");
  const position = at + endBytes + bytes.readUInt16LE(at + 20);
  if (position > bytes.length) return damaged("the comment of the zip is cut off");
  const facts = directoryFacts(tail, at);
  if (facts === null) return damaged("the end record of the zip contradicts itself");
  const first = facts.end - facts.size;
  if (first < 0 || first > start + at) return damaged("the directory of the zip is longer than the zip");
  const shift = first - facts.offset;
  if (shift < 0) return damaged("the zip lacks its beginning");
  return { kind: "end", position: start + position, directory: facts.offset, shift };
}
function directoryFacts({ start, bytes }, at) {
  const size = bytes.readUInt32LE(at + 12);
  const offset = bytes.readUInt32LE(at + 16);
  const isLarge = bytes.readUInt16LE(at + 10) === 65535 || offset === 4294967295;
  const locator = at - locatorBytes;
  if (!isLarge || locator < 0 || bytes.readUInt32LE(locator) !== locatorSignature)
    return { size, offset, end: start + at };
  const record = Number(bytes.readBigUInt64LE(locator + 8)) - start;
  const isThere = record >= 0 && record + zip64Bytes <= locator;
  if (!isThere || bytes.readUInt32LE(record) !== zip64Signature) return null;
  return {
    size: Number(bytes.readBigUInt64LE(record + 40)),
    offset: Number(bytes.readBigUInt64LE(record + 48)),
    end: start + record
  };
}
function damaged(reason) {
  return { kind: "damaged", reason };
}

// src/modcache/zip.ts
var tailBytes = 96 * 1024;
var entrySignature = 33639248;
var unreadable = "the zip has no readable central directory";
var maxEntries = 1e6;
async function readZipFile(path, work) {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    return await readZip({ size, read: (position, length) => readAt(file, position, length) }, work);
  } finally {
    await file.close();
  }
}
function readZipBuffer(bytes, work) {
  const read = async (position, length) => bytes.subarray(position, position + length);
  return readZip({ size: bytes.length, read }, work);
}
async function readZip(bytes, work) {
  try {
    const start = Math.max(0, bytes.size - tailBytes);
    const tail = { start, bytes: await bytes.read(start, bytes.size - start) };
    const end = zipEnd(tail);
    if (end.kind === "damaged") throw new RangeError(`${unreadable}: ${end.reason}`);
    if (end.shift > 0 && !await isDirectoryAt(end.directory, bytes))
      throw new RangeError(`${unreadable}: other data stands before the zip`);
    const reader = new WindowReader(bytes, tail);
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const file = await (0, import_yauzl2.fromRandomAccessReaderPromise)(reader, end.position, options);
    if (file.entryCount > maxEntries) throw new RangeError("the zip names too many files");
    return await work({ file, bytesAt: (position, length) => reader.bytesAt(position, length) });
  } catch (error) {
    throw error instanceof RangeError ? error : damage(unreadable, error);
  }
}
function damage(why, cause) {
  const isOfDisk = typeof cause === "object" && cause !== null && "syscall" in cause;
  return isOfDisk ? cause : new RangeError(why, { cause });
}
async function isDirectoryAt(position, bytes) {
  const found = await bytes.read(position, 4);
  return found.length === 4 && found.readUInt32LE() === entrySignature;
}
async function readAt(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

export {
  readZipFile,
  readZipBuffer,
  damage
};
