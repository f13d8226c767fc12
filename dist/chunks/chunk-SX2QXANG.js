import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/go/dirhash.ts
import { createHash } from "node:crypto";
function hashMod(bytes) {
  return hash1([{ name: Buffer.from("go.mod"), sha256: createHash("sha256").update(bytes).digest("hex") }]);
}
function hash1(files) {
  const total = createHash("sha256");
  for (const { name, sha256 } of [...files].sort((a, b) => Buffer.compare(a.name, b.name))) {
    total.update(`${sha256}  `).update(name).update("\n");
  }
  return `h1:${total.digest("base64")}`;
}

export {
  hashMod,
  hash1
};
