#!/usr/bin/env python3
"""A file system that keeps the case of names and doesn't distinguish it, as those of macOS and Windows. Needs root and Linux's FUSE.

folded_fs.py MOUNTPOINT FOLDER    shows FOLDER, which nobody else may write to

https://www.kernel.org/doc/html/latest/filesystems/fuse/index.html, struct layouts from linux/fuse.h
"""
import ctypes
import errno
import os
import struct
import sys

ROOT = 1
SILENT = {2, 36, 42}  # FORGET, INTERRUPT, BATCH_FORGET: nobody waits for an answer
ENTRY_SECONDS = 0     # the kernel keeps nothing, so that it asks for every spelling


class Names:
    """Which node has which name, and where that lies in the folder."""

    def __init__(self, folder):
        self.folder, self.places, self.nodes = folder, {ROOT: (None, '')}, {}

    def path(self, node, name=None):
        parts = [] if name is None else [name]
        while node != ROOT:
            node, own = self.places[node]
            parts.insert(0, own)
        return os.path.join(self.folder, *parts)

    def spelling(self, parent, name):
        """The name as it was made; None where there is none like it."""
        if os.path.lexists(self.path(parent, name)):
            return name
        folded = name.casefold()
        return next((own for own in os.listdir(self.path(parent)) if own.casefold() == folded), None)

    def existing(self, parent, name):
        own = self.spelling(parent, name)
        if own is None:
            raise OSError(errno.ENOENT, name)
        return own

    def free(self, parent, name):
        if self.spelling(parent, name) is not None:
            raise OSError(errno.EEXIST, name)
        return self.path(parent, name)

    def node(self, parent, name):
        if (parent, name) not in self.nodes:
            node = len(self.places) + 1
            self.nodes[parent, name], self.places[node] = node, (parent, name)
        return self.nodes[parent, name]

    def forget(self, parent, name):
        self.nodes.pop((parent, name), None)

    def move(self, parent, name, new_parent, new_name):
        node = self.nodes.pop((parent, name), None)
        if node is not None:
            self.nodes[new_parent, new_name], self.places[node] = node, (new_parent, new_name)


def attributes(found):
    seconds = [int(t) for t in (found.st_atime, found.st_mtime, found.st_ctime)]
    rests = [t % 10**9 for t in (found.st_atime_ns, found.st_mtime_ns, found.st_ctime_ns)]
    return struct.pack('<6Q10I', found.st_ino, found.st_size, found.st_blocks, *seconds, *rests, found.st_mode,
                       found.st_nlink, found.st_uid, found.st_gid, 0, 4096, 0)


