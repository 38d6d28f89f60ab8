# A name server on port 53 of the loopback that answers every question for PTR records with the names in its arguments, a
# turn further round each time, as servers do.
import socket
import sys

names = sys.argv[1:]
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
print("ready", flush=True)


def encoded(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


while True:
    question, client = server.recvfrom(512)
    names = names[1:] + names[:1]
    # The question without what EDNS adds to it: up to its type and class.
    end = question.index(b"\0", 12) + 5
    answers = b""
    for name in names:
        data = encoded(name)
        answers += b"\xc0\x0c\x00\x0c\x00\x01" + (60).to_bytes(4, "big") + len(data).to_bytes(2, "big") + data
    head = question[:2] + b"\x81\x80\x00\x01" + len(names).to_bytes(2, "big") + b"\0\0\0\0"
    server.sendto(head + question[12:end] + answers, client)
