import FoundationEssentials
import Glibc
import Testing

@Suite("A command that writes certificates", .ownThread)
struct ConsentCommandTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
    }

    /// At a terminal, with a command that asks; returns the picture of the store from before.
    private func ask(_ arguments: [String]) throws -> (TmuxConsole, before: [String]) {
        let before = Files.picture(scratch.store)
        let console = try TmuxConsole(in: scratch)
        try console.start(arguments)
        return (console, before)
    }

    @Test("shows on a terminal what is confirmed, and Enter writes what is ordinary")
    func asks() throws {
        let (console, before) = try ask(["regenerate"])
        try console.wait(for: "Names: 5 of 5 of this server's names", "Write these certificates? y or n [y]:")
        let shown = try console.history()
        for text in ["What changes", "Host name: ipo1.example.com", "Identity: has a new key", "Refused by: nobody"] {
            #expect(shown.contains(text), "\(text)")
        }
        #expect(Files.picture(scratch.store) == before)
        try console.press("Enter")
        try console.wait(for: "Written as generation 2.", "status=0.")
        #expect(try Program.run(["history"], in: scratch).output.contains("confirmed     with Enter\n"))
    }

    @Test("is left at the question by n, Ctrl-C and Ctrl-D, and nothing is changed", arguments: ["n", "C-c", "C-d"])
    func left(_ key: String) throws {
        let (console, before) = try ask(["regenerate", "root", "--new-key"])
        try console.wait(for: "A ROOT WITH ANOTHER KEY", "Type y only if you want that: y or n [n]:")
        try console.press(key)
        if key == "n" { try console.press("Enter") }
        if key == "C-c" {
            // The script around the program ends by the signal as well, and the shell says by which.
            try console.wait(for: "ready>")
            try console.type("echo end=$?.\n")
            try console.wait(for: "end=130.")
        } else {
            try console.wait(for: "status=130.")
            #expect(try console.history().contains("hint: run the same command again"))
            #expect(try console.modesAreRestored())
        }
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("wants a y for what makes clients refuse this server: Enter alone goes back", arguments: ["", "y"])
    func dangerous(_ answer: String) throws {
        let answers = scratch.file("answers.toml", SampleAnswers.usual)
        let (console, before) = try ask(["ignite", "--replace", "--answers", answers])
        try console.wait(for: "A ROOT WITH ANOTHER KEY", "y or n [n]:")
        try console.type("\(answer)\n")
        try console.wait(for: answer == "y" ? "status=0." : "status=130.")
        #expect((Files.picture(scratch.store) == before) == (answer == ""))
        guard answer == "y" else { return }
        let table = try Program.run(["history"], in: scratch).output
        #expect(table.contains("confirmed     with y: the root \"ipoffice-root-ipo1.example.com.avaya.com\""))
    }

    @Test("asks nobody with --yes, and then has to name what can hurt", arguments: [true, false])
    func yes(_ isNamed: Bool) throws {
        try #require(try Program.ignite(scratch, ["--replace"]).status == 0)
        let (console, before) = try ask(["rollback", "--yes"] + (isNamed ? ["--allow-new-root"] : []))
        try console.wait(
            for: isNamed ? "Generation 1 is live again." : "hint: use --allow-new-root", "status=\(isNamed ? 0 : 65).")
        #expect((Files.picture(scratch.store) == before) == !isNamed)
    }

    /// What a run says that asks nobody.
    private struct Told: Decodable { let warnings: [String] }

    @Test("says of each name that a replacement loses, where nobody is asked", arguments: [true, false])
    func told(_ isDryRun: Bool) throws {
        let few = scratch.file("few.toml", "hostname = \"ipo9.example.com\"\n[lan1]\nipv4 = \"192.168.42.1\"\n")
        let words = ["ignite", "--replace", "--answers", few] + (isDryRun ? ["--dry-run"] : [])
        let loss = "the identity no longer has the name \"ipo1.example.com\""
        let json = try Program.run(words + ["--format", "json"], in: scratch)
        let told = try JSONDecoder().decode(Told.self, from: Data(json.output.utf8))
        #expect(json.status == 0 && told.warnings.contains(loss), "\(json)")
        if isDryRun { #expect(try Program.run(words, in: scratch).errors.contains("warning: \(loss)\n")) }
    }

    /// A command that is refused because nobody is asked, its kind, and the words that name it.
    struct Unnamed: CustomTestStringConvertible, Sendable {
        let kind: String
        let words: [String]
        let named: [String]
        let hint: String
        var isFirst = false

        var testDescription: String { "\(kind): \(words)" }
    }

    private static let unnamed = [
        Unnamed(
            kind: "new-root-key", words: ["rollback"], named: ["--allow-new-root"],
            hint: "use --allow-new-root if every phone and browser has this root, or can be given it"),
        Unnamed(
            kind: "names-lost", words: ["rollback", "1", "--allow-new-root"], named: ["--allow-name-loss"],
            hint: "use --allow-name-loss if no client uses it any more, or regenerate the certificates instead "
                + "(keyturn regenerate)"),
        Unnamed(
            kind: "names-lost", words: ["regenerate", "--answers", "few.toml"], named: ["--allow-name-loss"],
            hint: "use --allow-name-loss if no client uses it any more, or give all names with --answers FILE "
                + "(\"keyturn answers\" prints the present ones)"),
        Unnamed(
            kind: "names-lost", words: ["import", "wildcard.pem"], named: ["--allow-name-loss"],
            hint: "use --allow-name-loss if no client uses them any more, or have the authority put them into the "
                + "certificate"),
        Unnamed(
            kind: "documented-profile", words: ["ignite", "--config", "documented.toml", "--answers", "few.toml"],
            named: ["--profile", "documented"],
            hint: "use --profile documented if that is what you want, or --profile interoperable", isFirst: true),
    ]

    @Test("is refused without a terminal where no option names what can hurt, and nothing changes", arguments: unnamed)
    func unasked(_ sample: Unnamed) throws {
        let few = "hostname = \"ipo1.example.com\"\n[lan1]\nipv4 = \"192.168.42.1\"\n"
        _ = scratch.file("few.toml", few)
        _ = scratch.file("documented.toml", "profile = \"documented\"\n")
        _ = scratch.file("wildcard.pem", Files.text(try ImportMaterial.path("wildcard.pem")) ?? "")
        let all = few + "[names]\ndns = [\"voice.example.com\"]\n"
        let isFirst = sample.isFirst
        if isFirst {
            try FileManager.default.removeItem(atPath: scratch.store)
        } else {
            let losing = sample.kind == "names-lost" && sample.words[0] == "rollback"
            try #require(
                try Program.ignite(
                    scratch, answers: losing || sample.words[0] == "regenerate" ? all : SampleAnswers.usual,
                    ["--replace"]
                )
                .status == 0)
        }
        func run(_ words: [String]) throws -> CommandResult {
            try Program.run(words, in: scratch, under: ["sh", "-c", "cd \(scratch.folder) && exec \"$@\"", "-"])
        }
        let before = isFirst ? [] : Files.picture(scratch.store)
        let refused = try run(sample.words + ["--format", "json"])
        #expect(refused.status == 65 && refused.output.contains("\"kind\" : \"\(sample.kind)\""), "\(refused.errors)")
        #expect(refused.errors.hasSuffix("\nhint: \(sample.hint)\n"), "\(refused.errors)")
        #expect(isFirst ? !Files.exists(scratch.store) : Files.picture(scratch.store) == before)
        let done = try run(sample.words + sample.named)
        #expect(done.status == 0, "\(done.errors)")
        #expect(
            try Program.run(["history"], in: scratch).output.contains(
                "confirmed     by the options of a command that asked nobody: "))
    }
}