class Folded:
    """Answers of the file system by operation; each takes the node and the body of a request."""

    def __init__(self, folder):
        self.names = Names(folder)
        self.listings = {}

    def entry(self, parent, name):
        found = os.lstat(self.names.path(parent, name))
        return struct.pack('<4Q2I', self.names.node(parent, name), 0, ENTRY_SECONDS, 0, 0, 0) + attributes(found)

    def lookup(self, node, body):
        return self.entry(node, self.names.existing(node, text(body)))

    def getattr(self, node, body):
        flags, _, handle = struct.unpack('<2IQ', body[:16])
        return struct.pack('<Q2I', 0, 0, 0) + attributes(os.fstat(handle) if flags & 1 else os.lstat(self.names.path(node)))

    def setattr(self, node, body):
        valid, _, handle, size, _, atime, mtime, _, atime_ns, mtime_ns, _, mode, _, uid, gid, _ = struct.unpack('<2I6Q8I', body[:88])
        target = handle if valid & 64 else self.names.path(node)
        if valid & 1:
            os.chmod(target, mode & 0o7777)
        if valid & 6:
            os.chown(target, uid if valid & 2 else -1, gid if valid & 4 else -1, follow_symlinks=False)
        if valid & 8:
            os.truncate(target, size)
        if valid & 48:
            found = os.stat(target) if valid & 64 else os.lstat(target)
            times = (atime * 10**9 + atime_ns if valid & 16 else found.st_atime_ns, mtime * 10**9 + mtime_ns if valid & 32 else found.st_mtime_ns)
            os.utime(target, **({'ns': times} if not valid & 384 else {}), **({} if valid & 64 else {'follow_symlinks': False}))
        found = os.fstat(handle) if valid & 64 else os.lstat(target)
        return struct.pack('<Q2I', 0, 0, 0) + attributes(found)

    def readlink(self, node, _):
        return os.readlink(self.names.path(node)).encode()

    def symlink(self, node, body):
        name, target = texts(body)
        os.symlink(target, self.names.free(node, name))
        return self.entry(node, name)

    def mknod(self, node, body):
        name = text(body[16:])
        os.mknod(self.names.free(node, name), *struct.unpack('<2I', body[:8]))
        return self.entry(node, name)

    def mkdir(self, node, body):
        name = text(body[8:])
        os.mkdir(self.names.free(node, name), struct.unpack('<I', body[:4])[0] & 0o7777)
        return self.entry(node, name)

    def unlink(self, node, body):
        name = self.names.existing(node, text(body))
        os.unlink(self.names.path(node, name))
        self.names.forget(node, name)

    def rmdir(self, node, body):
        name = self.names.existing(node, text(body))
        os.rmdir(self.names.path(node, name))
        self.names.forget(node, name)

    def rename(self, node, body):
        self.move(node, struct.unpack('<Q', body[:8])[0], *texts(body[8:]), never_over=False)

    def rename2(self, node, body):
        into, flags, _ = struct.unpack('<Q2I', body[:16])
        if flags & ~1:
            raise OSError(errno.EINVAL, 'exchange')
        self.move(node, into, *texts(body[16:]), never_over=flags & 1)

    def move(self, node, into, name, new_name, never_over):
        name, taken = self.names.existing(node, name), self.names.spelling(into, new_name)
        source, target = self.names.path(node, name), self.names.path(into, new_name)
        if taken is not None and self.names.path(into, taken) != source:
            if never_over:
                raise OSError(errno.EEXIST, new_name)
            os.rename(source, self.names.path(into, taken))
            source = self.names.path(into, taken)
            self.names.forget(into, taken)
        os.rename(source, target)
        self.names.move(node, name, into, new_name)

    def link(self, node, body):
        name = text(body[8:])
        os.link(self.names.path(struct.unpack('<Q', body[:8])[0]), self.names.free(node, name), follow_symlinks=False)
        return self.entry(node, name)

    def open(self, node, body):
        flags = struct.unpack('<I', body[:4])[0] & ~(os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW)
        return struct.pack('<Q2I', os.open(self.names.path(node), flags), 0, 0)

    def create(self, node, body):
        flags, mode = struct.unpack('<2I', body[:8])
        name = text(body[16:])
        handle = os.open(self.names.free(node, name), flags & ~os.O_NOFOLLOW | os.O_CREAT, mode & 0o7777)
        return self.entry(node, name) + struct.pack('<Q2I', handle, 0, 0)

    def read(self, _, body):
        handle, offset, size = struct.unpack('<2QI', body[:20])
        return os.pread(handle, size, offset)

    def write(self, _, body):
        handle, offset, size = struct.unpack('<2QI', body[:20])
        return struct.pack('<2I', os.pwrite(handle, body[40:40 + size], offset), 0)

    def statfs(self, *_):
        s = os.statvfs(self.names.folder)
        return struct.pack('<5Q10I', s.f_blocks, s.f_bfree, s.f_bavail, s.f_files, s.f_ffree, s.f_bsize, 255, s.f_frsize, *[0] * 7)

    def release(self, _, body):
        os.close(struct.unpack('<Q', body[:8])[0])

    def opendir(self, node, _):
        handle = len(self.listings) + 1
        self.listings[handle] = sorted(os.listdir(self.names.path(node)))
        return struct.pack('<Q2I', handle, 0, 0)

    def readdir(self, node, body):
        handle, offset, size = struct.unpack('<2QI', body[:20])
        out = b''
        for index, name in enumerate(self.listings[handle][offset:], offset + 1):
            path = self.names.path(node, name)
            if not os.path.lexists(path):
                continue
            found, raw = os.lstat(path), os.fsencode(name)
            entry = struct.pack('<QQII', found.st_ino, index, len(raw), found.st_mode >> 12) + raw
            entry += b'\0' * (-len(entry) % 8)
            if len(out) + len(entry) > size:
                break
            out += entry
        return out

    def releasedir(self, _, body):
        self.listings[struct.unpack('<Q', body[:8])[0]] = []

    def nothing(self, *_):
        return b''


OPERATIONS = {1: 'lookup', 3: 'getattr', 4: 'setattr', 5: 'readlink', 6: 'symlink', 8: 'mknod', 9: 'mkdir', 10: 'unlink',
              11: 'rmdir', 12: 'rename', 13: 'link', 14: 'open', 15: 'read', 16: 'write', 17: 'statfs', 18: 'release',
              20: 'nothing', 25: 'nothing', 27: 'opendir', 28: 'readdir', 29: 'releasedir', 30: 'nothing', 35: 'create',
              38: 'nothing', 45: 'rename2'}


def text(body):
    return os.fsdecode(body.rstrip(b'\0'))


def texts(body):
    return [os.fsdecode(part) for part in body.split(b'\0')[:2]]


def serve(device, folded):
    while True:
        try:
            message = os.read(device, 1 << 21)
        except OSError as error:
            if error.errno == errno.ENODEV:
                return
            continue
        _, operation, unique, node = struct.unpack('<IIQQ', message[:24])
        if operation in SILENT:
            continue
        code, data = 0, b''
        try:
            if operation == 26:
                data = struct.pack('<4I2H2I2H8I', 7, 31, 65536, 32, 12, 10, 65536, 1, 0, 0, *[0] * 8)
            elif operation in OPERATIONS:
                data = getattr(folded, OPERATIONS[operation])(node, message[40:]) or b''
            else:
                code = errno.ENOSYS
        except OSError as error:
            code, data = error.errno or errno.EIO, b''
        try:
            os.write(device, struct.pack('<IiQ', 16 + len(data), -code, unique) + data)
        except OSError as error:
            # Whoever asked has given up.
            if error.errno not in (errno.ENOENT, errno.EINVAL):
                raise


def main(mountpoint, folder):
    os.umask(0)
    device = os.open('/dev/fuse', os.O_RDWR)
    options = f'fd={device},rootmode=40000,user_id=0,group_id=0,allow_other,default_permissions'.encode()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b'folded', mountpoint.encode(), b'fuse.folded', 0, options) != 0:
        sys.exit(f'mount: {os.strerror(ctypes.get_errno())}')
    print('mounted', flush=True)
    serve(device, Folded(folder))


main(*sys.argv[1:])
