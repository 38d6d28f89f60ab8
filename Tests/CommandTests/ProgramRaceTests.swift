import SoakSwitch
import Glibc
import Testing

@Suite("Several runs at once", .ownThread, .serialized)
struct ProgramRaceTests {
    private let scratch: Scratch
    private let host: NamespaceHost
    private let console: TmuxConsole
    private static let rounds = Soak.isOn ? 200 : 10

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, on: host)
        console = try TmuxConsole(in: scratch, under: host.prefix)
        _ = scratch.file("keyturn.toml", "")
    }

    /// The numbers of the generations that there are; the oldest are removed by and by.
    private func generations() -> [Int] {
        Files.tree("\(scratch.store)/generations").filter { $0.hasSuffix("/manifest.json") }.compactMap {
            $0.split(separator: "/").dropLast().last.flatMap { Int($0) }
        }
    }

    /// The serial number of a generation's identity, and of its root.
    private func serials(_ generation: Int) throws -> [Substring] {
        let name = String("000000\(generation)".suffix(6))
        let manifest = try #require(Files.text("\(scratch.store)/generations/\(name)/manifest.json"))
        return manifest.matches(of: /"serial" : "([0-9a-f]+)"/).map(\.1)
    }

    private func move(round: Int) throws {
        let (old, new) = (round == 1 ? 1 : 1 + round, 2 + round)
        try Tool.expect(
            host.prefix + [
                "sh", "-c",
                "ip addr del 192.168.43.\(old)/24 dev lan2 && ip addr add 192.168.43.\(new)/24 dev lan2",
            ], in: scratch)
    }

    /// A renewal that has been started.
    private struct Renewal {
        let child: Child
        let output, errors: String

        init(_ number: Int, in scratch: Scratch, on host: NamespaceHost) throws {
            output = scratch.path("renewal-\(number).out")
            errors = scratch.path("renewal-\(number).err")
            child = try Child(
                host.prefix + [Program.path(), "renew", "--config", scratch.path("keyturn.toml")], output: output,
                errors: errors, environment: Tool.environment.merging(["KEYTURN_STORE": scratch.store]) { $1 })
        }
    }

    /// Whether it renewed; otherwise it must have said why not.
    private func hasWon(_ renewal: Renewal) throws -> Bool {
        let status = try renewal.child.waitForEnd()
        let (output, errors) = (Files.text(renewal.output) ?? "", Files.text(renewal.errors) ?? "")
        if output.contains("Written as generation") {
            #expect(status == 0, "\(errors)")
            return true
        }
        if status == 75 {
            let isHeld =
                /keyturn: another run (\(process \d+\) )?is changing the store ".+"\nhint: wait until that run .+\n$/
            let isOver =
                /keyturn: another run has changed the store ".+" meanwhile: generation \d+ is live now\nhint: .+\n$/
            #expect(errors.contains(isHeld) || errors.contains(isOver), "\(errors)")
        } else {
            #expect(status == 0 && output.hasPrefix("Nothing is due"), "status \(status): \(output)\(errors)")
        }
        return false
    }

    /// The operator confirms what was prepared; whether it was written.
    private func hasConfirmed() throws -> Bool {
        try console.press("y")
        var screen = ""
        let isOver = try PollDeadline().wait {
            screen = try console.screen()
            return screen.contains("is live.") || screen.contains("Nothing was written")
        }
        try #require(isOver, "\(screen)")
        let hasWritten = screen.contains("is live.")
        if !hasWritten {
            #expect(screen.filter { !$0.isNewline }.contains(/another run.*(is changing|has changed) the/), "\(screen)")
            try console.press("Enter", "Escape", "Escape")
        } else {
            try console.wait(for: "Enter Home")
            try console.press("Enter")
        }
        return hasWritten
    }

    @Test(
        "two renewals and an operator: one does what is due, the others say who holds the store",
        .timeLimit(.minutes(30)))
    func twoRenewalsAndAnOperator() throws {
        try console.start(["--config", scratch.path("keyturn.toml")])
        var seen: Set<Substring> = Set(try serials(1))
        var last = 1
        var winners = [0, 0, 0]
        for round in 1...Self.rounds {
            try console.wait(for: "i Regenerate", "Keyturn 1.0.0  Home")
            try move(round: round)
            try console.press("i", "Enter")
            try console.wait(for: "1 NAME LOST", "Enter Write")
            try console.press("Enter")
            try console.wait(for: "A NAME IS LOST", "y Write anyway")
            let renewals = try (0..<2).map { try Renewal($0, in: scratch, on: host) }
            let won = [try hasConfirmed()] + (try renewals.map(hasWon))
            #expect(won.count(where: \.self) == 1, "round \(round): \(won)")
            for (index, hasWon) in won.enumerated() where hasWon { winners[index] += 1 }

            let new = generations().filter { $0 > last }
            #expect(new == [last + 1], "round \(round): \(new)")
            last += 1
            let numbers = try serials(last)
            #expect(numbers.count == 2 && seen.insert(numbers[1]).inserted, "round \(round): \(numbers)")
        }
        #expect(seen.count == Self.rounds + 2)
        let names = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).certificates[1]
            .subjectAlternativeNames
        #expect(names.contains("IP:192.168.43.\(2 + Self.rounds)") && names.count == 5, "\(names)")
        // Many generations are gone by then, and what is about them is in older parts, of which the journal repeats some.
        let journals = Files.tree(scratch.store).filter { $0.hasPrefix("\(scratch.store)/journal") }
        let lines = Set(journals.flatMap { (Files.text($0) ?? "").split(separator: "\n").map(String.init) })
        #expect(lines.count { $0.contains("\"result\":\"committed\"") } == 1 + Self.rounds)
        #expect(winners[0] + winners[1] + winners[2] == Self.rounds)
        try console.press("q")
        try console.wait(for: "status=0.")
    }
}
