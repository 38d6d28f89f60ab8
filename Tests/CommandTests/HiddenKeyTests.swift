import CertificateModel
import Glibc
import Testing

@Suite("A private key in the place of a certificate", .ownThread)
struct HiddenKeyTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A kind of key, and what makes it as DER.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let making: String
    }

    private static let kinds = [
        Kind(testDescription: "RSA in PKCS #8", making: "genpkey -algorithm RSA -outform DER"),
        Kind(testDescription: "RSA in PKCS #1", making: "genrsa 2048 | openssl rsa -traditional -outform DER"),
        Kind(
            testDescription: "EC in PKCS #8",
            making: "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -outform DER"),
        Kind(testDescription: "EC in SEC 1", making: "ecparam -genkey -name prime256v1 -noout -outform DER"),
        Kind(testDescription: "Ed25519 in PKCS #8", making: "genpkey -algorithm ED25519 -outform DER"),
    ]

    private static let labels = [
        "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "CMS", "PKCS12", "X509 CRL",
        "CERTIFICATE REQUEST", "SOMETHING ELSE",
    ]

    private func made(_ making: String) throws -> [UInt8] {
        try Tool.expect(["sh", "-c", "openssl \(making) >\(scratch.path("made"))"], in: scratch)
        defer { unlink(scratch.path("made")) }
        return try #require(Files.bytes(scratch.path("made")))
    }

    private func base64(_ bytes: [UInt8]) throws -> String {
        Files.write(bytes, to: scratch.path("bytes"))
        defer { unlink(scratch.path("bytes")) }
        return try Tool.expect(["base64", "-w64", scratch.path("bytes")], in: scratch)
    }

    private static func block(_ label: String, _ text: String) -> String {
        "-----BEGIN \(label)-----\n\(text)-----END \(label)-----\n"
    }

    /// Where the key is: alone and beside a certificate, under each label, with text that is damaged, behind other bytes.
    private func files(_ key: [UInt8]) throws -> [String] {
        let certificate = try #require(Files.text(ImportMaterial.path("identity.pem")))
        let der = try made("x509 -in \(ImportMaterial.path("identity.pem")) -outform DER")
        let text = try base64(key)
        var texts = Self.labels.map { Self.block($0, text) }
        for place in [0, 5, 10, 20, text.count / 2] {
            var damaged = Array(text)
            damaged[place] = "!"
            texts.append(Self.block("CERTIFICATE", String(damaged)))
        }
        let surrounded = [
            der + key, der + der + key, [0, 1, 2, 3] + key, [0x30, 0x82, 0x7F, 0xFF] + der.dropFirst(4) + key,
        ]
        texts += try surrounded.map { Self.block("CERTIFICATE", try base64($0)) }
        var files: [String] = []
        for (index, text) in texts.enumerated() {
            files.append(scratch.file("alone-\(index).pem", text))
            files.append(scratch.file("beside-\(index).pem", certificate + text))
        }
        for (index, bytes) in ([key] + surrounded).enumerated() {
            files.append(scratch.path("bytes-\(index).der"))
            Files.write(bytes, to: files[files.count - 1])
        }
        return files
    }

    @Test("and beside thousands of them, is not in memory once they are listed")
    func forgotten() throws {
        let file = scratch.path("large.pem")
        // Every piece that is read has the key.
        let script = """
            cd "$0" && openssl genrsa -out key.pem 2048
            for i in 1 2 3 4 5 6 7 8 9; do cat key.pem; yes "$1" | head -n 400 | xargs cat; done >large.pem
            """
        try Tool.expect(
            ["sh", "-ec", script, scratch.path(""), ImportMaterial.path("identity.pem")], in: scratch)
        let key = try #require(Files.text(scratch.path("key.pem"))?.split(separator: "\n").dropFirst(9).first)
        try #require(key.utf8.count == 64 && (Files.bytes(file)?.count ?? 0) > 3 << 20)
        let console = try TmuxConsole(in: scratch)
        try console.start(["review", file])
        try console.wait(for: "of 3,600")
        let process = try console.process()
        #expect(try PollDeadline(seconds: 10).wait { try !ProcessScan(process).holds([Array(key.utf8)]) })
        try console.press("q")
        try console.wait(for: "status=0.")
    }

    @Test("is never printed, whatever its label", arguments: kinds, ["table", "json"])
    func printed(_ kind: Kind, format: String) throws {
        let key = try made(kind.making)
        let files = try files(key)
        let finished = try Program.run(["review", "--format", format] + files, in: scratch)
        let output = finished.output + finished.errors
        #expect(output.contains("ipo1.example.com"))
        // Any eight bytes of it that are its own, as bytes and as their Base64.
        let text = try base64(key).filter { $0 != "\n" }
        let secret = key.dropFirst(min(40, key.count - 32))
        let parts =
            stride(from: secret.startIndex, to: secret.endIndex - 8, by: 8).map {
                Hexadecimal.string(secret[$0..<($0 + 8)])
            }
            + stride(from: min(56, text.count - 40), to: text.count - 12, by: 12).flatMap { offset -> [String] in
                let part = String(text.dropFirst(offset).prefix(12))
                return [part, Hexadecimal.string(part.utf8)]
            }
        #expect(parts.filter(output.contains) == [])
    }
}
