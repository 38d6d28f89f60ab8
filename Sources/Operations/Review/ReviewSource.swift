public import CertificateModel
import Glibc

/// Where the certificates of a review come from.
public enum ReviewSource: Sendable {
    /// What is written to standard input.
    case standardInput
    /// A file, or a folder with files.
    case path(String)
    /// A TLS server.
    case peer(PeerAddress)

    /// Tells a source from what was typed: what exists is a file, and what ends in a port is a peer.
    public init(_ text: String) throws(Refusal) {
        if text == "-" {
            self = .standardInput
        } else if access(text, F_OK) != 0, PeerAddress.looksLikePeer(text) {
            self = .peer(try PeerAddress(text))
        } else {
            self = .path(text)
        }
    }

    /// What the operator called it.
    public var name: String {
        switch self {
        case .standardInput: "standard input"
        case .path(let path): path
        case .peer(let address): address.description
        }
    }
}
