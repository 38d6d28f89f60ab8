public import CertificateModel

/// A server in a record of the store: the same keys as an answers file, so that a later run starts from what was decided.
public enum ServerRecord {
    /// The answers that the server was made of.
    public static func json(of server: ServerIdentity, profile: Profile? = nil) -> JSONValue {
        Answers(of: server, profile: profile).record
    }

    /// The server that a record is about; `path` is what sentences call the record.
    ///
    /// Throws `damaged` where it holds what no run of this program writes.
    public static func server(
        hostName: HostNameRecord, answers: JSONValue, path: String
    ) throws(StoreError) -> ServerIdentity {
        do throws(Refusal) {
            guard let source = ResolvedHostName.Source(rawValue: hostName.source), case .object(let object) = answers
            else { throw Refusal("it names no server", hint: "") }
            let document = SettingsDocument(.answers, name: path, object)
            return try Answers(document).server(called: ResolvedHostName(try HostName(hostName.value), from: source))
        } catch {
            throw .damaged(path: path, reason: error.problem)
        }
    }
}
