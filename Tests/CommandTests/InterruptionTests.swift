import SoakSwitch
import Glibc
import Testing

@Suite("However the wizard is left, the terminal is given back and the store holds nothing or everything", .ownThread)
struct InterruptionTests {
    /// The ways to be interrupted.
    enum Way: String, CaseIterable {
        case controlC = "Ctrl-C"
        case terminate = "SIGTERM"
        case hangup = "SIGHUP"
        case terminalGone = "the terminal goes away"
    }

    private static let lan = ["192.168.42.1"]

    /// Each way at a place, two of them where the certificates are written; all of both where the long runs are asked for.
    private static let interruptions: [(WizardOperator.Place, Way)] =
        Soak.isOn
        ? WizardOperator.Place.allCases.flatMap { place in Way.allCases.map { (place, $0) } }
        : [
            (.welcome, .hangup), (.names, .hangup), (.names, .terminalGone), (.preview, .terminate),
            (.confirm, .controlC), (.done, .terminalGone), (.done, .controlC),
        ]

    @Test("on a screen", arguments: interruptions)
    func screens(place: WizardOperator.Place, way: Way) throws {
        let scratch = try Scratch()
        let console = try TmuxConsole(in: scratch)
        try console.start()
        let isWritten = place == .done
        // Addresses that this host has are offered in the form already, and what is typed goes behind them.
        let report = WizardOperator(console: console)
        try report.go(to: place, addresses: try hostHasPort(scratch) ? [] : Self.lan)
        try interrupt(console, way, place)
        try check(console, scratch, way, place)
        if isWritten { return try isWhole(scratch) }
        let left = Files.tree(scratch.store).filter { !$0.hasSuffix("/lock") }
        guard place.hasAnswers else { return #expect(left == []) }
        // What was answered is kept, and nothing else.
        #expect(left == ["\(scratch.store)/draft.toml"])
        #expect(Files.mode(left[0]) == 0o600 && Files.mode(scratch.store) == 0o700)
        try goOn(scratch)
    }

    /// The next start offers the answers, and issues with them; then they are gone.
    private func goOn(_ scratch: Scratch) throws {
        let again = try TmuxConsole(in: scratch)
        try again.start()
        try again.wait(for: "Unfinished answers from", "are kept", "Host name: ipo1.example.com")
        try again.press("Enter")
        try again.wait(for: "are filled in.", without: "Start again")
        for text in ["This server", "ipo1.example.com", "LAN1 port", "SIP domains", "profile:"] {
            try again.press(text == "This server" ? "Enter" : "C-n")
            try again.wait(for: text)
        }
        try again.wait(for: "ipoffice-root-ipo1.example.com.avaya.com", without: "making keys")
        try again.press("Enter")
        try again.wait(for: "Write these certificates?", "Go back")
        try again.press("Enter")
        try again.wait(for: "The certificates are written.")
        #expect(!Files.exists("\(scratch.store)/draft.toml"))
        try again.press("Enter")
        try again.wait(for: "status=0.")
    }

    @Test("while the certificates are written", arguments: [Way.terminate, .hangup, .terminalGone])
    func progress(way: Way) throws {
        let scratch = try Scratch()
        let console = try TmuxConsole(in: scratch)
        try console.start()
        try WizardOperator(console: console).go(to: .confirm, addresses: try hostHasPort(scratch) ? [] : Self.lan)
        let process = try console.process()
        try console.press("Enter")
        // At whatever moment of the writing this comes: the next test run tries another.
        try interrupt(console, way, .done)
        try #require(PollDeadline().wait { kill(process, 0) != 0 }, "the program does not end")
        if way != .terminalGone { #expect(try console.modesAreRestored()) }
        #expect(!console.seen.contains("PRIVATE KEY"))
        if Files.exists("\(scratch.store)/live") {
            try isWhole(scratch)
        } else {
            #expect(Files.tree(scratch.store).filter { Files.text($0)?.contains("PRIVATE KEY") == true } == [])
        }
    }

    private func interrupt(_ console: TmuxConsole, _ way: Way, _ place: WizardOperator.Place) throws {
        switch way {
        case .controlC:
            try console.press("C-c")
            // The first asks whether to leave; where there is nothing left to lose, it leaves.
            guard place != .done else { return }
            try console.wait(for: "Leave", "Esc Stay")
            try console.press("C-c")
        case .terminate: kill(try console.process(), SIGTERM)
        case .hangup: kill(try console.process(), SIGHUP)
        case .terminalGone: try console.hangUp()
        }
    }

    private func check(_ console: TmuxConsole, _ scratch: Scratch, _ way: Way, _ place: WizardOperator.Place) throws {
        let process = try console.process()
        try #require(PollDeadline().wait { kill(process, 0) != 0 }, "the program does not end")
        #expect(!console.seen.contains("PRIVATE KEY"))
        guard way != .terminalGone else { return }
        #expect(try console.modesAreRestored())
        let status: Int32 =
            switch way {
            case .controlC: place == .done ? 0 : 130 as Int32
            case .terminate: 128 + SIGTERM
            default: 128 + SIGHUP
            }
        try console.wait(for: "status=\(status).")
    }

    /// Every certificate matches its key, the chain verifies, and the next run finds no lock held.
    private func isWhole(_ scratch: Scratch) throws {
        let live = "\(scratch.store)/live"
        try Tool.expect(
            ["openssl", "verify", "-x509_strict", "-CAfile", "\(live)/root.pem", "\(live)/identity.pem"], in: scratch)
        for name in ["root", "identity"] {
            let certified = try Tool.expect(
                ["openssl", "x509", "-in", "\(live)/\(name).pem", "-noout", "-pubkey"], in: scratch)
            let held = try Tool.expect(["openssl", "pkey", "-in", "\(live)/\(name).key", "-pubout"], in: scratch)
            #expect(certified == held)
        }
        let secrets = Files.tree(scratch.store).filter { Files.text($0)?.contains("PRIVATE KEY") == true }
        #expect(secrets.allSatisfy { $0.contains("/generations/0") && $0.hasSuffix(".key") }, "\(secrets)")
        #expect(try Program.ignite(scratch, ["--replace"]).status == 0)
    }

    private func hostHasPort(_ scratch: Scratch) throws -> Bool {
        let template = try Program.run(["answers"], in: scratch).output
        return template.contains(/(?m)^ipv4 = "[0-9.]+"/)
    }
}
