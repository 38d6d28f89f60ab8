#!/bin/sh
# Runs a command on a disk of its own that is about to be full, in a mount namespace: the disk holds a copy of FROM, and has
# room for so many pages or inodes more. What the command left is in the folder AFTER then, which has room.
#
# full-disk.sh FROM DISK AFTER pages|inodes LEFT OUTPUT ERRORS COMMAND...: ends with the status of the command
set -eu
from=$1 disk=$2 after=$3 limit=$4 left=$5 output=$6 errors=$7
shift 7
mount -t tmpfs -o mode=700,size=64m,nr_inodes=10000 none "$disk"
cp -a "$from/." "$disk"
# Without the options that it has already: in a user namespace, the numbers in them are those of another one.
case $limit in
pages) mount --options-mode ignore -o "remount,size=$(($(stat -f -c '(%b - %f) * %S' "$disk") + left * 4096))" "$disk" ;;
inodes) mount --options-mode ignore -o "remount,nr_inodes=$(($(stat -f -c '%c - %d' "$disk") + left))" "$disk" ;;
esac
status=0
"$@" >"$output" 2>"$errors" || status=$?
cp -a "$disk/." "$after"
exit "$status"
