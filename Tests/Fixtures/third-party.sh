#!/bin/sh
# Makes what a third party may hand over to the server ipo1.example.com (LAN1 192.168.42.1 and 2001:db8::1, LAN2
# 10.1.1.1): good sets in every form, and sets of which each is wrong in one respect, which is its file's name.
#
# third-party.sh FOLDER 'YYYY-MM-DD HH:MM:SS'
#
# The clock is UTC. What is good is valid from 30 days before it: an identity for 1 year, an issuing authority for 5
# years, a root for 10. A *.pem holds the key, the identity, the issuing authority and the root, where its name does not
# say otherwise. The passphrase of all that is encrypted is "correct horse".
set -eu
folder=$1
clock=$2
mkdir -p "$folder/request-ca"
cd "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

moment() { date -u -d "$clock UTC $1" +%Y%m%d%H%M%SZ; }
start=$(moment '-30 days')
year=$(moment '+335 days')
decade=$(moment '+3622 days')
passphrase='correct horse'

names='DNS:ipo1.example.com,IP:192.168.42.1,IP:2001:db8::1,IP:10.1.1.1'
identifiers='subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid:always'
not_authority='basicConstraints=critical,CA:FALSE'
authority='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign'
uses='keyUsage=critical,digitalSignature,keyEncipherment'
purposes='extendedKeyUsage=serverAuth,clientAuth'

# Writes a configuration of "openssl ca" that keeps its books beside it.
books() {
    mkdir -p "$1"
    : >"$1/index.txt"
    echo "$2" >"$1/serial"
    cat >"$1/ca.cnf" <<END
[ca]
default_ca=books
[books]
dir=$3
database=\$dir/index.txt
serial=\$dir/serial
new_certs_dir=\$dir
default_md=sha256
policy=any
unique_subject=no
copy_extensions=copy
[any]
countryName=optional
stateOrProvinceName=optional
localityName=optional
organizationName=optional
organizationalUnitName=optional
commonName=optional
emailAddress=optional
END
}

key() { openssl genpkey -out "$work/$1.key" -algorithm "$2" ${3:+-pkeyopt "$3"} 2>/dev/null; }
curve() { key "$1" EC "ec_paramgen_curve:$2"; }
request() { openssl req -new -batch -key "$work/$1.key" -subj "/O=Example/CN=$2" -out "$work/$1.csr"; }

# sign NAME REQUEST ISSUER START END EXTENSIONS [OPTION...]: ISSUER's certificate is $work/ISSUER.pem, or "itself".
sign() {
    name=$1 request=$2 issuer=$3 from=$4 to=$5
    printf '%s\n' "$6" >"$work/extensions"
    shift 6
    if [ "$issuer" = itself ]; then
        set -- -selfsign -keyfile "$work/$request.key" "$@"
    else
        set -- -cert "$work/$issuer.pem" -keyfile "$work/${issuer%-*}.key" "$@"
    fi
    openssl ca -config "$work/books/ca.cnf" -batch -notext -preserveDN -in "$work/$request.csr" \
        -out "$work/$name.pem" -extfile "$work/extensions" -startdate "$from" -enddate "$to" "$@" 2>"$work/log" || {
        cat "$work/log" >&2
        exit 1
    }
}

# identity NAME KEY START END EXTENSIONS [OPTION...]: a whole set, issued by the issuing authority.
identity() {
    set_name=$1 set_key=$2
    shift 2
    sign "identity-$set_name" "$set_key" issuing "$@"
    whole "$set_name" "$set_key" "identity-$set_name" issuing root
}

# whole NAME KEY CERTIFICATE...: the set of a file.
whole() {
    file=$1.pem
    cat "$work/$2.key" >"$file"
    shift 2
    for one in "$@"; do cat "$work/$one.pem" >>"$file"; done
}

books "$work/books" 4f1e2d3c4b5a6900 "$work/books"
for one in root issuing constrained old; do curve "$one" P-256; done
key identity RSA rsa_keygen_bits:2048
key weak RSA rsa_keygen_bits:1024
key tiny RSA rsa_keygen_bits:512
key ed25519 ED25519
curve p384 P-384
curve other P-256
request root 'Example Root CA'
request old 'Example Old Root CA'
request issuing 'Example Issuing CA'
request constrained 'Example Constrained CA'
for one in identity weak tiny ed25519 p384; do request "$one" ipo1.example.com; done
request other unrelated.example.com

