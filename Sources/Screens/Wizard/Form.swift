import CertificateModel
import ScreenKit

/// What the operator typed and picked, and the values that it writes.
///
/// Only the model's initialisers parse text, so that the wizard and the answers file refuse the same things with the same
/// sentence.
struct Form: Sendable {
    /// A refusal of one field.
    struct FieldRefusal: Error {
        let field: FieldName
        let refusal: Refusal
    }

    /// Who issues the certificates.
    enum Authority: CaseIterable, Hashable, Sendable {
        /// This server.
        case here
        /// A third party did, and they are in files.
        case files
        /// A third party is to, by a signing request that is made here.
        case request
    }

    var authority = Authority.here
    var role = ServerRole.primary
    private var texts: [FieldName: TextField] = [:]
    /// The ports that were chosen, by their fields, as they were last seen.
    private var ports: [FieldName: NetworkInterface] = [:]
    /// Whether this host was looked at.
    private var hasHost = false
    /// What is taken although it would be refused today: the values of the server that is changed.
    let accepted: AcceptedValues

    init(naming: Naming = Naming(), accepting accepted: AcceptedValues = .none) {
        self.accepted = accepted
        for part in Naming.Part.allCases { self[.naming(part)] = TextField(naming[part]) }
    }

    subscript(field: FieldName) -> TextField {
        get { texts[field] ?? TextField() }
        set { texts[field] = newValue }
    }

    // MARK: - Ports

    /// The fields of a LAN.
    struct LANFields {
        let port, ipv4, ipv6: FieldName

        static let lan1 = LANFields(port: .lan1Port, ipv4: .lan1IPv4, ipv6: .lan1IPv6)
        static let lan2 = LANFields(port: .lan2Port, ipv4: .lan2IPv4, ipv6: .lan2IPv6)
    }

    /// Takes what was found on this host: the ports of the rule where nothing was answered yet, and the present addresses of
    /// the ports that were chosen.
    mutating func take(_ host: HostFacts) {
        if !hasHost {
            hasHost = true
            if isUntouched(.lan1) { choose(host.lan1Port, for: .lan1) }
            if isUntouched(.lan2) { choose(host.lan2Port, for: .lan2) }
        }
        for lan in [LANFields.lan1, .lan2] {
            guard let chosen = port(of: lan), let present = host.interfaces.first(where: { $0.name == chosen.name }),
                !present.addresses.isEmpty
            else { continue }
            choose(present, for: lan)
        }
    }

    private func isUntouched(_ lan: LANFields) -> Bool {
        ports[lan.port] == nil && self[lan.ipv4].isEmpty && self[lan.ipv6].isEmpty
    }

    /// Makes a LAN a port of the host, with its addresses; nil empties it.
    mutating func choose(_ port: NetworkInterface?, for lan: LANFields) {
        ports[lan.port] = port
        set(port?.lanPort ?? LANPort(), for: lan)
    }

    private mutating func set(_ addresses: LANPort, for lan: LANFields) {
        self[lan.ipv4] = TextField(addresses.ipv4?.description ?? "")
        self[lan.ipv6] = TextField(Self.text(of: addresses.ipv6))
    }

    /// Values as one field has them.
    private static func text(of values: [some CustomStringConvertible]) -> String {
        values.map(\.description).joined(separator: ", ")
    }

    /// The port that a LAN is; nil where its addresses are typed.
    func port(of lan: LANFields) -> NetworkInterface? {
        guard let port = ports[lan.port], (try? self.port(lan.ipv4, lan.ipv6)) == port.lanPort else { return nil }
        return port
    }

    /// Fills the form with the answers of a server.
    mutating func fill(with answers: Answers, _ server: ServerIdentity) {
        fill(with: answers, server.lan1, server.lan2)
    }

    /// Fills the form with answers. A port has the addresses that it has on the host, as soon as that was looked at.
    mutating func fill(with answers: Answers) {
        fill(with: answers, answers.lan1 ?? LANPort(), answers.lan2 ?? LANPort())
    }

    private mutating func fill(with answers: Answers, _ lan1: LANPort, _ lan2: LANPort) {
        role = answers.role
        authority =
            switch answers.source {
            case .selfSigned: .here
            case .imported: .files
            case .requested: .request
            }
        self[.hostName] = TextField(answers.hostName?.text ?? "")
        for (lan, fields, choice) in [(lan1, LANFields.lan1, answers.lan1Port), (lan2, .lan2, answers.lan2Port)] {
            set(lan, for: fields)
            // As the port was: the next look at the host gives it its present addresses.
            if case .named(let name) = choice {
                ports[fields.port] = NetworkInterface(name: name, mac: nil, addresses: lan.addresses)
            } else {
                ports[fields.port] = nil
            }
        }
        hasHost = answers.lan1Port != .auto && answers.lan2Port != .auto
        self[.dnsNames] = TextField(Self.text(of: answers.names.dns))
        self[.sipDomains] = TextField(Self.text(of: answers.names.sipDomains))
        self[.ipAddresses] = TextField(Self.text(of: answers.names.ip))
        for part in Naming.Part.allCases { self[.naming(part)] = TextField(answers.naming[part]) }
    }

    // MARK: - Values

