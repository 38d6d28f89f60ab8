import CertificateModel
import CertificateStore

/// The plan in the manifest: the same keys as an answers file, so that a later run starts from what was decided.
enum PlanRecord {
    static func json(of plan: Plan) -> JSONValue {
        let server = plan.server
        func strings(_ values: [some CustomStringConvertible]) -> JSONValue {
            .array(values.map { .string($0.description) })
        }
        func port(_ port: LANPort) -> JSONValue {
            .object(["ipv4": .string(port.ipv4?.description ?? ""), "ipv6": strings(port.ipv6)])
        }
        let naming = Naming.Part.allCases.map { ($0.rawValue, JSONValue.string(server.naming[$0])) }
        return .object([
            "role": .string(server.role.rawValue),
            "hostname": .string(server.hostName.source == .entered ? server.hostName.value.text : ""),
            "lan1": port(server.lan1), "lan2": port(server.lan2),
            "names": .object([
                "dns": strings(server.names.dns), "ip": strings(server.names.ip),
                "sip-domains": strings(server.names.sipDomains),
            ]),
            "naming": .object(Dictionary(uniqueKeysWithValues: naming)), "profile": .string(plan.profile.rawValue),
        ])
    }
}
