#!/bin/sh
# boot.sh SUITE [SCENARIO...]: boots the kernel of a Debian suite once for each scenario (all of them by default), and leaves
# a folder for each in $LAB/cases. Nothing is installed, nothing stays running.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
suite=$1
shift
LAB=${LAB:-${XDG_CACHE_HOME:-$HOME/.cache}/oomlens-lab}
export LAB
PATH=$here/../../../node_modules/.bin:$PATH
# shellcheck disable=SC2046 # one word is one scenario
[ $# -gt 0 ] || set -- $(basename -s .sh "$here"/scenarios/*.sh)
package=$(sh "$here/../get.sh" "$suite" linux-image-cloud-amd64)
modules=$(echo "$package"/lib/modules/* "$package"/usr/lib/modules/* | tr ' ' '\n' | grep -v '\*' | head -1)
release=$(basename "$modules")
kernel=$(find "$package" -name 'vmlinuz*' | head -1)
# KVM without page tables in hardware trips over what it has to emulate; software emulation takes a minute and is sound.
accel=tcg
[ ! -w /dev/kvm ] || ! grep -qsE '^(Y|1)' /sys/module/kvm_*/parameters/ept /sys/module/kvm_*/parameters/npt || accel=kvm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# What every scenario boots: busybox, hog, dmesg of util-linux with its libraries, and the modules of a disk.
root=$work/root
mkdir -p "$root/bin" "$root/lab/modules" "$root/proc" "$root/sys" "$root/dev" "$work/data"
cp /bin/busybox "$root/bin/busybox"
cp "$here/init.sh" "$root/init"
chmod +x "$root/init"
"${CC:-musl-gcc}" -static -O2 -Wall -Wextra -o "$root/lab/hog" "$here/hog.c"
for file in $(ldd /usr/bin/dmesg | grep -o '/[^ ]*'); do
  mkdir -p "$root$(dirname "$file")"
  cp -L "$file" "$root$file"
done
mkdir -p "$root/usr/bin"
cp /usr/bin/dmesg "$root/usr/bin/dmesg"
depmod -b "$(echo "$modules" | sed 's|/lib/modules/.*||')" "$release"
for module in virtio_pci virtio_blk; do
  modprobe -d "$(echo "$modules" | sed 's|/lib/modules/.*||')" -S "$release" --show-depends "$module" | sed -n 's/^insmod //p'
done | awk '!seen[$1]++ { print $1 }' | while read -r file; do
  name=$(basename "$file" .xz)
  case $file in *.xz) xz -dc "$file" ;; *) cat "$file" ;; esac > "$root/lab/modules/$name"
  echo "$name" >> "$root/lab/modules.list"
done
touch "$root/lab/modules.list"
head -c 96M /dev/urandom > "$work/data/index"

status=0
for scenario; do
  source=$here/scenarios/$scenario.sh
  # The settings of a scenario: `#: name value`.
  setting() { sed -n "s/^#: $1 //p" "$source"; }
  cp "$source" "$root/lab/scenario.sh"
  (cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) > "$work/initrd"
  rm -f "$work/vda" "$work/vdb" "$work/events.jsonl" "$work/serial.log"
  truncate -s 160M "$work/vda" && /sbin/mke2fs -q -t ext4 -d "$work/data" "$work/vda"
  truncate -s 16M "$work/vdb"
  # shellcheck disable=SC2046 # options are words
  timeout -s KILL "${TIMEOUT:-900}" nice qemu-system-x86_64 -machine q35,accel=$accel -cpu max -nodefaults \
    -display none -no-reboot -smp 2 $(setting qemu) -kernel "$kernel" -initrd "$work/initrd" \
    -append "console=ttyS0 panic=-1 ignore_loglevel no_timer_check psi=1 log_buf_len=1M $(setting append)" \
    -serial "file:$work/serial.log" -serial "file:$work/events.jsonl" \
    -drive "if=virtio,format=raw,file=$work/vda,throttling.bps-total=16000000,throttling.iops-total=400" \
    -drive "if=virtio,format=raw,file=$work/vdb" || echo "$scenario: qemu ended with $?" >&2
  out=$LAB/cases/$scenario@$release
  rm -rf "$out"
  mkdir -p "$out/forms"
  tar -xf "$work/vdb" -C "$out/forms" 2> /dev/null || true
  cp "$work/serial.log" "$out/forms/serial.log"
  cp "$work/events.jsonl" "$out/events.jsonl"
  node "$here/truth.ts" "$source" "$out" || status=1
done
exit $status
