#include "CNetlink.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

// A socket of rtnetlink(7) that hears the groups, with the flags of socket(2); -1 with errno set.
static int open_socket(int flags, unsigned groups) {
    int number = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_ROUTE);
    if (number < 0) return -1;
    struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_groups = groups};
    // An answer that does not come within this time never does.
    struct timeval patience = {.tv_sec = 2};
    if (bind(number, (struct sockaddr *)&own, sizeof own) < 0 ||
        setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0) {
        int reason = errno;
        close(number);
        errno = reason;
        return -1;
    }
    return number;
}

int CNetlink_open_questions(void) { return open_socket(0, 0); }

int CNetlink_open_address_changes(void) {
    return open_socket(SOCK_NONBLOCK, RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR);
}

int CNetlink_ask(int socket, int type, unsigned sequence) {
    // The kernel takes the head of any of the three for the others' where nothing in it is set.
    struct {
        struct nlmsghdr head;
        struct ifinfomsg body;
    } request = {
        .head = {
            .nlmsg_len = sizeof request,
            .nlmsg_type = (unsigned short)type,
            .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
            .nlmsg_seq = sequence,
        },
    };
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    long sent = sendto(socket, &request, sizeof request, 0, (struct sockaddr *)&kernel, sizeof kernel);
    return sent == sizeof request ? 0 : -1;
}

long CNetlink_receive(int socket, void *buffer, size_t room) {
    while (1) {
        struct sockaddr_nl sender = {0};
        struct iovec part = {.iov_base = buffer, .iov_len = room};
        struct msghdr message = {
            .msg_name = &sender, .msg_namelen = sizeof sender, .msg_iov = &part, .msg_iovlen = 1};
        long count = recvmsg(socket, &message, 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return -1;
        if (sender.nl_pid != 0) continue;
        return message.msg_flags & MSG_TRUNC ? 0 : count;
    }
}

static unsigned number(const unsigned char *octets) { return (unsigned)octets[0] << 8 | octets[1]; }

int CNetlink_pointers(const char *name, void *context, void (*take)(void *context, const char *name)) {
    struct __res_state state = {0};
    if (res_ninit(&state) < 0) return 0;
    // The largest answer there is (RFC 1035 section 4.2.2).
    static _Thread_local unsigned char answer[65535];
    int length = res_nquery(&state, name, ns_c_in, ns_t_ptr, answer, sizeof answer);
    res_nclose(&state);
    if (length < NS_HFIXEDSZ || length > (int)sizeof answer) return 0;
    // The functions that read whole messages are in a library of their own, which every start would have to load.
    const unsigned char *end = answer + length, *next = answer + NS_HFIXEDSZ;
    unsigned questions = number(answer + 4), answers = number(answer + 6);
    for (unsigned index = 0; index < questions; index++) {
        int size = dn_skipname(next, end);
        if (size < 0 || end - next < size + NS_QFIXEDSZ) return 0;
        next += size + NS_QFIXEDSZ;
    }
    int found = 0;
    for (unsigned index = 0; index < answers; index++) {
        int size = dn_skipname(next, end);
        if (size < 0 || end - next < size + NS_RRFIXEDSZ) return found;
        next += size + NS_RRFIXEDSZ;
        // Type, class, time to live, and the length of the data behind them.
        unsigned type = number(next - 10), data = number(next - 2);
        if (end - next < (long)data) return found;
        char text[NS_MAXDNAME];
        if (type == ns_t_ptr && dn_expand(answer, end, next, text, sizeof text) >= 0) {
            take(context, text);
            found++;
        }
        next += data;
    }
    return found;
}
