import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  literal,
  nullable,
  number,
  object,
  picklist,
  string,
  variant
} from "./chunk-ZIHWHPLB.js";

// src/store/folder/message.ts
var id = number();
var text = string();
var folderRequest = variant("kind", [
  object({
    kind: literal("read"),
    id,
    name: text,
    maxBytes: number(),
    /** Where a file is to be put; null: its bytes are told. */
    to: nullable(text)
  }),
  object({ kind: literal("write"), id, name: text, from: text }),
  object({ kind: literal("write-bytes"), id, name: text, bytes: text }),
  object({ kind: literal("replace-bytes"), id, name: text, bytes: text })
]);
var trouble = object({
  kind: picklist(["denied", "misconfigured", "busy", "unavailable", "slow", "refused"]),
  reason: text
});
var folderAnswer = variant("kind", [
  /** Not the end: so much more was copied. */
  object({ kind: literal("progress"), id, count: number() }),
  object({ kind: literal("bytes"), id, bytes: text }),
  object({ kind: literal("file"), id, bytes: number() }),
  object({ kind: literal("absent"), id }),
  object({ kind: literal("written"), id, bytes: number() }),
  object({ kind: literal("exists"), id }),
  object({ kind: literal("failed"), id, trouble })
]);
var maxLineLength = 24 << 20;

export {
  folderRequest,
  folderAnswer,
  maxLineLength
};
