#!/bin/sh
# get.sh SUITE PACKAGE: downloads a package of a Debian suite, unpacks it, and prints where. Installs nothing and needs no
# root: apt works with lists, status and sources of its own. MIRROR and KEYRING may be set.
set -eu
suite=$1 package=$2
lab=${LAB:-${XDG_CACHE_HOME:-$HOME/.cache}/oomlens-lab}
private=$lab/apt/$suite
mkdir -p "$private/lists/partial" "$private/archives/partial" "$lab/packages"
: > "$private/status"
echo "deb [signed-by=${KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}] ${MIRROR:-http://deb.debian.org/debian} $suite main" \
  > "$private/sources.list"
cat > "$private/apt.conf" << EOF
Dir::State "$private";
Dir::State::lists "$private/lists";
Dir::State::status "$private/status";
Dir::Cache "$private";
Dir::Etc::sourcelist "$private/sources.list";
Dir::Etc::sourceparts "-";
Acquire::Languages "none";
APT::Architecture "amd64";
APT::Sandbox::User "root";
EOF
export APT_CONFIG="$private/apt.conf"
# The lists are fetched once; remove the folder to see a newer version.
[ -e "$private/fetched" ] || apt-get -qq update >&2
touch "$private/fetched"

# linux-image-cloud-amd64 and, in new suites, kubernetes-client hold nothing and depend on what does. Linux 7 comes in parts.
needs() { apt-cache depends "$1" | sed -n 's/^ *Depends: \(linux-[a-z]*-[0-9].*\|kubectl\)$/\1/p'; }
real=$(needs "$package" | grep -E '^(linux-image-|kubectl)' || echo "$package")
# shellcheck disable=SC2046 # one word is one package
set -- "$real" $(needs "$real")
version=$(apt-cache show --no-all-versions "$real" | sed -n 's/^Version: //p')
unpacked=$lab/packages/${real}_$version
if [ ! -d "$unpacked" ]; then
  rm -rf "$unpacked.part" && mkdir "$unpacked.part"
  (cd "$unpacked.part" && apt-get -qq download "$@" >&2 && for deb in *.deb; do dpkg -x "$deb" . && rm "$deb"; done)
  mv "$unpacked.part" "$unpacked"
fi
echo "$unpacked"
