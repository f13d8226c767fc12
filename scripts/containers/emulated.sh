#!/bin/bash
# Runs a command that may start programs for arm64: emulated.sh COMMAND ARG…
# Linux hands them to QEMU by an entry of binfmt_misc that this command's own namespace has (Linux 6.7 and newer): nobody else sees it,
# and it is gone with the command. https://docs.kernel.org/admin-guide/binfmt-misc.html
set -euo pipefail
: "${CONTAINERS:?the folder that setup-arm64.sh filled}"
exec unshare --user --map-root-user --mount --pid --fork --kill-child --mount-proc bash -euc '
  mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
  # The head of an ELF file, 64 bits, little-endian, ET_EXEC or ET_DYN, for machine 0xb7; F: QEMU is opened now, and so needs no place in the root.
  magic="\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00"
  mask="\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff"
  printf "%s" ":arm64:M::$magic:$mask:$CONTAINERS/qemu-aarch64-static:F" >/proc/sys/fs/binfmt_misc/register
  exec "$@"
' - "$@"
