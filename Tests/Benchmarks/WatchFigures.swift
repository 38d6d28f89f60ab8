import Glibc

/// What `watch` takes while it sleeps.
struct WatchFigures {
    private var (resident, anonymous) = (Series(), Series())

    /// Lets it make its first renewal, and measures it then.
    mutating func add(program: String, store: String) -> Bool {
        guard let terminal = TimedTerminal([program, "watch", "--store", store]),
            terminal.wait(for: "is due", since: terminal.started) != nil
        else { return false }
        ProcessFacts.waitUntilIdle(terminal.process)
        resident.add(ProcessFacts.memory("VmRSS", terminal.process))
        anonymous.add(ProcessFacts.memory("RssAnon", terminal.process))
        return true
    }

    var lines: [FigureLine] {
        [
            line("watch: memory while it sleeps (VmRSS)", resident, 15),
            line("watch: of that in no file (RssAnon)", anonymous, nil),
        ]
    }

    private func line(_ name: String, _ series: Series, _ bound: Double?) -> FigureLine {
        FigureLine(
            name: name, figure: series.median, unit: "MiB", bound: bound, detail: "median of \(series.count)")
    }
}
