import SoakSwitch
import Glibc
import Testing

/// Twelve years of a server by the program itself, on a clock that the test sets: Tests/OperationsTests has them in one process.
@Suite("A server's life", .ownThread)
struct ProgramLifeTests {
    private let scratch: Scratch
    private let host: NamespaceHost
    /// 1 March 2027, noon, in seconds since 1970.
    private static let ignition = 1_803_902_400

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        mkdir(scratch.path("deploy.d"), 0o755)
        Files.write(
            "#!/bin/sh\n[ ! -e \(scratch.path("broken")) ]\n", to: scratch.path("deploy.d/10-servers"), mode: 0o755)
        _ = scratch.file("keyturn.toml", "")
    }

    /// Runs the program at noon of a day.
    private func run(_ arguments: [String], day: Int) throws -> CommandResult {
        let date = try Tool.expect(["date", "-u", "-d", "@\(Self.ignition + day * 86_400)", "+%F %T"], in: scratch)
        return try Program.run(
            arguments + ["--config", scratch.path("keyturn.toml")], in: scratch,
            under: host.prefix + FakeClock.prefix("@\(date.dropLast())"))
    }

    /// Lives from one day to another, both included, and returns what happened: a line for each day on which something did.
    private func live(_ days: ClosedRange<Int>) throws -> [String] {
        let output = scratch.path("life.out")
        let child = try Child(
            host.prefix + FakeClock.prefix("+0")
                + ["sh", "\(ImportMaterial.fixtures)/life.sh", Program.path()]
                + [days.lowerBound, days.upperBound].map { String(Self.ignition + $0 * 86_400) }
                + [scratch.path("serials")],
            output: output, errors: scratch.path("life.err"),
            environment: Tool.environment.merging([
                "KEYTURN_STORE": scratch.store, "KEYTURN_CONFIG": scratch.path("keyturn.toml"),
            ]) { $1 })
        try #require(PollDeadline(seconds: 1200).wait { child.hasEnded }, "the days do not end")
        let lines = (Files.text(output) ?? "").split(separator: "\n").map(String.init)
        #expect(try child.waitForEnd() == 0, "\(lines.last ?? "")\(Files.text(scratch.path("life.err")) ?? "")")
        return lines
    }

    private func ip(_ words: String...) throws {
        try Tool.expect(host.prefix + ["ip", "addr"] + words, in: scratch)
    }

    private func move(_ old: String, _ new: String, _ port: String) throws {
        try ip("del", "\(old)/24", "dev", port)
        try ip("add", "\(new)/24", "dev", port)
    }

    @Test(
        "twelve years of daily renewals: moves, failing hooks, a rollback and two new roots; the chain holds every day",
        .enabled(if: Soak.isOn), .timeLimit(.minutes(30)))
    func twelveYears() throws {
        try #require(
            try run(["ignite", "--answers", scratch.file("answers.toml", SampleAnswers.usual)], day: 0).status == 0)
        #expect(try live(0...99) == [])

        try move("192.168.43.1", "192.168.43.2", "lan2")
        var days = try live(100...199)
        #expect(
            days.count == 1
                && days[0].contains("the LAN2 address \"192.168.43.2\" is not in the identity Written as generation 2.")
        )

        // The hook fails for two days, and is run again until it succeeds.
        _ = scratch.file("broken", "")
        try move("192.168.42.1", "192.168.42.2", "lan1")
        days = try live(200...201)
        #expect(days.count == 2 && days.allSatisfy { $0.contains("status 69") }, "\(days)")
        #expect(days.last?.contains("the deploy hook \"10-servers\" failed with status 1") == true)
        unlink(scratch.path("broken"))
        #expect(try live(202...850) == [])

        // Two years after the move, less 60 days and the day by which certificates begin earlier.
        days = try live(851...1200)
        #expect(days.count == 1 && days[0].contains(Self.identityIsDue), "\(days)")

        // A move that turns out to be wrong is taken back, and comes again as long as the host has the address.
        try move("192.168.43.2", "192.168.43.3", "lan2")
        #expect(try live(1201...1201).count == 1)
        try #require(try run(["rollback", "--allow-name-loss"], day: 1202).status == 0)
        #expect(
            try live(1202...1202).first?.contains("the LAN2 address \"192.168.43.3\" is not in the identity") == true)

        // Renewals by age, and then the root's own before its ten years are over; the hook fails again that day.
        days = try live(1203...3588)
        #expect(days.count == 3 && days.allSatisfy { $0.contains(Self.identityIsDue) }, "\(days)")
        _ = scratch.file("broken", "")
        let broken = try live(3589...3595)
        #expect(broken.first?.contains(/the root expires in (59|60) days/) == true, "\(broken)")
        #expect(broken.count >= 3 && broken.allSatisfy { $0.contains("status 69") }, "\(broken)")
        unlink(scratch.path("broken"))
        #expect(try live(3596...3900) == [])

        try #require(try run(["regenerate", "root", "--new-key"], day: 3901).status == 0)
        days = try live(3901...4383)
        #expect(days.isEmpty, "\(days)")

        try uniqueSerials()
        try journal(brokenDays: 2 + broken.count)
    }

    /// Sixty days before its end, to the second or a day later.
    private static var identityIsDue: Regex<(Substring, Substring)> { /the identity expires in (59|60) days/ }

    /// No number came twice under a root's key.
    private func uniqueSerials() throws {
        let lines = try #require(Files.text(scratch.path("serials"))).split(separator: "\n").map(String.init)
        let certificates = Set(lines)
        let numbers = Set(certificates.map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
        #expect(certificates.count > 12 && numbers.count == certificates.count, "\(certificates.sorted())")
        #expect(Set(certificates.map { $0.prefix(16) }).count == 2)
    }

    private func journal(brokenDays: Int) throws {
        let lines = try #require(Files.text("\(scratch.store)/journal.jsonl")).split(separator: "\n")
        func count(_ texts: String...) -> Int { lines.count { line in texts.allSatisfy { line.contains($0) } } }
        #expect(count("\"command\":\"ignite\"", "\"result\":\"committed\"") == 1)
        #expect(count("\"command\":\"renew\"", "is not in the identity", "\"result\":\"committed\"") == 4)
        #expect(count("\"command\":\"renew\"", "the root expires in", "\"result\":\"committed\"") == 1)
        #expect(count("\"command\":\"regenerate\"", "\"result\":\"committed\"") == 1)
        #expect(count("\"result\":\"rolled back\"") == 1)
        #expect(count("\"result\":\"not deployed\"") == brokenDays)
        #expect(count("\"result\":\"pruned\"") >= 1)
    }
}
