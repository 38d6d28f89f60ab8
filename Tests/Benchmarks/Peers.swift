/// A root and an identity, as the other tools make them: what somebody without this program types.
struct Peers {
    let folder: String

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
}
