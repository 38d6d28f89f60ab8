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

int CNetlink_open(void) {
    int number = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (number < 0) return -1;
    struct sockaddr_nl own = {.nl_family = AF_NETLINK};
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

int CNetlink_pointers(const char *name, void *context, void (*take)(void *context, const char *name)) {
    struct __res_state state = {0};
    if (res_ninit(&state) < 0) return 0;
    // The largest answer there is (RFC 1035 section 4.2.2).
    static _Thread_local unsigned char answer[65535];
    int length = res_nquery(&state, name, ns_c_in, ns_t_ptr, answer, sizeof answer);
    res_nclose(&state);
    ns_msg message;
    if (length < 0 || ns_initparse(answer, length, &message) < 0) return 0;
    int found = 0;
    for (int index = 0; index < ns_msg_count(message, ns_s_an); index++) {
        ns_rr record;
        char text[NS_MAXDNAME];
        if (ns_parserr(&message, ns_s_an, index, &record) < 0) break;
        if (ns_rr_type(record) != ns_t_ptr) continue;
        if (dn_expand(answer, answer + length, ns_rr_rdata(record), text, sizeof text) < 0) continue;
        take(context, text);
        found++;
    }
    return found;
}
