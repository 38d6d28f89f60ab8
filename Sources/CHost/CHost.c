#define _GNU_SOURCE
#include "CHost.h"

#include <stdio.h>
#include <sys/prctl.h>

static char *const *arguments;

// The C library hands them to functions that run before main() as well.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    (void)count;
    arguments = values;
}

char *const *CHost_arguments(void) { return arguments; }

int CHost_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int CHost_exchange_names(int folder, const char *one, const char *other) {
    return renameat2(folder, one, folder, other, RENAME_EXCHANGE);
}
