#!/bin/sh
# Runs a command on a disk of its own, in a mount namespace, and takes the power from it when the command has ended, however
# that was: what the file system has not written by then is lost. The disk holds a copy of FROM. What it holds when the power is
# back is in the folder AFTER then. Only root can do it.
#
# power-cut.sh FROM DISK AFTER OUTPUT ERRORS COMMAND...: ends with the status of the command
set -eu
from=$1 disk=$2 after=$3 output=$4 errors=$5
shift 5
truncate -s 16M "$disk.image"
mkfs.ext4 -q -F -E lazy_itable_init=0,nodiscard "$disk.image"
mount -o loop "$disk.image" "$disk"
cp -a "$from/." "$disk"
umount "$disk"
# Nothing is written that the program does not wait for: not with the next commit of the journal, and not because ext4 guesses
# that a file which replaces another one is dear to somebody.
mount -o loop,commit=1000,noauto_da_alloc "$disk.image" "$disk"
status=0
"$@" >"$output" 2>"$errors" || status=$?
# FS_IOC_SHUTDOWN, without a flush of the journal.
python3 -I -S -c 'import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack("I", 2))' "$disk"
umount "$disk"
mount -o loop "$disk.image" "$disk"
cp -a "$disk/." "$after"
umount "$disk"
exit "$status"
