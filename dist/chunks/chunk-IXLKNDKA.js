import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/cache/store.ts
var entryFolder = "go-modules";

// src/cache/temporary-folder.ts
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
async function withTemporaryFolder(parent, body) {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "cache-"));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {
    });
  }
}
function reasonOf(error) {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}

export {
  entryFolder,
  withTemporaryFolder,
  reasonOf
};
