import CertificateEngine
import CertificateModel
import CertificateStore
import FileReading
import Viewer

/// Opens the sources of a review.
struct ReviewLoader: Sendable {
    let library: ReviewLibrary
    let store: Store
    let passphrase: @Sendable (_ path: String) -> SecretBytes?
    let serverName: HostName?
    let startTLS: StartTLS?
    let timeout: Duration
    /// The identity that the store holds.
    let storedIdentity: [UInt8]?

    /// The most octets of one file.
    static let limit = 256 << 20

    /// Adds the certificates of the store's live generation, from the root to the identity; returns what is live.
    @discardableResult
    func addStore() throws -> Generation {
        guard let generation = try store.liveGeneration() else {
            throw CommandFailure(
                status: .refused, problem: "the store \(VisibleText.quoted(store.layout.folder)) holds no certificates",
                hint: "run \"keyturn\" to ignite this server, or name another folder with --store")
        }
        let server = try generation.server()
        let identity = try generation.certificates("identity.pem")
        let chain = try generation.certificates("chain.pem")
        let certificates = chain == identity ? identity : chain.reversed() + identity
        library.add(
            CertificateBundle(name: "the store", certificates: certificates),
            inUse: .init(index: certificates.count - 1, names: server.subjectAlternativeNames, role: "name"))
        return generation
    }

    /// Adds the certificates of a source; where that is a peer, returns how it answered.
    func add(_ source: ReviewSource) throws -> PeerFacts? {
        switch source {
        case .standardInput: try addFile("-")
        case .path(let path) where InputFolder.isFolder(path): try addFolder(path)
        case .path(let path): try addFile(path)
        case .peer(let address): return try ask(address)
        }
        return nil
    }

    private func addFile(_ path: String) throws {
        let name = path == "-" ? "standard input" : path
        // What the body throws is no refusal of the file's, so it is kept until the file is closed.
        let outcome: Result<CertificateBundle, ImportError> = try InputFile.withContents(
            of: path, limit: Self.limit, content: "certificates", missingHint: "check the path", standardInput: true
        ) { bytes in
            do throws(ImportError) {
                return .success(try CertificateBundle(name: name, contents: bytes, passphrase: passphrase(path)))
            } catch {
                return .failure(error)
            }
        }
        let bundle = try outcome.get()
        guard bundle.count > 0 else { throw ImportError.nothing(file: name) }
        library.add(bundle)
    }

    /// Files without certificates are passed over, as in an import.
    private func addFolder(_ path: String) throws {
        let before = library.count
        for entry in try InputFolder.entries(of: path)
        where entry.kind == .file && entry.size <= Self.limit && !entry.name.hasPrefix(".") {
            do { try addFile(path.hasSuffix("/") ? path + entry.name : "\(path)/\(entry.name)") } catch is ImportError {
                continue
            }
        }
        guard library.count > before else {
            throw Refusal(
                "the folder \(VisibleText.quoted(path)) holds no certificate", hint: "name a folder with certificates")
        }
    }

    private func ask(_ address: PeerAddress) throws -> PeerFacts {
        let reply = try TLSPeer.ask(address, serverName: serverName, startTLS: startTLS, timeout: timeout)
        let names: [GeneralName] =
            if let serverName {
                [.dns(serverName.text)]
            } else {
                switch address.host {
                case .name(let name): [.dns(name.text)]
                case .ip(let ip): [.ip(ip)]
                }
            }
        let entries = library.add(
            CertificateBundle(name: address.description, certificates: reply.chain),
            inUse: .init(index: 0, names: names, role: "name in use"))
        return PeerFacts(
            peer: address.description, address: reply.address, protocolVersion: reply.protocolVersion,
            cipher: reply.cipher, entries: entries, isAsStored: storedIdentity.map { $0 == reply.chain.first })
    }
}
