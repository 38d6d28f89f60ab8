#define _GNU_SOURCE
#include "CHost.h"

#include <link.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/timex.h>
#include <unistd.h>

static char *const *arguments;

// The C library hands them to functions that run before main() as well.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    (void)count;
    arguments = values;
}

char *const *CHost_arguments(void) { return arguments; }

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
