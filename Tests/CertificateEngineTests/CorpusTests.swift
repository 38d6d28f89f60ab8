import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// Every file of others' test data, read here and by OpenSSL.
///
/// They are not published where these tests could fetch them. What came of it is in Fixtures/corpora.txt. With
/// KEYTURN_CORPORA, a folder with a folder for each, all files are read again and compared with that.
@Suite struct CorpusTests {
    /// How many files of a corpus are read by whom, and those that OpenSSL alone reads, with the reason.
    private struct Corpus: Equatable {
        var files = 0
        var byBoth = 0
        var byUs = 0
        var byNeither = 0
        var byOpenSSL: [String: String] = [:]
    }

    private static func recorded() throws -> [String: Corpus] {
        var corpora: [String: Corpus] = [:]
        let text = String(decoding: try TemporaryFiles.read("\(ThirdParty.fixtures)/corpora.txt"), as: UTF8.self)
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t").map(String.init)
            if fields.count == 5 {
                let counts = try fields.dropFirst().map { try #require(Int($0), "\(line)") }
                corpora[fields[0]] = Corpus(files: counts[0], byBoth: counts[1], byUs: counts[2], byNeither: counts[3])
            } else {
                try #require(fields.count == 4, "\(line)")
                let name = String(fields[0].prefix { $0 != "/" })
                corpora[name, default: Corpus()].byOpenSSL["\(fields[0])\t\(fields[1])\t\(fields[2])"] = fields[3]
            }
        }
        return corpora
    }

    @Test("what OpenSSL reads is read, or refused for a reason", .timeLimit(.minutes(30)))
    func reasons() throws {
        let recorded = try Self.recorded()
        #expect(recorded.count >= 2)
        for (name, corpus) in recorded {
            #expect(corpus.files == corpus.byBoth + corpus.byUs + corpus.byNeither + corpus.byOpenSSL.count, "\(name)")
            #expect(corpus.byBoth > 100 && corpus.byOpenSSL.values.allSatisfy { $0.count > 10 }, "\(name)")
        }
        guard let folder = getenv("KEYTURN_CORPORA").map({ String(cString: $0) }) else { return }
        for (name, corpus) in recorded {
            let found = try Self.read("\(folder)/\(name)", name)
            #expect(
                [found.files, found.byBoth, found.byUs, found.byNeither] == [
                    corpus.files, corpus.byBoth, corpus.byUs, corpus.byNeither,
                ], "\(name)")
            for line in Set(found.byOpenSSL.keys).symmetricDifference(corpus.byOpenSSL.keys).sorted() {
                Issue.record("\(line)")
            }
        }
    }

    private static func read(_ folder: String, _ name: String) throws -> Corpus {
        var corpus = Corpus()
        for path in try ShellCommand("find '\(folder)' -type f | sort").output.split(separator: "\n").map(String.init) {
            corpus.files += 1
            let outcome = try ImportVectors.outcome(of: path).sentence
            let contents = try SecretSample.octets(of: path)
            let isShown = contents.withUnsafeBytes { bytes in
                let bundle = try? CertificateBundle(name: path, contents: bytes, passphrase: nil)
                guard let bundle else { return false }
                return (0..<bundle.count).contains { bundle.summary(at: $0).damage == nil }
            }
            let isRead = isShown || outcome.contains("read: ")
            switch (isRead, try isReadByOpenSSL(path)) {
            case (true, true): corpus.byBoth += 1
            case (true, false): corpus.byUs += 1
            case (false, false): corpus.byNeither += 1
            case (false, true):
                let digest = contents.withUnsafeBytes { Hexadecimal.string(Digest.sha256($0)).prefix(16) }
                corpus.byOpenSSL["\(name)\(path.dropFirst(folder.count))\t\(digest)\t\(outcome)"] = ""
            }
        }
        return corpus
    }

    /// Whether the openssl command finds a certificate or a private key in a file.
    private static func isReadByOpenSSL(_ path: String) throws -> Bool {
        try ShellCommand(
            """
            for form in PEM DER; do
                openssl x509 -inform $form -in '\(path)' -noout && exit
                openssl pkcs7 -inform $form -in '\(path)' -print_certs | grep -q BEGIN && exit
                for word in \(ImportVectors.passphrases.map { "'\($0)'" }.joined(separator: " ")); do
                    openssl pkey -inform $form -in '\(path)' -noout -passin "pass:$word" && exit
                    [ $form = DER ] || grep -qa ENCRYPTED '\(path)' || break
                done
            done 2>/dev/null
            for word in \(ImportVectors.passphrases.map { "'\($0)'" }.joined(separator: " ")); do
                openssl pkcs12 -in '\(path)' -noout -passin "pass:$word" 2>/dev/null && exit
                [ "$(head -c 1 '\(path)')" = 0 ] || exit 1
            done
            exit 1
            """
        ).status == 0
    }
}
