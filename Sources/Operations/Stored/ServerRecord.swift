import SettingsFile
import CertificateModel
import CertificateStore
import FoundationEssentials

/// A server in a record of the store: the same keys as an answers file, so that a later run starts from what was decided.
enum ServerRecord {
    static func json(of server: ServerIdentity, profile: Profile? = nil) -> JSONValue {
        func strings(_ values: [some CustomStringConvertible]) -> JSONValue {
            .array(values.map { .string($0.description) })
        }
        func port(_ port: LANPort) -> JSONValue {
            .object(["ipv4": .string(port.ipv4?.description ?? ""), "ipv6": strings(port.ipv6)])
        }
        let naming = Naming.Part.allCases.map { ($0.rawValue, JSONValue.string(server.naming[$0])) }
        var answers: [String: JSONValue] = [
            "role": .string(server.role.rawValue),
            "hostname": .string(server.hostName.source == .entered ? server.hostName.value.text : ""),
            "lan1": port(server.lan1), "lan2": port(server.lan2),
            "names": .object([
                "dns": strings(server.names.dns), "ip": strings(server.names.ip),
                "sip-domains": strings(server.names.sipDomains),
            ]),
            "naming": .object(Dictionary(uniqueKeysWithValues: naming)),
        ]
        if let profile { answers["profile"] = .string(profile.rawValue) }
        return .object(answers)
    }

    /// The server that a record is about; `path` is what sentences call the record.
    ///
    /// Throws `damaged` where it holds what no run of this program writes.
    static func server(hostName: HostNameRecord, answers: JSONValue, path: String) throws(StoreError) -> ServerIdentity
    {
        do {
            let document = try AnswersReader.document(of: Array(JSONEncoder().encode(answers)), name: path)
            let answers = try Answers(document)
            guard let source = ResolvedHostName.Source(rawValue: hostName.source) else {
                throw Refusal("it names no server", hint: "")
            }
            return ServerIdentity(
                role: answers.role, hostName: ResolvedHostName(try HostName(hostName.value), from: source),
                lan1: answers.lan1 ?? LANPort(),
                lan2: answers.lan2 ?? LANPort(), names: answers.names, naming: answers.naming)
        } catch {
            throw .damaged(path: path, reason: (error as? Refusal)?.problem ?? "its answers cannot be read")
        }
    }
}
