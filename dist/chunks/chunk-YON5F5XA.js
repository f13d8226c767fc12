import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  isBelow
} from "./chunk-EHUZJGNP.js";

// src/platform/write-file.ts
import { constants } from "node:fs";
import { lstat, mkdir, open, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
async function writeRequestedFile(path, text, { repository }) {
  const isInside = isBelow(repository, join(path));
  const root = isInside ? await realpath(repository) : null;
  if (root !== null) await refuseLinkedFolders(repository, path, root);
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
async function refuseLinkedFolders(repository, path, root) {
  let folder = repository;
  for (const name of relative(repository, dirname(path)).split(sep).filter(Boolean)) {
    folder = join(folder, name);
    const real = await realpath(folder).catch(() => null);
    if (real === null) {
      if (await lstat(folder).catch(() => null) === null) return;
      throw leadsOutside(path);
    }
    if (real !== root && !isBelow(root, real)) throw leadsOutside(path);
  }
}
function leadsOutside(path) {
  return new Error(`a symbolic link on the way to ${path} leads out of the repository: name another place`);
}

export {
  writeRequestedFile
};
