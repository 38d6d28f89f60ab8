import Glibc
import Testing

@Suite("What is not quite well with a set that is taken in is said, and nothing else", .ownThread)
struct ImportRemarkTests {
    /// Sets that are written, and the whole of what is said about them; `@` stands for the folder of the fixtures.
    private static let remarked: [(files: String, options: [String], said: String)] = [
        ("identity.key identity.pem issuing.pem root.pem", [], ""),
        ("good.pem", [], "the certificates in \"@/good.pem\" were not in order, and are in order now"),
        (
            "good-reversed.pem", [],
            "the certificates in \"@/good-reversed.pem\" were not in order, and are in order now"
        ),
        ("identity.key identity.pem chain.p7b", [], ""),
        ("ed25519.pem", ["--level", "medium+remote"], ""),
        ("p384.pem", [], ""),
        (
            "wildcard.pem", ["--level", "medium+remote"],
            "\"ipo1.example.com\" covers the host name \"ipo1.example.com\" by a wildcard alone, which covers no SIP domain"
        ),
        (
            "ed25519.pem unrelated.pem", [],
            "left out \"unrelated.example.com\" (file \"@/unrelated.pem\"): it did not sign \"ipo1.example.com\""
        ),
        ("two-keys.pem", [], "left out a private key in \"@/two-keys.pem\": it belongs to none of the certificates"),
        (
            "p384.pem wrong-host.pem", [],
            "left out \"ipo1.example.com\" (file \"@/wrong-host.pem\"): it covers fewer names of this server"
        ),
        (
            "wrong-host.pem", ["--allow-name-loss"],
            "\"ipo1.example.com\" does not cover the host name \"ipo1.example.com\", the LAN1 address \"192.168.42.1\", "
                + "the LAN1 address \"2001:db8::1\" and 1 more"
        ),
        (
            "no-lan2.pem", ["--allow-name-loss"],
            "\"ipo1.example.com\" does not cover the LAN2 address \"10.1.1.1\""
        ),
        ("near-end.pem", [], "\"ipo1.example.com\" expires in 12 days, at [near]"),
        ("weak-key.pem", [], "\"ipo1.example.com\" has an RSA key of 1024 bits, which many clients refuse"),
        (
            "tiny-key.pem", ["--level", "none"],
            "\"ipo1.example.com\" has an RSA key of 512 bits, which is easily broken"
        ),
        ("self-signed.pem", [], "\"ipo1.example.com\" is self-signed, not issued by an authority"),
        (
            "cross-signed.pem", [],
            "left out \"Example Root CA\" (file \"@/cross-signed.pem\"): the chain does not need it\n"
                + "left out \"Example Old Root CA\" (file \"@/cross-signed.pem\"): the chain does not need it"
        ),
        (
            "client-only.pem", ["--level", "low"],
            "\"ipo1.example.com\" is for Client Authentication only, not for a server"
        ),
    ]

    @Test("each with its remarks", arguments: remarked)
    func remarks(files: String, options: [String], said: String) throws {
        let stage = try ImportStage()
        let folder = try ImportMaterial.folder()
        let finished = try stage.run(["import"] + files.split(separator: " ").map { "\(folder)/\($0)" } + options)
        let near = ImportMaterial.moment(plus: 12 * ImportMaterial.day + ImportMaterial.day / 2)
        let sentences = said.replacing("@", with: folder).replacing("[near]", with: near).split(separator: "\n")
        #expect(finished.errors == sentences.map { "warning: \($0)\n" }.joined())
        #expect(finished.status == 0)
        #expect(finished.output.hasSuffix("\nWritten as generation 2.\n"))
        #expect(stage.litter == [])
        let live = "\(stage.scratch.store)/live"
        #expect(!Files.exists("\(live)/root.key"))
        #expect(Files.mode("\(live)/identity.key") == 0o600)
        let certified = try Tool.expect(
            ["openssl", "x509", "-in", "\(live)/identity.pem", "-noout", "-pubkey"], in: stage.scratch)
        let held = try Tool.expect(["openssl", "pkey", "-in", "\(live)/identity.key", "-pubout"], in: stage.scratch)
        #expect(certified == held)
    }

    @Test("a file of a folder whose name is not UTF-8 is left out, which is said", arguments: [1, 2])
    func names(count: Int) throws {
        let stage = try ImportStage()
        let folder = stage.scratch.path("folder")
        mkdir(folder, 0o755)
        try Tool.expect(["cp", ImportMaterial.path("ed25519.pem"), folder], in: stage.scratch)
        let paths = (0..<count).map { number -> [CChar] in
            let octets: [UInt8] = Array("\(folder)/gr".utf8) + [0xfc] + Array("n-\(number).pem".utf8) + [0]
            return octets.map(CChar.init(bitPattern:))
        }
        for path in paths { close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)) }
        defer { for path in paths { unlink(path) } }
        let finished = try stage.run(["import", folder])
        let what =
            count == 1
            ? "\"gr\u{fffd}n-0.pem\" of the folder \"\(folder)\": its name is not UTF-8"
            : "2 files of the folder \"\(folder)\": their names are not UTF-8"
        #expect(finished.errors == "warning: left out \(what)\n")
        #expect(finished.status == 0)
    }
}
