"""A TLS server on a port of every address of the loopback, which mutates what it sends: by the address it is asked at.

mutating-server.py CERTIFICATE KEY: with an even last byte of the address it speaks TLS 1.2, in which its certificates are sent
in the clear.
"""

import random
import socket
import ssl
import sys
import threading


def mutated(data, dice):
    """The octets of a flight with something done to them; None where nothing comes after them."""
    data = bytearray(data)
    place = dice.randrange(len(data))
    end = min(len(data), place + dice.randint(1, 64))
    kind = dice.randrange(9)
    if kind == 0:
        data[place] ^= 1 << dice.randrange(8)
    elif kind == 1:
        data[place] = dice.choice((0x00, 0x7F, 0x80, 0xFF))
    elif kind == 2:
        del data[place:]
    elif kind == 3:
        del data[place:end]
    elif kind == 4:
        data[place:place] = data[place:end]
    elif kind == 5:
        data[place:place] = dice.randbytes(8)
    elif kind == 6:
        # Types, versions and lengths are at the beginning.
        data[min(place, dice.randrange(12))] = dice.randrange(256)
    elif kind == 7:
        data[place:end] = dice.randbytes(end - place)
    else:
        data *= dice.randint(2, 200)
    return bytes(data)


def serve(connection):
    seed = int.from_bytes(socket.inet_aton(connection.getsockname()[0]), "big")
    dice = random.Random(seed)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    if seed % 2 == 0:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    received, sent = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = context.wrap_bio(received, sent, server_side=True)
    # Which of its flights is mutated.
    left = dice.randrange(2)
    connection.settimeout(10)
    with connection:
        while True:
            try:
                session.do_handshake()
                done = True
            except ssl.SSLWantReadError:
                done = False
            except ssl.SSLError:
                break
            finally:
                if data := sent.read():
                    connection.sendall(mutated(data, dice) if left == 0 else data)
                    left -= 1
            if not (data := connection.recv(65536)):
                break
            if not done:
                received.write(data)
        # Half of them leave the client waiting.
        if dice.randrange(8) == 0:
            connection.recv(65536)


def answer(connection):
    try:
        serve(connection)
    except OSError:
        pass


listener = socket.create_server(("0.0.0.0", 0), backlog=64)
print(f"ACCEPT 127.0.0.1:{listener.getsockname()[1]}", flush=True)
while True:
    threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()
