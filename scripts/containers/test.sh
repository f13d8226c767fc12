#!/bin/bash
# Whole runs of this checkout in root file systems like those of small container images: `npm run test:containers [-- [--keep] [--arm64]]`.
# Root, mounts, 500 MB; --arm64 adds runs by Node and `go` for arm64, which QEMU emulates: five minutes and 3 GB more.
# CONTAINERS names the folder that is filled: /tmp/containers where it is not set, which is deleted at the end unless --keep is given.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=scripts/containers
export CONTAINERS=${CONTAINERS:-/tmp/containers}
keep='' arm64=''
for option; do
  case $option in
    --keep) keep=1 ;;
    --arm64) arm64=1 ;;
    *) echo "unknown option $option" >&2; exit 2 ;;
  esac
done
[ "$(id -u)" = 0 ] || { echo 'needs root: chroot and mounts' >&2; exit 2; }
unshare --mount true 2>/dev/null || { echo 'needs mounts of its own, which this container does not allow' >&2; exit 2; }
[ -n "$keep" ] || trap 'chmod -R u+w "$CONTAINERS"; rm -rf "$CONTAINERS"' EXIT

cat <<'TOLD'
Not tried, since no registry has it for this script: Node linked with musl, as in Alpine's images (Node here is linked with glibc, the
userland is busybox's); the runner's own way of starting an action in a container (docker exec), which chroot imitates.
TOLD
[ -n "$arm64" ] || echo 'Not tried without --arm64: programs for arm64.'

install_action() {
  rm -rf "$CONTAINERS/$1/action"
  mkdir "$CONTAINERS/$1/action"
  cp -r dist "$CONTAINERS/$1/action/"
}

runs_of_arm64() {
  local code=0 skipped='SKIPPED: the runs of arm64:'
  [ "$(uname -m)" = x86_64 ] || { echo "$skipped they are emulated on x86_64, and this is $(uname -m)"; return; }
  bash $here/setup-arm64.sh || code=$?
  [ $code != 3 ] || { echo "$skipped a download failed, see above"; return; }
  [ $code = 0 ] || return $code
  bash $here/emulated.sh true || { echo "$skipped this kernel has no binfmt_misc for a namespace (Linux 6.7 and newer have)"; return; }
  install_action arm64
  bash $here/emulated.sh node bench/run.mjs $here/arm64-runs.ts
}

bash $here/setup.sh
npm run -s build
install_action bare
install_action busybox
code=0
node bench/run.mjs $here/whole-runs.ts || code=1
if [ -n "$arm64" ]; then runs_of_arm64 || code=1; fi
exit $code
