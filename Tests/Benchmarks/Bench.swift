import Glibc

/// The measurements, and the bounds that they are held to.
struct Bench {
    private let program: String
    private let own: String
    private let folder: String
    private var store: String { "\(folder)/store" }

    init?(program: String, own: String) {
        var template = Array("/tmp/keyturn-bench-XXXXXX".utf8CString)
        guard access(program, X_OK) == 0, mkdtemp(&template) != nil else { return nil }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.program = program
        self.own = own
    }

    /// Measures everything, or what is named; prints a line for each, and says whether every bound is kept. Nil if a name
    /// is unknown.
    func run(_ names: [String] = []) -> Bool? {
        let all: [(name: String, measure: () -> [FigureLine])] = [
            ("ignition", withoutKeys), ("keys", keys), ("peers", peers), ("import", importing), ("start", start),
            ("wizard", wizard), ("review", bundles), ("view", view), ("watch", watch), ("slow-line", slowLine),
        ]
        guard names.allSatisfy({ name in all.contains { $0.name == name } }) else { return nil }
        defer { _ = Stopwatch.run(["rm", "-rf", folder]) }
        var areKept = true
        writeAnswers()
        for (name, measure) in all where names.isEmpty || names.contains(name) {
            for line in measure() {
                print(line.text)
                fflush(nil)
                areKept = areKept && line.isKept
            }
        }
        return areKept
    }

    private var answers: String { "\(folder)/answers.toml" }

    private func ignition(_ store: String) -> [String] { [program, "ignite", "--answers", answers, "--store", store] }

    private func ignite() -> Double? {
        _ = Stopwatch.run(["rm", "-rf", store])
        return Stopwatch.run(ignition(store))
    }

    private func writeAnswers() {
        guard let file = fopen(answers, "we") else { return }
        fputs("hostname = \"ipo1.example.com\"\n[lan1]\nipv4 = \"192.0.2.10\"\n", file)
        fclose(file)
    }

    /// In memory it is the program alone; the disk has its own pace, and so its own line.
    private func withoutKeys() -> [FigureLine] {
        let memory = "/dev/shm/keyturn-bench-\(getpid())"
        defer { _ = Stopwatch.run(["rm", "-rf", memory]) }
        guard Stopwatch.run(["sh", "-ec", OtherTools(folder: folder).givenKey]) != nil else { return failed("openssl") }
        let certificate = OtherTools(folder: folder).certificate
        var (alone, onDisk) = (OwnFigures(), OwnFigures())
        for _ in 0..<40 {
            _ = Stopwatch.run(["rm", "-rf", store, memory])
            guard alone.add(ignite: ignition("\(memory)/store"), openssl: certificate, folder: folder),
                onDisk.add(ignite: ignition(store), openssl: certificate, folder: folder, waits: true)
            else { return failed("ignite or openssl, traced by strace") }
        }
        return [
            alone.line("ignite without its keys / openssl req -x509", bound: 2.5),
            onDisk.line("the same on the disk / openssl and its waits", bound: 2.5),
        ]
    }

    /// Key generation takes as long as its luck has it, in the mean of many runs as well: the bound is one that luck does
    /// not reach.
    private func keys() -> [FigureLine] {
        var (ours, bare) = (Series(), Series())
        for _ in 0..<100 {
            guard let keys = Stopwatch.run([own, "keys"]), let ignition = ignite() else { return failed("ignite") }
            bare.add(keys)
            ours.add(ignition)
        }
        return [
            FigureLine(
                name: "ignite / two bare RSA-2048 keys in parallel", figure: ours.mean / bare.mean, unit: "x",
                bound: 1.5,
                detail:
                    "means of \(ours.count): \(FigureLine.number(ours.mean)) ms / \(FigureLine.number(bare.mean)) ms; "
                    + "medians \(FigureLine.number(ours.median)) / \(FigureLine.number(bare.median))")
        ]
    }

