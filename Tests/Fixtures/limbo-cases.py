#!/usr/bin/env python3
"""Turns a limbo.json of x509-limbo (https://github.com/C2SP/x509-limbo) into files.

limbo-cases.py LIMBO.JSON FOLDER

FOLDER/index has a line for each case with a server, with tabs between the fields: its id, the moment (seconds since
1970), SUCCESS or FAILURE, and the name that the client asks for (DNS:... or IP:..., or nothing). FOLDER/N.sent has the
server's certificate and those that it sends, FOLDER/N.trusted the trusted ones, N from 0 in the order of the lines.
"""
import datetime
import json
import os
import sys

NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.timezone.utc)


def main():
    suite, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    lines = []
    for case in json.load(open(suite))["testcases"]:
        name = case["expected_peer_name"]
        if case["validation_kind"] != "SERVER" or name is not None and name["kind"] not in ("DNS", "IP"):
            continue
        moment = case["validation_time"]
        moment = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")) if moment else NOW
        number = len(lines)
        with open(f"{folder}/{number}.sent", "w") as out:
            out.write("\n".join([case["peer_certificate"], *case["untrusted_intermediates"]]))
        with open(f"{folder}/{number}.trusted", "w") as out:
            out.write("\n".join(case["trusted_certs"]))
        lines.append("\t".join([
            case["id"], str(int(moment.timestamp())), case["expected_result"],
            f"{name['kind']}:{name['value']}" if name else ""]))
    with open(f"{folder}/index", "w") as out:
        out.write("\n".join(lines) + "\n")


main()
