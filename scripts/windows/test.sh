#!/bin/bash
# Tests this checkout with Node and Go for Windows, on Linux by way of Wine: `npm run test:windows [-- [--keep] [--runs | --suites] [FILE-PATTERN…]]`.
# Root, mounts, 3 GB, and a module proxy for the whole runs. WINDOWS names the folder that is filled: /tmp/windows where it is not set,
# which is deleted at the end unless --keep is given.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=scripts/windows
export WINDOWS=${WINDOWS:-/tmp/windows}
keep='' runs=1 suites=1
while [[ ${1-} == --* ]]; do
  case $1 in
    --keep) keep=1 ;;
    --runs) suites='' ;;
    --suites) runs='' ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || { echo 'needs root: a Debian of its own, and mounts' >&2; exit 2; }
[ -n "$keep" ] || trap 'rm -rf "$WINDOWS"' EXIT

bash $here/setup.sh

# The checkout, with the packages for Windows; and its bundle.
repository=$WINDOWS/repository
mkdir -p "$repository"
npm run -s build
git ls-files -z --cached --others --exclude-standard | tar -c --null --files-from=- --ignore-failed-read 2>/dev/null |
  tar -x -C "$repository" --recursive-unlink
rm -rf "$repository/dist" && cp -r dist "$repository/"
if ! cmp -s package-lock.json "$WINDOWS/package-lock.json"; then
  (cd "$repository" && npm ci --silent --os=win32 --cpu=x64 --ignore-scripts --no-audit --no-fund)
  cp package-lock.json "$WINDOWS/"
fi

code=0
if [ -n "$runs" ]; then
  upstream=$(go env GOPROXY)
  WINDOWS_ENV="UPSTREAM=${upstream%%[,|]*}" bash $here/in-wine.sh node.exe 'Z:\windows\repository\scripts\windows\whole-runs.mjs' || code=1
  rm -rf "$WINDOWS"/prefix/drive_c/runs-* "$WINDOWS"/drive-d/*
fi
if [ -n "$suites" ]; then
  WINDOWS_ENV='CI=true' bash $here/in-wine.sh node.exe 'Z:\windows\repository\scripts\windows\suites.mjs' "$@" || code=1
fi
exit $code
