#!/bin/sh
# Makes a root, an authority below it (mkcert: none) and identities of every kind of key with one real tool, for the server
# ipo1.example.com (192.168.42.1, 2001:db8::1, 10.1.1.1), and hands each identity over in every format.
#
# real-tools.sh openssl|certtool|nss|keytool|mkcert FOLDER KIND...
#
# A KIND is rsa, p256, p384, p521 or ed25519. FOLDER/KIND/FORMAT/ then holds the files of one import. A format that the tool can write is written by it, all others
# by openssl from the tool's own key and certificates. The passphrase of all that is encrypted is "changeit", which is
# the only one that mkcert knows.
set -eu
tool=$1
mkdir -p "$2/work"
cd "$2"
shift 2
kinds=$*
passphrase=changeit
days=365

# quiet WORD...: a command whose talk is of interest only where it fails.
quiet() {
    "$@" >>"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
}

# keep KIND KEY IDENTITY ISSUER...: what the tool made of one kind, in PEM, for the formats.
keep() {
    kind=$1
    mkdir -p "$kind" "work/$kind"
    cp "$2" "work/$kind/key"
    openssl x509 -in "$3" -out "work/$kind/identity"
    shift 3
    cat "$@" >"work/$kind/issuers"
}

# place KIND FORMAT: the folder of a format, unless the tool has written that itself.
place() {
    here=$1/$2
    [ ! -e "$here" ] && mkdir -p "$here"
}

formats() {
    for kind in */; do
        kind=${kind%/}
        [ "$kind" = work ] && continue
        from=work/$kind
        (every_format) &
    done
    wait
}

every_format() {
    cat "$from/identity" "$from/issuers" >"$from/all"
    openssl pkcs8 -topk8 -nocrypt -in "$from/key" -out "$from/plain"
    openssl crl2pkcs7 -nocrl -certfile "$from/all" -out "$from/all.p7b"
    # The root last is the first that a reader meets.
    tac_certificates "$from/all" >"$from/reversed"
    bags="-inkey $from/plain -in $from/identity -certfile $from/issuers -name ipo1 -passout pass:$passphrase"
    encrypt="openssl pkcs8 -topk8 -in $from/plain -passout pass:$passphrase"

    if place "$kind" p12-modern; then openssl pkcs12 -export $bags -out "$here/ipo1.p12"; fi
    if place "$kind" p12-legacy; then openssl pkcs12 -export -legacy $bags -out "$here/ipo1.pfx"; fi
    if place "$kind" pem-jumbled; then
        openssl x509 -in "$from/reversed" >"$here/ipo1.pem"
        cat "$from/plain" "$from/identity" "$from/issuers" >>"$here/ipo1.pem"
    fi
    if place "$kind" pem-in-text; then
        {
            printf '\357\273\277Dear customer,\nhere is what you ordered.\n\n'
            openssl x509 -in "$from/identity" -text
            printf 'Bag Attributes\n    friendlyName: ipo1\nKey Attributes: <No Attributes>\n'
            cat "$from/plain"
            printf '\nThose that signed it:\n'
            cat "$from/issuers"
            printf 'Yours sincerely\n'
        } | sed 's/$/\r/' >"$here/mail.txt"
    fi
    if place "$kind" der; then
        openssl pkcs8 -topk8 -nocrypt -in "$from/plain" -outform DER -out "$here/key.der"
        split_der "$from/all" "$here"
    fi
    if place "$kind" p7-pem; then cp "$from/all.p7b" "$from/plain" "$here"; fi
    if place "$kind" p7-der; then
        openssl pkcs7 -in "$from/all.p7b" -outform DER -out "$here/all.p7c"
        cp "$from/plain" "$here"
    fi
    if place "$kind" pkcs8; then cp "$from/plain" "$from/all" "$here"; fi
    if place "$kind" pbes1-md5; then
        $encrypt -provider legacy -provider default -v1 PBE-MD5-DES -out "$here/key"
        cp "$from/all" "$here"
    fi
    if place "$kind" pbes1-3des; then
        $encrypt -v1 PBE-SHA1-3DES -out "$here/key"
        cp "$from/all" "$here"
    fi
    if place "$kind" pbes2; then
        $encrypt -v2 aes-256-cbc -v2prf hmacWithSHA512 -out "$here/key"
        cp "$from/all" "$here"
    fi
    if place "$kind" scrypt; then
        $encrypt -scrypt -outform DER -out "$here/key"
        cp "$from/all" "$here"
    fi
    # PKCS #1 and SEC 1 know no Ed25519.
    [ "$kind" = ed25519 ] && return
    if place "$kind" traditional; then
        openssl pkey -traditional -in "$from/plain" -out "$here/key"
        cp "$from/all" "$here"
    fi
    if place "$kind" traditional-der; then
        case $kind in
        rsa) openssl rsa -traditional -in "$from/plain" -outform DER -out "$here/key" 2>/dev/null ;;
        *) openssl ec -in "$from/plain" -outform DER -out "$here/key" 2>/dev/null ;;
        esac
        cp "$from/all" "$here"
    fi
    if place "$kind" proc-type; then
        openssl pkey -traditional -aes-256-cbc -in "$from/plain" -passout "pass:$passphrase" -out "$here/key"
        cp "$from/all" "$here"
    fi
}

