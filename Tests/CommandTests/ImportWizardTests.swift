import Glibc
import Testing

@Suite("The wizard's import of what is encrypted", .ownThread)
struct ImportWizardTests {
    @Test("a wrong passphrase, the right one, a level that keeps the set out, and leaving: no trace of it anywhere")
    func secrets() throws {
        let stage = try ImportStage(isIgnited: false)
        let host = try stage.host()
        let console = try TmuxConsole(in: stage.scratch, under: host.prefix)
        let (folder, temporary) = (stage.scratch.path("here"), stage.scratch.path("tmp"))
        try console.type("export TMPDIR=\(temporary) && cd \(folder)\n")
        let recording = stage.scratch.path("recording")
        try console.record(to: recording)
        try console.start()
        try WizardOperator(console: console, importsFiles: true).go(to: .names)
        try console.press("C-n")
        try console.wait(for: "Which files hold")
        try console.type(try ImportMaterial.path("good.p12"))
        try console.press("Enter")
        try console.wait(for: "─ Passphrase ─", "is encrypted")
        let process = try console.process()
        // What came in while a passphrase was asked for is in memory, and there alone.
        func look() throws { try OtherProgramsView.hidesEverything(process, ["/dev/tty"]) }

        try console.type("wrong horse")
        try console.wait(for: "***********")
        try look()
        try console.press("Enter")
        try console.wait(for: "That passphrase does not open it: try again.")
        try look()
        try console.type("correct horse")
        try console.press("Enter")
        try console.wait(for: "from \"good.p12\"", "every check passes")
        try look()
        try console.press("Enter")
        try console.wait(for: "Level: medium")
        try console.type("l")
        try console.wait(for: "Level: high", "1 check fails")
        try console.press("Enter")
        try console.wait(for: "These certificates are refused", "is not in the trusted certificate store")
        try look()
        try console.press("Enter")
        try console.wait(for: "Level: high", without: "are refused")
        try console.press("C-c")
        try console.wait(for: "Leave", "Esc Stay")
        try console.press("C-c")
        try console.wait(for: "status=130.")

        #expect(try console.modesAreRestored())
        // The answers are kept for the next start, and nothing else is.
        #expect(
            Files.tree(stage.scratch.store).filter { !$0.hasSuffix("/lock") } == ["\(stage.scratch.store)/draft.toml"])
        let kept = try #require(Files.text("\(stage.scratch.store)/draft.toml"))
        #expect(kept.contains("good.p12"))
        #expect(stage.litter == [])
        let shown = try kept + #require(Files.text(recording)) + console.history()
        #expect(shown.contains("does not open it"))
        for secret in ["horse", "PRIVATE KEY"] { #expect(!shown.contains(secret)) }
    }

    @Test("line by line, a set that is refused can be judged by another level, without its files being typed again")
    func plain() throws {
        let stage = try ImportStage(isIgnited: false)
        let host = try stage.host()
        let file = try ImportMaterial.path("weak-key.pem")
        // Who issues, the name, two ports, three lists, and the role: what a third party issued has its naming.
        let server = ["import", "ipo1.example.com"] + [String](repeating: "", count: 2 + 3 + 1)
        let answers = server + [file, "strict", "high", "", "low", "yes"]
        let finished = try stage.run(
            ["--ui", "plain"], under: host.prefix, input: answers.map { "\($0)\n" }.joined())
        #expect(finished.status == 0)
        let question = "Level: none, low, medium, high, medium+remote or high+remote"
        #expect(
            finished.errors.contains(
                """
                Files or folders, separated by commas: \(file)
                \(question) [medium]: strict
                  "strict" is not a check level
                  hint: use none, low, medium, high, medium+remote or high+remote
                \(question) [medium]: high

                """))
        #expect(
            finished.errors.contains(
                """
                  "ipo1.example.com" has an RSA key of 1024 bits, which many clients refuse
                  hint: ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256

                """))
        #expect(
            finished.errors.contains(
                """
                Files or folders, separated by commas [\(file)]:\u{20}
                \(question) [high]: low

                """))
        #expect(finished.output.hasPrefix("Imported."))
        let manifest = Files.text("\(stage.scratch.store)/generations/000001/manifest.json")
        #expect(manifest?.contains(/"level" ?: ?"low"/) == true)
    }
}
