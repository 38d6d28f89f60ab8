import CertificateEngine
public import CertificateModel
import CertificateStore
import Host

/// Hands the root of an ignited server to its clients: by a page, on a removable medium; and looks whether a port serves what
/// they are to trust. It writes nothing to the store, and reads no secrets.
public struct HandOut: Sendable {
    private let installation: Installation

    /// The hand-out of this server's root.
    public init(_ installation: Installation) { self.installation = installation }

    /// The root of the live generation, and what there is to hand it out with at this moment.
    public func offer() throws(OperationError) -> HandOutOffer {
        try OperationError.facts {
            let generation = try installation.store.requiredGeneration()
            let root = try generation.member("root.pem")
            return HandOutOffer(
                root: PublicRoot(
                    name: VisibleText.cleaned(root.name, limit: 200), notAfter: root.contents.notAfter,
                    sha256: root.sha256, pem: try generation.contents(of: "WebRootCA.pem"),
                    der: try generation.certificate("root.pem")),
                hostName: VisibleText.cleaned(generation.manifest.body.hostName.value),
                addresses: installation.world.facts().reachableAddresses,
                media: installation.world.places().filter(\.isRemovable),
                hooks: HookFolder(of: installation).path)
        }
    }

    /// Serves the root to clients at an endpoint, for ``PageEndpoint/seconds``. Returns when it is served, and until when.
    public func serve(at endpoint: PageEndpoint) throws(OperationError) -> (page: ServedPage, until: Timestamp) {
        let offer = try offer()
        let page = try OperationError.facts {
            try installation.world.servePage(endpoint, offer.root.files(of: offer.hostName), PageEndpoint.seconds)
        }
        return (page, installation.world.now().adding(seconds: PageEndpoint.seconds))
    }

    /// Copies the root to a removable medium, in PEM and in DER. Returns the names of the files. A file that is there already
    /// is left as it is; where it holds something else, nothing is copied.
    public func copy(to medium: Place) throws(OperationError) -> [String] {
        let root = try offer().root
        guard installation.world.places().contains(where: { $0.isRemovable && $0.path == medium.path }) else {
            throw .refused(
                Refusal("\(VisibleText.quoted(medium.path)) is not mounted any more", hint: "mount it, and try again"))
        }
        let files = [PublicFile.pem: root.pem, .der: root.der].compactMap { file, bytes in
            file.name.map { (name: $0, path: "\(medium.path)/\($0)", bytes: bytes) }
        }.sorted { $0.name > $1.name }
        var written: [String] = []
        do {
            for file in files where try write(file.bytes, to: file.path) { written.append(file.path) }
        } catch {
            written.forEach(NewFile.remove)
            throw OperationError(error)
        }
        return files.map(\.name)
    }

    /// Writes a new file; false where it is there already with these contents.
    private func write(_ bytes: [UInt8], to path: String) throws -> Bool {
        do throws(WriteFailure) {
            try NewFile.write(bytes, to: path, within: installation.world.reach)
            return true
        } catch .exists {
            let isSame = try? InputFile.withContents(
                of: path, within: installation.world.reach, limit: bytes.count, content: "certificates", missingHint: ""
            ) { $0.elementsEqual(bytes) }
            guard isSame == true else {
                throw Refusal(
                    "\(VisibleText.quoted(path)) exists already, and holds something else",
                    hint: "remove it there, or take another medium")
            }
            return false
        }
    }

    /// Which certificate a port serves, and whether it is this server's. A server that is named is asked for that name (SNI);
    /// one that is given by its address gets none, as from a client that knows only the address.
    public func test(_ peer: PeerAddress) throws(OperationError) -> ServedState {
        try OperationError.facts {
            let generation = try installation.store.requiredGeneration()
            let proof = try EndpointProof(generation, LiveCertificates(generation), in: installation)
            var serverName: HostName?
            if case .name(let name) = peer.host { serverName = name }
            let question = EndpointProof.Question(
                endpoint: peer, serverName: serverName, isGuess: false, startTLS: StartTLS(usualOn: peer.port))
            // One question that is no guess has one answer.
            return proof.ask([question]).first
                ?? ServedState(endpoint: peer.description, answer: .asking, isNamed: serverName != nil)
        }
    }
}

/// A page that is being served.
public struct ServedPage: Sendable {
    /// Waits for what happens next; not to be called after the end.
    public let next: @Sendable () -> PageNews
    /// Ends it, from any thread.
    public let stop: @Sendable () -> Void

    /// A page that does this.
    public init(next: @escaping @Sendable () -> PageNews, stop: @escaping @Sendable () -> Void) {
        (self.next, self.stop) = (next, stop)
    }
}
