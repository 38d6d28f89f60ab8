import Glibc
import ScreenKit
import Testing

@Suite("What keyturn review prints fits where it is printed", .ownThread)
struct ReviewOutputTests {
    private let stage: ImportStage

    init() throws { stage = try ImportStage(isIgnited: false) }

    @Test("a reader that has seen enough is no failure, and does not keep the program from ending")
    func head() throws {
        let program = try Program.path()
        let files = try ["good.pem", "names-10000.pem", "good.p12"].map { "'\(try ImportMaterial.path($0))'" }
            .joined(separator: " ")
        let script = stage.scratch.file(
            "head.sh",
            """
            { "\(program)" review \(files) --passphrase-file "$1" --format "$2"; echo $? >&3; } \\
                3>"\(stage.scratch.path("status"))" | head -n 1
            """)
        for format in ["table", "json"] {
            let finished = try Tool.run(
                ["sh", script, stage.scratch.file("passphrase", "correct horse\n"), format], in: stage.scratch)
            #expect(Files.text(stage.scratch.path("status")) == "0\n", "\(finished.errors)")
            #expect(finished.output.filter { $0 == "\n" }.count == 1 && finished.errors == "")
        }
    }

    @Test("no control byte and no colour is in what a pipe gets", arguments: ["table", "json"])
    func pipes(format: String) throws {
        let sources = try ["expired.pem", "good.pem", "chain.p7b", "missing.pem"].map(ImportMaterial.path)
        for color in ["auto", "never"] {
            let finished = try Program.run(
                ["review"] + sources + ["--format", format, "--color", color], in: stage.scratch,
                environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "CLICOLOR_FORCE": "1"])
            #expect(finished.status == 65)
            for text in [finished.output, finished.errors] {
                #expect(!text.isEmpty)
                #expect(
                    text.unicodeScalars.allSatisfy { $0 == "\n" || !($0.value < 0x20 || (0x7f..<0xa0) ~= $0.value) })
            }
        }
    }

    @Test("a table is as wide as the terminal", arguments: [60, 100])
    func width(columns: Int) throws {
        let scratch = stage.scratch
        let console = try TmuxConsole(in: scratch, columns: columns)
        try console.start(["review", ImportMaterial.path("unknown-critical.pem"), "--format", "table"])
        try console.wait(for: "status=0.")
        // In one piece: a line that ran over the edge is longer than the terminal is wide.
        let lines = try console.history().split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.contains("Certificate field") })
        let rows = lines[start...].prefix { !$0.contains("status=0.") }
        let widths = rows.map { row in TextWidth.of(String(row.reversed().drop { $0 == " " }.reversed())) }
        #expect(widths.allSatisfy { $0 <= columns }, "\(widths)")
        #expect(try #require(widths.max()) > columns - 12, "\(widths)")
        for name in ["Version", "Subject Alternative Name(s)", "Public Key Algorithm"] {
            #expect(rows.contains { $0.contains(" \(name) ") }, "\(name)")
        }
        #expect(rows.contains { $0.contains("critical-extensions") })
    }
}
