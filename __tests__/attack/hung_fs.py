#!/usr/bin/env python3
"""A file system whose server stops answering, as a hard-mounted network share does. Needs root and Linux's FUSE.

hung_fs.py MOUNTPOINT             answers nothing after the mount
hung_fs.py MOUNTPOINT FILE...     answers names and sizes of these files, but never what is in them

https://www.kernel.org/doc/html/latest/filesystems/fuse/index.html, struct layouts from linux/fuse.h
"""
import ctypes
import errno
import os
import struct
import sys

LOOKUP, FORGET, GETATTR, OPEN, READ, RELEASE, FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, BATCH_FORGET = (
    1, 2, 3, 14, 15, 18, 25, 26, 27, 28, 29, 42)
ROOT = 1
nodes = {ROOT: ('', 0, True)}  # inode -> name, parent, is a folder


def child(parent, name):
    return next((n for n, (given, above, _) in nodes.items() if n != ROOT and (given, above) == (name, parent)), None)


def add(path):
    parent, names = ROOT, path.split('/')
    for index, name in enumerate(names):
        known = child(parent, name)
        if known is None:
            known = len(nodes) + 1
            nodes[known] = (name, parent, index < len(names) - 1)
        parent = known


def attributes(node):
    folder = nodes[node][2]
    mode, links = (0o40755, 2) if folder else (0o100644, 1)
    return struct.pack('<6Q10I', node, 0 if folder else 100, 1, 0, 0, 0, 0, 0, 0, mode, links, 0, 0, 0, 4096, 0)


def folder_entries(node, offset, size):
    out = b''
    children = [(n, name, folder) for n, (name, parent, folder) in nodes.items() if parent == node and n != ROOT]
    for index, (number, name, folder) in enumerate(children[offset:], offset + 1):
        entry = struct.pack('<QQII', number, index, len(name), 4 if folder else 8) + name.encode()
        entry += b'\0' * (-len(entry) % 8)
        if len(out) + len(entry) > size:
            break
        out += entry
    return out


def serve(device, answering):
    def reply(unique, data=b'', error=0):
        os.write(device, struct.pack('<IiQ', 16 + len(data), -error, unique) + data)

    while True:
        try:
            message = os.read(device, 1 << 20)
        except OSError as error:
            if error.errno == errno.ENODEV:
                return
            continue
        _, operation, unique, node = struct.unpack('<IIQQ', message[:24])
        body = message[40:]
        if operation == INIT:
            reply(unique, struct.pack('<4I2H2I2H8I', 7, 31, 65536, 0, 12, 10, 65536, 1, 0, 0, *[0] * 8))
        elif not answering or operation in (READ, FORGET, BATCH_FORGET):
            continue
        elif operation == LOOKUP:
            found = child(node, body.rstrip(b'\0').decode())
            if found is None:
                reply(unique, error=errno.ENOENT)
            else:
                reply(unique, struct.pack('<4Q2I', found, 0, 1, 1, 0, 0) + attributes(found))
        elif operation == GETATTR:
            reply(unique, struct.pack('<Q2I', 1, 0, 0) + attributes(node))
        elif operation in (OPEN, OPENDIR):
            reply(unique, struct.pack('<Q2I', 1, 0, 0))
        elif operation == READDIR:
            _, offset, size = struct.unpack('<QQI', body[:20])
            reply(unique, folder_entries(node, offset, size))
        elif operation in (RELEASE, RELEASEDIR, FLUSH):
            reply(unique)
        else:
            reply(unique, error=errno.ENOSYS)


def main(mountpoint, files):
    for path in files:
        add(path)
    device = os.open('/dev/fuse', os.O_RDWR)
    options = f'fd={device},rootmode=40000,user_id=0,group_id=0,allow_other'.encode()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b'hung', mountpoint.encode(), b'fuse.hung', 0, options) != 0:
        sys.exit(f'mount: {os.strerror(ctypes.get_errno())}')
    print('mounted', flush=True)
    serve(device, bool(files))


main(sys.argv[1], sys.argv[2:])
