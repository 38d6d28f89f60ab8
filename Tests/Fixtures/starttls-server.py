"""A mail server on a port of the loopback that goes over to TLS, and then says no more.

starttls-server.py smtp|imap CERTIFICATE KEY
"""

import socket
import ssl
import sys

way, certificate, key = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
listener = socket.create_server(("127.0.0.1", 0))
print(f"ACCEPT 127.0.0.1:{listener.getsockname()[1]}", flush=True)
greeting = {"smtp": b"220 mail.example.com ESMTP\r\n", "imap": b"* OK ready\r\n"}[way]
while True:
    connection, _ = listener.accept()
    connection.settimeout(10)
    try:
        connection.sendall(greeting)
        lines = connection.makefile("rb")
        for line in lines:
            tag = line.split()[0] if way == "imap" else b""
            if b"STARTTLS" in line.upper():
                connection.sendall(b"220 go\r\n" if way == "smtp" else tag + b" OK go\r\n")
                context.wrap_socket(connection, server_side=True).close()
                break
            if way == "smtp":
                connection.sendall(b"250-mail.example.com\r\n250 STARTTLS\r\n")
            else:
                connection.sendall(b"* CAPABILITY IMAP4rev1 STARTTLS\r\n" + tag + b" OK done\r\n")
    except OSError:
        pass
    connection.close()
