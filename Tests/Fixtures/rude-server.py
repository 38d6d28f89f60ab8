"""A server on a port of the loopback that takes connections and speaks no TLS.

rude-server.py silent|text|hangup [HEX]: says nothing for ever, says these octets, or goes away once it was spoken to.
"""

import socket
import sys

way = sys.argv[1]
octets = bytes.fromhex(sys.argv[2]) if len(sys.argv) > 2 else b""
listener = socket.create_server(("127.0.0.1", 0))
print(f"ACCEPT 127.0.0.1:{listener.getsockname()[1]}", flush=True)
kept = []
while True:
    connection, _ = listener.accept()
    if way == "silent":
        kept.append(connection)
        continue
    if way == "text":
        connection.sendall(octets)
    # What is left unread would turn the end of the connection into a reset.
    connection.recv(65536)
    connection.close()