tac_certificates() {
    awk '/-----BEGIN/ { n++ } n { text[n] = text[n] $0 "\n" } END { for (; n; n--) printf "%s", text[n] }' "$1"
}

split_der() {
    awk -v to="$2" '/-----BEGIN/ { n++ } { print > (to "/" n ".pem") }' "$1"
    for one in "$2"/*.pem; do
        openssl x509 -in "$one" -outform DER -out "${one%.pem}.cer"
        rm "$one"
    done
}

with_openssl() {
    for one in root issuing $kinds; do
        case $one in
        rsa) words='RSA -pkeyopt rsa_keygen_bits:2048' ;;
        p*) words="EC -pkeyopt ec_paramgen_curve:P-${one#p}" ;;
        ed25519) words=ED25519 ;;
        *) words='EC -pkeyopt ec_paramgen_curve:P-256' ;;
        esac
        openssl genpkey -algorithm $words -out work/$one.key 2>/dev/null
    done
    cat >work/extensions <<END
[authority]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[identity]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=DNS:ipo1.example.com,IP:192.168.42.1,IP:2001:db8::1,IP:10.1.1.1
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
END
    sign="openssl x509 -req -extfile work/extensions -days $days"
    request() { openssl req -new -key "work/$1.key" -subj "/O=openssl/CN=$2"; }
    request root 'Real Root CA' | $sign -extensions authority -signkey work/root.key -out work/root.pem 2>/dev/null
    request issuing 'Real Issuing CA' |
        $sign -extensions authority -CA work/root.pem -CAkey work/root.key -out work/issuing.pem 2>/dev/null
    for one in $kinds; do
        request $one ipo1.example.com |
            $sign -extensions identity -CA work/issuing.pem -CAkey work/issuing.key -out work/$one.pem 2>/dev/null
        keep $one work/$one.key work/$one.pem work/issuing.pem work/root.pem
    done
}

with_certtool() {
    authority='ca
cert_signing_key
crl_signing_key'
    printf 'cn=Real Root CA\nexpiration_days=%s\n%s\n' $days "$authority" >work/root.cfg
    printf 'cn=Real Issuing CA\nexpiration_days=%s\n%s\n' $days "$authority" >work/issuing.cfg
    printf '%s\n' cn=ipo1.example.com expiration_days=$days signing_key tls_www_server tls_www_client \
        dns_name=ipo1.example.com ip_address=192.168.42.1 ip_address=2001:db8::1 ip_address=10.1.1.1 >work/identity.cfg
    log=work/log
    certtool() { quiet env certtool --stdout-info "$@"; }
    certtool --generate-privkey --key-type=ecdsa --curve=secp256r1 --outfile work/root.key
    certtool --generate-privkey --key-type=ecdsa --curve=secp256r1 --outfile work/issuing.key
    certtool --generate-self-signed --load-privkey work/root.key --template work/root.cfg --outfile work/root.pem
    certtool --generate-certificate --load-ca-certificate work/root.pem --load-ca-privkey work/root.key \
        --load-privkey work/issuing.key --template work/issuing.cfg --outfile work/issuing.pem
    for one in $kinds; do
        (with_certtool_one) &
    done
    wait
}

with_certtool_one() {
    log=work/log-$one all=work/$one-all.pem
    case $one in
    rsa) words='rsa --bits=2048' ;;
    p*) words="ecdsa --curve=secp${one#p}r1" ;;
    ed25519) words='eddsa --curve=Ed25519' ;;
    esac
    certtool --generate-privkey --key-type=$words --outfile work/$one.key
    certtool --generate-certificate --load-ca-certificate work/issuing.pem --load-ca-privkey work/issuing.key \
        --load-privkey work/$one.key --template work/identity.cfg --outfile work/$one.pem
    cat work/$one.pem work/issuing.pem work/root.pem >$all
    keep $one work/$one.key work/$one.pem work/issuing.pem work/root.pem
    # It derives keys with 600,000 rounds, which takes its time: the old ciphers for one kind do.
    ciphers=p12-modern:aes-256
    [ $one != rsa ] || ciphers="$ciphers p12-legacy:rc2-40 p12-3des:3des-pkcs12"
    for format in $ciphers; do
        place $one ${format%:*}
        certtool --to-p12 --load-privkey work/$one.key --load-certificate $all --p12-name=ipo1 \
            --password="$passphrase" --pkcs-cipher="${format#*:}" --outder --outfile "$here/ipo1.p12"
    done
    for format in pbes2:aes-192 pbes1-3des:3des-pkcs12; do
        place $one ${format%:*}
        certtool --to-p8 --load-privkey work/$one.key --password="$passphrase" --pkcs-cipher="${format#*:}" \
            --outfile "$here/key"
        cp $all "$here"
    done
    # Its certificates have a description before them anyway.
    place $one pem-in-text
    cat work/$one.key $all >"$here/all.pem"
    [ $one = ed25519 ] && return
    place $one traditional
    certtool --key-info --infile work/$one.key --outfile "$here/key"
    cp $all "$here"
}

with_nss() {
    mkdir work/nss
    log=work/log
    database=sql:work/nss
    head -c 64 /dev/urandom >work/noise
    certutil -N -d $database --empty-password
    # make NAME SERIAL WORD...
    make() {
        name=$1 serial=$2
        shift 2
        quiet certutil -S -d $database -z work/noise -n "$name" -m "$serial" -v 12 -Z SHA256 "$@"
        certutil -L -d $database -n "$name" -a >"work/$name.pem"
    }
    usage='--keyUsage certSigning,crlSigning,critical'
    # The questions of -2 are: an authority? how long a path? critical?
    printf 'y\n\ny\n' | make root 1 -x -k ec -q nistp256 -s 'CN=Real Root CA' -t CT,, $usage -2
    printf 'y\n\ny\n' | make issuing 2 -c root -k ec -q nistp256 -s 'CN=Real Issuing CA' -t ,, $usage -2
    serial=2
    for one in $kinds; do
        words='-k rsa -g 2048'
        [ $one = rsa ] || words="-k ec -q nist$one"
        make $one $((serial += 1)) -c issuing $words -s CN=ipo1.example.com -t ,, --keyUsage digitalSignature,critical \
            --extKeyUsage serverAuth,clientAuth \
            --extSAN dns:ipo1.example.com,ip:192.168.42.1,ip:2001:db8::1,ip:10.1.1.1
        mkdir $one
        place $one p12-modern
        export_p12 -c AES-256-CBC -C AES-128-CBC
        openssl pkcs12 -in "$here/ipo1.p12" -passin "pass:$passphrase" -nocerts -nodes -out work/$one.key
        # 600,000 rounds again.
        if [ $one = rsa ]; then
            old='PKCS #12 V2 PBE With SHA-1 And'
            place $one p12-legacy
            export_p12 -c "$old 3KEY Triple DES-CBC" -C "$old 40 Bit RC2 CBC"
        fi
        keep $one work/$one.key work/$one.pem work/issuing.pem work/root.pem
    done
}

export_p12() { quiet pk12util -o "$here/ipo1.p12" -n $one -d $database -W "$passphrase" "$@"; }

with_keytool() {
    # Each start of it costs half a second: what openssl can take out of its stores, it is not started for.
    keytool='keytool -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC'
    log=work/log
    # generate STORE NAME SUBJECT WORD...
    generate() {
        store=$1 name=$2 subject=$3
        shift 3
        quiet $keytool -genkeypair -keystore "$store" -storetype PKCS12 -storepass "$passphrase" -validity $days \
            -alias "$name" -dname "CN=$subject" "$@"
    }
    # take STORE NAME TO WORD...: one entry, in a store of its own.
    take() {
        store=$1 name=$2 to=$3
        shift 3
        quiet $keytool "$@" -importkeystore -srckeystore "$store" -srcstorepass "$passphrase" -srcalias "$name" \
            -destkeystore "$to" -deststoretype PKCS12 -deststorepass "$passphrase"
    }
    authority='-keyalg EC -groupname secp256r1 -ext BC:critical=ca:true -ext KU:critical=keyCertSign,cRLSign'
    generate work/root.p12 root 'Real Root CA' $authority
    generate work/root.p12 issuing 'Real Issuing CA' -signer root $authority
    for one in $kinds; do
        (
            log=work/log-$one
            case $one in
            rsa) words='RSA -keysize 2048' ;;
            p*) words="EC -groupname secp${one#p}r1" ;;
            ed25519) words=Ed25519 ;;
            esac
            cp work/root.p12 work/$one.p12
            generate work/$one.p12 $one ipo1.example.com -keyalg $words -signer issuing \
                -ext KU:critical=digitalSignature -ext EKU=serverAuth,clientAuth \
                -ext SAN=DNS:ipo1.example.com,IP:192.168.42.1,IP:2001:db8::1,IP:10.1.1.1
            mkdir $one
            place $one p12-modern
            take work/$one.p12 $one "$here/ipo1.p12"
            open="openssl pkcs12 -in $here/ipo1.p12 -passin pass:$passphrase"
            $open -nocerts -nodes -out work/$one.key
            $open -nokeys -clcerts -out work/$one.pem
            # The issuing authority, then the root.
            $open -nokeys -cacerts -out work/$one-issuers.pem
            keep $one work/$one.key work/$one.pem work/$one-issuers.pem
            if [ $one = rsa ] || [ $one = p256 ]; then
                place $one p12-legacy
                take work/$one.p12 $one "$here/ipo1.p12" -J-Dkeystore.pkcs12.legacy
            fi
            if [ $one = rsa ]; then
                place $one pem-jumbled
                quiet $keytool -exportcert -rfc -alias $one -keystore work/$one.p12 -storepass "$passphrase" \
                    -file "$here/ipo1.crt"
                cp work/$one-issuers.pem work/$one.key "$here"
            fi
        ) &
    done
    wait
}

with_mkcert() {
    mkdir work/authority work/home
    log=work/log
    # It makes its authority with the first certificate, and installs it nowhere unless it is told to.
    make() {
        quiet env HOME="$PWD/work/home" CAROOT="$PWD/work/authority" \
            mkcert "$@" ipo1.example.com 192.168.42.1 2001:db8::1 10.1.1.1
    }
    for one in $kinds; do
        words=
        [ $one = rsa ] || words=-ecdsa
        make $words -cert-file work/$one.pem -key-file work/$one.key
        keep $one work/$one.key work/$one.pem work/authority/rootCA.pem
        # A certificate of its own, in a store without the root.
        place $one p12-legacy
        make $words -pkcs12 -p12-file "$here/ipo1.p12"
        cp work/authority/rootCA.pem "$here"
    done
}

case $tool in
openssl | certtool | nss | keytool | mkcert) with_$tool ;;
*)
    echo "real-tools.sh: \"$tool\" is no tool" >&2
    exit 64
    ;;
esac
formats
