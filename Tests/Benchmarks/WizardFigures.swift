import Glibc

/// What the wizard takes on a real terminal: from its start to the certificates on the disk.
struct WizardFigures {
    private var (paint, bytes, answer, memory, commit) = (Series(), Series(), Series(), Series(), Series())

    /// Goes through the wizard once.
    mutating func add(program: String, store: String) -> Bool {
        guard let terminal = TimedTerminal([program, "--store", store]),
            let painted = terminal.wait(for: "Begin", since: terminal.started)
        else { return false }
        paint.add(painted)
        // The keys are ready once nothing moves any more: the processor is ours then.
        ProcessFacts.waitUntilIdle(terminal.process)
        terminal.settle()
        guard press("\r", on: terminal, until: "Who issues"), press("\r", on: terminal, until: "Host name") else {
            return false
        }
        for character in "bench-of-the-wizard.example.com" {
            terminal.forget()
            let start = ContinuousClock.now
            terminal.send(String(character))
            guard let time = terminal.waitForAnything(since: start) else { return false }
            answer.add(time)
            terminal.settle(15)
            bytes.add(Double(terminal.output.count))
        }
        guard press("\r", on: terminal, until: "LAN2 IPv6") else { return false }
        for _ in 0..<48 { terminal.send("\u{8}") }
        terminal.send("192.0.2.10")
        terminal.settle()
        guard press("\u{e}", on: terminal, until: "SIP domains"), press("\u{e}", on: terminal, until: "Serial"),
            press("\r", on: terminal, until: "Go back")
        else { return false }
        terminal.forget()
        let start = ContinuousClock.now
        terminal.send("\r")
        guard let done = terminal.wait(for: "fullchain.pem", since: start) else { return false }
        commit.add(done)
        memory.add(ProcessFacts.peakMemory(terminal.process))
        return true
    }

    var lines: [FigureLine] {
        [
            line("wizard: first paint", paint, "ms", 30), line("wizard: bytes for a typed character", bytes, "B", 4),
            line("wizard: from a key to its answer", answer, "ms", 2),
            line("wizard: peak memory", memory, "MiB", 24),
            line("wizard: from the confirming key to the done screen", commit, "ms", 60),
        ]
    }

    private func line(_ name: String, _ series: Series, _ unit: String, _ bound: Double) -> FigureLine {
        FigureLine(name: name, figure: series.median, unit: unit, bound: bound, detail: "median of \(series.count)")
    }

    private func press(_ key: String, on terminal: TimedTerminal, until text: String?) -> Bool {
        terminal.forget()
        terminal.send(key)
        if let text, terminal.wait(for: text, since: .now) == nil { return false }
        terminal.settle()
        return true
    }
}
