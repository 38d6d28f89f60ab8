import CertificateModel
import HostileDER

/// Answers as an operator, or somebody who means ill, might give them: most of them right, some of them not.
struct RandomAnswers {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A plan of random answers; throws the model's refusal of the first answer that it does not take.
    mutating func plan() throws -> Plan {
        let host = ResolvedHostName(try HostName(text(hostName())), from: .entered)
        var server = ServerIdentity(hostName: host, lan1: try port())
        if chance(3) { server.lan2 = try port() }
        for _ in 0..<number(0...3) { server.names.dns.append(try HostName(text(hostName()))) }
        for _ in 0..<number(0...2) {
            server.names.sipDomains.append(try SIPDomain((chance(2) ? "sip:" : "") + hostName()))
        }
        for _ in 0..<number(0...3) { server.names.ip.append(try IPAddress(text(chance(2) ? ipv4() : ipv6()))) }
        for part in Naming.Part.allCases where chance(3) { try server.naming.set(part, to: text(value(of: part))) }
        let reading = Timestamp(secondsSinceEpoch: Int64.random(in: -9_000_000_000...9_000_000_000, using: &random))
        return try Plan(
            server: server, profile: chance(2) ? .interoperable : .documented,
            clock: IgnitionClock(reading: chance(8) ? reading : SamplePlan.now))
    }

    /// Mostly the text itself; now and then what would harm a parser, a terminal or a shell.
    private mutating func text(_ usual: String) -> String {
        guard chance(40) else { return usual }
        let hostile = [
            "", " ", "\0", "\(usual)\0.example.org", "\u{1b}[2J", "\u{202e}\(usual)", "*.\(usual)", "DNS:\(usual)",
            "\(usual),IP:10.0.0.1", "$(reboot)", "%n%n", "10.0.0.256", "::1%eth0", "-\(usual)", "\(usual)..",
            String(repeating: "a", count: 70_000), "\u{fffd}\u{10ffff}", "e\u{301}\u{301}",
        ]
        return hostile.randomElement(using: &random) ?? usual
    }

    private mutating func value(of part: Naming.Part) -> String {
        switch part {
        case .country: letters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 2...2)
        case .email: "\(letters("abc.+_'%", 1...20))@\(hostName())"
        case .domain: hostName()
        case .rootPrefix: letters("abc019", 0...10) + (chance(2) ? "-" : ".")
        case .unit, .organization, .locality, .state: letters("abcÄöß株\u{1f511} ,+\"\\<>;=#/'%*$", 1...70)
        }
    }

    private mutating func hostName() -> String {
        (0..<number(1...4)).map { _ in letters("abcdefghijklmnopqrstuvwxyzABC0123456789", 1...12) }.joined(
            separator: ".")
    }

    private mutating func port() throws -> LANPort {
        var port = LANPort()
        if !chance(5) { port.ipv4 = try LANPort.ipv4(text(ipv4())) }
        for _ in 0..<number(0...2) { port.ipv6.append(try LANPort.ipv6(text(ipv6()))) }
        return port
    }

    private mutating func ipv4() -> String {
        "\(number(1...223)).\(number(0...255)).\(number(0...255)).\(number(0...255))"
    }

    private mutating func ipv6() -> String {
        "2001:" + (0..<7).map { _ in String(chance(3) ? 0 : number(0...0xffff), radix: 16) }.joined(separator: ":")
    }

    private mutating func letters(_ alphabet: String, _ count: ClosedRange<Int>) -> String {
        let all = Array(alphabet)
        return String((0..<number(count)).compactMap { _ in all.randomElement(using: &random) })
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func chance(_ one: Int) -> Bool { number(1...one) == 1 }
}
