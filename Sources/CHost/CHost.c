#include "CHost.h"

#include <sys/prctl.h>
#include <sys/timex.h>

static char *const *arguments;

// The C library hands them to functions that run before main() as well.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    (void)count;
    arguments = values;
}

char *const *CHost_arguments(void) { return arguments; }

int CHost_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int CHost_is_clock_synchronized(void) {
    struct timex clock = {.modes = 0};
    int state = adjtimex(&clock);
    if (state == -1) return -1;
    return state != TIME_ERROR && !(clock.status & STA_UNSYNC);
}
