#!/bin/bash
# Makes the root file systems of the container runs below the folder $CONTAINERS: `busybox`, whose only programs beside Node and `go` are
# busybox's, as in Alpine, and `bare`, which has no other program at all, as distroless images. Neither has certificates, git, zstd or bash.
# Root; 350 MB, a minute. Nothing is installed on the machine itself; what is there already stays.
set -euo pipefail
: "${CONTAINERS:?the folder to fill}"
node=24.21.0
mkdir -p "$CONTAINERS"

node() {
  [ -e "$CONTAINERS/node/bin/node" ] && return
  local arch
  arch=$(command node -p process.arch)
  mkdir -p "$CONTAINERS/node"
  (cd "$CONTAINERS" && npm pack --silent "node-linux-$arch@$node" >/dev/null)
  tar -xzf "$CONTAINERS/node-linux-$arch-$node.tgz" -C "$CONTAINERS/node" --strip-components=1
}

busybox() {
  [ -e "$CONTAINERS/busybox-static/bin/busybox" ] && return
  apt-get update -qq
  (cd "$CONTAINERS" && apt-get -o APT::Sandbox::User=root download -qq busybox-static)
  dpkg-deb --extract "$CONTAINERS"/busybox-static_*.deb "$CONTAINERS/busybox-static"
}

# Node with the libraries that it is linked with and those by which glibc looks names up; `go` needs none.
root() {
  local root=$CONTAINERS/$1 goroot library
  [ -e "$root/etc/passwd" ] && return
  goroot=$(go env GOROOT)
  mkdir -p "$root"/{dev,etc,opt/node/bin,proc,root,tmp,usr/local/go/{bin,pkg/tool}}
  cp "$CONTAINERS/node/bin/node" "$root/opt/node/bin/"
  { ldd "$CONTAINERS/node/bin/node" | grep -oE '/[^ ]+'; ls /lib/*-linux-gnu/lib{nss_dns,nss_files,resolv}.so.2; } |
    while read -r library; do
      mkdir -p "$root$(dirname "$library")"
      cp -L "$library" "$root$library"
    done
  cp "$goroot/VERSION" "$goroot/go.env" "$root/usr/local/go/"
  cp "$goroot/bin/go" "$root/usr/local/go/bin/"
  echo '127.0.0.1 localhost' >"$root/etc/hosts"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
}

applets() {
  local bin=$CONTAINERS/busybox/bin applet
  [ -e "$bin/sh" ] && return
  mkdir -p "$bin"
  cp "$CONTAINERS/busybox-static/bin/busybox" "$bin/"
  for applet in $("$bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$bin/$applet"
  done
}

node
busybox
root bare
root busybox
applets
