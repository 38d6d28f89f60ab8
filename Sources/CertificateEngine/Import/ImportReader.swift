import COpenSSL

/// Reads what a third party sent: PEM, DER, PKCS #7 or PKCS #12. The contents tell the format.
public enum ImportReader {
    /// The certificates and private keys in a file.
    ///
    /// A PEM text may have any number of them in any order, with other text around them (RFC 7468). A PKCS #12 file
    /// with the null or the empty passphrase is opened without a question. If a file needs OpenSSL's legacy provider,
    /// the provider is loaded for that file only. OpenSSL never prompts on the terminal. Throws if the file cannot be
    /// read completely, and if it has neither certificates nor keys.
    public static func read(_ file: ImportFile, passphrase: SecretBytes?) throws(ImportError) -> ImportedObjects {
        try read(file, passphrase: passphrase, oldProvider: "legacy")
    }

    /// The same, with another provider in the place of the legacy provider.
    static func read(
        _ file: ImportFile, passphrase: SecretBytes?, oldProvider: String
    ) throws(ImportError) -> ImportedObjects {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let reading = ImportReading(file: file.name, passphrase: passphrase, oldProvider: oldProvider)
        try file.contents.withUnsafeBytes { (bytes) throws(ImportError) in
            guard !bytes.isEmpty else { throw ImportError.empty(file: file.name) }
            if let plain = UTF16Text.narrowed(bytes) {
                try plain.withUnsafeBytes { (bytes) throws(ImportError) in try readOctets(bytes, reading) }
            } else {
                try readOctets(bytes, reading)
            }
        }
        guard reading.objects.certificates.isEmpty && reading.objects.keys.isEmpty else { return reading.objects }
        throw reading.sawRequest ? .requestOnly(file: file.name) : .nothing(file: file.name)
    }

    private static func readOctets(_ bytes: UnsafeRawBufferPointer, _ reading: ImportReading) throws(ImportError) {
        let shape = DERShape(of: bytes)
        if shape != .other { return try DERReader(reading: reading).read(bytes, shape, inside: "it") }
        if let type = JavaKeystore.type(of: bytes) { throw .javaKeystore(file: reading.file, type: type) }
        if try PEMReader(reading: reading).read(bytes) { return }
        // A long DER SEQUENCE that is not text and ends too early is cut off. Other octets are of an unknown format.
        if let outer = DERElement(bytes, at: 0), outer.tag == 0x30, bytes[1] > 0x80, let end = outer.end,
            end > bytes.count
        {
            throw reading.damaged("it is cut off")
        }
    }
}

/// The keystore formats that Java's keytool wrote before PKCS #12 became its default (JEP 229).
private enum JavaKeystore {
    /// keytool's name for the type; nil if this is not a keystore.
    static func type(of bytes: UnsafeRawBufferPointer) -> String? {
        if bytes.starts(with: [0xfe, 0xed, 0xfe, 0xed]) { return "JKS" }
        if bytes.starts(with: [0xce, 0xce, 0xce, 0xce]) { return "JCEKS" }
        return nil
    }
}

/// UTF-16 text: some Windows programs write PEM in it.
private enum UTF16Text {
    /// The text as ASCII, with `?` for other characters; nil if there is no byte order mark.
    static func narrowed(_ bytes: UnsafeRawBufferPointer) -> SecretBytes? {
        guard bytes.count >= 2 else { return nil }
        let low: Int
        switch (bytes[0], bytes[1]) {
        case (0xff, 0xfe): low = 0
        case (0xfe, 0xff): low = 1
        default: return nil
        }
        return SecretBytes(count: bytes.count / 2 - 1) { narrow in
            for index in narrow.indices {
                let wide = 2 + 2 * index
                let isASCII = bytes[wide + 1 - low] == 0 && bytes[wide + low] < 0x80
                narrow[index] = isASCII ? bytes[wide + low] : UInt8(ascii: "?")
            }
        }
    }
}
