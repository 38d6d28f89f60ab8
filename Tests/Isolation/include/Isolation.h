#ifndef KEYTURN_ISOLATION_H
#define KEYTURN_ISOLATION_H

/// Why the tests' process is not isolated from the machine that it runs on; NULL where it is.
const char *isolation_failure(void);

#endif
