// What of the process is out of Swift's reach.
#pragma once

// The arguments, of which a null pointer is the last, as main() has them. Swift's runtime takes them from
// /proc/self/cmdline (proc(5)), and has none where that is not mounted.
char *const *CHost_arguments(void);

// Keeps the memory of this process out of core dumps, and from other processes of its user: prctl(2), which takes a
// variable number of arguments. Not zero where the kernel refuses.
int CHost_forbid_core_dumps(void);
