import CertificateModel
import FoundationEssentials
import Glibc
import Testing

@Suite("keyturn status says in one line each how the certificates are", .ownThread, .serialized)
struct StatusTests {
    private let scratch: Scratch
    private let host: NamespaceHost

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store)
    }

    private struct Status: Decodable {
        struct Line: Decodable {
            let subject, status, text: String
            let advice: String?
            let daysLeft: Int?
        }

        let status: String
        let lines: [Line]
    }

    private func status(_ options: [String] = [], at moment: String? = nil, on host: NamespaceHost? = nil) throws
        -> CommandResult
    {
        try Program.run(
            ["status"] + options, in: scratch,
            under: (host ?? self.host).prefix + (moment.map { FakeClock.prefix($0) } ?? []))
    }

    private func json(_ options: [String] = [], at moment: String? = nil) throws -> Status {
        try JSONDecoder().decode(
            Status.self, from: Data(status(options + ["--format", "json"], at: moment).output.utf8))
    }

    /// So many seconds before the identity ends, as faketime writes it.
    private func moment(before seconds: Int) throws -> String {
        let end = try #require(
            PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).certificates.last?.notAfter)
        let parts = end.split { !$0.isNumber }.compactMap { Int($0) }
        try #require(parts.count == 6)
        let moment = try #require(
            Timestamp(
                year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts[5]))
        return moment.adding(seconds: -Int64(seconds)).description.replacing("T", with: " ").replacing("Z", with: "")
    }

    private static var line: Regex<(Substring, Substring, Substring?)> {
        /[A-Z]+ (OK|WARNING|CRITICAL|UNKNOWN) - [^|]+( \|(?: [a-z]+_days=-?[0-9]+;60:;7:)+)?/
    }

    @Test("all is well: a line for the identity, the root and the names, and exit status 0")
    func well() throws {
        let finished = try status()
        #expect(finished.status == 0 && finished.errors == "", "\(finished.output)\(finished.errors)")
        let lines = finished.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.wholeMatch(of: Self.line) != nil })
        #expect(lines.map { $0.prefix { $0 != " " } } == ["IDENTITY", "ROOT", "NAMES"])
        let days = try #require(
            lines[0].firstMatch(
                of: /expires in ([0-9]+) days, .* \| identity_days=([0-9]+);60:;7: root_days=[0-9]+;60:;7:$/))
        #expect(days.output.1 == days.output.2)
        #expect(!lines[1].contains("|") && !lines[2].contains("|"))

        let report = try json()
        #expect(report.status == "ok" && report.lines.map(\.subject) == ["identity", "root", "names"])
        #expect(report.lines.allSatisfy { $0.status == "ok" && $0.advice == nil })
        #expect(report.lines[0].daysLeft.map(String.init) == String(days.output.1) && report.lines[2].daysLeft == nil)
    }

    @Test(
        "the end of the identity comes nearer",
        arguments: [
            (60 * 86_400 + 60, 0, "expires in 60 days", 60), (60 * 86_400 - 60, 1, "expires in 59 days", 59),
            (-60, 2, "expired at ", -1),
        ] as [(Int, Int32, String, Int)])
    func end(secondsBefore: Int, exit: Int32, text: String, days: Int) throws {
        let finished = try status(at: moment(before: secondsBefore))
        #expect(finished.status == exit, "\(finished.output)\(finished.errors)")
        let line = finished.output.split(separator: "\n").first ?? ""
        let word = ["OK", "WARNING", "CRITICAL"][Int(exit)]
        #expect(line.hasPrefix("IDENTITY \(word) - \"ipo1.example.com\" \(text)"), "\(line)")
        #expect(line.contains(" | identity_days=\(days);60:;7: root_days="), "\(line)")
        #expect(line.contains("keyturn regenerate") == (exit != 0))
    }

    @Test("a third party's identity is asked for again")
    func imported() throws {
        let stage = try ImportStage()
        try #require(try stage.importing("near-end.pem").status == 0)
        let host = try stage.host()
        let finished = try stage.run(["status"], under: host.prefix)
        #expect(finished.status == 1, "\(finished.output)\(finished.errors)")
        let line = finished.output.split(separator: "\n").first ?? ""
        #expect(
            (line.contains("expires in 12 days") || line.contains("expires in 11 days"))
                && line.contains("keyturn request"),
            "\(line)")
    }

    @Test("a host that has lost an address is covered as ever, and one with a new address is not")
    func addresses() throws {
        let command = { (words: [String]) in _ = try Tool.expect(host.prefix + ["ip", "addr"] + words, in: scratch) }
        try command(["del", "192.168.43.1/24", "dev", "lan2"])
        #expect(try status().status == 0)
        try command(["add", "192.168.43.1/24", "dev", "lan2"])
        try #require(
            Program.ignite(scratch, answers: SampleAnswers.ports, ["--replace"], under: host.prefix).status == 0)
        try command(["del", "192.168.43.1/24", "dev", "lan2"])
        try command(["add", "192.168.43.77/24", "dev", "lan2"])
        let finished = try status()
        #expect(finished.status == 1)
        // A monitoring system shows the first line: what is worst, with the data of all.
        let lines = finished.output.split(separator: "\n")
        #expect(
            lines[0].hasPrefix("NAMES WARNING - the identity does not cover the LAN2 address \"192.168.43.77\" ("),
            "\(lines)")
        #expect(lines[0].contains(/[ ]\| identity_days=[0-9]+;60:;7: root_days=[0-9]+;60:;7:$/))
        #expect(lines.dropFirst().map { $0.prefix { $0 != " " } } == ["IDENTITY", "ROOT"])
        #expect(finished.output.filter { $0 == "|" }.count == 1)
        let names = try #require(json().lines.last)
        #expect(names.status == "warning" && names.advice == "regenerate the identity: keyturn regenerate")
        try command(["add", "192.168.43.78/24", "dev", "lan2"])
        #expect(try status().output.contains(" and 1 more"))
    }

    @Test("an address that the host had when its certificates were made, and has no more, is a warning")
    func absent() throws {
        try #require(try Program.ignite(scratch, ["--replace"], under: host.prefix).status == 0)
        #expect(try status().status == 0)
        try Tool.expect(host.prefix + ["ip", "addr", "del", "192.168.43.1/24", "dev", "lan2"], in: scratch)
        let finished = try status()
        #expect(finished.status == 1)
        #expect(
            finished.output.hasPrefix(
                "NAMES WARNING - the identity covers this server's name and addresses, and has the LAN2 address "
                    + "\"192.168.43.1\", which this host no longer has (check the port and its cable; to drop the address, "
                    + "regenerate the identity: keyturn regenerate)"), "\(finished.output)")
    }

    @Test("an endpoint serves what is stored, another certificate, or nothing")
    func endpoints() throws {
        let site = scratch.file("site.toml", "[serving]\nendpoints = [\"127.0.0.1:8443\", \"[::1]:8443\"]\n")
        let config = ["--config", site]
        var server: WebServer? = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        let well = try status(config)
        #expect(well.status == 0, "\(well.output)")
        #expect(
            well.output.split(separator: "\n").suffix(2) == [
                "SERVED OK - \"127.0.0.1:8443\" serves the identity that is stored",
                "SERVED OK - \"[::1]:8443\" serves the identity that is stored",
            ])

        try #require(try Program.ignite(scratch, ["--replace"]).status == 0)
        let other = try status(config)
        #expect(other.status == 2)
        #expect(
            other.output.contains(
                /SERVED CRITICAL - "127.0.0.1:8443" still serves the identity of generation 1, which is not live \(let[ ]/
            ), "\(other.output)")

        withExtendedLifetime(server) {}
        server = nil
        let nothing = try status(config)
        #expect(nothing.status == 2)
        #expect(nothing.output.contains("SERVED CRITICAL - \"127.0.0.1:8443\" refuses the connection ("))
        #expect(try json(config).lines.filter { $0.subject == "served" }.map(\.status) == ["critical", "critical"])
    }

    @Test("what cannot be judged is unknown: no store, a damaged one, a configuration that is none")
    func unknown() throws {
        let nothing = try Program.run(["status", "--store", scratch.path("nowhere")], in: scratch)
        #expect(nothing.status == 3 && nothing.errors == "", "\(nothing.errors)")
        #expect(nothing.output.hasPrefix("STORE UNKNOWN - ") && nothing.output.filter { $0 == "\n" }.count == 1)
        let config = try status(["--config", scratch.file("broken.toml", "serving = 1\n")])
        #expect(config.status == 3 && config.output.hasPrefix("STORE UNKNOWN - ") && config.errors == "")

        chmod("\(scratch.store)/live/fullchain.pem", 0o644)
        Files.write("damaged\n", to: "\(scratch.store)/live/fullchain.pem")
        let finished = try status()
        #expect(finished.status == 3 && finished.errors == "", "\(finished.errors)")
        #expect(finished.output.hasPrefix("STORE UNKNOWN - \""), "\(finished.output)")
        let report = try json()
        #expect(report.status == "unknown" && report.lines.map(\.subject) == ["store"])
        #expect(report.lines.first?.advice?.isEmpty == false)
    }

    @Test("wrong usage is unknown too", arguments: [["status", "--bogus"], ["--ui", "none", "status", "more"]])
    func usage(arguments: [String]) throws {
        let finished = try Program.run(arguments, in: scratch)
        #expect(finished.status == 3 && finished.errors.contains("Usage: "), "\(finished)")
        #expect(finished.output.hasPrefix("STATUS UNKNOWN - ") && finished.output.filter { $0 == "\n" }.count == 1)
        #expect(try Program.run(["review", "--bogus"], in: scratch).status == 64)
        let json = try Program.run(arguments + ["--format", "json"], in: scratch)
        let report = try JSONDecoder().decode(Status.self, from: Data(json.output.utf8))
        #expect(json.status == 3 && report.lines.map(\.subject) == ["status"])
    }

    @Test("what cannot be printed is unknown, too")
    func unprinted() throws {
        let finished = try Program.run(
            ["status"], in: scratch, under: ["sh", "-c", "exec \"$@\" >/dev/full", "-"])
        #expect(finished.status == 3, "\(finished)")
        #expect(finished.errors.contains("\"standard output\" cannot be written"), "\(finished)")
    }
}
