import Glibc
import Testing

@Suite("What an operator does on the home screen", .ownThread, .serialized)
struct HomeOperationTests {
    private let scratch: Scratch
    private let host: NamespaceHost
    private let console: TmuxConsole

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, on: host)
        console = try TmuxConsole(in: scratch, under: host.prefix)
        mkdir(scratch.path("deploy.d"), 0o755)
    }

    private func start(site: String = "") throws {
        try console.start(["--config", scratch.file("keyturn.toml", site)])
        try console.wait(for: "Home", "i Regenerate", "192.168.43.1: covered")
    }

    private func hook(_ script: String) {
        Files.write("#!/bin/sh\n\(script)\n", to: scratch.path("deploy.d/10-hook"), mode: 0o755)
    }

    private func leave() throws {
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    private func openssl(_ generation: Int, _ words: String...) throws -> String {
        try Tool.expect(
            ["openssl", "x509", "-in", "\(scratch.store)/generations/00000\(generation)/identity.pem", "-noout"]
                + words,
            in: scratch)
    }

    private var live: Int? {
        var buffer = [CChar](repeating: 0, count: 100)
        let count = max(readlink("\(scratch.store)/live", &buffer, buffer.count), 0)
        return Int(String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self).suffix(6))
    }

    private func journal() throws -> String { try #require(Files.text("\(scratch.store)/journal.jsonl")) }

    /// What is on the screen without anything between the characters of a long value.
    private func digits() throws -> String { try console.screen().filter { $0.isHexDigit } }

    /// Has what is shown written: the question is seen before it is answered.
    private func write() throws {
        try console.press("Enter")
        try console.wait(for: "Write these certificates?")
        try console.press("Enter")
    }

    @Test("what was shown is written, to the last bit of its signature, and its fingerprint is shown then")
    func regenerates() throws {
        try start()
        try console.press("i")
        try console.wait(for: "Its key", "Enter Show what changes")
        try console.press("Enter")
        try console.wait(for: "They stay as they are.", "Key           new")
        #expect(live == 1)
        try console.press("Tab", "End", "Up", "Up", "d")
        try console.wait(for: "256 bytes")
        let shown = try digits()
        try console.press("Escape", "Enter")
        try console.wait(for: "Write these certificates?")
        #expect(live == 1)
        try console.press("Enter")
        try console.wait(for: "Generation 2 is live.", "Enter Home")
        let signature = try openssl(2, "-text").split(separator: "Signature Value:").last ?? ""
        let written = signature.filter(\.isHexDigit)
        #expect(written.count == 512 && shown.contains(written))
        let fingerprint = try openssl(2, "-fingerprint", "-sha256").split(separator: "=").last ?? ""
        #expect(try digits().contains(fingerprint.lowercased().filter(\.isHexDigit)))
        #expect(live == 2)
        // The certificates a key away are those of the new generation.
        try console.press("Enter", "Enter")
        try console.wait(for: "generation 2", "1 of 2")
        try console.press("Enter")
        let serial = try openssl(2, "-serial").split(separator: "=").last ?? ""
        try console.wait(for: serial.lowercased().filter(\.isHexDigit))
        try leave()
    }

    @Test("a name that the host has no more is lost with y alone, and history tells why")
    func losesNames() throws {
        try start()
        try Tool.expect(host.prefix + ["ip", "addr", "del", "192.168.43.1/24", "dev", "lan2"], in: scratch)
        try Tool.expect(host.prefix + ["ip", "addr", "add", "192.168.43.77/24", "dev", "lan2"], in: scratch)
        try console.wait(for: "192.168.43.77: not covered", "192.168.43.1: in the certificate, and not on this host")
        try console.press("i", "Enter")
        try console.wait(for: "- IP:192.168.43.1", "+ IP:192.168.43.77", "1 NAME LOST")
        try console.press("Enter")
        try console.wait(for: "A NAME IS LOST", "y Write anyway")
        try console.press("Enter")
        try console.wait(for: "1 NAME LOST", without: "A NAME IS LOST")
        #expect(live == 1)
        try console.press("Enter")
        try console.wait(for: "A NAME IS LOST", "y Write anyway")
        try console.press("y")
        try console.wait(for: "Generation 2 is live.")
        let names = try openssl(2, "-ext", "subjectAltName")
        #expect(names.contains("192.168.43.77") && !names.contains("192.168.43.1,") && live == 2)
        try console.press("Enter", "h")
        try console.wait(for: "because the LAN2 address \"192.168.43.77\" is not in the identity")
        try leave()
    }

    @Test("an earlier generation is made live again, and the journal says from which")
    func rollsBack() throws {
        try start()
        try console.press("i", "Enter")
        try console.wait(for: "Key           new")
        try write()
        try console.wait(for: "Generation 2 is live.", "Enter Home")
        try console.press("Enter", "h")
        try console.wait(for: "● 2", "2 generations")
        try console.press("Down", "b")
        try console.wait(for: "Make generation 1 live again?")
        try console.press("Enter")
        try console.wait(for: "Generation 1 is live again.", "Enter Home")
        #expect(live == 1)
        #expect(try journal().contains("from generation 2"))
        try console.press("Enter")
        try console.wait(for: "generation 1")
        try leave()
    }

    @Test("a deploy hook that fails is named, with what it printed, and stays on the home screen until it succeeded")
    func failingHook() throws {
        hook("echo the server is on fire; test -e \(scratch.path("mended")) || exit 3")
        try start()
        try console.press("i", "Enter")
        try console.wait(for: "Key           new")
        try write()
        try console.wait(for: "failed with status 3", "the server is on fire", "Enter Home")
        #expect(live == 2)
        try console.press("Enter")
        try console.wait(for: "Home", "failed with status 3", "n Run hooks")
        _ = scratch.file("mended", "")
        try console.press("n")
        try console.wait(for: "Run the deploy hooks again?")
        try console.press("Enter")
        try console.wait(for: "Generation 2 stays live.", "\"10-hook\" succeeded", "Enter Home")
        try console.press("Enter")
        try console.wait(for: "i Regenerate", without: "n Run hooks")
        #expect(try journal().split(separator: "\n").last?.contains("\"deployed\"") == true && live == 2)
        try leave()
    }

    @Test("while a deploy hook runs the screen lives; whoever leaves then leaves when it has ended, and learns how")
    func leavesWhileAHookRuns() throws {
        hook("while ! test -e \(scratch.path("go")); do sleep 0.1; done; exit 4")
        try start()
        try console.press("i", "Enter")
        try console.wait(for: "Key           new")
        try write()
        try console.wait(for: "\"10-hook\" runs (1 of 1)", "q Leave when done")
        try console.press("C-g")
        try console.wait(for: "Help", "The generation is live as soon as it is written.")
        try console.press("Escape", "q")
        try console.wait(for: "Keyturn exits as soon as this is done.")
        _ = scratch.file("go", "")
        try console.wait(for: "failed with status 4", "status=69.")
        #expect(try console.modesAreRestored())
        #expect(try journal().contains("not deployed"))
    }

    @Test("a connection that breaks while a deploy hook runs takes nothing away: the hand-off ends, and is noted")
    func hangsUp() throws {
        hook("while ! test -e \(scratch.path("go")); do sleep 0.1; done")
        try start()
        let process = try console.process()
        try console.press("i", "Enter")
        try console.wait(for: "Key           new")
        try write()
        try console.wait(for: "\"10-hook\" runs")
        try console.hangUp()
        #expect(!PollDeadline(seconds: 1).wait { kill(process, 0) != 0 })
        _ = scratch.file("go", "")
        #expect(PollDeadline().wait { kill(process, 0) != 0 })
        let journal = try journal()
        #expect(journal.contains("\"deployed\"") && live == 2, "\(journal)")
    }
}
