import Testing

@testable import Terminal

@Suite("Painting in a pseudo-terminal", .serialized)
struct PaintingTests {
    @Test(
        "A typed character costs at most 4 bytes on the line",
        arguments: ["xterm", "xterm-256color", "vt100", "linux", "screen"])
    func bytesPerCharacter(_ type: String) throws {
        let terminal = try PseudoTerminal(environment: ["TERM": type, "LC_ALL": "C.UTF-8"])
        try terminal.wait(for: "end-of-picture")
        // A first round through, so that what follows starts with the cursor and the attributes of the field.
        terminal.send("x\u{07}")
        try terminal.wait(for: "^G")
        terminal.send("y")
        try terminal.wait(for: "y")
        terminal.forgetOutput()
        let typed = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMN"
        for character in typed {
            let before = terminal.output.count
            terminal.send(String(character))
            try terminal.waitForOutput(beyond: before)
        }
        // Nothing may trickle in behind: what is painted last is known, and all before it counts.
        terminal.send("\u{07}")
        try terminal.wait(for: " ^G;")
        let bytes = terminal.output.count - "\u{1B}[5;10H ^G;".utf8.count
        #expect(bytes <= typed.count * 4, "\(terminal.text.debugDescription)")
    }

    @Test("The picture follows the window, and comes back as it was")
    func resize() throws {
        let terminal = try PseudoTerminal()
        try terminal.wait(for: "80x24")
        try terminal.wait(for: "end-of-picture")
        for (columns, rows) in [(132, 43), (40, 12), (1, 1), (200, 60), (80, 24)] as [(UInt16, UInt16)] {
            terminal.forgetOutput()
            terminal.resize(columns: columns, rows: rows)
            if columns > 20 {
                try terminal.wait(for: "\(columns)x\(rows)")
                try terminal.wait(for: "end-of-picture")
            } else {
                try terminal.wait(for: "e")
            }
        }
        terminal.send("typed\u{11}")
        #expect(try terminal.waitForEnd() == 0)
    }

    @Test("^L paints everything anew")
    func redraw() throws {
        let terminal = try PseudoTerminal()
        try terminal.wait(for: "end-of-picture")
        terminal.forgetOutput()
        terminal.send("\u{0C}")
        try terminal.wait(for: "Probe")
        try terminal.wait(for: "漢字")
        try terminal.wait(for: "end-of-picture")
    }

    @Test("In a locale without Unicode not one byte above 0x7E is sent")
    func ascii() throws {
        let terminal = try PseudoTerminal(environment: ["TERM": "vt100", "LC_ALL": "C"])
        try terminal.wait(for: "end-of-picture")
        try terminal.wait(for: "\\u{e9} \\u{6f22}\\u{5b57}")
        #expect(terminal.output.allSatisfy { $0 < 0x7F })
    }

    @Test(
        "What cannot be drawn on is an error with a hint, and nothing is sent",
        arguments: [
            (nil, "TERM is not set"), ("", "TERM is not set"), ("foo", "the terminal type \"foo\" is unknown here"),
            ("a\u{1B}[2Jb\u{9B}2J\u{202E}é", #"the terminal type "a?[2Jb?2J?\u{e9}" is unknown here"#),
            ("dumb", "a terminal of the type \"dumb\" cannot place its cursor"),
        ] as [(String?, String)])
    func unusable(_ type: String?, _ problem: String) throws {
        var environment = ["LC_ALL": "C.UTF-8"]
        environment["TERM"] = type
        let terminal = try PseudoTerminal(environment: environment)
        #expect(try terminal.waitForEnd() == 3)
        #expect(terminal.text.hasPrefix(problem + "\r\nhint: "), "\(terminal.text.debugDescription)")
        #expect(terminal.modes.fields == terminal.modesBefore.fields)
    }

    @Test("With standard input and output elsewhere it draws on the controlling terminal")
    func controllingTerminal() throws {
        let terminal = try PseudoTerminal(
            ["-c", "'\(PseudoTerminal.probe)' </dev/null >/dev/null; echo \"ended with $?\""], program: "/bin/bash")
        try terminal.wait(for: "end-of-picture")
        terminal.send("a\u{07}")
        try terminal.wait(for: "^G;")
        terminal.send("\u{11}")
        try terminal.wait(for: "ended with 0")
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.modes.fields == terminal.modesBefore.fields)
    }

    @Test("Without any terminal there is an error with a hint")
    func noTerminal() throws {
        let terminal = try PseudoTerminal(
            ["-c", "exec setsid --wait '\(PseudoTerminal.probe)' </dev/null"], program: "/bin/bash",
            environment: ["TERM": "xterm", "PATH": "/usr/bin:/bin"])
        try terminal.wait(for: "there is no terminal to draw on\r\nhint: ")
        #expect(try terminal.waitForEnd() == 3)
    }
}
