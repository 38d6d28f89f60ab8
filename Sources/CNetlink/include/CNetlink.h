// The host as the kernel's routing socket and the resolver tell it: what Swift cannot reach in C.
#pragma once

#include <stddef.h>

// Opens a socket of the family NETLINK_ROUTE (rtnetlink(7)) that gives up after two seconds without an answer. Returns its
// descriptor, or -1 with errno set.
int CNetlink_open_questions(void);

// Asks for everything of a type, RTM_GETLINK, RTM_GETADDR or RTM_GETROUTE, under a sequence number. Returns 0, or -1 with
// errno set.
int CNetlink_ask(int socket, int type, unsigned sequence);

// Receives a part of the answer: its length, 0 where it has more octets than `room`, or -1 with errno set. What another
// process sends is left out.
long CNetlink_receive(int socket, void *buffer, size_t room);

// A socket that can be read once an address came to a port of this host or left one: rtnetlink(7). It never blocks, and is
// closed on exec. Less than zero where the kernel refuses; errno says why.
int CNetlink_open_address_changes(void);

// Asks the domain name system for the PTR records of a name (res_nquery(3)), such as "1.2.0.192.in-addr.arpa", and calls
// `take` with each name that they hold. Blocks for as long as resolv.conf(5) says. Returns how many there are; 0 also
// where nothing answers.
int CNetlink_pointers(const char *name, void *context, void (*take)(void *context, const char *name));
