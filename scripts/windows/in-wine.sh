#!/bin/bash
# Runs one program of Windows in the Debian that setup.sh made: in-wine.sh PROGRAM ARG…
# Mounts and processes are its own and end with it. The program's output comes at its end: Node takes no pipe of Linux for its own.
# WINDOWS_ENV holds more variables for it, one a line.
set -euo pipefail
: "${WINDOWS:?the folder that setup.sh made}"
if [ -z "${WINDOWS_INSIDE-}" ]; then
  WINDOWS_INSIDE=1 exec unshare --mount --pid --fork --kill-child=SIGKILL bash "$0" "$@"
fi
system=$WINDOWS/debian
mount -t proc proc "$system/proc"
mount --bind /dev "$system/dev"
mount --bind "$WINDOWS" "$system/windows"
mapfile -t more <<<"${WINDOWS_ENV-}"
out=$(mktemp "$WINDOWS/output.XXXXXX")
in_debian() {
  chroot "$system" /usr/bin/env -i "${more[@]:-WINDOWS=1}" PATH=/usr/lib/wine:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 XDG_RUNTIME_DIR=/tmp \
    WINEPREFIX=/windows/prefix WINEDEBUG=-all 'WINEDLLOVERRIDES=mscoree=;mshtml=' \
    'WINEPATH=Z:\windows\go\bin;Z:\windows\node\bin;Z:\windows\bin' "$@"
}
code=0
in_debian wine "$@" </dev/null >"$out" 2>&1 || code=$?
cat "$out"
# Its registry is on the disk only once the server of Wine has ended by itself.
in_debian wineserver -k >"$out" 2>&1 || true
in_debian wineserver -w >"$out" 2>&1 || true
rm -f "$out"
exit "$code"
