import CertificateEngine
import CertificateModel
import CertificateStore

extension Store {
    /// The live generation; throws if the store is empty or has no live generation.
    func requiredGeneration() throws -> Generation {
        if let generation = try liveGeneration() { return generation }
        guard let newest = try generations().last else { throw OperationError.notIgnited(store: layout.folder) }
        throw OperationError.noneLive(store: layout.folder, newest: newest)
    }

    /// The DER of the trusted certificates.
    ///
    /// A file that is not a certificate is skipped: Keyturn did not write it.
    func trustedDER() throws -> [[UInt8]] {
        try trustedCertificates().flatMap { (try? CertificateReader.pem($0.pem)) ?? [] }
    }
}
