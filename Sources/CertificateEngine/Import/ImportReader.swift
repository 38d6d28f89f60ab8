import COpenSSL

/// Reads what a third party sent: PEM, DER, PKCS #7 or PKCS #12. The contents tell the format.
public enum ImportReader {
    /// The certificates and private keys in a file.
    ///
    /// A PEM text may have any number of them in any order, with other text around them (RFC 7468). A PKCS #12 file
    /// with the null or the empty passphrase is opened without a question. If a file needs OpenSSL's legacy provider,
    /// the provider is loaded for that file only. OpenSSL never prompts on the terminal. Throws if the file cannot be
    /// read completely, and if it has neither certificates nor keys. Unless it `wantsKeys`, no private key of a PKCS #12 file
    /// is decrypted.
    public static func read(
        _ file: ImportFile, passphrase: SecretBytes?, wantsKeys: Bool = true
    ) throws(ImportError) -> ImportedObjects {
        try read(file, passphrase: passphrase, wantsKeys: wantsKeys, oldProvider: "legacy")
    }

    /// The same, with another provider in the place of the legacy provider, and with another limit on KDF iterations.
    static func read(
        _ file: ImportFile, passphrase: SecretBytes?, wantsKeys: Bool = true, oldProvider: String,
        mostRounds: UInt64 = ImportReading.mostRounds
    ) throws(ImportError) -> ImportedObjects {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let reading = ImportReading(
            file: file.name, passphrase: passphrase, wantsKeys: wantsKeys, oldProvider: oldProvider,
            mostRounds: mostRounds)
        try file.contents.withUnsafeBytes { (bytes) throws(ImportError) in
            guard !bytes.isEmpty else { throw ImportError.empty(file: file.name) }
            try readOctets(bytes, reading)
        }
        guard reading.objects.certificates.isEmpty && reading.objects.keys.isEmpty else { return reading.whole }
        throw reading.sawRequest ? .requestOnly(file: file.name) : .nothing(file: file.name)
    }

    private static func readOctets(_ bytes: UnsafeRawBufferPointer, _ reading: ImportReading) throws(ImportError) {
        let shape = DERShape(of: bytes)
        if shape != .other {
            let rest = try DERReader(reading: reading).readValues(bytes, inside: "it")
            if try !readText(rest, reading) { reading.leaveOut(rest.count, behind: "it") }
            return
        }
        if let type = JavaKeystore.type(of: bytes) { throw .javaKeystore(file: reading.file, type: type) }
        if try readText(bytes, reading) { return }
        // A long DER SEQUENCE that is not text and ends too early is cut off. Other octets are of an unknown format.
        if let outer = try? DERHeader(bytes), outer.tag == DERTag.sequence, bytes[1] > 0x80, let end = outer.end,
            end > bytes.count
        {
            throw reading.damaged("it is cut off")
        }
    }

    /// Reads PEM, or Base64 without PEM's lines around it. False if the text is neither.
    private static func readText(_ text: UnsafeRawBufferPointer, _ reading: ImportReading) throws(ImportError) -> Bool {
        guard let plain = ASCIIText.plain(text) else { return try readPlain(text, reading) }
        return try plain.withUnsafeBytes { (text) throws(ImportError) in try readPlain(text, reading) }
    }

    private static func readPlain(_ text: UnsafeRawBufferPointer, _ reading: ImportReading) throws(ImportError) -> Bool
    {
        if let container = KeyContainer(puTTY: text) {
            throw .foreignKey(file: reading.file, container: container)
        }
        if try PEMReader(reading: reading).read(text) { return true }
        guard let octets = BareBase64.octets(text) else { return false }
        return try octets.withUnsafeBytes { (bytes) throws(ImportError) -> Bool in
            guard DERShape(of: bytes) != .other else { return false }
            let rest = try DERReader(reading: reading).readValues(bytes, inside: "its Base64")
            reading.leaveOut(rest.count, behind: "its Base64")
            return true
        }
    }
}

/// Base64 without the BEGIN and END lines of PEM, as Windows shows a certificate and as a cloud's store hands out a PFX.
private enum BareBase64 {
    /// Shorter texts may be words.
    private static let least = 64

    /// The decoded octets; nil if the text is anything else. It may be in quotes, and have a byte order mark.
    static func octets(_ text: UnsafeRawBufferPointer) -> SecretBytes? {
        func isAround(_ octet: UInt8) -> Bool {
            Base64.isSpace(octet) || octet >= 0x80 || octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'")
        }
        guard let first = text.firstIndex(where: { !isAround($0) }),
            let last = text.lastIndex(where: { !isAround($0) }), last - first >= least
        else { return nil }
        return Base64.decoded(UnsafeRawBufferPointer(rebasing: text[first...last]))
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
