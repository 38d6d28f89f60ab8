import COpenSSL

/// Reads what an import is of: DER values of a known shape, which OpenSSL decodes.
struct DERReader {
    let reading: ImportReading

    /// Reads the values at the beginning, one after the other. Returns the octets behind them: padding, a line end, text.
    /// Throws if there is no value of a known shape.
    func readValues(
        _ bytes: UnsafeRawBufferPointer, inside place: String
    ) throws(ImportError) -> UnsafeRawBufferPointer {
        var rest = bytes
        var shape = DERShape(of: rest)
        repeat {
            // A value that is cut off is read as it is, for its own error.
            let end = (try? DERHeader.end(of: rest)) ?? rest.count
            try read(UnsafeRawBufferPointer(rebasing: rest[..<end]), shape, inside: place)
            rest = UnsafeRawBufferPointer(rebasing: rest[end...])
            shape = DERShape(of: rest)
        } while shape != .other
        return rest
    }

    /// Reads one value of a known shape. `place` names its container in sentences: `it`, `its block "CMS"`.
    func read(_ bytes: UnsafeRawBufferPointer, _ shape: DERShape, inside place: String) throws(ImportError) {
        switch shape {
        case .signed: try readSigned(bytes, place)
        case .message: try MessageReader(reading: reading).read(bytes, place)
        case .pfx: try PFXReader(reading: reading).read(bytes, place)
        case .encryptedKey: try EncryptedKeyReader(reading: reading).read(bytes, place)
        case .wrappedKey, .keyRSA, .keyEC, .keyDSA:
            reading.add(try KeyReader(reading: reading).key(bytes, shape, place))
        case .publicKey: reading.leaveOut("a public key", because: "it is not a private key")
        case .other: throw reading.damaged("\(place) cannot be decoded")
        }
    }

    private func readSigned(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        guard Decoded.count(bytes, d2i_X509, X509_free) == bytes.count else { return try readUnissued(bytes, place) }
        reading.add(certificate: Array(bytes))
    }

    private func readUnissued(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        if Decoded.count(bytes, d2i_X509_REQ, X509_REQ_free) == bytes.count {
            reading.sawRequest = true
            return
        }
        guard Decoded.count(bytes, d2i_X509_CRL, X509_CRL_free) == bytes.count else {
            throw reading.damaged("\(place) is not a whole certificate")
        }
        reading.leaveOut("a CRL", because: "it is not a certificate")
    }

    /// Reads a TRUSTED CERTIFICATE (openssl-x509(1)). The trust settings behind the certificate are ignored. Returns the
    /// octets behind them.
    func readTrusted(
        _ bytes: UnsafeRawBufferPointer, _ place: String
    ) throws(ImportError) -> UnsafeRawBufferPointer {
        guard let end = Decoded.count(bytes, d2i_X509_AUX, X509_free),
            let count = Decoded.count(bytes, d2i_X509, X509_free)
        else { throw reading.damaged("\(place) is not a whole certificate") }
        reading.add(certificate: Array(bytes[..<count]))
        return UnsafeRawBufferPointer(rebasing: bytes[end...])
    }
}
