import CertificateModel
import ScreenKit

/// What the operator typed and picked, and the values that it writes.
///
/// Only the model's initialisers parse text, so that the wizard and the answers file refuse the same things with the same
/// sentence.
struct Form: Hashable, Sendable {
    /// A refusal of one field.
    struct FieldRefusal: Error {
        let field: FieldName
        let refusal: Refusal
    }

    var role = ServerRole.primary
    /// Whether a third party's certificates are to be taken in instead of issuing.
    var wantsImport = false
    private var texts: [FieldName: TextField] = [:]

    init(naming: Naming = Naming()) {
        for part in Naming.Part.allCases { self[.naming(part)] = TextField(naming[part]) }
    }

    subscript(field: FieldName) -> TextField {
        get { texts[field] ?? TextField() }
        set { texts[field] = newValue }
    }

    /// Fills the addresses in that were found on this host, where nothing was typed yet.
    mutating func offer(_ host: HostFacts) {
        offer(host.lan1, .lan1IPv4, .lan1IPv6)
        offer(host.lan2, .lan2IPv4, .lan2IPv6)
        if self[.ipAddresses].isEmpty {
            self[.ipAddresses] = TextField(host.furtherAddresses.map(\.description).joined(separator: ", "))
        }
    }

    private mutating func offer(_ port: LANPort, _ ipv4: FieldName, _ ipv6: FieldName) {
        if self[ipv4].isEmpty, let address = port.ipv4 { self[ipv4] = TextField(address.description) }
        if self[ipv6].isEmpty { self[ipv6] = TextField(port.ipv6.map(\.description).joined(separator: ", ")) }
    }

    /// Why the text of a field is refused, if it is.
    func refusal(of field: FieldName) -> Refusal? {
        do throws(FieldRefusal) {
            switch field {
            case .role, .authority: break
            case .hostName: _ = try hostName()
            case .lan1IPv4, .lan2IPv4: _ = try optional(field, LANPort.ipv4)
            case .lan1IPv6, .lan2IPv6: _ = try list(field, LANPort.ipv6)
            case .dnsNames: _ = try list(field) { text throws(Refusal) in try HostName(text) }
            case .sipDomains: _ = try list(field) { text throws(Refusal) in try SIPDomain(text) }
            case .ipAddresses: _ = try list(field) { text throws(Refusal) in try IPAddress(text) }
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
        try optional(.hostName) { text throws(Refusal) in try HostName(text) }
    }

    func lan1() throws(FieldRefusal) -> LANPort { try port(.lan1IPv4, .lan1IPv6) }
    func lan2() throws(FieldRefusal) -> LANPort { try port(.lan2IPv4, .lan2IPv6) }

    func names() throws(FieldRefusal) -> AdditionalNames {
        var names = AdditionalNames()
        names.dns = try list(.dnsNames) { text throws(Refusal) in try HostName(text) }
        names.sipDomains = try list(.sipDomains) { text throws(Refusal) in try SIPDomain(text) }
        names.ip = try list(.ipAddresses) { text throws(Refusal) in try IPAddress(text) }
        return names
    }

    func naming() throws(FieldRefusal) -> Naming {
        var naming = Naming()
        for part in Naming.Part.allCases { try set(part, in: &naming) }
        return naming
    }

    /// The names of the identity, from the fields that can be parsed.
    func subjectAlternativeNames(hostName: HostName?) -> [GeneralName] {
        ServerIdentity.subjectAlternativeNames(
            hostName: hostName, lan1: readable(.lan1IPv4, .lan1IPv6), lan2: readable(.lan2IPv4, .lan2IPv6),
            names: (try? names()) ?? AdditionalNames())
    }

    /// The addresses of a port that can be parsed; others are left out.
    func readable(_ ipv4: FieldName, _ ipv6: FieldName) -> LANPort {
        LANPort(ipv4: (try? optional(ipv4, LANPort.ipv4)) ?? nil, ipv6: (try? list(ipv6, LANPort.ipv6)) ?? [])
    }

    private func port(_ ipv4: FieldName, _ ipv6: FieldName) throws(FieldRefusal) -> LANPort {
        LANPort(ipv4: try optional(ipv4, LANPort.ipv4), ipv6: try list(ipv6, LANPort.ipv6))
    }

    private func set(_ part: Naming.Part, in naming: inout Naming) throws(FieldRefusal) {
        let field = FieldName.naming(part)
        do { try naming.set(part, to: self[field].string) } catch { throw FieldRefusal(field: field, refusal: error) }
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

    /// The items of a list: separated by commas, spaces or both.
    private func items(of field: FieldName) -> [String] {
        self[field].string.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
    }
}
