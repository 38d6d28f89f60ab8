import CertificateEngine
import Glibc
import Testing

/// Every published vector, held to Tests/Fixtures/import-expectations.txt.
@Suite struct ImportVectorTests {
    private static let expectations = "\(ImportVectors.package)/Tests/Fixtures/import-expectations.txt"

    @Test("every vector is read, or refused for the expected reason, in less than a second", .timeLimit(.minutes(10)))
    func vectors() throws {
        var lines: [String] = []
        for (name, path) in try ImportVectors.files() {
            let (outcome, longest) = try ImportVectors.outcome(of: path)
            #expect(longest < .seconds(1), "\(name) took \(longest)")
            lines.append("\(name): \(outcome)")
        }
        if getenv("KEYTURN_RECORD_IMPORTS") != nil {
            let stream = try #require(fopen(Self.expectations, "w"))
            fputs(lines.map { $0 + "\n" }.joined(), stream)
            fclose(stream)
            Issue.record("the expectations were recorded anew: look at the difference before you keep it")
            return
        }
        let text = try SecretSample.octets(of: Self.expectations).withUnsafeBytes {
            String(decoding: $0, as: UTF8.self)
        }
        let expected = text.split(separator: "\n").map(String.init)
        for line in Set(lines).subtracting(expected).sorted() { Issue.record("not as expected: \(line)") }
        for line in Set(expected).subtracting(lines).sorted() { Issue.record("expected, and not so: \(line)") }
        #expect(lines.count > 1000)
    }

    @Test("a vector that takes a passphrase takes no other", .timeLimit(.minutes(10)))
    func wrongPassphrases() throws {
        var encrypted = 0
        for (name, path) in try ImportVectors.files() {
            guard case .failure(.passphraseNeeded(let file)) = try ImportVectors.read(path, passphrase: nil) else {
                continue
            }
            encrypted += 1
            guard case .failure(let error) = try ImportVectors.read(path, passphrase: "not this one") else {
                Issue.record("\(name) was opened")
                continue
            }
            #expect(error == .wrongPassphrase(file: file), "\(name)")
        }
        #expect(encrypted > 40)
    }
}
