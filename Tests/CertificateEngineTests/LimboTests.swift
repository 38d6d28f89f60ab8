import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// The cases of x509-limbo (https://github.com/C2SP/x509-limbo) with a server, each with its moment and its name.
///
/// The suite is not published where these tests could fetch it. Its results are in Fixtures/limbo-results.txt. With
/// KEYTURN_LIMBO, the path of a limbo.json, the cases are judged again and compared with them.
@Suite struct LimboTests {
    private struct Result: Equatable {
        let id: String
        /// Whether the suite wants it accepted.
        let isGood: Bool
        let isAccepted: Bool
        /// Why the two differ.
        let reason: String
    }

    /// The recorded results.
    private static func recorded() throws -> [Result] {
        try String(decoding: TemporaryFiles.read("\(ThirdParty.fixtures)/limbo-results.txt"), as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                try #require(fields.count == 4, "\(line)")
                return Result(
                    id: fields[0], isGood: fields[1] == "SUCCESS", isAccepted: fields[2] == "accepted",
                    reason: fields[3])
            }
    }

    @Test("no bad chain passes without a reason, and no good one is refused without one")
    func reasons() throws {
        let results = try Self.recorded()
        #expect(results.count > 180 && Set(results.map(\.id)).count == results.count)
        for result in results { #expect(result.isGood == result.isAccepted || !result.reason.isEmpty, "\(result.id)") }
        #expect(results.count { !$0.isGood && !$0.isAccepted } > 80)
        guard let suite = getenv("KEYTURN_LIMBO").map({ String(cString: $0) }) else { return }
        let judged = try Self.judged(suite)
        for (id, isGood, refusals) in judged {
            let known = results.first { $0.id == id }
            let problems = refusals.map(\.problem)
            #expect(
                known?.isGood == isGood && known?.isAccepted == refusals.isEmpty,
                "\(id) \(isGood ? "SUCCESS" : "FAILURE") \(problems)")
        }
        #expect(Set(judged.map(\.id)) == Set(results.map(\.id)))
    }

    private static func judged(_ suite: String) throws -> [(id: String, isGood: Bool, refusals: [Refusal])] {
        let folder = try TemporaryFiles.make()
        defer { _ = try? ShellCommand("rm -r '\(folder)'") }
        let made = try ShellCommand("python3 '\(ThirdParty.fixtures)/limbo-cases.py' '\(suite)' '\(folder)/cases'")
        try #require(made.status == 0, "\(made.output)")
        let index = String(decoding: try TemporaryFiles.read("\(folder)/cases/index"), as: UTF8.self)
        return try index.split(separator: "\n").enumerated().map { number, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            var name: GeneralName?
            if fields[3].hasPrefix("DNS:") { name = .dns(String(fields[3].dropFirst(4))) }
            if fields[3].hasPrefix("IP:") { name = .ip(try IPAddress(fields[3].dropFirst(3))) }
            func certificates(_ kind: String) throws -> [[UInt8]] {
                try CertificateReader.pem(try TemporaryFiles.read("\(folder)/cases/\(number).\(kind)"))
            }
            let chain = ServedChain(
                sent: try certificates("sent"), trusted: try certificates("trusted"),
                now: Timestamp(secondsSinceEpoch: try #require(Int64(fields[1]))), name: name)
            let level = try CheckLevel(name: name == nil ? "medium" : "medium+remote")
            return (fields[0], fields[2] == "SUCCESS", chain.refusals(level))
        }
    }
}
