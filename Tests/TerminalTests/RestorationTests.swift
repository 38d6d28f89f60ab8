import Glibc
import Testing

@testable import Terminal

@Suite("The terminal is given back", .serialized)
struct RestorationTests {
    /// What ends the probe, what it then reports, and whether it had any say in it.
    struct Ending: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var arguments: [String] = []
        var keys = ""
        var signal: Int32?
        let status: Int32
    }

    static let endings = [
        Ending(testDescription: "the key that leaves", keys: "\u{11}", status: 0),
        Ending(testDescription: "exit(3) from anywhere", keys: "\u{0F}", status: 0),
        Ending(testDescription: "SIGTERM, handled", signal: SIGTERM, status: 5),
        Ending(testDescription: "SIGINT, handled", signal: SIGINT, status: 5),
        Ending(testDescription: "SIGTERM, unhandled", arguments: ["unhandled"], signal: SIGTERM, status: -SIGTERM),
        Ending(testDescription: "SIGHUP, unhandled", arguments: ["unhandled"], signal: SIGHUP, status: -SIGHUP),
        Ending(testDescription: "SIGQUIT", signal: SIGQUIT, status: -SIGQUIT),
        Ending(testDescription: "a failed precondition", keys: "\u{14}", status: -SIGILL),
        Ending(testDescription: "a failed precondition on another thread", keys: "\u{19}", status: -SIGILL),
        Ending(testDescription: "a bad address", keys: "\u{18}", status: -SIGSEGV),
        Ending(testDescription: "a stack that overflows", keys: "\u{12}", status: -SIGSEGV),
        Ending(testDescription: "abort(3)", signal: SIGABRT, status: -SIGABRT),
    ]

    /// Every signal that ends a program which does nothing about it (signal(7)), but for SIGKILL and the two real-time signals that
    /// the C library keeps to itself.
    static let deadly = (1...64).filter { number in
        ![
            SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH, 32, 33,
        ].contains(Int32(number))
    }.map { Ending(testDescription: "signal \($0)", arguments: ["unhandled"], signal: Int32($0), status: -Int32($0)) }

    @Test(
        "After every kind of end the line is as before, and the cursor and the other screen are back",
        arguments: endings + deadly)
    func isGivenBack(_ ending: Ending) throws {
        let terminal = try PseudoTerminal(ending.arguments)
        try terminal.wait(for: "end-of-picture")
        #expect(terminal.modes.fields != terminal.modesBefore.fields)
        #expect(terminal.modes.c_lflag & UInt32(ECHO) == 0)

        terminal.send(ending.keys)
        if let signal = ending.signal { terminal.signal(signal) }

        let status = try terminal.waitForEnd()
        // A trap is another signal on another processor.
        #expect(status == ending.status || (ending.status == -SIGILL && status == -SIGTRAP))
        #expect(terminal.modes.fields == terminal.modesBefore.fields)
        #expect(terminal.text.contains("\u{1B}[?1049l"), "the main screen is back")
        #expect(terminal.text.contains("\u{1B}[?12l\u{1B}[?25h"), "the cursor is back")
        #expect(terminal.text.contains("\u{1B}[?1l\u{1B}>"), "the keypad is back")
        let pastes = terminal.text.split(separator: "\u{1B}[?2004h", omittingEmptySubsequences: false)
        #expect(pastes.count == 2 && pastes[1].contains("\u{1B}[?2004l"), "bracketed paste is off")
    }

    @Test("The runtime's report of a crash is written to a terminal that was given back")
    func backtrace() throws {
        let terminal = try PseudoTerminal(backtraces: true)
        try terminal.wait(for: "end-of-picture")
        terminal.send("\u{14}")
        try terminal.wait(for: "\u{1B}[?1049l")
        try terminal.wait(for: "Program crashed")
        let pieces = terminal.text.split(separator: "\u{1B}[?1049l")
        #expect(pieces.last?.contains("Program crashed") == true)
        #expect(terminal.modes.fields == terminal.modesBefore.fields)
    }

    @Test(
        "A stopped program gives the terminal back, and takes it again when it goes on", arguments: [false, true])
    func stopsAndGoesOn(_ isByKey: Bool) throws {
        let terminal = try PseudoTerminal(
            ["-c", "set -m; '\(PseudoTerminal.probe)'; echo \"shell sees $?\"; stty -a; fg; echo 'shell ends'"],
            program: "/bin/bash", environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"])
        try terminal.wait(for: "end-of-picture")
        terminal.send("abc")
        try terminal.wait(for: "abc")
        // The foreground process group of the line is the probe's.
        let group = try terminal.foregroundGroup()
        terminal.forgetOutput()
        if isByKey { terminal.send("\u{1A}") } else { kill(group, SIGTSTP) }
        // The shell runs `fg` at once, and the probe paints what it had.
        try terminal.wait(for: "shell sees 148")
        #expect(terminal.text.contains("\u{1B}[?2004l"))
        try terminal.wait(for: " echo ")
        try terminal.wait(for: "\u{1B}[?2004h")
        try terminal.wait(for: "abc")
        try terminal.wait(for: "end-of-picture")
        terminal.send("\u{11}")
        try terminal.wait(for: "shell ends")
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.modes.fields == terminal.modesBefore.fields)
    }

    @Test("Where SIGTSTP is ignored, nobody would continue the program: it does not stop")
    func doesNotStop() throws {
        let terminal = try PseudoTerminal(["-c", "trap '' TSTP; exec '\(PseudoTerminal.probe)'"], program: "/bin/bash")
        try terminal.wait(for: "end-of-picture")
        terminal.send("\u{1A}abc")
        try terminal.wait(for: "abc")
        terminal.send("\u{11}")
        #expect(try terminal.waitForEnd() == 0)
    }

    @Test(
        "A line that drops ends the program, whoever notices first", arguments: [[], ["unhandled"]])
    func hangUp(_ arguments: [String]) throws {
        let terminal = try PseudoTerminal(arguments)
        try terminal.wait(for: "end-of-picture")
        terminal.hangUp()
        let status = try terminal.waitForEnd()
        #expect(status == 5 || status == 3 || status == -SIGHUP)
    }

    @Test("A line that drops ends the program also where SIGHUP is ignored, as under nohup(1)")
    func hangUpIgnored() throws {
        let terminal = try PseudoTerminal(
            ["-c", "trap '' HUP; exec '\(PseudoTerminal.probe)'"], program: "/bin/bash")
        try terminal.wait(for: "end-of-picture")
        terminal.hangUp()
        #expect(try terminal.waitForEnd() == 3)
    }

    @Test(
        "A terminal without another screen gets its cursor below the picture, so that nothing is written into that",
        arguments: ["\u{11}", "\u{0F}"])
    func belowThePicture(keys: String) throws {
        let terminal = try PseudoTerminal(
            environment: ["TERM": "vt100", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"])
        try terminal.wait(for: "end-of-picture")
        terminal.send(keys)
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.text.hasSuffix("\r\n") || terminal.text.hasSuffix("\r\r\n"), "\(terminal.text.suffix(40))")
    }

    @Test("Pauses for slow terminals are taken out of the bytes that restore")
    func padding() {
        #expect(Restoration.withoutPadding(Array("\u{1B}[m\u{0F}$<2>x$<5*/>$".utf8)) == Array("\u{1B}[m\u{0F}x$".utf8))
        #expect(Restoration.withoutPadding(Array("$<2".utf8)) == Array("$<2".utf8))
    }
}
