import CertificateModel
import Glibc
import SoakSwitch
import Testing

@Suite("No hostile byte of a certificate, a file name or a peer reaches the terminal", .ownThread)
struct ReviewHostileTests {
    private let scratch: Scratch
    private let folder: String
    /// A file name is as hostile as a certificate.
    private static let fileName = "\u{1b}[5n\u{202e}name\n.der"

    init() throws {
        scratch = try Scratch()
        folder = scratch.path("hostile")
        mkdir(folder, 0o755)
        for (name, der) in HostileCertificates.all { Files.write(der, to: "\(folder)/\(name).der") }
        Files.write(HostileCertificates.all[0].der, to: "\(folder)/\(Self.fileName)")
    }

    /// What no text of the program may hold; line feeds apart.
    private func unsafe(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0 != "\n" && VisibleText.isUnsafe($0) }
    }

    @Test("tables and JSON show every one, and nothing that a terminal would obey", arguments: ["table", "json"])
    func printed(format: String) throws {
        let finished = try Program.run(["review", folder, "--format", format], in: scratch)
        #expect((finished.status, finished.errors) == (0, ""))
        #expect(unsafe(finished.output) == [])
        for (name, _) in HostileCertificates.all { #expect(finished.output.contains("/\(name).der"), "\(name)") }
        #expect(finished.output.contains("\\u{1b}[2J"))
    }

    @Test("an error that names a hostile file says it escaped")
    func errors() throws {
        let path = "\(folder)/\u{1b}]0;title\u{7}missing\u{202e}.pem"
        for arguments in [["review", path], ["import", path], ["review", path, "--format", "json"]] {
            let finished = try Program.run(arguments, in: scratch)
            #expect(finished.status == 65)
            #expect(unsafe(finished.errors + finished.output) == [])
            #expect(finished.errors.contains("\\u{1b}]0;title\\u{7}missing\\u{202e}.pem"))
        }
    }

    @Test("a peer that greets with control sequences is not quoted")
    func peer() throws {
        let server = try PeerServer(.text, Array("220 \u{1b}[2J\u{9b}31m\u{202e}mail\r\n".utf8), in: scratch)
        let finished = try Program.run(["review", server.address, "--timeout", "3"], in: scratch)
        #expect(finished.status == 69)
        #expect(unsafe(finished.errors) == [])
        #expect(finished.errors.contains("neither in TLS nor in text"))
    }

    /// What a terminal got between the start and the end of a run.
    private func recorded(_ arguments: [String], locale: String) throws -> [UInt8] {
        let console = try TmuxConsole(in: scratch)
        let recording = scratch.path("recording")
        unlink(recording)
        try console.record(to: recording)
        try console.start(["review"] + arguments, environment: ["LC_ALL": locale])
        try console.wait(for: "status=")
        try #require(PollDeadline().wait { Files.text(recording)?.contains("status=") == true })
        return try #require(Files.bytes(recording))
    }

    @Test(
        "tables, JSON and errors on a terminal have no control in them, and no octet that one of another encoding obeys",
        arguments: ["C.UTF-8", "C", "nowhere"])
    func terminal(locale: String) throws {
        let missing = "'\(folder)/\u{1b}]0;pwn\u{7}Größe\u{15b}.pem'"
        for arguments in [
            [folder, "--format", "table"], [folder, "--format", "json"], [missing, "--format", "table"],
        ] {
            let octets = try recorded(arguments, locale: locale)
            let text = String(decoding: octets, as: UTF8.self)
            let allowed: Set<Unicode.Scalar> = ["\n", "\r"]
            let left = Set(text.unicodeScalars.filter { !allowed.contains($0) && VisibleText.isUnsafe($0) })
            #expect(left == [], "\(arguments): \(left.map { String($0.value, radix: 16) })")
            guard locale != "C.UTF-8" else { continue }
            // The names of the folder are ASCII, but for the one that is missing.
            #expect(octets.allSatisfy { $0 < 0x80 }, "\(arguments)")
        }
    }

    @Test("list, certificate, every detail, chain, checks, octets and comparison send only what terminfo has")
    func screens() throws {
        let console = try TmuxConsole(in: scratch)
        let recording = scratch.path("recording")
        try console.record(to: recording)
        try console.start(["review", folder])
        try console.wait(for: "Certificates", "1 of \(HostileCertificates.all.count + 1)", "Enter Open")
        for index in HostileCertificates.all.indices {
            // What is behind every entry is looked at in process, too; here some will do.
            guard Soak.isOn || index.isMultiple(of: 9) else {
                try console.press(slowly: ["Down"])
                continue
            }
            try console.press("Enter")
            try console.wait(for: "Certificate", "Enter Detail")
            // The 17 rows, the digests, the extensions: where there are fewer, the last one again.
            for _ in 0..<23 { try console.press(slowly: ["Enter", "BSpace", "j"]) }
            try console.press(slowly: ["x", "BSpace", "p", "BSpace", "t", "BSpace", "c", "BSpace", "/", "n", "Escape"])
            try console.press("Escape")
            try console.wait(for: "Enter Open", "Filter")
            try console.press(slowly: ["m", "Down", "=", "BSpace"])
            try console.wait(for: "Enter Open", "Filter")
        }
        try console.press(slowly: ["/", "x", "Escape", "q"])
        try console.wait(for: "status=0.")
        let octets = try #require(Files.bytes(recording))
        // The sequences of a terminal of the tmux family: no operating system command (OSC) is among them.
        let sequences = /\u{1b}(\[[?>0-9;]*[@A-HJKLMPSTXZdfghlmru`]|[()][0AB]|[=>78MEDc])/
        let text = String(decoding: octets, as: UTF8.self)
        for marker in HostileCertificates.markers { #expect(!text.contains(marker)) }
        #expect(text.contains("OID 1.2.3.4.5") && text.contains("Netscape Comment"))
        let allowed: Set<Unicode.Scalar> = ["\n", "\r", "\u{8}", "\u{e}", "\u{f}", "\t"]
        let left = Array(text.replacing(sequences, with: "").unicodeScalars)
            .filter { !allowed.contains($0) && VisibleText.isUnsafe($0) }
        #expect(left == [], "\(left.prefix(20).map { String($0.value, radix: 16) })")
    }
}
