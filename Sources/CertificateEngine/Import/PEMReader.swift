import CertificateModel

/// Reads PEM text (RFC 7468).
struct PEMReader {
    let reading: ImportReading

    private static let known: Set = [
        "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "PKCS #7 SIGNED DATA", "CMS", "PKCS12",
        "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
    ]

    /// Reads the blocks that are of use, and skips the others. False if there is no block at all.
    func read(_ text: UnsafeRawBufferPointer) throws(ImportError) -> Bool {
        var scanner = PEMScanner(text)
        var sawBlock = false
        while let block = scanner.next() {
            sawBlock = true
            if Self.known.contains(block.label) {
                try read(block)
            } else if block.label == "OPENSSH PRIVATE KEY" {
                throw .foreignKey(file: reading.file, container: Self.container(block))
            } else if block.label.hasSuffix("PRIVATE KEY") {
                // DSA PRIVATE KEY and others
                let kind = block.label.split(separator: " ").dropLast(2).joined(separator: " ")
                throw .unusableKey(file: reading.file, algorithm: kind)
            } else if block.label != "EC PARAMETERS" {
                // The key behind EC PARAMETERS has the same parameters.
                reading.leaveOut(
                    "the block \(VisibleText.quoted(block.label))",
                    because: "it holds neither a certificate nor a private key")
            }
        }
        return sawBlock
    }

    private static func container(_ block: PEMBlock) -> KeyContainer {
        guard let octets = Base64.decoded(block.body) else { return .openSSH(algorithm: "unknown") }
        return octets.withUnsafeBytes { KeyContainer(openSSH: $0) }
    }

    private func read(_ block: PEMBlock) throws(ImportError) {
        let place = "its block \"\(block.label)\""
        guard block.isClosed else { throw reading.damaged("\(place) has no end") }
        let header = PEMHeader(block.body)
        guard let octets = Base64.decoded(header.rest) else { throw reading.damaged("\(place) is not valid Base64") }
        guard octets.count > 0 else { throw reading.damaged("\(place) has no contents") }
        if let encryption = header.encryption {
            return try EncryptedPEMReader(reading: reading).read(octets, encryption, place)
        }
        try octets.withUnsafeBytes { (bytes) throws(ImportError) in
            let reader = DERReader(reading: reading)
            let rest =
                block.label == "TRUSTED CERTIFICATE"
                ? try reader.readTrusted(bytes, place) : try reader.readValues(bytes, inside: place)
            reading.leaveOut(rest.count, behind: place)
        }
    }
}

/// The header fields of a PEM block (RFC 1421 section 4.6). OpenSSL uses two of them.
struct PEMHeader {
    /// The value of DEK-Info if Proc-Type says that the block is encrypted: cipher and IV.
    let encryption: String?
    /// The text after the fields.
    let rest: UnsafeRawBufferPointer

    init(_ body: UnsafeRawBufferPointer) {
        var fields: [String: String] = [:]
        var offset = 0
        while let line = Self.line(body, from: offset) {
            let text = body[line]
            if text.allSatisfy(Base64.isSpace) {
                offset = line.upperBound
                continue
            }
            // Base64 has no colon, and field names are short.
            guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { break }
            let name = String(decoding: text[..<colon], as: UTF8.self)
            let value = String(decoding: text[(colon + 1)...].prefix(200), as: UTF8.self)
            fields[name] = String(value.filter { !$0.isWhitespace })
            offset = line.upperBound
        }
        rest = UnsafeRawBufferPointer(rebasing: body[offset...])
        encryption = fields["Proc-Type"] == "4,ENCRYPTED" ? fields["DEK-Info"] ?? "" : nil
    }

    // The next line with its line end: CR, LF or CR LF.
    private static func line(_ body: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
        guard start < body.count else { return nil }
        let end = body[start...].firstIndex { $0 == 0x0a || $0 == 0x0d }
        return start..<(end.map { $0 + 1 } ?? body.count)
    }
}
