import CertificateEngine
import CertificateModel
import CertificateStore

/// The server and the certificates of one generation. They are read once, so that they are consistent.
struct LiveCertificates: Sendable {
    /// The server of the certificates.
    let server: ServerIdentity
    /// The identity and the root, decoded.
    let identity, root: DecodedCertificate
    /// The root's DER.
    let rootDER: [UInt8]
    /// The DER of the intermediates.
    let intermediates: [[UInt8]]
    /// What a confirmation compares others with.
    let confirmed: Confirmation.Live

    /// The certificates of a generation.
    init(_ generation: Generation) throws {
        server = try generation.server()
        identity = try generation.member("identity.pem")
        rootDER = try generation.certificate("root.pem")
        root = try DecodedCertificate(der: rootDER, file: "root.pem")
        intermediates = try generation.intermediates()
        confirmed = Confirmation.Live(
            root: root.contents, identity: identity.contents,
            profile: generation.manifest.body.profile.flatMap(Profile.init(rawValue:)))
    }
}