    /// Why the text of a field is refused, if it is.
    func refusal(of field: FieldName) -> Refusal? {
        do throws(FieldRefusal) {
            switch field {
            case .role, .authority, .lan1Port, .lan2Port: break
            case .hostName: _ = try hostName()
            case .lan1IPv4, .lan2IPv4: _ = try ipv4(field)
            case .lan1IPv6, .lan2IPv6: _ = try ipv6(field)
            case .dnsNames: _ = try dnsNames()
            case .sipDomains: _ = try sipDomains()
            case .ipAddresses: _ = try ipAddresses()
            case .wholeNaming: _ = try naming()
            case .naming(let part):
                var naming = Naming()
                try set(part, in: &naming)
            }
            return nil
        } catch {
            return error.refusal
        }
    }

    /// The remark on a field whose text is accepted in another form.
    func remark(on field: FieldName) -> String? {
        guard field == .hostName || field == .dnsNames else { return nil }
        return items(of: field).lazy.compactMap { try? HostName.parse($0).remark }.first
    }

    /// The host name that was entered, or nil where the field is empty.
    func hostName() throws(FieldRefusal) -> HostName? {
        try optional(.hostName) { text throws(Refusal) in try HostName(text, accepting: accepted) }
    }

    func lan1() throws(FieldRefusal) -> LANPort { try port(.lan1IPv4, .lan1IPv6) }
    func lan2() throws(FieldRefusal) -> LANPort { try port(.lan2IPv4, .lan2IPv6) }

    private func ipv4(_ field: FieldName) throws(FieldRefusal) -> IPv4Address? {
        try optional(field) { text throws(Refusal) in try LANPort.ipv4(text, accepting: accepted) }
    }

    private func ipv6(_ field: FieldName) throws(FieldRefusal) -> [IPv6Address] {
        try list(field) { text throws(Refusal) in try LANPort.ipv6(text, accepting: accepted) }
    }

    private func dnsNames() throws(FieldRefusal) -> [HostName] {
        try list(.dnsNames) { text throws(Refusal) in try HostName(text, accepting: accepted) }
    }

    private func sipDomains() throws(FieldRefusal) -> [SIPDomain] {
        try list(.sipDomains) { text throws(Refusal) in try SIPDomain(text, accepting: accepted) }
    }

    private func ipAddresses() throws(FieldRefusal) -> [IPAddress] {
        try list(.ipAddresses) { text throws(Refusal) in try IPAddress(text) }
    }

    func names() throws(FieldRefusal) -> AdditionalNames {
        var names = AdditionalNames()
        names.dns = try dnsNames()
        names.sipDomains = try sipDomains()
        names.ip = try ipAddresses()
        return names
    }

    func naming() throws(FieldRefusal) -> Naming {
        var naming = Naming()
        for part in Naming.Part.allCases { try set(part, in: &naming) }
        return naming
    }

    /// The answers so far: what is refused is left out.
    var unfinished: Answers {
        var answers = Answers()
        answers.role = role
        answers.hostName = (try? hostName()) ?? nil
        if let port = port(of: .lan1) { answers.lan1Port = .named(port.name) }
        if let port = port(of: .lan2) { answers.lan2Port = .named(port.name) }
        if answers.lan1Port == nil { answers.lan1 = readable(.lan1IPv4, .lan1IPv6) }
        if answers.lan2Port == nil { answers.lan2 = readable(.lan2IPv4, .lan2IPv6) }
        answers.names.dns = items(of: .dnsNames).compactMap { try? HostName($0, accepting: accepted) }
        answers.names.sipDomains = items(of: .sipDomains).compactMap { try? SIPDomain($0, accepting: accepted) }
        answers.names.ip = items(of: .ipAddresses).compactMap { try? IPAddress($0) }
        for part in Naming.Part.allCases { try? set(part, in: &answers.naming) }
        return answers
    }

    /// The names of the identity, from the fields that can be parsed.
    func subjectAlternativeNames(hostName: HostName?) -> [GeneralName] {
        ServerIdentity.subjectAlternativeNames(
            hostName: hostName, lan1: readable(.lan1IPv4, .lan1IPv6), lan2: readable(.lan2IPv4, .lan2IPv6),
            names: (try? names()) ?? AdditionalNames())
    }

    /// The addresses of a port that can be parsed; others are left out.
    func readable(_ ipv4: FieldName, _ ipv6: FieldName) -> LANPort {
        LANPort(ipv4: (try? self.ipv4(ipv4)) ?? nil, ipv6: (try? self.ipv6(ipv6)) ?? [])
    }

    private func port(_ ipv4: FieldName, _ ipv6: FieldName) throws(FieldRefusal) -> LANPort {
        LANPort(ipv4: try self.ipv4(ipv4), ipv6: try self.ipv6(ipv6))
    }

    private func set(_ part: Naming.Part, in naming: inout Naming) throws(FieldRefusal) {
        let field = FieldName.naming(part)
        do { try naming.set(part, to: self[field].string, accepting: accepted) } catch {
            throw FieldRefusal(field: field, refusal: error)
        }
    }

    private func optional<Value>(
        _ field: FieldName, _ parse: (String) throws(Refusal) -> Value
    ) throws(FieldRefusal) -> Value? {
        let text = self[field].string
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        do { return try parse(text) } catch { throw FieldRefusal(field: field, refusal: error) }
    }

    private func list<Value>(
        _ field: FieldName, _ parse: (String) throws(Refusal) -> Value
    ) throws(FieldRefusal) -> [Value] {
        var values: [Value] = []
        for item in items(of: field) {
            do { values.append(try parse(item)) } catch { throw FieldRefusal(field: field, refusal: error) }
        }
        return values
    }

    private func items(of field: FieldName) -> [String] { self[field].string.items }
}
