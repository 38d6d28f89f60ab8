import ScreenKit
import Testing

@testable import Terminal

@Suite("Keys", .serialized)
struct KeyboardTests {
    static let sequences: [(String, [Key])] = [
        ("a", [.character("a")]), ("é漢", [.character("é"), .character("漢")]), (" ", [.character(" ")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{08}", [.backspace]), ("\u{7F}", [.backspace]),
        ("\u{01}", [.control("a")]), ("\u{1A}", [.control("z")]), ("\u{00}\u{1C}", []), ("\u{9B}", []),
        ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}x", [.escape, .character("x")]),
        ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}[3~", [.delete]), ("\u{1B}[Z", [.backTab]),
        ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]), ("\u{1B}[[A", [.function(1)]), ("\u{1B}[24~", [.function(12)]),
        ("\u{1B}[200~x", [.character("x")]), ("\u{1B}[1;5Cx", [.character("x")]), ("\u{1B}[?1;2cx", [.character("x")]),
        ("\u{1B}[" + String(repeating: "1", count: 40), [.character("1")] * 10),
    ]

    @Test("Characters and sequences become keys, and what nobody knows is dropped whole", arguments: sequences)
    func decoding(_ input: String, _ keys: [Key]) {
        var decoder = KeyDecoder()
        #expect(input.unicodeScalars.flatMap { decoder.take($0) } + decoder.finish() == keys)
    }

    @Test("No input makes the decoder fail, and it always comes to rest")
    func anything() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("\u{1B}\u{1B}[[O~;1A\u{9B}aé".unicodeScalars)
        var decoder = KeyDecoder()
        for _ in 0..<100_000 {
            _ = decoder.take(alphabet.randomElement(using: &generator) ?? "a")
        }
        _ = decoder.finish()
        #expect(!decoder.isWaiting)
        #expect(decoder.take("a") == [.character("a")])
    }

    @Test(
        "The keys of the terminal that TERM names, and of one that it does not", arguments: ["xterm", "vt100", "linux"])
    func inTerminal(_ type: String) throws {
        let terminal = try PseudoTerminal(environment: ["TERM": type, "LC_ALL": "C.UTF-8"])
        try terminal.wait(for: "end-of-picture")
        terminal.send("\u{1B}OA\u{1B}[B\u{1B}[5~\t\u{1B}[Z\r\u{07}\u{1B}")
        try terminal.wait(for: "Up Down PgUp Tab Shift-Tab Enter ^G Esc;")
        terminal.send("ab\u{08}\u{7F}naïve")
        try terminal.wait(for: "e")
        terminal.send("\u{11}")
        #expect(try terminal.waitForEnd() == 0)
    }

    @Test("A character whose bytes arrive one by one is one character")
    func splitCharacter() throws {
        let terminal = try PseudoTerminal()
        try terminal.wait(for: "end-of-picture")
        let bytes = Array("漢".utf8)
        terminal.forgetOutput()
        for byte in bytes {
            terminal.send([byte])
            try terminal.waitUntilRead()
        }
        try terminal.wait(for: "漢")
    }
}

private func * (keys: [Key], count: Int) -> [Key] { Array(repeating: keys, count: count).flatMap { $0 } }
