import CertificateModel

extension PeerError: CustomStringConvertible {
    /// What went wrong: one sentence without a final full stop, the server in double quotes.
    public var problem: String {
        switch cause {
        case .unresolved: "\(quoted("\(peer.host)")) has no IP address"
        case .noNameServer(let reason):
            "the addresses of \(quoted("\(peer.host)")) could not be looked up: \(cleaned(reason))"
        case .noInterface(let zone): "this host has no network interface \(quoted(zone))"
        case .refused: "\(name) refuses the connection"
        case .unreachable(let reason): "\(name) cannot be reached: \(cleaned(reason))"
        case .timedOut(.resolving, let duration):
            "no name server gave the address of \(quoted("\(peer.host)")) within \(duration.inSeconds)"
        case .timedOut(.connecting, let duration): "\(name) did not answer within \(duration.inSeconds)"
        case .timedOut(.greeting, let duration):
            "\(name) accepted the connection, but did not reach STARTTLS\(way) within \(duration.inSeconds)"
        case .timedOut(.handshake, let duration):
            "\(name) accepted the connection, but did not finish the TLS handshake within \(duration.inSeconds)"
        case .hungUp(.greeting): "\(name) closed the connection before STARTTLS\(way)"
        case .hungUp(.handshake): "\(name) closed the connection during the TLS handshake"
        case .hungUp: "\(name) closed the connection at once"
        case .plainText(let line?): "\(name) answers, but not in TLS: it said \(quoted(line))"
        case .plainText(nil): "\(name) answers, but neither in TLS nor in text"
        case .handshakeFailed(let reason): "the TLS handshake with \(name) failed: \(cleaned(reason))"
        case .noCertificate: "\(name) speaks TLS, but sent no certificate"
        case .tooManyCertificates: "\(name) sends more certificates than any chain has"
        case .startTLSRefused(let answer): "\(name) does not start TLS\(way): it said \(quoted(answer))"
        case .otherProtocol(let line?): "\(name) answers, but not in \(spoken): it said \(quoted(line))"
        case .otherProtocol(nil): "\(name) answers, but not in \(spoken)"
        case .noResource(let reason): "this host cannot make a connection to \(name): \(cleaned(reason))"
        case .library(let error): error.problem
        }
    }

    /// What to do: one sentence without a final full stop.
    public var hint: String {
        switch cause {
        case .unresolved: "check the spelling of the name, or give the server's IP address"
        case .noNameServer, .timedOut(.resolving, _):
            "check the name servers in \"/etc/resolv.conf\", or give the server's IP address"
        case .noInterface: "use an interface that \"ip link\" lists"
        case .refused: "check the port, and whether the server is running"
        case .unreachable: "check the address, and this host's network and routes"
        case .timedOut(.connecting, _): "check the address, and whether a firewall is in the way"
        case .timedOut(.greeting, _), .hungUp(.greeting), .otherProtocol:
            "check the port, or leave out --starttls if it speaks TLS from the start"
        case .timedOut(.handshake, _), .hungUp: usualHint ?? "check the port, and the server's log"
        case .plainText(let line): hint(forPlainText: line ?? "")
        case .handshakeFailed:
            serverName == nil
                ? "give the server's name instead of its address, or look into the server's log"
                : "look into the server's log"
        case .noCertificate: "configure a certificate in the server"
        case .tooManyCertificates: "check which file the server takes its chain from"
        case .startTLSRefused: "configure TLS in the server, and check its log"
        case .noResource: "close other programs, or raise their limits (ulimit -n), and try again"
        case .library(let error): error.hint
        }
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }

    private var name: String { quoted(peer.description) }

    private var way: String { startTLS.map { " (\($0.rawValue))" } ?? "" }

    private var spoken: String { startTLS?.rawValue.uppercased() ?? "TLS" }

    /// The hint if the port usually needs STARTTLS and the operator did not ask for it.
    private var usualHint: String? {
        guard startTLS == nil else { return nil }
        return StartTLS(usualOn: peer.port).map { "use --starttls \($0.rawValue)" }
    }

    private func hint(forPlainText line: String) -> String {
        let line = line.uppercased()
        guard startTLS == nil else { return "check the server's log: it breaks off its own protocol" }
        if line.hasPrefix("220"), line.contains("SMTP") { return "use --starttls smtp" }
        if line.hasPrefix("* OK") { return "use --starttls imap" }
        if line.hasPrefix("HTTP/") { return "name the port that speaks HTTPS: this one speaks plain HTTP" }
        return usualHint ?? "check the port: another service listens there"
    }

    private func quoted(_ text: String) -> String { VisibleText.quoted(text) }

    private func cleaned(_ text: String) -> String { VisibleText.cleaned(text, limit: 200) }
}
