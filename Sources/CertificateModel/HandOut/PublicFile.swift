/// What the page for clients serves: each under a path that never changes.
public enum PublicFile: String, CaseIterable, Hashable, Sendable {
    /// The page with the steps.
    case page = "/"
    /// The root in PEM, which phones fetch under this name.
    case pem = "/WebRootCA.pem"
    /// The root in DER.
    case der = "/WebRootCA.der"
    /// The fingerprint, for programs.
    case fingerprint = "/fingerprint.txt"

    /// The name of the file; nil for the page.
    public var name: String? { self == .page ? nil : String(rawValue.dropFirst()) }

    /// The media type (RFC 2046; `application/x-x509-ca-cert` is what browsers take for a root to be installed).
    public var mediaType: String {
        switch self {
        case .page: "text/html; charset=utf-8"
        case .pem: "application/x-pem-file"
        case .der: "application/x-x509-ca-cert"
        case .fingerprint: "text/plain; charset=utf-8"
        }
    }
}

extension PublicRoot {
    /// What is served, for the server of this name: the contents of each file.
    public func files(of hostName: String) -> [PublicFile: [UInt8]] {
        [
            .page: Array(InstallationPage(root: self, hostName: hostName).html.utf8), .pem: pem, .der: der,
            .fingerprint: Array("\(Hexadecimal.string(sha256))\n".utf8),
        ]
    }
}
