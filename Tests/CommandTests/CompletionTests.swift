import Testing

@Suite("Shells complete what the program takes", .ownThread)
struct CompletionTests {
    /// Lines to complete, and what is offered or put in; `FOLDER` is a folder with the file `answers.toml` in it.
    static let cases: [(line: String, offers: [String])] = [
        ("keyturn re", ["request", "review", "regenerate", "renew"]),
        ("keyturn request ", ["list", "drop"]),
        ("keyturn renew --dr", ["--dry-run"]),
        ("keyturn review --format ", ["table", "json"]),
        ("keyturn import --level hi", ["high", "high+remote"]),
        ("keyturn ignite --profile d", ["documented"]),
        ("keyturn regenerate i", ["identity"]),
        ("keyturn export identity --as p12", ["p12", "p12-legacy"]),
        ("keyturn ignite --answers FOLDER/ans", ["answers.toml"]),
        ("keyturn import FOLDER/ans", ["answers.toml"]),
    ]

    private let installation: InstalledProgram
    private let scratch: Scratch

    init() throws {
        installation = try InstalledProgram.inPlace()
        scratch = try Scratch()
        _ = scratch.file("answers.toml", "")
    }

    private func line(_ text: String) -> String { text.replacing("FOLDER", with: scratch.folder) }

    @Test("fish", arguments: cases)
    func fish(text: String, offers: [String]) throws {
        let finished = try Tool.run(
            ["fish", "--command", "complete --do-complete '\(line(text))'"], in: scratch,
            environment: [
                "PATH": "\(installation.path("bin")):/usr/bin:/bin", "HOME": scratch.folder,
                "XDG_DATA_DIRS": installation.path("share"),
            ])
        let offered = finished.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
        for offer in offers { #expect(offered.contains { $0.hasSuffix(offer) }, "\(finished)") }
    }

    @Test("bash, on a terminal")
    func bash() throws {
        try complete(
            in: "bash --norc --noprofile",
            with: "source \(installation.path("share/bash-completion/completions/keyturn"))")
    }

    @Test("zsh, on a terminal")
    func zsh() throws {
        try complete(
            in: "zsh -f",
            with:
                "fpath=(\(installation.path("share/zsh/site-functions")) $fpath); autoload -Uz compinit; compinit -u -D"
        )
    }

    /// Types each line at a shell's prompt, and presses the key that completes it as often as it takes to see everything.
    private func complete(in shell: String, with setUp: String) throws {
        let console = try TmuxConsole(in: scratch)
        let file = scratch.file("set-up", "PATH=\(installation.path("bin")):$PATH\n\(setUp)\nPS1='shell> '\n")
        try console.type("\(shell)\n")
        try console.type(". \(file)\n")
        try console.wait(for: "shell>")
        for (text, offers) in Self.cases {
            try console.press("C-u")
            try console.type("clear\n")
            let isEmpty = try PollDeadline().wait { try console.screen().filter { !$0.isWhitespace } == "shell>" }
            try #require(isEmpty, "\(console.seen)")
            try console.type(line(text))
            try console.press("Tab", "Tab", "Tab")
            for offer in offers { try console.wait(for: offer) }
        }
    }
}
