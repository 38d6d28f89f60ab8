import CertificateModel
import FileReading
import Glibc

/// Where the certificates of a review come from.
enum ReviewSource: Sendable {
    case standardInput
    case path(String)
    case peer(PeerAddress)

    /// Tells a source from what was typed: what exists is a file, and what ends in a port is a peer.
    init(_ text: String) throws(Refusal) {
        if text == "-" {
            self = .standardInput
        } else if access(text, F_OK) != 0, PeerAddress.looksLikePeer(text) {
            self = .peer(try PeerAddress(text))
        } else {
            self = .path(text)
        }
    }
}
