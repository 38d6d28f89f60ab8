public import CertificateEngine
public import CertificateModel
import FileReading
public import Viewer

/// Opens the sources of a review.
public struct ReviewLoader: Sendable {
    /// Where what is found is added to.
    public let library: ReviewLibrary
    /// The identity that the store holds; nil where it holds none.
    public let storedIdentity: [UInt8]?
    /// The passphrase of a file, by its path.
    public var passphrase: @Sendable (_ path: String) -> SecretBytes? = { _ in nil }
    /// The name that peers are asked for (SNI), where it is not that of their address.
    public var serverName: HostName?
    /// The protocol that peers speak before TLS.
    public var startTLS: StartTLS?
    /// How long a peer may take.
    public var timeout = Duration.seconds(5)

    /// A loader into this library.
    public init(library: ReviewLibrary, storedIdentity: [UInt8]?) {
        self.library = library
        self.storedIdentity = storedIdentity
    }

    /// The most octets of one file.
    static let limit = 256 << 20

    /// Adds the certificates of a source; where that is a peer, returns how it answered. Throws a `Refusal`, an
    /// `ImportError` or a `PeerError`.
    public func add(_ source: ReviewSource) throws -> PeerFacts? {
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

    /// Files without certificates are passed over, as in an import; what cannot be read keeps no other file from being
    /// shown, and is said in the end.
    private func addFolder(_ path: String) throws {
        let before = library.count
        var failure: (any Error)?
        for entry in try InputFolder.entries(of: path)
        where entry.kind == .file && entry.size <= Self.limit && !entry.name.hasPrefix(".") {
            do {
                try addFile(path.hasSuffix("/") ? path + entry.name : "\(path)/\(entry.name)")
            } catch let error as ImportError where error.isOfOtherFile {
                continue
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
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
