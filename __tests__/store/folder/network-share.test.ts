// A store on a network share. This machine's kernel may know no NFS, so a library in front of the folder's process imitates what
// NFS does differently: links from another file system are refused, the answer to one may be lost, files go stale, locks fail.
// Maps to src/store/folder/write-object.ts, src/store/folder/read-object.ts, src/store/folder/disk-trouble.ts.
// https://man7.org/linux/man-pages/man5/nfs.5.html

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createFolderStore } from '../../../src/store/folder/folder-store.ts'
import type { ModuleStore } from '../../../src/store/store.ts'
import { describeIf } from '../../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'
import { buildFolderProcess, type TransferProgram } from '../../helpers/transfer-process.ts'

/** SHARE: the folder. MANNER: what happens there. */
const imitation = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

static int isThere(const char *path) { return strncmp(path, getenv("SHARE"), strlen(getenv("SHARE"))) == 0; }
static int isManner(const char *name) { return strcmp(getenv("MANNER"), name) == 0; }
static int fail(int code) { errno = code; return -1; }
static char stale[1024];

int link(const char *from, const char *to) {
  int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "link");
  if (isThere(from) != isThere(to)) return fail(EXDEV);
  if (!isThere(to)) return real(from, to);
  if (isManner("no links")) return fail(EOPNOTSUPP);
  int made = real(from, to);
  /* The server made it, its answer was lost, and the question that was asked again finds the link of the first one. */
  return made == 0 && isManner("lost answer") ? fail(EEXIST) : made;
}

static int opened(const char *symbol, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, symbol);
  int isRead = isThere(path) && (flags & O_ACCMODE) == O_RDONLY && strstr(path, ".zip") != NULL;
  if (isRead && isManner("stale at open")) return fail(ESTALE);
  int fd = real(path, flags, mode);
  if (fd >= 0 && fd < (int)sizeof stale) stale[fd] = isRead && isManner("stale while it is read");
  return fd;
}
int open(const char *path, int flags, ...) { va_list a; va_start(a, flags); mode_t m = va_arg(a, mode_t); va_end(a); return opened("open", path, flags, m); }
int open64(const char *path, int flags, ...) { va_list a; va_start(a, flags); mode_t m = va_arg(a, mode_t); va_end(a); return opened("open64", path, flags, m); }

static int isStale(int fd) { return fd >= 0 && fd < (int)sizeof stale && stale[fd]; }
ssize_t read(int fd, void *to, size_t n) {
  ssize_t (*real)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  return isStale(fd) ? fail(ESTALE) : real(fd, to, n);
}
ssize_t pread(int fd, void *to, size_t n, off_t at) {
  ssize_t (*real)(int, void *, size_t, off_t) = dlsym(RTLD_NEXT, "pread");
  return isStale(fd) ? fail(ESTALE) : real(fd, to, n, at);
}
ssize_t pread64(int fd, void *to, size_t n, off64_t at) {
  ssize_t (*real)(int, void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pread64");
  return isStale(fd) ? fail(ESTALE) : real(fd, to, n, at);
}

int flock(int fd, int how) { (void)fd; (void)how; return fail(ENOLCK); }
`

const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0

describeIf(
  hasCompiler,
  'NFS is imitated by a library, for which there is no C compiler, or this is not Linux',
)('on a network share', () => {
  let program: TransferProgram
  let library: TemporaryFolder
  let folder: TemporaryFolder
  let root: string
  const stores: ModuleStore[] = []

  beforeAll(async () => {
    program = await buildFolderProcess()
    library = await temporaryFolder('rgm-nfs-')
    await writeFile(join(library.path, 'nfs.c'), imitation)
    execFileSync('cc', ['-shared', '-fPIC', '-o', 'nfs.so', 'nfs.c', '-ldl'], { cwd: library.path })
  })
  beforeEach(async () => {
    folder = await temporaryFolder('rgm-share-')
    root = join(folder.path, 'share')
    await mkdir(root)
  })
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
    await folder.remove()
  })
  afterAll(async () => {
    await program.remove()
    await library.remove()
  })

  type Manner =
    | 'its own file system'
    | 'no links'
    | 'lost answer'
    | 'stale at open'
    | 'stale while it is read'

  function open(manner: Manner): ModuleStore {
    const variables = [`LD_PRELOAD=${join(library.path, 'nfs.so')}`, `SHARE=${root}/`, `MANNER=${manner}`]
    const store = createFolderStore({
      path: root,
      program: ['/usr/bin/env', ...variables, ...program.command],
      cwd: folder.path,
      env: {},
    })
    stores.push(store)
    return store
  }
  const name = 'example.com/a/@v/v1.0.0.zip'
  const how = () => ({ onBytes: () => {}, signal: AbortSignal.timeout(20_000) })
  const text = 'zip'.repeat(1_000)

  async function source() {
    const path = join(folder.path, 'source.zip')
    await writeFile(path, text)
    return { kind: 'file', path, bytes: text.length } as const
  }
  const read = (manner: Manner) =>
    open(manner).read(
      { name, maxBytes: 1 << 20 },
      { ...how(), to: async () => join(folder.path, `taken-${manner}`) },
    )

  test.each([
    ['its own file system', 'written'],
    ['no links', 'written'],
    ['lost answer', 'exists'],
  ] as const)(
    '%s: the object is whole, alone in its folder, and never written over',
    async (manner, kind) => {
      const written = await open(manner).write(name, await source(), how())
      expect(written.kind).toBe(kind)
      expect(await readdir(join(root, dirname(name)))).toEqual(['v1.0.0.zip'])
      expect(await readFile(join(root, name), 'utf8')).toBe(text)
      const other = { kind: 'bytes', bytes: Buffer.from('other') } as const
      expect(await open(manner).write(name, other, how())).toEqual({ kind: 'exists' })
      expect(await read(manner)).toMatchObject({ kind: 'file', bytes: text.length })
      expect(await readFile(join(folder.path, `taken-${manner}`), 'utf8')).toBe(text)
    },
  )

  test('of many machines at once one writes it, and none fails', async () => {
    const content = await source()
    const written = await Promise.all(
      Array.from({ length: 6 }, () => open('its own file system').write(name, content, how())),
    )
    expect(written.map(({ kind }) => kind).sort()).toEqual([...Array(5).fill('exists'), 'written'])
    expect(await readdir(join(root, dirname(name)))).toEqual(['v1.0.0.zip'])
  }, 60_000)

  test.each(['stale at open', 'stale while it is read'] as const)(
    '%s, as after a deletion elsewhere: told as trouble of the share, so that a proxy is asked',
    async (manner) => {
      await open('its own file system').write(name, await source(), how())
      expect(await read(manner)).toMatchObject({
        kind: 'failed',
        trouble: {
          kind: 'unavailable',
          reason: expect.stringMatching(/^the network share has changed \(ESTALE\)/),
        },
      })
    },
  )
})
