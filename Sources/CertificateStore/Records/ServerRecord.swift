public import CertificateModel

/// A server in a record of the store: the same keys as an answers file, so that a later run starts from what was decided.
public enum ServerRecord {
    /// The answers that the server was made of.
    public static func json(of server: ServerIdentity, profile: Profile? = nil) -> JSONValue {
        Answers(recorded: server, profile: profile).record
    }

    /// The ports that the addresses of a server follow.
    public static func ports(of server: ServerIdentity) -> [PortRecord] { server.followedPorts.map(PortRecord.init) }

    /// The server that a record is about; `path` is what sentences call the record.
    ///
    /// `hostAddresses` are the addresses that the host had, in a record without `ports`, which earlier versions wrote: those
    /// of a LAN follow the host. Throws `damaged` where the record holds what no run of any version writes.
    public static func server(
        hostName: HostNameRecord, answers: JSONValue, ports: [PortRecord]?, hostAddresses: [String]?, path: String
    ) throws(StoreError) -> ServerIdentity {
        do throws(Refusal) {
            guard let source = ResolvedHostName.Source(rawValue: hostName.source), case .object(let object) = answers
            else { throw Refusal("it names no server", hint: "") }
            let document = SettingsDocument(.answers, name: path, object)
            let name = ResolvedHostName(try HostName(hostName.value, accepting: .everything), from: source)
            let server = try Answers(document, accepting: .everything).server(called: name)
            return following(ports, had: hostAddresses, server)
        } catch {
            throw .damaged(path: path, reason: error.problem)
        }
    }

    private static func following(
        _ ports: [PortRecord]?, had hostAddresses: [String]?, _ server: ServerIdentity
    ) -> ServerIdentity {
        var server = server
        if let ports {
            server.followedPorts = ports.map(\.port)
        } else if let hostAddresses {
            let had = hostAddresses.compactMap { try? IPAddress($0) }
            server.followedPorts = [server.lan1, server.lan2].compactMap { lan in
                let followed = lan.addresses.filter(had.contains)
                // The port that had them was not recorded.
                return followed.isEmpty
                    ? nil : FollowedPort(name: "", mac: nil, kind: .other, addresses: had, followed: followed)
            }
        }
        return server
    }
}
