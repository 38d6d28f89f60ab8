// What of the process and of the kernel is out of Swift's reach.
#pragma once

// The argv of main(), which ends with a null pointer. Swift's runtime reads the arguments from
// /proc/self/cmdline (proc(5)), and has none where /proc is not mounted.
char *const *CHost_arguments(void);

// Whether this process has rights that whoever started it need not have: root's, or those of a set-user-ID program or of
// one with capabilities (getauxval(3), AT_SECURE).
int CHost_has_more_rights(void);

// Keeps the memory of this process out of core dumps, and from other processes of its user: prctl(2), which takes a
// variable number of arguments. Not zero where the kernel refuses.
int CHost_forbid_core_dumps(void);

// Gives back the pages of the program and its libraries that are as in their files: madvise(2), MADV_DONTNEED. What is
// needed again comes back from there.
void CHost_give_back_program(void);

// Whether the system clock is synchronised, by a time server or a reference clock: 1 or 0, or -1 where the kernel does not
// say. Reads with adjtimex(2), whose constants have casts, and sets nothing.
int CHost_is_clock_synchronized(void);

// Lets two names in an open folder change places in one step: renameat2(2), which the C library declares for _GNU_SOURCE
// alone. -1 with errno where they do not, as on a file system that has no such step.
int CHost_exchange_names(int folder, const char *one, const char *other);

// Makes a process of root one of this user and group, and keeps it from getting rights back: setgroups(2), setresgid(2),
// setresuid(2), prctl(2) with PR_SET_NO_NEW_PRIVS. It may neither write to a file nor start a process (setrlimit(2)). Where no other user is mapped (user_namespaces(7)), it gives up its
// capabilities (capset(2), which glibc does not declare). -1 with errno where that fails.
int CHost_give_up_rights(unsigned nobody);

// Closes all descriptors from this one on: close_range(2).
void CHost_close_from(unsigned first);
