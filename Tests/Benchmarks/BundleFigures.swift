/// What it takes to print every certificate of a bundle.
struct BundleFigures {
    let program: String
    let store: String
    let bundles: Bundles

    /// nil where something fails.
    func lines() -> [FigureLine]? {
        let sizes = [1, 10, 100, 1_000, 10_000]
        guard (sizes + [Bundles.many]).allSatisfy(bundles.write), let small = small(sizes.prefix(3)),
            let few = lines(of: Bundles.mozilla, name: "the Mozilla bundle", runs: 20, bound: nil),
            let many = lines(
                of: bundles.path(of: Bundles.many), name: "\(Bundles.many) certificates", runs: 5, bound: 0.33),
            let costs = costs(of: sizes), let memory, let json
        else { return nil }
        return small + few + many + memory + costs + json
    }

    private func review(_ bundle: String, as format: String = "table") -> [String] {
        [program, "review", "--format", format, "--store", store, bundle]
    }

    /// What prints every field with openssl(1).
    private func text(_ bundle: String) -> [String] { ["openssl", "storeutl", "-noout", "-text", "-certs", bundle] }

    /// Against those that also print every field, and nothing else. Of few certificates it is the start of the programs
    /// that is compared, which has no bound.
    private func lines(of bundle: String, name: String, runs: Int, bound: Double?) -> [FigureLine]? {
        let peers = [
            ("openssl storeutl", text(bundle), "^Certificate:"),
            ("certtool -i", ["certtool", "-i", "--infile", bundle], "^X.509 Certificate Information"),
        ]
        guard peers.allSatisfy({ printsAll(bundle, $0.1, $0.2) }),
            printsAll(bundle, review(bundle), "Certificate field")
        else { return nil }
        var ours = Series()
        var theirs = [Series](repeating: Series(), count: peers.count)
        for _ in 0..<runs {
            guard let mine = Stopwatch.run(review(bundle)) else { return nil }
            ours.add(mine)
            for (index, peer) in peers.enumerated() {
                guard let time = Stopwatch.run(peer.1) else { return nil }
                theirs[index].add(time)
            }
        }
        return zip(peers, theirs).map { peer, time in
            FigureLine(
                name: "review of \(name) / \(peer.0)", figure: ours.median / time.median, unit: "x", bound: bound,
                detail:
                    "medians of \(runs): \(FigureLine.number(ours.median)) ms / \(FigureLine.number(time.median)) ms")
        }
    }

    /// Those that somebody looks at every day.
    private func small(_ sizes: some Sequence<Int>) -> [FigureLine]? {
        var all: [FigureLine] = []
        for size in sizes {
            let name = size == 1 ? "1 certificate" : "\(size) certificates"
            guard let lines = lines(of: bundles.path(of: size), name: name, runs: 20, bound: nil) else { return nil }
            all += lines
        }
        return all
    }

    /// A comparison with a program that stops after the first would be none.
    private func printsAll(_ bundle: String, _ command: [String], _ head: String) -> Bool {
        let script = """
            [ "$(\(command.joined(separator: " ")) | grep -c '\(head)')" = "$(grep -c -e -BEGIN \(bundle))" ]
            """
        return Stopwatch.run(["sh", "-ec", script]) != nil
    }

    /// What one certificate costs among others.
    private func costs(of sizes: [Int]) -> [FigureLine]? {
        var (lines, medians): ([FigureLine], [Double]) = ([], [])
        for size in sizes {
            var (time, memory) = (Series(), Series())
            for _ in 0..<(size < 1_000 ? 20 : 5) {
                guard let run = Stopwatch.measure(review(bundles.path(of: size))) else { return nil }
                time.add(run.milliseconds)
                memory.add(run.memory)
            }
            medians.append(time.median * 1_000 / Double(size))
            lines.append(
                FigureLine(
                    name: "review: each of \(size)", figure: medians.last ?? .nan, unit: "us", bound: nil,
                    detail: "median of \(time.count): \(FigureLine.number(time.median)) ms in all, "
                        + "peak memory \(FigureLine.number(memory.median)) MiB"))
        }
        guard let most = medians.last, let fewer = medians.dropLast().last else { return nil }
        return lines + [
            FigureLine(
                name: "review: each of 10000 / each of 1000", figure: most / fewer, unit: "x", bound: 1.5,
                detail: "\(FigureLine.number(most)) us / \(FigureLine.number(fewer)) us")
        ]
    }

    private var memory: [FigureLine]? {
        guard let run = Stopwatch.measure(review(bundles.path(of: Bundles.many))) else { return nil }
        return [
            FigureLine(
                name: "review of \(Bundles.many) certificates: peak memory", figure: run.memory, unit: "MiB", bound: 64,
                detail: "one run")
        ]
    }

    private var json: [FigureLine]? {
        let bundle = bundles.path(of: Bundles.many)
        guard let run = Stopwatch.measure(review(bundle, as: "json")), let peer = Stopwatch.run(text(bundle)) else {
            return nil
        }
        return [
            FigureLine(
                name: "review: \(Bundles.many) certificates as JSON / openssl storeutl",
                figure: run.milliseconds / peer,
                unit: "x", bound: 1,
                detail: "one run: \(FigureLine.number(run.milliseconds)) ms / \(FigureLine.number(peer)) ms"),
            FigureLine(
                name: "review: peak memory of that", figure: run.memory, unit: "MiB", bound: 64, detail: "one run"),
        ]
    }
}
