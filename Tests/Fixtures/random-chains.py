#!/usr/bin/env python3
"""Makes sets of certificates as authorities might hand them out, and asks other programs what they think of each.

random-chains.py FOLDER COUNT SEED

Each set is a folder of files in random wrappings: hierarchies with renewals, cross-signatures, certificates that are
expired or not valid yet, and with faults. FOLDER/index has a line for each set, with tabs between the fields: its name,
the moment (seconds since 1970), then for openssl, pyca, certtool and nss "yes" or why not, then the traits of the set.
"""
import datetime
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509 import verification
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.timezone.utc)
PURPOSES = ExtendedKeyUsageOID
HOST = "pbx1.example.org"


def day(number):
    return NOW + datetime.timedelta(days=number)


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(16)]
        self.traits = set()

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def trait(self, percent, name):
        if not self.chance(percent):
            return False
        self.traits.add(name)
        return True

    def name(self, text, odd=False):
        kind = _ASN1Type.PrintableString if odd else _ASN1Type.UTF8String
        text = text.upper().replace(" ", "  ") if odd else text
        return x509.Name([
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example", _type=kind),
            x509.NameAttribute(NameOID.COMMON_NAME, text, _type=kind)])

    def validity(self, ca):
        kind = self.random.choices(["good", "expired", "not-yet"], [80, 12, 8] if ca else [96, 2, 2])[0]
        if kind == "expired":
            self.traits.add("dates")
            return day(-900), day(-self.random.randint(1, 90))
        if kind == "not-yet":
            self.traits.add("dates")
            return day(self.random.randint(1, 90)), day(900)
        return day(-self.random.randint(1, 400)), day(self.random.randint(61, 2000))

    def sign(self, subject, key, issuer, signer, parent=None, ca=True, odd_issuer=False):
        """A certificate; parent is the certificate that it names, where its AKI does."""
        start, end = self.validity(ca)
        builder = (
            x509.CertificateBuilder().subject_name(self.name(subject)).public_key(key.public_key())
            .issuer_name(self.name(issuer, odd_issuer)).not_valid_before(start).not_valid_after(end)
            .serial_number(x509.random_serial_number()))
        if ca:
            builder = self.authority(builder, subject)
        else:
            builder = self.leaf(builder)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
        if self.trait(8, "no-aki"):
            return builder.sign(signer, hashes.SHA256())
        if parent is not None and self.trait(8, "aki-serial"):
            identifier = x509.AuthorityKeyIdentifier(
                None, [x509.DirectoryName(parent.issuer)], parent.serial_number)
        return builder.add_extension(identifier, False).sign(signer, hashes.SHA256())

    def authority(self, builder, subject):
        if self.trait(2, "ca-no-basic-constraints"):
            pass
        elif self.trait(2, "ca-false"):
            builder = builder.add_extension(x509.BasicConstraints(False, None), True)
        else:
            limit = self.random.randint(0, 2) if self.trait(10, "path-length") else None
            builder = builder.add_extension(x509.BasicConstraints(True, limit), not self.trait(10, "soft-constraints"))
        if not self.trait(10, "ca-no-usage"):
            may_sign = not self.trait(2, "ca-usage")
            builder = builder.add_extension(
                x509.KeyUsage(False, False, False, False, False, may_sign, True, False, False), True)
        if self.trait(3, "ca-purpose"):
            purposes = [PURPOSES.SERVER_AUTH] if self.chance(50) else [PURPOSES.CLIENT_AUTH]
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), False)
        if self.trait(2, "ca-critical"):
            builder = builder.add_extension(
                x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), True)
        if self.trait(6, "constraints"):
            trees = [x509.DNSName(self.random.choice(["example.org", "pbx1.example.org", "other.example", "a.example.org"]))]
            permitted = self.chance(60)
            builder = builder.add_extension(
                x509.NameConstraints(trees if permitted else None, None if permitted else trees), True)
        return builder

    def leaf(self, builder):
        names = [x509.DNSName(HOST)]
        if self.trait(10, "wildcard"):
            names.append(x509.DNSName("*.example.org"))
        builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
        if not self.trait(4, "no-usage"):
            builder = builder.add_extension(
                x509.KeyUsage(True, False, False, False, False, False, False, False, False), True)
        if not self.trait(10, "no-basic-constraints"):
            builder = builder.add_extension(x509.BasicConstraints(False, None), True)
        kind = self.random.choices(["server", "both", "none", "any", "client"], [60, 27, 8, 3, 2])[0]
        purposes = {
            "server": [PURPOSES.SERVER_AUTH], "both": [PURPOSES.SERVER_AUTH, PURPOSES.CLIENT_AUTH],
            "any": [PURPOSES.ANY_EXTENDED_KEY_USAGE], "client": [PURPOSES.CLIENT_AUTH]}.get(kind)
        if kind in ("none", "any", "client"):
            self.traits.add("purpose-" + kind)
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), False)
        return builder

    def set(self):
        """The leaf, its key, and everything else."""
        self.traits = set()
        keys = list(self.keys)
        self.random.shuffle(keys)
        pool = []
        # Each authority is a name and a key, with the certificates that it has.
        above = []
        for number in range(self.random.choice([1, 1, 2, 3])):
            name, key = f"Root {number}", keys.pop()
            own = [self.sign(name, key, name, key) for _ in range(1 + (1 if self.chance(30) else 0))]
            above.append((name, key, own))
        roots = list(above)
        if len(roots) > 1 and self.trait(50, "cross-signed"):
            (name, key, own), (other, signer, theirs) = self.random.sample(roots, 2)
            own.append(self.sign(name, key, other, signer, theirs[0]))
        everyone = list(roots)
        for level in range(self.random.choice([0, 1, 1, 2, 2, 3])):
            here = []
            for number in range(self.random.choice([1, 1, 2])):
                name, key = f"Level {level} CA {number}", keys.pop()
                own = []
                for _ in range(self.random.choice([1, 1, 2, 3])):
                    issuer, signer, theirs = self.random.choice(above)
                    odd = self.trait(2, "odd-name")
                    own.append(self.sign(name, key, issuer, signer, self.random.choice(theirs), odd_issuer=odd))
                here.append((name, key, own))
            if len(here) > 1 and self.trait(20, "circle"):
                (name, key, own), (other, signer, theirs) = here[0], here[1]
                theirs.append(self.sign(other, signer, name, key, own[0]))
                own.append(self.sign(name, key, other, signer, theirs[0]))
            everyone += here
            above = here
        issuer, signer, theirs = self.random.choice(above)
        key = keys.pop()
        leaf = self.sign(HOST, key, issuer, signer, self.random.choice(theirs), ca=False)
        for _, _, own in everyone:
            pool += own
        if self.trait(15, "dropped"):
            pool.remove(self.random.choice(pool))
        self.random.shuffle(pool)
        return leaf, key, pool

    def write(self, folder, leaf, key, pool):
        """The files of a set, in random wrappings."""
        os.makedirs(folder)
        def file(name, content):
            with open(f"{folder}/{name}", "wb") as out:
                out.write(content)
        pem, der = serialization.Encoding.PEM, serialization.Encoding.DER
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        everything = [leaf] + pool
        kind = self.random.choice(["pem", "files", "p7b", "p12", "mixed"])
        if kind == "p12":
            file("set.p12", pkcs12.serialize_key_and_certificates(
                b"pbx", key, leaf, pool, serialization.NoEncryption()))
            return
        if kind == "p7b":
            file("set.p7b", pkcs7.serialize_certificates(everything, self.random.choice([pem, der])))
            file("server.key", private)
            return
        self.random.shuffle(everything)
        if kind == "pem":
            file("set.pem", private + b"".join(one.public_bytes(pem) for one in everything))
            return
        file("server.key", private)
        half = len(everything) // 2 if kind == "mixed" else 0
        for number, one in enumerate(everything[half:]):
            file(f"{number}.{self.random.choice(['cer', 'crt'])}", one.public_bytes(self.random.choice([pem, der])))
        if half:
            file("rest.p7b", pkcs7.serialize_certificates(everything[:half], der))


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    return done.returncode, " ".join(done.stdout.split())


