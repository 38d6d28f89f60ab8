import COpenSSL

/// A password-based encryption scheme: PBES1 and PBES2 (RFC 8018 section 6), and those of PKCS #12 (RFC 7292 appendix
/// C).
///
/// Its parameters are checked before the KDF runs, so that a hostile file cannot cause hours of hashing.
struct PasswordScheme {
    private let reading: ImportReading
    private let algorithm: UnsafePointer<X509_ALGOR>
    private let context: LibraryContext
    private let blockSize: Int

    /// The result of a decryption.
    enum Outcome {
        case octets(SecretBytes)
        /// The padding is wrong, and so is the passphrase.
        case refused
    }

    /// The scheme of an AlgorithmIdentifier, which must outlive this value.
    init(_ algorithm: UnsafePointer<X509_ALGOR>?, _ reading: ImportReading, _ place: String) throws(ImportError) {
        var object: OpaquePointer?
        X509_ALGOR_get0(&object, nil, nil, algorithm)
        guard let algorithm, let object else { throw reading.damaged("\(place) does not say how it is encrypted") }
        let needs = try SchemeInspection(reading: reading, place: place).needs(object, algorithm.pointee.parameter)
        self.reading = reading
        self.algorithm = algorithm
        let context = try needs.context(reading)
        self.context = context
        let cipher = needs.ciphers.first.flatMap { EVP_CIPHER_fetch(context.pointer, $0, nil) }
        defer { EVP_CIPHER_free(cipher) }
        guard let cipher, EVP_CIPHER_get_flags(cipher) & UInt(EVP_CIPH_FLAG_AEAD_CIPHER) == 0 else {
            throw .unknownEncryption(file: reading.file, algorithm: needs.name)
        }
        blockSize = max(1, Int(EVP_CIPHER_get_block_size(cipher)))
    }

    /// Decrypts octets with a passphrase.
    func decrypt(
        _ encrypted: UnsafePointer<ASN1_OCTET_STRING>?, _ passphrase: ImportPassphrase, _ place: String
    ) throws(ImportError) -> Outcome {
        let count = encrypted.map { ASN1_STRING_length($0) } ?? 0
        guard let encrypted, count > 0, Int(count) % blockSize == 0 else {
            throw reading.damaged("\(place) is cut off")
        }
        let cipher = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(cipher) }
        defer { ERR_clear_error() }
        let isReady = passphrase.withUnsafeBytes { secret, length in
            EVP_PBE_CipherInit_ex(
                algorithm.pointee.algorithm, secret, length, algorithm.pointee.parameter, cipher, 0,
                context.pointer, nil)
        }
        guard let cipher, isReady == 1 else {
            throw reading.damaged("\(place) has encryption parameters that cannot be used")
        }
        let octets = Ciphertext(
            octets: UnsafeRawBufferPointer(start: ASN1_STRING_get0_data(encrypted), count: Int(count)))
        return octets.decrypted(cipher).map { .octets($0) } ?? .refused
    }
}