# The authorities.
issues=$(printf '%s\n%s' "$authority" "$identifiers")
five=$(moment '+1796 days')
sign root root itself "$start" "$decade" "$issues"
sign old old itself "$start" "$decade" "$issues"
sign root-crossed root old "$start" "$decade" "$issues"
sign issuing issuing root "$start" "$five" "$issues"
sign constrained constrained root "$start" "$five" "$issues
nameConstraints=critical,permitted;DNS:other.example"

# What is good.
rest=$(printf '%s\n%s\n%s' "$not_authority" "$purposes" "$identifiers")
good=$(printf '%s\nsubjectAltName=%s\n%s' "$uses" "$names" "$rest")
sign identity identity issuing "$start" "$year" "$good"
for one in identity issuing root; do cp "$work/$one.pem" "$one.pem"; done
for one in identity other; do cp "$work/$one.key" "$one.key"; done
cat root.pem identity.key identity.pem issuing.pem >good.pem
cat root.pem issuing.pem identity.pem identity.key >good-reversed.pem
openssl pkcs8 -topk8 -in identity.key -passout "pass:$passphrase" -out identity-encrypted.key
cat issuing.pem root.pem >"$work/chain.pem"
openssl crl2pkcs7 -nocrl -certfile "$work/chain.pem" -out chain.p7b
store() { openssl pkcs12 -export -inkey identity.key -in identity.pem -certfile "$work/chain.pem" -name ipo1 "$@"; }
store -passout "pass:$passphrase" -out good.p12
store -passout "pass:$passphrase" -legacy -out legacy.p12
head -c 1500 good.p12 >damaged.p12
identity ed25519 ed25519 "$start" "$year" "$good"
identity p384 p384 "$start" "$year" "$good"
identity wildcard identity "$start" "$year" "$uses
subjectAltName=DNS:*.example.com,IP:192.168.42.1,IP:2001:db8::1,IP:10.1.1.1
$rest"
identity names-10000 identity "$start" "$year" "$uses
subjectAltName=@many
$rest
[many]
$(awk 'BEGIN { for (i = 1; i < 10000; i++) printf "DNS.%d=host%d.example.com\n", i, i }')
DNS.10000=ipo1.example.com
IP.1=192.168.42.1
IP.2=2001:db8::1
IP.3=10.1.1.1"
whole cross-signed identity identity root-crossed issuing old root

# What does not belong together.
sign unrelated other root "$start" "$year" "$uses
subjectAltName=DNS:unrelated.example.com
$rest"
cp "$work/unrelated.pem" unrelated.pem
cat identity.pem issuing.pem root.pem >no-key.pem
cat identity.key other.key identity.pem issuing.pem root.pem >two-keys.pem
cat other.key identity.pem issuing.pem root.pem >foreign-key.pem
cat identity.key identity.pem root.pem >no-intermediate.pem

# What is wrong in one respect.
identity expired identity "$start" "$(moment '-1 day')" "$good"
identity not-yet identity "$(moment '+1 day')" "$year" "$good"
# Half a day more, so that it is 12 whole days for a while.
identity near-end identity "$start" "$(moment '+12 days 12 hours')" "$good"
identity wrong-host identity "$start" "$year" "$uses
subjectAltName=DNS:ipo2.example.com
$rest"
identity no-lan2 identity "$start" "$year" "$uses
subjectAltName=${names%,IP:10.1.1.1}
$rest"
identity weak-key weak "$start" "$year" "$good"
identity tiny-key tiny "$start" "$year" "$good"
identity sha1 identity "$start" "$year" "$good" -md sha1
identity ca-identity identity "$start" "$year" "$uses
subjectAltName=$names
basicConstraints=critical,CA:TRUE
$purposes
$identifiers"
identity client-only identity "$start" "$year" "$uses
subjectAltName=$names
$not_authority
extendedKeyUsage=clientAuth
$identifiers"
identity unknown-critical identity "$start" "$year" "$good
1.2.3.4.5=critical,ASN1:UTF8String:nobody knows"
identity no-key-usage identity "$start" "$year" "subjectAltName=$names
$rest"
sign self-signed identity itself "$start" "$year" "$good"
whole self-signed identity self-signed
sign identity-constrained identity constrained "$start" "$year" "$good"
whole name-constraints identity identity-constrained constrained root

# What is no set at all.
: >empty.pem
echo 'The certificate is in the other message.' >text.pem

# What signs a request later: see sign-request.sh.
books request-ca 5a00000000000001 .
cp "$work/issuing.key" issuing.pem root.pem request-ca
printf 'start=%s\nend=%s\n' "$start" "$year" >request-ca/dates
