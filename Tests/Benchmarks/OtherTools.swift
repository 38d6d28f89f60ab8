/// A root and an identity, as the other tools make them: what somebody without this program types.
struct OtherTools {
    let folder: String

    /// A key, and what else `certificate` needs.
    var givenKey: String {
        """
        cd \(folder)
        openssl genrsa -out g.key 2048
        printf '[req]\\ndistinguished_name=dn\\nx509_extensions=ca\\n[dn]\\n[ca]\\nbasicConstraints=critical,CA:TRUE\\n' > g.cnf
        """
    }

    /// A certificate for a key that is given: one process.
    var certificate: [String] {
        ["openssl", "req", "-x509", "-key", "\(folder)/g.key", "-sha256", "-subj", "/CN=root", "-days", "3650"]
            + ["-config", "\(folder)/g.cnf", "-out", "\(folder)/g.pem"]
    }

    var openssl: String {
        """
        cd \(folder)
        openssl genrsa -out o-root.key 2048
        openssl req -x509 -new -key o-root.key -sha256 -days 3650 -subj /CN=root -out o-root.pem
        openssl genrsa -out o-identity.key 2048
        openssl req -new -key o-identity.key -subj /CN=ipo1.example.com -out o-identity.csr
        printf 'subjectAltName=DNS:ipo1.example.com,IP:192.0.2.10\\nbasicConstraints=critical,CA:FALSE\\n' > o.ext
        openssl x509 -req -in o-identity.csr -CA o-root.pem -CAkey o-root.key -set_serial 2 -days 730 \
            -extfile o.ext -out o-identity.pem
        """
    }

    var certtool: String {
        """
        cd \(folder)
        printf 'cn = root\\nca\\ncert_signing_key\\nexpiration_days = 3650\\n' > c-root.cfg
        printf 'cn = ipo1.example.com\\ndns_name = ipo1.example.com\\nip_address = 192.0.2.10\\ntls_www_server\\nexpiration_days = 730\\n' \
            > c-identity.cfg
        certtool --generate-privkey --rsa --bits 2048 --outfile c-root.key
        certtool --generate-self-signed --load-privkey c-root.key --template c-root.cfg --outfile c-root.pem
        certtool --generate-privkey --rsa --bits 2048 --outfile c-identity.key
        certtool --generate-certificate --load-privkey c-identity.key --load-ca-certificate c-root.pem \
            --load-ca-privkey c-root.key --template c-identity.cfg --outfile c-identity.pem
        """
    }

    /// A third party's set in a PKCS #12 file: a root, an authority under it, and the identity.
    var thirdParty: String {
        """
        cd \(folder)
        printf 'passphrase' > p.txt
        openssl req -x509 -newkey rsa:2048 -nodes -keyout p-root.key -subj '/CN=Bench Root' -days 3650 -out p-root.pem
        printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=keyCertSign\\n' > p-ca.ext
        openssl req -newkey rsa:2048 -nodes -keyout p-ca.key -subj '/CN=Bench CA' -out p-ca.csr
        openssl x509 -req -in p-ca.csr -CA p-root.pem -CAkey p-root.key -set_serial 2 -days 900 -extfile p-ca.ext \
            -out p-ca.pem
        printf 'subjectAltName=DNS:ipo1.example.com,IP:192.0.2.10\\nkeyUsage=digitalSignature\\n' > p.ext
        openssl req -newkey rsa:2048 -nodes -keyout p.key -subj /CN=ipo1.example.com -out p.csr
        openssl x509 -req -in p.csr -CA p-ca.pem -CAkey p-ca.key -set_serial 3 -days 300 -extfile p.ext -out p.pem
        cat p-ca.pem p-root.pem > p-chain.pem
        openssl pkcs12 -export -inkey p.key -in p.pem -certfile p-chain.pem -passout file:p.txt -out p.p12
        """
    }

    /// What somebody without this program types to look into it: the key and the certificates out, the chain verified.
    var reading: String {
        """
        cd \(folder)
        openssl pkcs12 -in p.p12 -passin file:p.txt -nodes -out p-all.pem
        openssl verify -CAfile p-root.pem -untrusted p-chain.pem p-all.pem
        """
    }
}
