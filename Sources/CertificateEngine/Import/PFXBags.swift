import COpenSSL

/// Reads the SafeContents of a PKCS #12 file (RFC 7292 section 4.2).
struct PFXBags {
    let reading: ImportReading
    let place: String
    /// Whether the MAC has shown which passphrase is right.
    let isVerified: Bool
    /// The passphrases to try, the likeliest first.
    let passphrases: [ImportPassphrase]

    /// Reads unencrypted SafeContents; false if they cannot be decoded.
    func read(_ octets: UnsafeRawBufferPointer) throws(ImportError) -> Bool {
        let free: (OpaquePointer) -> Void = { COpenSSL_bags_free($0) }
        guard let bags = Decoded.whole(octets, { COpenSSL_bags($1, $2) }, free) else { return false }
        try read(bags.pointer)
        return true
    }

    /// Reads encrypted SafeContents.
    func read(encrypted: UnsafePointer<ASN1_OCTET_STRING>?, _ scheme: PasswordScheme) throws(ImportError) {
        var isDecrypted = false
        for passphrase in passphrases {
            guard case .octets(let plain) = try scheme.decrypt(encrypted, passphrase, place) else { continue }
            isDecrypted = true
            if try plain.withUnsafeBytes({ (bytes) throws(ImportError) in try read(bytes) }) { return }
        }
        throw isDecrypted && isVerified ? senseless : reading.unopened
    }

    private var senseless: ImportError { reading.damaged("\(place) holds PKCS #12 contents that cannot be decoded") }

    private func read(_ bags: OpaquePointer) throws(ImportError) {
        for index in 0..<max(0, COpenSSL_bags_count(bags)) {
            guard let bag = COpenSSL_bags_at(bags, index) else { continue }
            switch PKCS12_SAFEBAG_get_nid(bag) {
            case NID_keyBag where !reading.wantsKeys, NID_pkcs8ShroudedKeyBag where !reading.wantsKeys: break
            case NID_keyBag:
                reading.add(try KeyReader(reading: reading).key(PKCS12_SAFEBAG_get0_p8inf(bag), place))
            case NID_pkcs8ShroudedKeyBag: try read(shrouded: PKCS12_SAFEBAG_get0_pkcs8(bag))
            case NID_certBag: try read(certificate: bag)
            case NID_safeContentsBag:
                if let inner = PKCS12_SAFEBAG_get0_safes(bag) { try read(inner) }
            default:
                reading.leaveOut(
                    "an entry of another kind", because: "it is neither a certificate nor a private key")
            }
        }
    }

    private func read(certificate bag: OpaquePointer) throws(ImportError) {
        // The other kind is an SDSI certificate, which TLS does not use.
        guard PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate else { return }
        do throws(OpenSSLError) {
            let certificate = CertificateObject(
                takingOwnership: try Owned(
                    PKCS12_SAFEBAG_get1_cert(bag), "decode the certificate", free: X509_free))
            reading.add(certificate: try certificate.der(), certificate)
        } catch {
            throw reading.damaged("\(place) holds a certificate that cannot be decoded")
        }
    }

    private func read(shrouded: OpaquePointer?) throws(ImportError) {
        guard let shrouded else { throw senseless }
        var algorithm: UnsafePointer<X509_ALGOR>?
        var octets: UnsafePointer<ASN1_OCTET_STRING>?
        X509_SIG_get0(shrouded, &algorithm, &octets)
        let scheme = try PasswordScheme(algorithm, reading, place)
        var isDecrypted = false
        for passphrase in passphrases {
            guard case .octets(let plain) = try scheme.decrypt(octets, passphrase, place) else { continue }
            isDecrypted = true
            guard plain.withUnsafeBytes({ DERShape(of: $0) }) == .wrappedKey else { continue }
            let key = try plain.withUnsafeBytes { (bytes) throws(ImportError) in
                try KeyReader(reading: reading).key(bytes, .wrappedKey, place)
            }
            return reading.add(key)
        }
        throw isDecrypted && isVerified ? senseless : reading.unopened
    }
}