    private func peers() -> [FigureLine] {
        var (ours, openssl, certtool) = (Series(), Series(), Series())
        let scripts = OtherTools(folder: folder)
        for _ in 0..<20 {
            guard let ignition = ignite(), let first = Stopwatch.run(["sh", "-ec", scripts.openssl]),
                let second = Stopwatch.run(["sh", "-ec", scripts.certtool])
            else { return failed("ignite or its peers") }
            ours.add(ignition)
            openssl.add(first)
            certtool.add(second)
        }
        return [("openssl", openssl), ("certtool", certtool)].map { name, peer in
            FigureLine(
                name: "ignite / the same work with \(name)", figure: ours.median / peer.median, unit: "x", bound: nil,
                detail:
                    "medians of \(ours.count): \(FigureLine.number(ours.median)) ms / \(FigureLine.number(peer.median)) ms"
            )
        }
    }

    /// Reading a PKCS #12 file and verifying its chain: that alone, and with all that an import does besides.
    private func importing() -> [FigureLine] {
        let scripts = OtherTools(folder: folder)
        guard ignite() != nil, Stopwatch.run(["sh", "-ec", scripts.thirdParty]) != nil else {
            return failed("a third party's set")
        }
        let options = ["\(folder)/p.p12", "--passphrase-file", "\(folder)/p.txt"]
        let commands = [
            [program, "review", "--format", "json", "--store", "\(folder)/none"] + options,
            [program, "import", "--dry-run", "--store", store] + options,
        ]
        var (ours, openssl) = ([Series(), Series()], Series())
        for _ in 0..<40 {
            for (index, command) in commands.enumerated() {
                guard let time = Stopwatch.run(command) else { return failed("review or import") }
                ours[index].add(time)
            }
            guard let peer = Stopwatch.run(["sh", "-ec", scripts.reading]) else { return failed("openssl") }
            openssl.add(peer)
        }
        let names = ["PKCS #12 read and verified", "the same, judged for a server (import)"]
        return zip(names, ours).enumerated().map { index, line in
            FigureLine(
                name: "\(line.0) / openssl", figure: line.1.median / openssl.median, unit: "x",
                bound: index == 0 ? 1 : nil,
                detail: "medians of \(line.1.count): \(FigureLine.number(line.1.median)) ms / "
                    + "\(FigureLine.number(openssl.median)) ms")
        }
    }

    private func start() -> [FigureLine] {
        var (ours, openssl) = (Series(), Series())
        for _ in 0..<40 {
            guard let version = Stopwatch.run([program, "--version"]),
                let peer = Stopwatch.run(["openssl", "version"])
            else { return failed("--version") }
            ours.add(version)
            openssl.add(peer)
        }
        return [
            FigureLine(
                name: "keyturn --version / openssl version", figure: ours.median / openssl.median, unit: "x",
                bound: 2.5,
                detail:
                    "medians of \(ours.count): \(FigureLine.number(ours.median)) ms / \(FigureLine.number(openssl.median)) ms"
            )
        ]
    }

    private func wizard() -> [FigureLine] {
        var measured = WizardFigures()
        for _ in 0..<10 {
            _ = Stopwatch.run(["rm", "-rf", store])
            guard measured.add(program: program, store: store) else { return failed("the wizard") }
        }
        return measured.lines
    }

    private func bundles() -> [FigureLine] {
        let figures = BundleFigures(program: program, store: store, bundles: Bundles(folder: folder))
        return figures.lines() ?? failed("review or its peers")
    }

    private func view() -> [FigureLine] {
        let bundles = Bundles(folder: folder)
        guard bundles.write(Bundles.many) else { return failed("a bundle") }
        let bundle = bundles.path(of: Bundles.many)
        var measured = ViewFigures()
        for _ in 0..<5 {
            guard measured.add(program: program, store: store, bundle: bundle) else { return failed("the view") }
        }
        return measured.lines
    }

    private func slowLine() -> [FigureLine] {
        SlowLineFigures(program: program, folder: folder).lines() ?? failed("a slow line")
    }

    private func watch() -> [FigureLine] {
        // An address of this machine may be due.
        guard ignite() != nil, Stopwatch.run([program, "renew", "--store", store]) != nil else {
            return failed("ignite or renew")
        }
        var measured = WatchFigures()
        for _ in 0..<5 {
            guard measured.add(program: program, store: store) else { return failed("the watch") }
        }
        return measured.lines
    }

    /// A measurement that could not be made is a bound that was not kept.
    private func failed(_ what: String) -> [FigureLine] {
        [FigureLine(name: what, figure: .nan, unit: "", bound: 0, detail: "could not be measured")]
    }
}
