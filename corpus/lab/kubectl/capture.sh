#!/bin/sh
# capture.sh SUITE FOLDER: what kubectl of a Debian suite prints of the pods, the node and the events that belong to
# FOLDER/truth.json, into FOLDER/kubectl-<version>. The API server is a stub on loopback, and ends with this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
PATH=$here/../../../node_modules/.bin:$PATH
kubectl=$(sh "$here/../get.sh" "$1" kubernetes-client)/usr/bin/kubectl
truth=$2/truth.json
work=$(mktemp -d)
mkfifo "$work/hold"
node "$here/serve.ts" "$truth" < "$work/hold" > "$work/url" &
exec 9> "$work/hold"
trap 'exec 9>&-; wait; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
until [ -s "$work/url" ]; do
  kill -0 $! || exit 1
  sleep 0.1
done
# Neither the configuration nor the cache of whoever runs this.
export HOME="$work" KUBECONFIG=/dev/null TZ=UTC
version=$("$kubectl" version --client | sed -n 's/.*\(GitVersion:"\|Client Version: \)v\([0-9]*\.[0-9]*\).*/\2/p')
out=$2/kubectl-$version
rm -rf "$out"
mkdir "$out"
save() { # FILE ARGUMENT...
  file=$out/$1
  shift
  "$kubectl" --server "$(cat "$work/url")" "$@" > "$file"
  [ -s "$file" ] || { echo "kubectl $* printed nothing" >&2; exit 1; }
}
save get-pods-A.txt get pods -A
save pods.json get pods -A -o json
save pods.yaml get pods -A -o yaml
save nodes.json get nodes -o json
save get-events-A.txt get events -A
save events.json get events -A -o json
save describe-pods.txt describe pods -A
save describe-nodes.txt describe nodes
sed -n 's/^ *"uid": "\(.*-.*\)",$/\1/p' "$truth" | while read -r uid; do
  grep -q "$uid" "$out/pods.json" || { echo "no pod $uid in $out/pods.json" >&2; exit 1; }
done
echo "$out: kubectl $version printed 8 files, with every pod of truth.json. As a case: cp what it needs into bundle/"
