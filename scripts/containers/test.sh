#!/bin/bash
# Whole runs of this checkout in root file systems like those of small container images: `npm run test:containers [-- --keep]`.
# Root, mounts, 350 MB. CONTAINERS names the folder that is filled: /tmp/containers where it is not set, which is deleted at the end
# unless --keep is given.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CONTAINERS=${CONTAINERS:-/tmp/containers}
keep=''
[ "${1-}" != --keep ] || keep=1
[ "$(id -u)" = 0 ] || { echo 'needs root: chroot and mounts' >&2; exit 2; }
unshare --mount true 2>/dev/null || { echo 'needs mounts of its own, which this container does not allow' >&2; exit 2; }
[ -n "$keep" ] || trap 'chmod -R u+w "$CONTAINERS"; rm -rf "$CONTAINERS"' EXIT

cat <<'TOLD'
Not tried, since no registry has it for this script: Node linked with musl, as in Alpine's images (Node here is linked with glibc, the
userland is busybox's); arm64; the runner's own way of starting an action in a container (docker exec), which chroot imitates.
TOLD
bash scripts/containers/setup.sh
npm run -s build
for root in bare busybox; do
  rm -rf "$CONTAINERS/$root/action"
  mkdir "$CONTAINERS/$root/action"
  cp -r dist "$CONTAINERS/$root/action/"
done
node bench/run.mjs scripts/containers/whole-runs.ts
