import Testing

@Suite("A line of 9600 baud", .ownThread)
struct SlowTerminalTests {
    private static let half = Int(DrainedTerminal.rate / 2)

    private func list(_ arguments: String...) throws -> DrainedTerminal {
        let terminal = try DrainedTerminal(
            [Program.path(), "review"] + arguments + ["--store", "/nonexistent", "/etc/ssl/certs/ca-certificates.crt"],
            type: "vt100")
        terminal.settle()
        try #require(String(decoding: terminal.output, as: UTF8.self).contains("Certificates"))
        return terminal
    }

    @Test("carries a row down in a list in at most 100 bytes, and what is said about that row after a rest")
    func row() throws {
        let terminal = try list("--slow")
        for _ in 0..<4 {
            let before = terminal.count
            terminal.press("j")
            terminal.settle()
            #expect(terminal.count - before <= 100)
        }
        // What a bar over the rows costs, or the bound would hold nothing.
        let fast = try list()
        let before = fast.count
        fast.press("j")
        fast.settle()
        #expect(fast.count - before > 150)
    }

    @Test("is never behind by more than half a second, and by a second at most after keys that were held for two")
    func held() throws {
        let terminal = try list("--slow")
        for _ in 0..<60 {
            terminal.press("j")
            terminal.drain(for: .milliseconds(33))
        }
        let before = terminal.count
        terminal.settle()
        // What is left when the key is let go.
        #expect(terminal.count - before <= Int(DrainedTerminal.rate))
        #expect(terminal.mostOnItsWay <= Self.half)
        terminal.press("\u{0c}")
        terminal.settle()
        #expect(String(decoding: terminal.output, as: UTF8.self).contains("61 of "))
    }

    @Test("takes no answer to a question before all of the question is there")
    func question() throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let site = scratch.file("keyturn.toml", "")
        let terminal = try DrainedTerminal(
            [Program.path(), "--slow", "--store", scratch.store, "--config", site], type: "vt100")
        terminal.settle()
        terminal.press("a")
        terminal.drain(for: .milliseconds(150))
        terminal.press("y")
        terminal.settle()
        #expect(Files.text(site) == "")
        terminal.press("y")
        terminal.settle()
        #expect(Files.text(site)?.contains("automatic = false") == true)
    }

    @Test("gets each page in parts, of which none is more than half a second's worth")
    func pages() throws {
        let terminal = try list("--slow")
        for key in ["\r", "\u{1b}", "c", "t", "?", " ", "\u{1b}"] {
            terminal.press(key)
            terminal.settle()
        }
        #expect(terminal.mostOnItsWay <= Self.half)
    }
}
