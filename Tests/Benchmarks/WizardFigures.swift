import Glibc

/// What the wizard takes on a real terminal: from its start to the certificates on the disk.
struct WizardFigures {
    private var (paint, bytes, answer, memory, commit) = (Series(), Series(), Series(), Series(), Series())

    /// Goes through the wizard once.
    mutating func add(program: String, store: String) -> Bool {
        guard let terminal = PseudoTerminal([program, "--store", store]),
            let painted = terminal.wait(for: "Begin", since: terminal.started)
        else { return false }
        paint.add(painted)
        // The keys are ready once nothing moves any more: the processor is ours then.
        waitUntilIdle(terminal.process)
        terminal.settle()
        guard press("\r", on: terminal, until: "Host name"), press("\r", on: terminal, until: nil) else { return false }
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
        guard press("\u{e}", on: terminal, until: "SIP domains"), press("\u{e}", on: terminal, until: "Issue here"),
            press("\r", on: terminal, until: "Serial"), press("\r", on: terminal, until: "Choose")
        else { return false }
        terminal.forget()
        let start = ContinuousClock.now
        terminal.send("\r")
        guard let done = terminal.wait(for: "fullchain.pem", since: start) else { return false }
        commit.add(done)
        memory.add(peakMemory(terminal.process))
        return true
    }

    var lines: [Line] {
        [
            line("wizard: first paint", paint, "ms", 30), line("wizard: bytes for a typed character", bytes, "B", 4),
            line("wizard: from a key to its answer", answer, "ms", 2),
            line("wizard: peak memory", memory, "MiB", 24),
            line("wizard: from the confirming key to the done screen", commit, "ms", 60),
        ]
    }

    private func line(_ name: String, _ series: Series, _ unit: String, _ bound: Double) -> Line {
        Line(name: name, figure: series.median, unit: unit, bound: bound, detail: "median of \(series.count)")
    }

    private func press(_ key: String, on terminal: PseudoTerminal, until text: String?) -> Bool {
        terminal.forget()
        terminal.send(key)
        if let text, terminal.wait(for: text, since: .now) == nil { return false }
        terminal.settle()
        return true
    }

    /// Until the process has used no processor time for a while: its keys are made.
    private func waitUntilIdle(_ process: pid_t) {
        var last = ""
        for _ in 0..<100 {
            poll(nil, 0, 100)
            let used = (text("/proc/\(process)/stat") ?? "").split(separator: " ").dropFirst(13).prefix(2)
                .joined(separator: " ")
            if used == last { return }
            last = used
        }
    }

    /// VmHWM of proc(5), in MiB.
    private func peakMemory(_ process: pid_t) -> Double {
        let line = text("/proc/\(process)/status")?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let number = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (number ?? .nan) / 1_024
    }

    private func text(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
