@testable import CertificateEngine
@testable import CertificateModel
@testable import CertificateStore
@testable import Host
import SettingsFile
@testable import Terminal

/// The parsers of this program's own, and what holds of each whatever it is given.
package enum FuzzedParser: String, CaseIterable, Sendable {
    case header, certificate, request, bundle, `import`, keys, message, answers, site, manifest, journal, serials, text,
        names, addresses, page, netlink, terminal

    /// The parser that libFuzzer calls, of which there is one in a process.
    package nonisolated(unsafe) static var chosen = FuzzedParser.header

    /// The most octets that are made up for it: more takes longer, and says nothing new.
    package var longest: Int {
        switch self {
        case .addresses, .names, .serials, .terminal: 300
        case .certificate, .header, .import, .journal, .keys, .message, .request, .site: 1_500
        case .answers, .bundle, .manifest, .netlink, .page, .text: 3_000
        }
    }

    /// Reads octets that may be anything. Traps where something does not hold.
    package func read(_ octets: UnsafeRawBufferPointer) {
        // Each parser takes one of them, and to make the other would take as long as some parsers do.
        lazy var bytes = Array(octets)
        lazy var text = String(decoding: octets, as: UTF8.self)
        switch self {
        case .header: Self.header(octets)
        case .certificate: Self.certificate(bytes)
        case .request:
            _ = try? RequestReader.contents(der: bytes)
            _ = try? RequestReader.pem(bytes)
        case .bundle: Self.bundle(octets)
        case .import: Self.objects(octets, passphrase: nil)
        case .keys: Self.objects(octets, passphrase: "cipher")
        case .message: Self.message(bytes)
        case .answers: Self.settings(.answers, bytes) { _ = try Answers($0) }
        case .site:
            Self.settings(.siteConfiguration, bytes) { _ = try SiteConfiguration($0) }
            _ = SiteText.setting(renewsAutomatically: true, in: text)
        case .manifest: Self.manifest(bytes)
        case .journal: Self.journal(bytes)
        case .serials: Self.serials(bytes)
        case .text: Self.safe(text)
        case .names: Self.names(text)
        case .addresses: Self.addresses(text)
        case .page: _ = PageAnswer(to: bytes, [.page: [1], .pem: [2]])
        case .netlink:
            var messages = NetlinkMessages()
            messages.read(octets)
            _ = messages.interfaces()
        case .terminal:
            var decoder = KeyDecoder()
            for scalar in text.unicodeScalars { _ = decoder.take(scalar) }
            _ = decoder.finish()
        }
    }

    private static func header(_ octets: UnsafeRawBufferPointer) {
        let end = try? DERHeader.end(of: octets)
        let value = try? DERValue(startOf: octets)
        precondition(value?.whole.count == end && end ?? 0 <= octets.count, "a value ends where its end is found")
        _ = DERShape(of: octets)
        guard var cursor = value?.inside else { return }
        while let one = try? cursor.next() {
            _ = try? one.dotted()
            _ = try? one.smallInteger()
            _ = try? one.bits()
            _ = try? DERDate.read(one)
            _ = DERText.read(one)
        }
    }

    private static func certificate(_ der: [UInt8]) {
        let summary = CertificateReader.summary(der: der)
        guard let certificate = try? Certificate(der: der) else {
            precondition(summary.damage != nil, "what is no certificate is listed as none")
            return
        }
        let contents = certificate.contents
        precondition(summary == CertificateSummary(contents), "a list says what is shown")
        for row in FieldTable(.other, contents, checks: []).rows {
            for line in [row.contents] + row.detail + row.remarks { safe(row: line) }
        }
        for one in (try? CertificateReader.extensions(der: der)) ?? [] { precondition(!one.name.isEmpty) }
        _ = (certificate.issuerHash, certificate.subjectHash, certificate.publicKeyInfo)
    }

    private static func safe(row: String) {
        precondition(!row.unicodeScalars.contains(where: VisibleText.isUnsafe), "a row is safe for a terminal: \(row)")
    }

    private static func bundle(_ octets: UnsafeRawBufferPointer) {
        guard let bundle = try? CertificateBundle(name: "file", contents: octets, passphrase: nil) else { return }
        for index in 0..<bundle.count {
            let summary = bundle.summary(at: index)
            let isBase64 = bundle.der(at: index) != nil
            precondition(isBase64 || summary.damage != nil, "what has no octets is damaged")
            precondition(!isBase64 || summary.damage != "it is not valid Base64")
            _ = (bundle.octets(at: index), bundle.remarks(at: index))
        }
        _ = bundle.remarks
    }

    /// While it is there, the provider of old algorithms stays loaded.
    private nonisolated(unsafe) static let old = LibraryContext(oldProvider: "legacy")

    private static func objects(_ octets: UnsafeRawBufferPointer, passphrase: String?) {
        _ = old
        let secret = passphrase.map { SecretBytes(copying: $0) }
        let file = ImportFile(name: "file", contents: SecretBytes(copying: octets))
        do throws(ImportError) {
            let objects = try ImportReader.read(
                file, passphrase: secret, oldProvider: "legacy", mostRounds: 1_000)
            precondition(!objects.certificates.isEmpty || !objects.keys.isEmpty)
        } catch {
            precondition(!error.problem.isEmpty && !error.hint.isEmpty)
            safe(row: error.problem)
        }
    }

    private static func message(_ bytes: [UInt8]) {
        _ = FirstLine.text(of: bytes)
        for isModern in [true, false] { _ = try? CertificateMessage.chain(in: bytes, isModern: isModern) }
    }

    private static func settings(
        _ kind: SettingsKind, _ bytes: [UInt8], _ parse: (SettingsDocument) throws -> Void
    ) {
        do { try parse(SettingsReader.document(kind, of: bytes, name: "file")) } catch {
            guard let refusal = error as? Refusal else { preconditionFailure("a refusal is thrown: \(error)") }
            precondition(!refusal.problem.isEmpty && !refusal.hint.isEmpty)
            safe(row: refusal.problem)
            safe(row: refusal.hint)
        }
    }

    private static func manifest(_ bytes: [UInt8]) {
        guard let manifest = try? Manifest.read(bytes, number: 1, path: "manifest.json"),
            let written = try? StoreJSON.encode(manifest, indented: true, path: "manifest.json")
        else { return }
        let again = try? Manifest.read(written, number: 1, path: "manifest.json")
        precondition(again == manifest, "what is written is read as it was")
    }

    private static func journal(_ bytes: [UInt8]) {
        let read = try? JournalReader.read(size: bytes.count, path: "journal.jsonl") { buffer, count, start in
            buffer.replaceSubrange(0..<count, with: bytes[start..<start + count])
            return count
        }
        guard let journal = read else { preconditionFailure("a journal can always be read") }
        precondition(journal.entries.count + journal.unreadableLines == bytes.split(separator: 0x0a).count)
        _ = (journal.handoff(of: 1), journal.wasServed(1), journal.confirmed(1, asReturn: false))
    }

    private static func serials(_ bytes: [UInt8]) {
        if let book = try? SerialBook(bytes, path: "serials") {
            precondition((try? SerialBook(book.bytes, path: "serials")) == book, "what is written is read as it was")
        }
        let number = SerialNumber(octets: bytes)
        precondition(SerialNumber(octets: number.octets) == number)
        if let next = number.next { precondition(next > number && next.isUsable) }
    }

    private static func safe(_ text: String) {
        let cleaned = VisibleText.cleaned(text)
        safe(row: cleaned)
        // A longer one is cut, with a remark that makes it longer than the limit.
        if text.utf8.count < 4096 {
            precondition(VisibleText.cleaned(cleaned) == cleaned, "what is clean stays as it is")
        }
        safe(row: VisibleText.quoted(text))
    }

    private static func names(_ text: String) {
        if let name = try? HostName(text) {
            precondition(name.text.utf8.count <= 253)
            precondition((try? HostName(name.text)) == name, "a name is read as it is written: \(name.text)")
        }
        if let domain = try? SIPDomain(text) { precondition((try? SIPDomain(domain.description)) == domain) }
    }

    private static func addresses(_ text: String) {
        if let address = try? IPAddress(text) {
            precondition((try? IPAddress(address.description)) == address, "an address is read as it is written")
        }
        if let peer = try? PeerAddress(text) {
            precondition((try? PeerAddress(peer.description)) == peer, "a peer is read as it is written: \(peer)")
        }
        if let moment = Timestamp(text) { precondition(Timestamp(moment.description) == moment) }
        _ = PeerAddress.looksLikePeer(text)
    }
}

extension SecretBytes {
    fileprivate convenience init(copying text: String) {
        let bytes = Array(text.utf8)
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }
}