def pem_file(path, certificates):
    with open(path, "wb") as out:
        for one in certificates:
            out.write(one.public_bytes(serialization.Encoding.PEM))


def is_root(one):
    try:
        one.verify_directly_issued_by(one)
        return True
    except Exception:
        return False


def pyca(leaf, roots, others):
    try:
        verification.PolicyBuilder().store(verification.Store(roots)).time(NOW).build_server_verifier(
            x509.DNSName(HOST)).verify(leaf, others)
        return "yes"
    except Exception as error:
        return " ".join(str(error).split())


def ask(work, leaf, pool):
    roots = [one for one in pool if is_root(one)]
    others = [one for one in pool if one not in roots]
    if not roots:
        return ["no root"] * 4
    os.makedirs(work)
    pem_file(f"{work}/roots.pem", roots)
    pem_file(f"{work}/others.pem", others)
    pem_file(f"{work}/leaf.pem", [leaf])
    pem_file(f"{work}/chain.pem", [leaf] + others)
    moment = str(int(NOW.timestamp()))
    untrusted = ["-untrusted", f"{work}/others.pem"] if others else []
    status, text = run(
        "openssl", "verify", "-purpose", "sslserver", "-auth_level", "1", "-attime", moment, "-CAfile",
        f"{work}/roots.pem", *untrusted, f"{work}/leaf.pem")
    answers = ["yes" if status == 0 else text, pyca(leaf, roots, others)]
    # certtool knows no other moment than the clock's.
    status, text = run(
        "faketime", NOW.strftime("%Y-%m-%d %H:%M:%S"), "certtool", "--verify", "--load-ca-certificate", f"{work}/roots.pem", "--infile", f"{work}/chain.pem",
        "--verify-purpose", "1.3.6.1.5.5.7.3.1", "--verify-hostname", HOST, env={**os.environ, "TZ": "UTC"})
    answers.append("yes" if status == 0 else text)
    os.makedirs(f"{work}/db")
    run("certutil", "-N", "-d", f"sql:{work}/db", "--empty-password")
    arguments = []
    for number, one in enumerate([leaf] + others):
        path = f"{work}/n{number}.der"
        with open(path, "wb") as out:
            out.write(one.public_bytes(serialization.Encoding.DER))
        arguments.append(path)
    trusted = []
    for number, one in enumerate(roots):
        path = f"{work}/r{number}.der"
        with open(path, "wb") as out:
            out.write(one.public_bytes(serialization.Encoding.DER))
        trusted += ["-t", path]
    status, text = run(
        "vfychain", "-d", f"sql:{work}/db", "-pp", "-u", "1", "-b", NOW.strftime("%y%m%d%H%MZ"), *arguments, *trusted)
    answers.append("yes" if status == 0 and "Chain is good!" in text else text)
    return answers


def main():
    folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    maker = Maker(seed)
    sets = []
    for number in range(count):
        leaf, key, pool = maker.set()
        maker.write(f"{folder}/{number}", leaf, key, pool)
        sets.append((number, leaf, pool, sorted(maker.traits)))
    def line(one):
        number, leaf, pool, traits = one
        answers = ask(f"{folder}/ask-{number}", leaf, pool)
        return "\t".join([str(number), str(int(NOW.timestamp())), *(text[-400:] or "no" for text in answers), " ".join(traits)])
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        lines = list(workers.map(line, sets))
    with open(f"{folder}/index", "w") as out:
        out.write("\n".join(lines) + "\n")


main()
