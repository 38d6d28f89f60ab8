import Glibc
import Testing

@Suite("The view of certificates in a terminal", .ownThread, .serialized)
struct ReviewScreenTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test("the screen is alive while a silent server is waited for, then says what became of it")
    func silent() throws {
        let server = try PeerServer(.silent, in: scratch)
        let console = try TmuxConsole(in: scratch)
        let sentence = "during the TLS handshake"
        try console.start(["review", server.address, ImportMaterial.path("identity.pem"), "--timeout", "3000"])
        try console.wait(for: "ipo1.example.com", "Enter Open")
        for (key, text) in [
            ("C-g", "Close"), ("Escape", "Enter Open"), ("s", "Sort"), ("End", "1 of"), ("Enter", "Serial Number"),
        ] {
            let pressed = ContinuousClock.now
            try console.press(key)
            try console.wait(for: text)
            #expect(ContinuousClock.now - pressed < .seconds(3), "\(key)")
        }
        #expect(!console.seen.contains(sentence))
        server.end()
        try console.press("Escape")
        try console.press("Home")
        try console.wait(for: sentence)
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    @Test("on a terminal that cannot draw, the store is printed as without a terminal")
    func plain() throws {
        try IgnitedStore.copy(to: scratch.store)
        let terminal = try TerminalChild(
            [Program.path(), "review", "--store", scratch.store],
            environment: Tool.environment.merging(["TERM": "foo"]) { $1 })
        let hasEnded = PollDeadline().wait {
            terminal.read()
            return terminal.end != nil
        }
        terminal.read()
        let text = terminal.text()
        try #require(hasEnded && terminal.end == 0, "\(text)")
        // The certificates that a server sends begin with the identity, those of a store with the root.
        let root = try #require(text.firstRange(of: "Root CA certificate"), "\(text)")
        let identity = try #require(text.firstRange(of: "Identity certificate"), "\(text)")
        #expect(root.lowerBound < identity.lowerBound)
    }

    @Test("leaving does not wait for a silent server")
    func leaving() throws {
        let server = try PeerServer(.silent, in: scratch)
        let console = try TmuxConsole(in: scratch)
        try console.start(["review", server.address, "--timeout", "3000"])
        try console.wait(for: "q Leave")
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    @Test("what a real server shows is opened, and what it is asked again is answered anew")
    func server() throws {
        let server = try PeerServer(
            certificate: ImportMaterial.path("identity.pem"), key: ImportMaterial.path("identity.key"), in: scratch)
        let console = try TmuxConsole(in: scratch)
        try console.start(["review", server.address])
        try console.wait(for: "ipo1.example.com", "TLSv1.")
        try console.press("End", "Enter")
        try console.wait(for: "Serial Number", "Enter Detail")
        try console.press("c")
        try console.wait(for: "Level")
        try console.press("Escape", "Escape")
        try console.wait(for: "Enter Open")
        try console.press("u")
        try console.wait(for: "ipo1.example.com", "TLSv1.")
        try console.press("q")
        try console.wait(for: "status=0.")
    }

    @Test("^Z gives the terminal back to the shell, and the view goes on where it was")
    func suspends() throws {
        let console = try TmuxConsole(in: scratch)
        try console.start(["review", ImportMaterial.path("good.pem")])
        try console.wait(for: "Example Issuing CA", "Enter Open")
        try console.press("C-z")
        try console.wait(for: "Stopped", without: "Enter Open")
        try console.type("fg\n")
        try console.wait(for: "Example Issuing CA", "Enter Open")
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    @Test(
        "the view ends as it is told to, and gives the terminal back", arguments: ["C-c", "C-x", "F10"],
        [SIGTERM, SIGHUP])
    func ends(key: String, signal: Int32) throws {
        let console = try TmuxConsole(in: scratch)
        for isKey in [true, false] {
            unlink(scratch.path("pid"))
            unlink(scratch.path("modes-after"))
            try console.start(["review", ImportMaterial.path("good.pem")])
            let process = try console.process()
            try console.wait(for: "Example Issuing CA", "Enter Open")
            if isKey { try console.press(key) } else { kill(process, signal) }
            try console.wait(for: "status=\(isKey ? 0 : 128 + signal).")
            #expect(try console.modesAreRestored())
        }
    }

    @Test(
        "colours are on a terminal that has some, unless somebody asked for none",
        arguments: [
            ([], [:], true), (["--color", "never"], [:], false), ([], ["NO_COLOR": "1"], false),
            // Set and empty is as good as not set (no-color.org).
            ([], ["NO_COLOR": ""], true),
        ] as [([String], [String: String], Bool)])
    func colors(options: [String], environment: [String: String], areThere: Bool) throws {
        let console = try TmuxConsole(in: scratch)
        let recording = scratch.path("recording")
        try console.record(to: recording)
        try console.start(["review", ImportMaterial.path("expired.pem")] + options, environment: environment)
        try console.wait(for: "expired 1 day ago", "Enter Open")
        try console.press("Enter")
        try console.wait(for: "Serial Number", "Enter Detail")
        try console.press("q")
        try console.wait(for: "status=0.")
        // Another process writes it, and may be behind the screen.
        #expect(PollDeadline().wait { Files.text(recording)?.contains("status=0.") == true })
        let text = try #require(Files.text(recording))
        #expect(text.contains(/\u{1b}\[([0-9;]*;)?[349][0-7](;[0-9;]*)?m/) == areThere)
    }

    @Test("the screen is alive whatever a server does", arguments: [PeerServer.Rudeness.text, .hangup])
    func rude(way: PeerServer.Rudeness) throws {
        let server = try PeerServer(way, Array("220 mail.example.com ESMTP\r\n".utf8), in: scratch)
        let console = try TmuxConsole(in: scratch)
        try console.start(["review", server.address, ImportMaterial.path("identity.pem"), "--timeout", "15"])
        try console.wait(for: way == .text ? "answers, but not in TLS" : "closed the connection", "ipo1.example.com")
        try console.press("End", "Enter")
        try console.wait(for: "Serial Number", "Enter Detail")
        try console.press("BSpace")
        try console.wait(for: way == .text ? "answers, but not in TLS" : "closed the connection", "Enter Open")
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }
}
