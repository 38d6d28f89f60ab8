public import CertificateEngine
public import CertificateModel
import Host
import Threads

/// Opens the sources of a review.
public struct ReviewLoader: Sendable {
    /// The library that certificates are added to.
    public internal(set) var library: ReviewLibrary
    /// The identity in the store; nil if there is none.
    public let storedIdentity: [UInt8]?
    /// Returns the passphrase of a file by its path.
    public var passphrase: @Sendable (_ path: String) -> SecretBytes? = { _ in nil }
    /// The SNI for peers; nil for the name in their address.
    public var serverName: HostName?
    /// The STARTTLS protocol of peers.
    public var startTLS: StartTLS?
    /// The timeout of a peer.
    public var timeout = Duration.seconds(5)
    private var askPeer: @Sendable (PeerAddress, HostName?, StartTLS?, Duration) throws(PeerError) -> PeerReply

    /// A loader into this library. It asks peers through `World`.
    public init(
        library: ReviewLibrary, storedIdentity: [UInt8]?,
        askPeer: @escaping @Sendable (PeerAddress, HostName?, StartTLS?, Duration) throws(PeerError) -> PeerReply
    ) {
        self.library = library
        self.storedIdentity = storedIdentity
        self.askPeer = askPeer
    }

    /// The same loader, which asks all peers of these sources now, each on a thread of its own. `answered` is told there of
    /// each as soon as it has answered, or failed to.
    public func asking(
        _ sources: [ReviewSource],
        answered: @escaping @Sendable (_ peer: PeerAddress, _ hasFailed: Bool) -> Void = { _, _ in }
    ) -> ReviewLoader {
        var answers: [PeerAddress: Promise<Result<PeerReply, PeerError>>] = [:]
        for case .peer(let address) in sources where answers[address] == nil {
            let promise = Promise<Result<PeerReply, PeerError>>()
            answers[address] = promise
            DetachedThread.run { [askPeer, serverName, startTLS, timeout] in
                let answer = Result { () throws(PeerError) in try askPeer(address, serverName, startTLS, timeout) }
                if case .failure = answer { answered(address, true) } else { answered(address, false) }
                promise.fulfil(answer)
            }
        }
        var loader = self
        loader.askPeer = { [askPeer, answers] (address, name, startTLS, timeout) throws(PeerError) in
            guard let answer = answers[address] else { return try askPeer(address, name, startTLS, timeout) }
            return try answer.wait().get()
        }
        return loader
    }

    /// The most octets of one file.
    static let limit = 256 << 20
    /// The most octets of standard input that is no file: all of it is kept in memory.
    static let streamLimit = 32 << 20

    /// Adds the certificates of a source. For a peer, returns how it answered. `failed` is called for each thing that
    /// cannot be read, which may be a file of a folder.
    public func add(_ source: ReviewSource, failed: (_ name: String, _ error: OperationError) -> Void) -> PeerFacts? {
        do {
            switch source {
            case .standardInput: try addFile("-")
            case .path(let path) where InputFolder.isFolder(path): try addFolder(path, failed)
            case .path(let path): try addFile(path)
            case .peer(let address): return try ask(address)
            }
        } catch {
            failed(source.name, OperationError(Self.reviewed(error, source)))
        }
        return nil
    }

    /// The error with a hint for a review, if the hint of an import would not fit.
    private static func reviewed(_ error: any Error, _ source: ReviewSource) -> any Error {
        guard let error = error as? ImportError else { return error }
        var isTyped = false
        if case .standardInput = source { isTyped = true }
        switch error {
        case .nothing(let file):
            return Refusal(
                "\(VisibleText.quoted(file)) holds no certificate",
                hint: "name a file with certificates (PEM, DER, PKCS #7 or PKCS #12)")
        case .empty where isTyped:
            return Refusal(error.problem, hint: "write certificates to it, or name their file instead of \"-\"")
        case .damaged where isTyped:
            return Refusal(error.problem, hint: "check what is written to it")
        default: return error
        }
    }

    private func addFile(_ path: String) throws {
        let name = path == "-" ? "standard input" : path
        if let file = try InputFile.opened(
            path, largerThan: Self.largeFile, limit: Self.limit, content: "certificates",
            missingHint: Self.missingHint, standardInput: true),
            let bundle = CertificateBundle(name: name, pieces: TextPieces(count: file.size, read: file.read(at:into:)))
        {
            library.add(bundle)
            return
        }
        // The body's own error is kept until the file is closed: `withContents` throws only refusals.
        let outcome: Result<CertificateBundle, ImportError> = try InputFile.withContents(
            of: path, limit: Self.limit, content: "certificates",
            missingHint: Self.missingHint, standardInput: true, streamLimit: Self.streamLimit
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

    /// From how many octets on a file is read in pieces.
    static let largeFile = 1 << 20

    private static let missingHint = "check the path; name a server with its port: ipo1.example.com:443"

    /// How many unreadable files of a folder are named.
    static let mostNamed = 20

    /// Adds the files of a folder. Files without certificates are left out with a remark, as in an import. A file that
    /// cannot be read does not hide the others.
    private func addFolder(_ path: String, _ failed: (String, OperationError) -> Void) throws {
        let before = library.count
        var failures = 0
        var leftOut = FolderRemarks(path, limit: Self.limit, isReview: true)
        for entry in try InputFolder.entries(of: path) {
            let file = path.hasSuffix("/") ? path + entry.name : "\(path)/\(entry.name)"
            do {
                switch FolderRemarks.Reason(entry, limit: Self.limit) {
                case nil: try addFile(file)
                case .unnameable: throw Self.unnameable(entry.name, in: path)
                case let reason?: leftOut.add(entry.name, reason)
                }
            } catch let error as ImportError where error.isOfOtherFile {
                leftOut.add(entry.name, .other)
            } catch {
                failures += 1
                if failures <= Self.mostNamed { failed(file, OperationError(error)) }
            }
        }
        library.add(remarks: leftOut.sentences)
        if failures > Self.mostNamed {
            throw Refusal(
                "\(failures - Self.mostNamed) more files of the folder \(VisibleText.quoted(path)) cannot be read",
                hint: "name them one by one to see why")
        }
        guard library.count > before || failures > 0 else {
            throw Refusal(
                "the folder \(VisibleText.quoted(path)) holds no certificate",
                hint:
                    "name the folder with the certificates: its subfolders are not searched; for a store, use --store DIR"
            )
        }
    }

    private static func unnameable(_ name: String, in folder: String) -> Refusal {
        Refusal(
            "the name of \(VisibleText.quoted(name)) in the folder \(VisibleText.quoted(folder)) is not UTF-8, "
                + "so it cannot be opened",
            hint: "give it another name")
    }

    private func ask(_ address: PeerAddress) throws -> PeerFacts {
        let reply = try askPeer(address, serverName, startTLS, timeout)
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
            inUse: .init(index: 0, names: names, role: Coverage.inUse))
        return PeerFacts(
            peer: address.description, address: reply.address, protocolVersion: reply.protocolVersion,
            cipher: reply.cipher, entries: entries, isAsStored: storedIdentity.map { $0 == reply.chain.first })
    }
}
