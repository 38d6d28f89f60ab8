// prctl(2), which Swift cannot import because it takes a variable number of arguments.
#pragma once
#include <sys/prctl.h>

static inline int process_forbid_core_dumps(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
