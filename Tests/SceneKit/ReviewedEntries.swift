import CertificateEngine
import CertificateModel
import FileReading
import Viewer

/// Certificates of files or of an ignited store, decoded by the engine.
struct ReviewedEntries: SceneEntries {
    private struct Entry {
        let der: [UInt8]
        let source: String
        /// What it says; nil where it cannot be decoded.
        let contents: CertificateContents?
    }

    let sources: String
    private let scene: Scene
    private let isStore: Bool
    private var entries: [Entry] = []
    private var failures: [Event] = []

    init(_ scene: Scene) throws {
        self.scene = scene
        isStore = scene.shown == ["store"] || scene.part == .home
        sources =
            isStore
            ? "\(scene.store), generation 1"
            : scene.world == .peers ? Self.peers.joined(separator: ", ") : scene.shown.joined(separator: ", ")
        if isStore {
            let prepared = try SceneCertificates.ignition(of: try scene.plan())
            add(prepared.identityDER, from: "live/identity.pem")
            add(prepared.rootDER, from: "live/root.pem")
        } else {
            let media = try SceneMedia.at(scene.clock)
            for name in scene.shown { try read(name, media) }
        }
    }

    private mutating func add(_ der: [UInt8], from source: String) {
        entries.append(Entry(der: der, source: source, contents: try? CertificateReader.contents(der: der)))
    }

    private mutating func read(_ name: String, _ media: SceneMedia) throws {
        let path = "\(media.folder)/\(name)"
        let failure: Refusal
        do {
            let objects = try ImportFiles.read([path]) { _ in nil }
            for certificate in objects.certificates { add(certificate.der, from: name) }
            return
        } catch let error as ImportError {
            failure = Refusal(error.problem, hint: error.hint)
        } catch let error as Refusal {
            failure = error
        }
        failures.append(
            .failed(
                source: name, problem: failure.problem.replacing(media.folder + "/", with: ""), hint: failure.hint))
    }

    private static let peers = ["ipo1.example.com:443", "[2001:db8::1]:5061", "10.1.1.1:443"]

    var count: Int { entries.count }

    var opening: [Event] {
        get throws {
            let counted: [Event] = [.counted(entries.count, isAll: scene.world != .reading)] + failures
            return scene.world == .peers ? counted + peers : counted
        }
    }

    private var peers: [Event] {
        [
            .answered(
                PeerFacts(
                    peer: Self.peers[0], address: "192.168.42.1", protocolVersion: "TLSv1.3",
                    cipher: "TLS_AES_256_GCM_SHA384", entries: 0..<2, isAsStored: true)),
            .answered(
                PeerFacts(
                    peer: Self.peers[1], address: "2001:db8::1", protocolVersion: "TLSv1.2",
                    cipher: "ECDHE-RSA-AES128-GCM-SHA256", entries: 2..<entries.count, isAsStored: false)),
            .failed(
                source: Self.peers[2], problem: "\"\(Self.peers[2])\" does not answer: connection refused",
                hint: "check that a TLS server listens there"),
        ]
    }

    func summary(of index: Int) -> Summary {
        let entry = entries[index]
        let source = scene.world == .peers ? Self.peers[index < 2 ? 0 : 1] : entry.source
        guard let contents = entry.contents else {
            return Summary(
                subject: "", issuer: "", notBefore: nil, notAfter: nil, source: source,
                damage: "it cannot be decoded as a certificate")
        }
        return Summary(
            subject: VisibleText.cleaned(contents.subject.commonName ?? contents.subject.description),
            issuer: VisibleText.cleaned(contents.issuer.commonName ?? contents.issuer.description),
            notBefore: contents.notBefore, notAfter: contents.notAfter, source: source)
    }

    func opened(_ index: Int) -> OpenedEntry {
        let entry = entries[index]
        let pem = (try? CertificateReader.pemText(der: entry.der)) ?? []
        return OpenedEntry(
            table: entry.contents.map { contents in
                isStore
                    ? FieldTable(kind(of: contents), contents) : FieldTable(kind(of: contents), contents, checks: [])
            }, further: further(entry.der), der: entry.der,
            pem: String(decoding: pem, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    private func kind(of contents: CertificateContents) -> CertificateKind {
        guard case .authority = contents.basicConstraints?.value else { return .identity }
        return contents.subject == contents.issuer ? .root : .intermediate
    }

    /// The fingerprint and the pin: the place for the further extensions, too.
    private func further(_ der: [UInt8]) -> [FurtherRow] {
        func row(_ name: String, _ octets: [UInt8]) -> FurtherRow {
            let digits = Hexadecimal.string(octets)
            return FurtherRow(name: name, contents: digits, detail: [digits])
        }
        let pin = try? CertificateReader.publicKeyDigest(ofCertificate: der)
        return [row("SHA-256 Fingerprint", CertificateReader.fingerprint(der: der))]
            + (pin.map { [row("Public Key Pin (SHA-256)", $0)] } ?? [])
    }

    func judged(_ index: Int, at level: CheckLevel) -> JudgedEntry {
        SceneJudge(contents: entries.map(\.contents), sources: entries.map(\.source), scene: scene)
            .judged(index, at: level)
    }
}
