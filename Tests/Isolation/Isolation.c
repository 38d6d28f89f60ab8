// Keeps the machine that the tests run on out of them: whatever its settings, its ports, its name servers and its store are,
// the tests and all that they start see none of them, and change none.
//
// It runs before anything else of the process, while there is one thread: namespaces are those of a thread, and of the
// processes that it starts (namespaces(7)).

#define _GNU_SOURCE
#include "Isolation.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static char failure[512];

const char *isolation_failure(void) { return failure[0] ? failure : NULL; }

int isolation_close_from(posix_spawn_file_actions_t *actions, int descriptor) {
    return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
}

void isolation_open_files_as(uid_t user) { setfsuid(user); }

/// The first failure is the one that is told.
static void fail(const char *what, const char *path) {
    if (!failure[0]) snprintf(failure, sizeof failure, "%s %s: %s", what, path, strerror(errno));
}

static void write_line(const char *path, const char *line) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0 || write(file, line, strlen(line)) < 0) fail("write", path);
    if (file >= 0) close(file);
}

/// A user namespace gives everybody but root the right to make the others, and changes nobody's number.
static void enter_user_namespace(uid_t user, gid_t group) {
    char line[64];
    if (unshare(CLONE_NEWUSER)) return fail("unshare", "user");
    write_line("/proc/self/setgroups", "deny");
    snprintf(line, sizeof line, "%u %u 1", user, user);
    write_line("/proc/self/uid_map", line);
    snprintf(line, sizeof line, "%u %u 1", group, group);
    write_line("/proc/self/gid_map", line);
}

/// An empty folder over one that is there.
static void hide(const char *path) {
    if (mount("none", path, "tmpfs", 0, "mode=755") && errno != ENOENT) fail("mount", path);
}

/// Scratch folders are in memory: thousands of them are made, and a disk takes its time for each. Not where the checkout is
/// among them.
static void make_scratch_fast(void) {
    if (strncmp(__FILE__, "/tmp/", 5) && mount("none", "/tmp", "tmpfs", 0, "mode=1777")) fail("mount", "/tmp");
}

static void make_read_only(const char *path) {
    struct statvfs now;
    if (mount(path, path, NULL, MS_BIND | MS_REC, NULL) || statvfs(path, &now)) return fail("bind", path);
    // Not everybody may take off what the mount has; these have the same values for mount(2) and statvfs(3).
    unsigned long kept = now.f_flag & (MS_NOSUID | MS_NODEV | MS_NOEXEC);
    if (mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | kept, NULL)) fail("remount", path);
}

/// A file of the folder "etc" beside this file, over one of the system; nothing where the system has none.
static void replace(const char *name, const char *path) {
    char own[4096];
    const char *end = strrchr(__FILE__, '/');
    snprintf(own, sizeof own, "%.*s/etc/%s", (int)(end - __FILE__), __FILE__, name);
    if (access(path, F_OK)) return;
    if (mount(own, path, NULL, MS_BIND, NULL)) fail("bind", own);
}

/// Servers of the tests listen on the loopback; there is no other port.
static void raise_loopback(void) {
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (any < 0 || ioctl(any, SIOCSIFFLAGS, &request)) fail("raise", "lo");
    if (any >= 0) close(any);
}

/// Whether the clock of the machine is synchronised is no part of a test: adjtimex(2) is refused, here and in all that is
/// started (seccomp(2)), as some sandboxes of services do. Numbers of another architecture's calls are not looked at.
static void forget_synchronization(void) {
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_adjtimex, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clock_adjtime, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0)) fail("refuse", "adjtimex");
}

/// In the namespace that it made, a user is as mighty as root: no mode keeps it out of a file. From here on it is what it was
/// before. The processes that it starts never had these rights, since its number is not root's (capabilities(7)).
static void give_up_rights(void) {
    struct __user_cap_header_struct own = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    if (syscall(SYS_capset, &own, none)) fail("give up", "the rights of the user namespace");
}

__attribute__((constructor)) static void isolate(void) {
    static const char *const unset[] = {
        "KEYTURN_STORE", "OPENSSL_CONF", "SSL_CERT_DIR", "SSL_CERT_FILE", "TERMINFO", "TERMINFO_DIRS", "XDG_STATE_HOME",
    };
    for (size_t index = 0; index < sizeof unset / sizeof *unset; index++) unsetenv(unset[index]);
    setenv("HOME", "/nonexistent", 1);

    uid_t user = geteuid();
    if (user != 0) enter_user_namespace(user, getegid());
    if (unshare(CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS)) return fail("unshare", "mount, network and UTS");
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)) return fail("make private", "/");
    make_read_only("/etc");
    make_read_only("/var/lib");
    hide("/etc/keyturn");
    hide("/etc/terminfo");
    hide("/var/lib/keyturn");
    replace("hosts", "/etc/hosts");
    replace("nsswitch.conf", "/etc/nsswitch.conf");
    replace("openssl.cnf", "/etc/ssl/openssl.cnf");
    replace("resolv.conf", "/etc/resolv.conf");
    if (sethostname("localhost", 9)) fail("name", "the host");
    raise_loopback();
    make_scratch_fast();
    forget_synchronization();
    if (user != 0) give_up_rights();
}
