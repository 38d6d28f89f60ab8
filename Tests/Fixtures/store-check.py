"""Looks at a store as it lies on the disk, with nothing of the program that wrote it: with openssl, and by the manifests.

store-check.py CACHE STORE [FILE...]: says in which state the store and the files of its operator are, then a line for each
thing that is not as it must be: "torn", "open" (to others) or "left", with what and where. What openssl said of a generation
is kept in the folder CACHE under the digest of its manifest.
"""

import hashlib
import json
import os
import re
import stat
import subprocess
import sys

cache, store, files = sys.argv[1], sys.argv[2], sys.argv[3:]
ROOT = {"lock", "generations", "live", "serials", "trusted", "requests", "machine", "draft.toml", "README"}
KEPT = re.compile(r"live-kept-[0-9]+$")
JOURNAL = re.compile(r"journal(-[0-9]{6,})?\.jsonl$")
NUMBER = re.compile(r"[0-9]{6,}$")


def say(kind, path, what):
    print(kind, os.path.relpath(path, os.path.dirname(store)) + ":", what)


def read(path):
    """What is in a file, and in nothing else."""
    if os.path.islink(path) or not os.path.isfile(path):
        return b"no file"
    with open(path, "rb") as file:
        return file.read()


def openssl(*words):
    done = subprocess.run(["openssl", *words], capture_output=True, stdin=subprocess.DEVNULL)
    return done.stdout if done.returncode == 0 else b"refused: " + done.stderr + os.urandom(8)


def names(folder):
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def keys_differ(folder, public, private, kind):
    a = openssl(kind, "-in", f"{folder}/{public}", "-noout", "-pubkey")
    return a != openssl("pkey", "-in", f"{folder}/{private}", "-pubout")


def crypto(folder, listed):
    """What openssl has against the certificates and the keys of a generation."""
    for name in ("root", "identity"):
        if f"{name}.key" in listed and keys_differ(folder, f"{name}.pem", f"{name}.key", "x509"):
            return f"{name}.pem does not match {name}.key"
    verified = openssl("verify", "-x509_strict", "-CAfile", f"{folder}/root.pem", "-untrusted", f"{folder}/chain.pem",
                       f"{folder}/identity.pem")
    if not verified.endswith(b": OK\n"):
        return f"the chain does not verify: {verified}"
    if read(f"{folder}/fullchain.pem") != read(f"{folder}/identity.pem") + read(f"{folder}/chain.pem"):
        return "fullchain.pem is not identity.pem and chain.pem"
    return ""


def requested(folder, listed):
    return "the request does not match its key" if keys_differ(folder, "request.pem", "request.key", "req") else ""


def whole(folder, judge):
    """What is wrong with a folder that has a number: empty where nothing is."""
    try:
        manifest = read(f"{folder}/manifest.json")
        listed = {file["name"]: file["sha256"] for file in json.loads(manifest)["files"]}
        if set(names(folder)) != set(listed) | {"manifest.json"}:
            return f"{names(folder)} is not what the manifest lists"
        for name, digest in listed.items():
            if hashlib.sha256(read(f"{folder}/{name}")).hexdigest() != digest:
                return f"{name} is not what the manifest says"
    except (OSError, ValueError, KeyError) as error:
        return repr(error)
    known = f"{cache}/{hashlib.sha256(manifest).hexdigest()}"
    if not os.path.exists(known):
        verdict = judge(folder, listed)
        with open(f"{known}-{os.getpid()}", "w") as file:
            file.write(verdict)
        os.rename(f"{known}-{os.getpid()}", known)
    return read(known).decode()


def numbered(folder, judge):
    found = [name for name in names(folder) if NUMBER.match(name)]
    for name in found:
        if wrong := whole(f"{folder}/{name}", judge):
            say("torn", f"{folder}/{name}", wrong)
    for name in set(names(folder)) - set(found):
        say("left", f"{folder}/{name}", "has no number")
    return found


def live():
    path = f"{store}/live"
    if os.path.islink(path):
        target = os.readlink(path)
        if not re.fullmatch("generations/[0-9]{6,}", target) or not os.path.isdir(path):
            say("torn", path, f"leads to {target}")
        return os.path.basename(target)
    if not os.path.exists(path):
        return "none"
    if wrong := whole(path, crypto):
        say("torn", path, wrong)
    return "folder"


def state_of(file):
    """Whether a file of the operator's is there, and whole: a request, or a key with its certificates."""
    if not os.path.lexists(file):
        return "absent"
    if os.path.islink(file):
        return "link"
    text = read(file)
    if b"REQUEST" in text:
        is_whole = openssl("req", "-in", file, "-noout", "-verify") == b""
    else:
        is_whole = openssl("x509", "-in", file, "-noout", "-pubkey") == openssl("pkey", "-in", file, "-pubout")
    if not is_whole or not text.endswith(b"-----\n"):
        say("torn", file, f"is cut short at {len(text)} bytes")
    if b"PRIVATE KEY" in text and b'"exported"' not in journal():
        say("torn", file, "holds a key, and the journal does not say so")
    return "written"


def journal():
    return b"".join(read(f"{store}/{name}") for name in names(store) if JOURNAL.match(name))


def look_at_modes(path):
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        return
    mode = stat.S_IMODE(status.st_mode)
    if stat.S_ISDIR(status.st_mode):
        if mode & 0o077:
            say("open", path, f"has the mode {mode:o}")
        for name in names(path):
            look_at_modes(f"{path}/{name}")
    elif mode & 0o022 or mode & 0o077 and stat.S_ISREG(status.st_mode) and b"PRIVATE KEY" in read(path):
        say("open", path, f"has the mode {mode:o}")


generations = numbered(f"{store}/generations", crypto)
requests = numbered(f"{store}/requests", requested)
draft = os.path.lexists(f"{store}/draft.toml")
print("state", f"live {live()}, requests {requests}, draft {draft}, files {[state_of(file) for file in files]}")
if draft and not read(f"{store}/draft.toml").endswith(b"\n"):
    say("torn", f"{store}/draft.toml", "is cut short")
for name in names(store):
    path = f"{store}/{name}"
    if JOURNAL.match(name):
        for line in read(path).split(b"\n"):
            try:
                json.loads(line or b"{}")
            except ValueError:
                say("torn", path, f"has the line {line[:60]}")
    elif name == "serials" and not re.fullmatch(rb"([0-9a-f]+ [0-9a-f]+\n)*", read(path)):
        say("torn", path, "is cut short")
    elif name not in ROOT and not KEPT.match(name):
        say("left", path, "is not a name of a store")
for name in names(f"{store}/trusted"):
    path = f"{store}/trusted/{name}"
    if name.startswith("."):
        say("left", path, "waits for its name")
    elif openssl("x509", "-in", path, "-noout") != b"":
        say("torn", path, "is no certificate")
for path in [store, *files]:
    if os.path.lexists(path):
        look_at_modes(path)
