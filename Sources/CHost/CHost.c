#define _GNU_SOURCE
#include "CHost.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <link.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

static char *const *arguments;

// The C library hands them to functions that run before main() as well.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    (void)count;
    arguments = values;
}

char *const *CHost_arguments(void) { return arguments; }

int CHost_has_more_rights(void) {
    return geteuid() == 0 || getuid() != geteuid() || getgid() != getegid() || getauxval(AT_SECURE) != 0;
}

int CHost_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

static int give_back_segments(struct dl_phdr_info *file, size_t size, void *unused) {
    (void)size;
    (void)unused;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < file->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &file->dlpi_phdr[index];
        // What may be written holds addresses that the loader put there: they are in no file.
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
        uintptr_t start = (file->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        madvise((void *)start, file->dlpi_addr + segment->p_vaddr + segment->p_filesz - start, MADV_DONTNEED);
    }
    return 0;
}

void CHost_give_back_program(void) { dl_iterate_phdr(give_back_segments, NULL); }

int CHost_is_clock_synchronized(void) {
    struct timex clock = {.modes = 0};
    int state = adjtimex(&clock);
    if (state == -1) return -1;
    return state != TIME_ERROR && !(clock.status & STA_UNSYNC);
}

int CHost_exchange_names(int folder, const char *one, const char *other) {
    return renameat2(folder, one, folder, other, RENAME_EXCHANGE);
}

int CHost_give_up_rights(unsigned nobody) {
    const struct rlimit nothing = {0, 0};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    if (setrlimit(RLIMIT_FSIZE, &nothing) != 0 || setrlimit(RLIMIT_NPROC, &nothing) != 0) return -1;
    if (geteuid() != 0) return 0;
    int hasGroups = setgroups(0, NULL) != 0;
    if (setresgid(nobody, nobody, nobody) == 0) {
        if (hasGroups || setresuid(nobody, nobody, nobody) != 0) return -1;
        // If this works, nothing was given up.
        if (setresuid(0, 0, 0) == 0) {
            errno = EPERM;
            return -1;
        }
        return 0;
    }
    // A user namespace in which root is the only user, and no more than the user outside who made it.
    if (errno != EINVAL) return -1;
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return (int)syscall(SYS_capset, &header, none);
}

void CHost_close_from(unsigned first) {
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
    // A kernel before 5.9.
    for (int descriptor = (int)first; descriptor < sysconf(_SC_OPEN_MAX); descriptor++) close(descriptor);
}
