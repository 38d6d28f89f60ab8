import CertificateEngine
import CertificateModel
import CertificateStore

/// What one generation is: the server and its certificates, read once, so that all of it is of one moment.
struct LiveCertificates: Sendable {
    /// The server that they are for.
    let server: ServerIdentity
    /// The identity and the root, decoded.
    let identity, root: DecodedCertificate
    /// The root's DER.
    let rootDER: [UInt8]
    /// The DER of those between the identity and the root.
    let intermediates: [[UInt8]]

    /// The certificates of a generation.
    init(_ generation: Generation) throws {
        server = try generation.server()
        identity = try generation.member("identity.pem")
        rootDER = try generation.certificate("root.pem")
        root = try DecodedCertificate(der: rootDER, file: "root.pem")
        intermediates = try generation.intermediates()
    }
}
