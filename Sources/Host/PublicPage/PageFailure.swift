public import CertificateModel
import Glibc
import Threads

/// Why the page for clients cannot be served.
public enum PageFailure: Error, Hashable, Sendable {
    /// The address cannot be listened at, with this error number (bind(2), listen(2)).
    case notOpened(PageEndpoint, code: Int32)
    /// The process that serves it cannot be started, or gives up none of its rights, with this error number.
    case notStarted(code: Int32)
    /// That process ended before it served anything.
    case endedAtOnce

    /// What is wrong: one sentence without a full stop.
    public var problem: String {
        switch self {
        case .notOpened(let endpoint, EADDRINUSE):
            "the port \"\(endpoint.port)\" of \"\(endpoint.address)\" is in use by another program"
        case .notOpened(let endpoint, let code):
            "\"\(endpoint)\" cannot be listened at: \(SystemReason.text(code))"
        case .notStarted(let code):
            "the process that serves \"WebRootCA.pem\" cannot be started: \(SystemReason.text(code))"
        case .endedAtOnce: "the process that serves \"WebRootCA.pem\" stopped at once"
        }
    }

    /// What to do: one sentence without a full stop.
    public var hint: String {
        switch self {
        case .notOpened(let endpoint, EADDRINUSE):
            "choose another port, such as \(endpoint.port == 8081 ? 8082 : 8081)"
        case .notOpened(_, EACCES): "choose a port from 1024 on"
        case .notOpened: "choose another address of this server"
        case .notStarted, .endedAtOnce: "copy the root to a removable medium instead"
        }
    }
}
