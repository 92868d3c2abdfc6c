#!/bin/sh
# Builds the control plane of the tests from Go modules, once per version: etcd, kube-apiserver, and kubectl where the
# machine has none. Does nothing where KUBEBUILDER_ASSETS names a folder with them.
# `control-plane.sh --missing` builds nothing: it tells by its exit code whether something is missing.
set -eu
cd "$(dirname "$0")"

wanted() { sed -n "s/^$1=//p" ../main/resources/dev/freshet/testkit/kube/versions.properties; }
kubernetes=$(wanted kubernetes)
etcd=$(wanted etcd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/freshet/control-plane/$kubernetes-etcd-$etcd"
folder=${KUBEBUILDER_ASSETS:-$cache}

missing() {
  for program in etcd kube-apiserver; do
    [ -x "$folder/$program" ] || printf '%s ' "$program"
  done
  [ -x "$folder/kubectl" ] || command -v kubectl >/dev/null || printf 'kubectl '
}

fail() {
  echo "control plane for tests: $*" >&2
  exit 1
}

missing=$(missing)
[ -n "$missing" ] || exit 0
[ "${1:-}" != --missing ] || exit 1
[ -z "${KUBEBUILDER_ASSETS:-}" ] || fail "not in KUBEBUILDER_ASSETS=$KUBEBUILDER_ASSETS: $missing"
command -v go >/dev/null || fail "install Go, it builds $missing"
case $(go env GOVERSION) in
  go1.[0-9] | go1.[0-9].* | go1.1[0-9]* | go1.20*) fail "Go 1.26 or newer builds $missing, this is $(go env GOVERSION)" ;;
esac

mkdir -p "$folder"
work=$(mktemp -d "$folder/.build.XXXXXX") # beside the result: what is ready is moved there in one step
exec 3>&2
finish() {
  status=$?
  [ "$status" = 0 ] || tail -n 40 "$work/log" >&3
  chmod -R u+w "$work"
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
echo "control plane for tests: building ${missing}(once, it takes some minutes)"
exec >"$work/log" 2>&1
export CGO_ENABLED=0 GOWORK=off

# module NAME VERSION: enters a module of our own whose only work is to build the commands of another one. A command's
# own module decides on the version of the language and the defaults of the runtime, so those are taken over.
module() {
  mkdir "$work/${1##*/}"
  cd "$work/${1##*/}"
  go mod download -json "$1@$2" >download.json || { cat download.json && exit 1; }
  theirs=$(sed -n 's/.*"GoMod": "\(.*\)".*/\1/p' download.json)
  {
    echo 'module freshet.dev/parts'
    grep -E '^(go|godebug) ' "$theirs"
    echo "require $1 $2"
  } >go.mod
}

# build PROGRAM PACKAGE [LINKER-FLAGS]
build() {
  go build -mod=mod -trimpath -ldflags "-s -w ${3:-}" -o "$work/$1" "$2"
  mv -f "$work/$1" "$folder/$1"
}

case $missing in *etcd*)
  module go.etcd.io/etcd/server/v3 "$etcd"
  build etcd go.etcd.io/etcd/server/v3
  ;;
esac

# Kubernetes replaces modules by folders of its repository; those are published under its own minor and patch version.
# The linker's flags are its version, without which the API server does not start.
programs=$(echo "$missing" | tr ' ' '\n' | grep '^kube' || true)
[ -z "$programs" ] || {
  module k8s.io/kubernetes "$kubernetes"
  minor_patch=${kubernetes#v1.}
  sed -n "s|^[[:space:]]*\([^ ]*\) => \./staging/.*|replace \1 => \1 v0.$minor_patch|p" "$theirs" >>go.mod
  v=k8s.io/component-base/version
  for program in $programs; do
    build "$program" "k8s.io/kubernetes/cmd/$program" \
      "-X $v.gitVersion=$kubernetes -X $v.gitMajor=1 -X $v.gitMinor=${minor_patch%%.*}"
  done
}
