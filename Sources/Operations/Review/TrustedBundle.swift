public import CertificateEngine
import CertificateModel
import Host

/// Certificates that somebody trusts, in one file.
public struct TrustedBundle: Sendable {
    /// The path of the file.
    public let file: String
    /// The certificates, in its order. What cannot be decoded is left out.
    public let certificates: [Certificate]

    /// A bundle of these certificates.
    public init(file: String, certificates: [Certificate]) {
        self.file = file
        self.certificates = certificates
    }

    /// The bundle that an operator names, which must have a root.
    public init(operatorFile path: String) throws(OperationError) {
        self = try OperationError.facts {
            let bundle = try Self(reading: path)
            guard bundle.certificates.contains(where: \.contents.isSelfSignedByNames) else {
                throw Refusal(
                    "\(VisibleText.quoted(path)) holds no root certificate",
                    hint: "name a file with the root that is to be trusted (PEM, DER, PKCS #7 or PKCS #12)")
            }
            return bundle
        }
    }

    /// Where systems keep the roots that they trust: Debian, Fedora, openSUSE, Alpine.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The bundle of this system; nil if it has none that can be read.
    static func ofSystem() -> TrustedBundle? {
        for path in systemFiles { if let bundle = try? TrustedBundle(reading: path) { return bundle } }
        return nil
    }

    private init(reading path: String) throws {
        let outcome: Result<CertificateBundle, ImportError> = try InputFile.withContents(
            of: path, limit: ImportFiles.limit, content: "certificates", missingHint: "check the path"
        ) { bytes in
            do throws(ImportError) {
                return .success(try CertificateBundle(name: path, contents: bytes, passphrase: nil))
            } catch {
                return .failure(error)
            }
        }
        let bundle = try outcome.get()
        self.init(
            file: path,
            certificates: (0..<bundle.count).compactMap { bundle.der(at: $0).flatMap { try? Certificate(der: $0) } })
    }
}
