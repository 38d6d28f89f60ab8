// What of the process is out of Swift's reach.
#pragma once

// The argv of main(), which ends with a null pointer. Swift's runtime reads the arguments from
// /proc/self/cmdline (proc(5)), and has none where /proc is not mounted.
char *const *CHost_arguments(void);

// Keeps the memory of this process out of core dumps, and from other processes of its user: prctl(2), which takes a
// variable number of arguments. Not zero where the kernel refuses.
int CHost_forbid_core_dumps(void);

// Lets two names in an open folder change places in one step: renameat2(2), which the C library declares for _GNU_SOURCE
// alone. -1 with errno where they do not, as on a file system that has no such step.
int CHost_exchange_names(int folder, const char *one, const char *other);
