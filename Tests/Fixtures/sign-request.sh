#!/bin/sh
# Answers a signing request as the issuing authority of third-party.sh does: the identity and those that signed it.
#
# sign-request.sh FOLDER REQUEST.csr OUT.pem [extra|fewer|without NAME]
#
# FOLDER is that of third-party.sh. What the request asks for is granted; with "extra" DNS:extra.example.com besides,
# with "fewer" of the names only the first DNS name, with "without" all names but this one.
set -eu
folder=$1/request-ca
request=$(realpath "$2")
out=$(realpath -m "$3")
grant=${4:-all}
cd "$folder"
. ./dates

asked=$(openssl req -in "$request" -noout -text | grep -A1 'X509v3 Subject Alternative Name:' | tail -n 1 |
    sed 's/^ *//; s/IP Address:/IP:/g; s/, /,/g')
extensions=$(mktemp)
trap 'rm -f "$extensions"' EXIT
{
    echo 'subjectKeyIdentifier=hash'
    echo 'authorityKeyIdentifier=keyid:always'
    # An extension that stands here is not copied from the request.
    case $grant in
    all) ;;
    extra) echo "subjectAltName=$asked,DNS:extra.example.com" ;;
    without) echo "subjectAltName=$(echo "$asked" | tr , '\n' | grep -vxF "$5" | paste -sd ,)" ;;
    fewer) echo "subjectAltName=$(echo "$asked" | tr , '\n' | grep -m 1 '^DNS:')" ;;
    *)
        echo "sign-request.sh: \"$grant\" is neither extra, fewer nor without" >&2
        exit 64
        ;;
    esac
} >"$extensions"
openssl ca -config ca.cnf -batch -notext -preserveDN -in "$request" -out "$out" -cert issuing.pem \
    -keyfile issuing.key -extfile "$extensions" -startdate "$start" -enddate "$end"
cat issuing.pem root.pem >>"$out"
