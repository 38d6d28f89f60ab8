public import CertificateModel
import Glibc

/// A source of certificates for a review.
public enum ReviewSource: Sendable {
    /// Standard input.
    case standardInput
    /// A file, or a folder with files.
    case path(String)
    /// A TLS server.
    case peer(PeerAddress)

    /// The source that an operator typed. An existing path is a file, and a text that ends in a port is a peer.
    public init(_ text: String) throws(Refusal) {
        if text == "-" {
            self = .standardInput
        } else if access(text, F_OK) != 0, PeerAddress.looksLikePeer(text) {
            self = .peer(try PeerAddress(text))
        } else {
            self = .path(text)
        }
    }

    /// The source as the operator named it.
    public var name: String {
        switch self {
        case .standardInput: "standard input"
        case .path(let path): path
        case .peer(let address): address.description
        }
    }
}
