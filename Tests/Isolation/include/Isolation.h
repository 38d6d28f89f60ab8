#ifndef KEYTURN_ISOLATION_H
#define KEYTURN_ISOLATION_H

#include <spawn.h>
#include <sys/types.h>

/// Why the tests' process is not isolated from the machine that it runs on; NULL where it is.
const char *isolation_failure(void);

/// Lets a program that is started have no descriptor from this one on; 0 where that can be (posix_spawn(3)). Swift does not
/// see the function of the GNU C library.
int isolation_close_from(posix_spawn_file_actions_t *actions, int descriptor);

/// Lets the calling thread, and no other one, open files as this user from here on, where it is root's (setfsuid(2)): modes
/// keep everybody else out anyway. Swift does not see the function of the GNU C library.
void isolation_open_files_as(uid_t user);

#endif
