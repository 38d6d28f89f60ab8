import CertificateEngine
import Glibc

/// Files that the real openssl command wrote, once for the whole run: a chain of two certificates, and the first one's key
/// in every wrapping. The passphrase is always `cipher` unless the name says otherwise.
enum ImportSamples {
    static let folder: Result<String, ShellCommand.SystemError> = Result { () throws(ShellCommand.SystemError) in
        var template = Array("/tmp/keyturn-import-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ShellCommand.SystemError(call: "mkdtemp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let made: ShellCommand
        do { made = try ShellCommand("cd \(path) && set -e\n\(script)") } catch {
            throw ShellCommand.SystemError(call: "popen")
        }
        guard made.status == 0 else { throw ShellCommand.SystemError(call: "openssl: \(made.output)") }
        Self.path = path
        atexit { _ = try? ShellCommand("rm -r \(ImportSamples.path)") }
        return path
    }

    // Written once, by the initialiser above.
    private nonisolated(unsafe) static var path = ""

    /// The digest of the public key of `key.pem`, as openssl tells it.
    static func expectedDigest(_ key: String) throws -> String {
        let folder = try folder.get()
        let line = try ShellCommand("cd \(folder) && openssl pkey -in \(key) -pubout -outform DER | sha256sum").output
        return String(line.prefix(64))
    }

    private static let script = """
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj "/CN=An authority" -days 9 2>/dev/null
        openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem 2>/dev/null
        openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.pem
        openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.pem
        openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out p521.pem
        openssl genpkey -algorithm ED25519 -out ed25519.pem
        openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out pss.pem 2>/dev/null
        openssl genpkey -algorithm X25519 -out x25519.pem
        openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out koblitz.pem
        openssl dsaparam -genkey -noout 1024 2>/dev/null | openssl pkcs8 -topk8 -nocrypt -out dsa.pem
        for name in key p256 p384 p521 ed25519 pss; do
            openssl req -new -key $name.pem -subj "/CN=$name.example.org" -out $name.csr
            openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -out $name.crt 2>/dev/null
            cat $name.crt ca.pem $name.pem > $name.both
        done
        cp key.csr request.pem
        openssl req -in key.csr -outform DER -out request.der
        cat key.crt ca.pem > chain.pem
        openssl x509 -in key.crt -outform DER -out one.der
        openssl x509 -in ca.pem -outform DER -out ca.der
        cat one.der ca.der > chain.der
        openssl crl2pkcs7 -nocrl -certfile chain.pem -out chain.p7
        openssl crl2pkcs7 -nocrl -certfile chain.pem -outform DER -out chain.p7b
        sed 's/PKCS7/CMS/' chain.p7 > chain.cms
        openssl x509 -in key.crt -trustout -addtrust serverAuth -setalias Mine -out trusted.pem
        sed 's/BEGIN CERT/BEGIN X509 CERT/; s/END CERT/END X509 CERT/' key.crt > x509.pem
        openssl pkey -in key.pem -traditional -out rsa.pem
        openssl pkey -in key.pem -traditional -outform DER -out rsa.der
        openssl pkey -in key.pem -outform DER -out pkcs8.der
        openssl ecparam -name prime256v1 -out parameters.pem
        { cat parameters.pem; openssl pkey -in p256.pem -traditional; } > ec.pem
        openssl pkey -in p256.pem -traditional -outform DER -out ec.der
        { echo 'Text around it'; cat key.crt; echo 'issued by'; cat ca.pem; echo 'Bag Attributes'; cat key.pem; echo rest; } > bundle.pem
        { cat key.pem ca.pem key.crt; } > backwards.pem
        sed 's/$/\\r/' bundle.pem > crlf.pem
        tr '\\n' '\\r' < bundle.pem > cr.pem
        { printf '\\357\\273\\277'; cat chain.pem key.pem; } > bom.pem
        { printf '\\357\\273\\277'; cat key.crt; printf '\\357\\273\\277'; cat ca.pem key.pem; } > boms.pem
        printf '\\377\\376' > utf16.pem; iconv -f UTF-8 -t UTF-16LE bundle.pem >> utf16.pem
        printf '\\376\\377' > utf16be.pem; iconv -f UTF-8 -t UTF-16BE bundle.pem >> utf16be.pem
        sed 's/^/   /' bundle.pem > indented.pem
        sed 's/^-----BEGIN/setting = "&/; s/^-----END.*/&"/' bundle.pem > within.pem
        for one in key.crt ca.pem key.pem; do printf 'setting: '; tr -d '\\n' < $one; echo; done > one-line.pem
        { echo 'Take all from "-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----", or -----BEGIN PRIVATE KEY-----'
          echo 'and what is below it.'; cat bundle.pem; } > prose.pem
        for cipher in aes-256-cbc aes-128-cbc des-ede3-cbc; do
            openssl pkey -in key.pem -traditional -$cipher -passout pass:cipher -out traditional-$cipher.pem
        done
        cp traditional-aes-256-cbc.pem traditional.pem
        sed 's/^-----BEGIN/setting = &/' traditional.pem > traditional-within.pem
        openssl pkey -in key.pem -traditional -des-cbc -passout pass:cipher -provider legacy -provider default -out traditional-des.pem
        openssl pkey -in p256.pem -traditional -aes256 -passout pass:cipher -out traditional-ec.pem
        for scheme in PBE-SHA1-3DES PBE-SHA1-2DES; do
            openssl pkcs8 -topk8 -in key.pem -v1 $scheme -passout pass:cipher -out $scheme.pem
        done
        for scheme in PBE-MD5-DES PBE-SHA1-DES PBE-SHA1-RC2-40 PBE-SHA1-RC2-128 PBE-SHA1-RC4-128 PBE-SHA1-RC4-40 PBE-MD5-RC2-64 PBE-SHA1-RC2-64; do
            openssl pkcs8 -topk8 -in key.pem -v1 $scheme -passout pass:cipher -provider legacy -provider default -out $scheme.pem
        done
        openssl pkcs8 -topk8 -in key.pem -v1 PBE-SHA1-3DES -passout pass:cipher -outform DER -out pbes1.der
        openssl pkcs8 -topk8 -in key.pem -v1 PBE-MD5-DES -passout pass:cipher -outform DER -provider legacy -provider default -out old.der
        openssl pkcs8 -topk8 -in key.pem -v2 aes-256-cbc -passout pass:cipher -out pbes2.pem
        openssl pkcs8 -topk8 -in key.pem -v2 aes-128-cbc -v2prf hmacWithSHA512 -passout pass:cipher -outform DER -out pbes2.der
        openssl pkcs8 -topk8 -in key.pem -v2 des3 -passout pass:cipher -out pbes2-des3.pem
        openssl pkcs8 -topk8 -in key.pem -v2 des-cbc -passout pass:cipher -provider legacy -provider default -out pbes2-des.pem
        openssl pkcs8 -topk8 -in key.pem -scrypt -scrypt_N 1024 -passout pass:cipher -out scrypt.pem
        p12() { out=$1; shift; openssl pkcs12 -export -inkey key.pem -in key.crt -certfile ca.pem -out $out "$@"; }
        p12 modern.p12 -passout pass:cipher -iter 100
        p12 old.p12 -passout pass:cipher -legacy -iter 100
        p12 rc2-128.p12 -passout pass:cipher -legacy -certpbe PBE-SHA1-RC2-128
        p12 des3.p12 -passout pass:cipher -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg SHA1
        p12 no-mac.p12 -passout pass:cipher -nomac
        p12 old-no-mac.p12 -passout pass:cipher -legacy -nomac
        p12 empty.p12 -passout pass:
        p12 old-empty.p12 -passout pass: -legacy
        p12 open.p12 -passout pass: -certpbe NONE -keypbe NONE -nomac
        p12 open-with-mac.p12 -passout pass:cipher -certpbe NONE -keypbe NONE
        p12 md5-mac.p12 -passout pass:cipher -macalg MD5
        p12 sha512-mac.p12 -passout pass:cipher -macalg SHA512
        label() { echo '-----BEGIN CERTIFICATE-----'; openssl base64; echo '-----END CERTIFICATE-----'; }
        label < chain.p7b | sed 's/$/\\r/' > labelled.p7b
        label < modern.p12 > labelled.pfx
        label < pkcs8.der > labelled.key
        { cat one.der; printf '\\r\\n'; } > line-end.cer
        { cat chain.p7b; printf '\\0\\0\\0\\0'; } > padded.p7b
        { cat modern.p12; echo; } > padded.p12
        { cat pkcs8.der; printf '\\032'; } > padded.key
        openssl cms -sign -signer key.crt -inkey key.pem -certfile ca.pem -stream -nodetach -binary -outform DER -in ca.pem > stream.p7m
        { cat stream.p7m; echo; } > padded.p7m
        { cat one.der; printf '\\0\\0'; } | label > padded.pem
        cat one.der ca.pem key.pem > der-and-pem
        cat one.der pkcs8.der ca.der > der-and-key
        wide() { iconv -f UTF-8 -t UTF-16LE; }
        { cat chain.pem; wide < key.pem; } > wide-end.pem
        { printf '\\377\\376'; wide < key.crt; printf '\\377\\376'; cat ca.pem key.pem | wide; } > wide-twice.pem
        escape() { awk '{ printf "%s\\\\n", $0 }' $1; }
        for one in key.pem key.crt ca.pem; do escape $one; done > escaped.env
        { printf '{"key":"'; escape key.pem; printf '","chain":["'; escape key.crt; printf '","'; escape ca.pem; echo '"]}'; } > escaped.json
        sed 's,/,\\\\/,g; s/=/\\\\u003d/g' escaped.json > slashes.json
        sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g' escaped.json > twice.json
        openssl base64 -A -in open.p12 > bare.pfx
        { printf '"'; openssl base64 -A -in open.p12; echo '"'; } > quoted.pfx
        openssl base64 -in one.der | sed 's/$/\\r/' > bare.cer
        { printf '\\377\\376'; openssl base64 -in one.der | wide; } > wide.cer
        cat key.csr key.crt > with-request.pem
        { openssl pkey -in key.pem -pubout; cat key.crt; } > with-public-key.pem
        ssh-keygen -q -t rsa -b 2048 -N '' -C '' -f ssh-rsa
        ssh-keygen -q -t ecdsa -N cipher -C '' -f ssh-ecdsa
        ssh-keygen -q -t ed25519 -N '' -C '' -f ssh-ed25519
        printf 'PuTTY-User-Key-File-3: ssh-rsa\\r\\nEncryption: none\\r\\n' > rsa.ppk
        printf 'PuTTY-User-Key-File-2: ssh-ed25519\\nEncryption: none\\n' > ed25519.ppk
        p12 umlaut.p12 -passout pass:günstig
        p12 old-umlaut.p12 -passout pass:günstig -legacy
        """
}
