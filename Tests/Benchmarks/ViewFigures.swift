/// What the full-screen view of very many certificates takes on a real terminal.
struct ViewFigures {
    private var (first, last, filter, further, memory) = (Series(), Series(), Series(), Series(), Series())

    /// Goes through the view once.
    mutating func add(program: String, store: String, bundle: String) -> Bool {
        // The line at the bottom tells of the certificate under the cursor once that one has been read.
        guard let terminal = TimedTerminal([program, "review", "--store", store, bundle]),
            let painted = terminal.wait(for: "issued by", since: terminal.started)
        else { return false }
        terminal.settle(500)
        guard let end = answer("\u{1b}[F", on: terminal), answer("/", on: terminal) != nil,
            let typed = answer("r", on: terminal)
        else { return false }
        first.add(painted)
        last.add(end)
        filter.add(typed)
        for character in "oot" {
            guard let time = answer(String(character), on: terminal) else { return false }
            further.add(time)
        }
        memory.add(ProcessFacts.peakMemory(terminal.process))
        return true
    }

    var lines: [FigureLine] {
        [
            line("view: first screen with certificates", first, "ms", 100),
            line("view: from End to the last page", last, "ms", 500),
            line("view: from a filter's first character to all", filter, "ms", 500),
            line("view: from a further character to its answer", further, "ms", 100),
            line("view: peak memory", memory, "MiB", 64),
        ]
    }

    private func line(_ name: String, _ series: Series, _ unit: String, _ bound: Double) -> FigureLine {
        FigureLine(
            name: name, figure: series.median, unit: unit, bound: bound,
            detail: "median of \(series.count), of \(Bundles.many) certificates")
    }

    private func answer(_ key: String, on terminal: TimedTerminal) -> Double? {
        terminal.forget()
        let start = ContinuousClock.now
        terminal.send(key)
        return terminal.waitForLast(since: start)
    }
}
