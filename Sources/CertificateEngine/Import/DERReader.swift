import COpenSSL

/// Reads one DER value, or several concatenated certificates.
struct DERReader {
    let reading: ImportReading

    /// Reads a value of a known shape. `place` names its container in sentences: `it`, `its block "CMS"`.
    func read(_ bytes: UnsafeRawBufferPointer, _ shape: DERShape, inside place: String) throws(ImportError) {
        switch shape {
        case .signed: try readSigned(bytes, place)
        case .message: try MessageReader(reading: reading).read(bytes, place)
        case .pfx: try PFXReader(reading: reading).read(bytes, place)
        case .encryptedKey: try EncryptedKeyReader(reading: reading).read(bytes, place)
        case .wrappedKey, .keyRSA, .keyEC, .keyDSA:
            reading.add(try KeyReader(reading: reading).key(bytes, shape, place))
        case .publicKey: return
        case .other: throw reading.damaged("\(place) cannot be decoded")
        }
    }

    private func readSigned(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        var rest = bytes
        while !rest.isEmpty {
            guard let count = Decoded.count(rest, d2i_X509, X509_free) else {
                guard rest.count == bytes.count else {
                    throw reading.damaged("\(place) has bytes after a certificate")
                }
                return try readUnissued(bytes, place)
            }
            reading.add(certificate: Array(rest[..<count]))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func readUnissued(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        if Decoded.count(bytes, d2i_X509_REQ, X509_REQ_free) == bytes.count {
            reading.sawRequest = true
            return
        }
        guard Decoded.count(bytes, d2i_X509_CRL, X509_CRL_free) == bytes.count else {
            throw reading.damaged("\(place) is not a whole certificate")
        }
    }

    /// Reads a TRUSTED CERTIFICATE (openssl-x509(1)). The trust settings behind the certificate are ignored.
    func readTrusted(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        guard Decoded.count(bytes, d2i_X509_AUX, X509_free) == bytes.count,
            let count = Decoded.count(bytes, d2i_X509, X509_free)
        else { throw reading.damaged("\(place) is not a whole certificate") }
        reading.add(certificate: Array(bytes[..<count]))
    }
}
