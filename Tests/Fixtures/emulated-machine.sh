#!/bin/sh
# emulated-machine.sh PROGRAM DISK UNIT: writes an initial RAM disk with the program, its libraries and what else a console needs.
# Its init reads commands from the second serial line, a line each, and ends what each prints with "status N.".
set -e
program=$1 disk=$2 unit=$3
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cd "$root"
mkdir -p bin dev proc sys run tmp etc usr/bin usr/lib/locale lib/terminfo/l lib/terminfo/v media
put() {
    mkdir -p ".${1%/*}"
    cp -L "$1" ".$1"
}
for file in "$program" /usr/bin/dmesg /usr/bin/flock /usr/bin/dash; do
    for library in $(ldd "$file" | grep -o '/[^ ]*'); do put "$library"; done
done
cp /bin/busybox bin
put /usr/bin/dmesg
put /usr/bin/flock
put /usr/bin/dash
cp "$program" usr/bin/keyturn
strip usr/bin/keyturn
cp -r /usr/lib/locale/C.utf8 usr/lib/locale
cp /lib/terminfo/l/linux lib/terminfo/l
cp /lib/terminfo/v/vt220 lib/terminfo/v
echo 'root:x:0:0:root:/:/bin/sh' >etc/passwd
# What the unit does when its wizard has ended, however that was, by Debian's shell: that of busybox has commands of its own.
{
    echo '#!/bin/sh'
    sed -n '/^ExecStopPost=-/,/[^\\]$/p' "$unit" | sed -e 's/^ExecStopPost=-//' -e 's|/bin/sh|/usr/bin/dash|'
} >usr/bin/stop-post
chmod 0755 usr/bin/stop-post
cat >usr/bin/wizard <<'WIZARD'
#!/bin/sh
export TERM=$2 LC_ALL=$3 KEYTURN_LOGIN=none SWIFT_BACKTRACE=enable=no
{
    sh -c 'echo $$ >/run/$0.pid; exec keyturn --store /run/store-$0' "$1"
    echo $? >/run/$1.status
} </dev/$1 >/dev/$1 2>&1
WIZARD
chmod 0755 usr/bin/wizard
cat >init <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/usr/bin:/bin SWIFT_BACKTRACE=enable=no
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
ip link set lo up
# A wizard on a console, as a unit starts it: console NAME TERM LOCALE. What a shell puts into the background ignores signals.
console() { start-stop-daemon -S -b -x /usr/bin/wizard -- "$@"; }
stty -F /dev/ttyS0 9600 sane columns 80 rows 24
stty -F /dev/ttyS1 raw -echo
exec </dev/ttyS1 >/dev/ttyS1 2>&1
echo "status ready."
while read -r line; do
    eval "$line"
    echo "status $?."
done
INIT
chmod 0755 init
find . | busybox cpio -o -H newc 2>/dev/null | gzip -1 >"$disk"
