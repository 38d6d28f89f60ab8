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
        ("\u{1B}[1;5Cx", [.character("x")]), ("\u{1B}[?1;2cx", [.character("x")]),
        ("\u{1B}O5Ax", [.character("x")]),
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
        let alphabet = Array("\u{1B}\u{1B}[[O~;12200~~A\r\u{9B}aé".unicodeScalars)
        var decoder = KeyDecoder()
        for _ in 0..<100_000 {
            _ = decoder.take(alphabet.randomElement(using: &generator) ?? "a")
            if generator.next() % 8 == 0 { _ = decoder.finish() }
        }
        _ = decoder.finish()
        #expect(!decoder.isWaiting)
        // What is left may be a paste, or a sequence whose rest is late.
        _ = "\u{1B}[201~".unicodeScalars.flatMap { decoder.take($0) }
        decoder.pause()
        #expect(decoder.take("a") == [.character("a")])
    }

    @Test("What a real terminal sends becomes its key, whatever TERM says", arguments: RealTerminal.all)
    func realTerminals(_ terminal: RealTerminal) {
        for (sequence, key) in terminal.keys {
            var decoder = KeyDecoder()
            #expect("\u{1B}\(sequence)".unicodeScalars.flatMap { decoder.take($0) } == [key], "\(sequence)")
            // After the wait, no part of it is another key.
            #expect(decoder.take("\u{1B}") + decoder.finish() == [.escape])
            #expect(sequence.unicodeScalars.flatMap { decoder.take($0) } + decoder.finish() == [], "\(sequence)")
        }
    }

    static let late: [(String, [Key])] = [
        ("\u{1B}|[A", [.escape]), ("\u{1B}|[5~", [.escape]), ("\u{1B}|[|5|~x", [.escape, "x"]),
        ("\u{1B}|OA", [.escape]), ("\u{1B}|Opx", [.escape, "x"]), ("\u{1B}[|A", []), ("\u{1B}[1|;5|Cx", ["x"]),
        ("\u{1B}O|Ax", ["x"]), ("\u{1B}|\u{1B}[A", [.escape, .up]), ("\u{1B}|x[A", [.escape, "x", "[", "A"]),
        // Typed after the Escape key.
        ("\u{1B}|O|A", [.escape, "O", "A"]), ("\u{1B}|OK", [.escape, "O", "K"]), ("\u{1B}|ok", [.escape, "o", "k"]),
        // So long after it that nothing of it is awaited any more.
        ("\u{1B}|_[A", [.escape, "[", "A"]), ("\u{1B}[|_A", ["A"]), ("\u{1B}|_OA", [.escape, "O", "A"]),
    ]

    @Test("The rest of a sequence that comes late is dropped, and what is typed is not", arguments: late)
    func lateRest(_ input: String, _ keys: [Key]) { #expect(Self.keys(input) == keys) }

    static let pastes: [(String, [Key])] = [
        ("\u{1B}[200~x\u{1B}[201~y", [.pasted("x"), "y"]),
        ("\u{1B}[200~a\r\nb\tc\n\u{1B}[201~", [.pasted("a"), .pasted(" "), .pasted("b"), .pasted(" "), .pasted("c")]),
        ("\u{1B}[200~\n\nq\u{3}\u{1B}[A\u{1B}x\u{9B}\u{1B}[201~\r", [.pasted("q"), .pasted("x"), .enter]),
        // In pieces, and with a begin that is late.
        ("\u{1B}[20|0~a|\u{1B}|[201|~\r", [.pasted("a"), .enter]),
        ("\u{1B}|[200~\ry\u{1B}[201~", [.escape, .pasted("y")]),
        // An end without a begin, and a begin without an end.
        ("\u{1B}[201~x", ["x"]), ("\u{1B}[200~a|_b\u{3}", [.pasted("a"), .pasted("b")]),
        ("\u{1B}[200~a|_\u{3}b", [.pasted("a"), .control("c"), "b"]),
    ]

    @Test("A paste is characters that are no keys, and its line ends separate words", arguments: pastes)
    func pasting(_ input: String, _ keys: [Key]) { #expect(Self.keys(input) == keys) }

    @Test("What is left of a paste that began before is for nobody")
    func droppedPaste() {
        var decoder = KeyDecoder()
        #expect("\u{1B}[200~a".unicodeScalars.flatMap { decoder.take($0) } == [.pasted("a")])
        decoder.dropPaste()
        #expect("b\rc\u{1B}[201~d".unicodeScalars.flatMap { decoder.take($0) } == ["d"])
        decoder.dropPaste()
        #expect("\u{1B}[200~e".unicodeScalars.flatMap { decoder.take($0) } == [.pasted("e")])
    }

    /// What becomes of an input in which `|` is the end of a wait, and `_` a long pause.
    private static func keys(_ input: String) -> [Key] {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for scalar in input.unicodeScalars {
            switch scalar {
            case "|": keys += decoder.finish()
            case "_": decoder.pause()
            default: keys += decoder.take(scalar)
            }
        }
        return keys + decoder.finish()
    }

    @Test(
        "The wait is what ESCDELAY says, and longer on a serial line",
        arguments: [
            (nil, false, 40), (nil, true, 200), ("0", true, 0), ("500", false, 500), ("999999999", false, 30_000),
            ("-1", false, 40), ("1s", true, 200), ("", false, 40), ("99999999999999999999", false, 40),
        ] as [(String?, Bool, Int32)])
    func escapeDelay(_ variable: String?, _ isSerial: Bool, _ milliseconds: Int32) {
        #expect(EscapeDelay.milliseconds(variable, isSerial: isSerial) == milliseconds)
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

    @Test("A keypad in application mode types its characters, whatever TERM says", arguments: RealTerminal.inTerminfo)
    func keypad(_ real: RealTerminal) throws {
        let terminal = try PseudoTerminal(environment: ["TERM": real.type, "LC_ALL": "C.UTF-8"])
        try terminal.wait(for: "end-of-picture")
        try terminal.type("pqrstuvwxynlmkjoXM".map { "\u{1B}O\($0)" }.joined())
        #expect(terminal.text.contains("0123456789.,-+*/=") && terminal.text.contains("keys: Enter;"))
        for (key, letter, text) in [(Key.home, "h", "h0123"), (Key.end, "e", "*/=e")] {
            guard let sequence = real.keys.first(where: { $0.1 == key })?.0 else { continue }
            try terminal.type("\u{1B}\(sequence)\(letter)")
            #expect(terminal.text.contains(text))
        }
    }

    @Test(
        "The rest of a sequence that comes after the wait is not typed", arguments: ["[A", "[5~", "OA", "Op", "[15~"])
    func lateInTerminal(_ rest: String) throws {
        let terminal = try PseudoTerminal()
        try terminal.wait(for: "end-of-picture")
        terminal.send("\u{1B}")
        try terminal.wait(for: "Esc;")
        try terminal.type(rest)
        try terminal.type("xyz")
        #expect(terminal.text.contains("xyz") && terminal.text.contains("keys: Esc;"))
        for before in rest + "0" { #expect(!terminal.text.contains("\(before)xyz")) }
    }

    @Test("A sequence whose octets come slowly is one key where ESCDELAY allows it")
    func slowSequence() throws {
        let terminal = try PseudoTerminal(environment: ["TERM": "vt100", "LC_ALL": "C.UTF-8", "ESCDELAY": "20000"])
        try terminal.wait(for: "end-of-picture")
        try terminal.sendSlowly("\u{1B}[A\u{1B}[5~")
        try terminal.type("")
        #expect(terminal.text.contains("keys: Up PgUp;"))
    }

    @Test("A paste is typed into the field, and its line ends are no Enter", arguments: [false, true])
    func paste(_ isSlow: Bool) throws {
        let terminal = try PseudoTerminal(
            environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8", "ESCDELAY": isSlow ? "20000" : "40"])
        try terminal.wait(for: "end-of-picture")
        #expect(terminal.text.contains("\u{1B}[?2004h"))
        let paste = "\u{1B}[200~first\rsecond\u{1B}[B\r\n\u{11}third\n\u{1B}[201~"
        if isSlow { try terminal.sendSlowly(paste) } else { terminal.send(paste) }
        try terminal.type("!\r")
        for text in ["first", "second", "third!", "keys: Enter;"] { #expect(terminal.text.contains(text)) }
        #expect(!terminal.text.contains("firstsecond") && !terminal.text.contains("secondthird"))
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
