import Glibc
import SoakSwitch
import Testing

@Suite("Files and servers of somebody who means harm", .ownThread)
struct HostileFaultTests {
    /// A mutated file, or a server that mutates what it sends.
    private enum Source: Sendable, CustomStringConvertible {
        case file(String, [UInt8], seed: UInt64)
        case server(port: String, seed: UInt64)

        var description: String {
            switch self {
            case .file(let name, _, let seed): "\(name), seed \(seed)"
            case .server(_, let seed): "a server, seed \(seed)"
            }
        }
    }

    /// What is mutated: each kind of file that is read, and certificates that nobody would sign.
    private static func files() throws -> [(name: String, bytes: [UInt8])] {
        let names = ["good.pem", "good.p12", "legacy.p12", "chain.p7b", "identity-encrypted.key", "identity.pem"]
        let made = try names.map { ($0, try #require(Files.bytes(ImportMaterial.path($0)))) }
        return made + HostileCertificates.all.map { ("\($0.name).der", $0.der) }
    }

    @Test("are read, or refused with a sentence, in bounded time, and change nothing")
    func mutate() throws {
        let site = try FaultSite()
        try IgnitedStore.copy(to: site.store, answers: ImportStage.answers)
        let server = try PeerServer(
            mutatingWith: ImportMaterial.path("good.pem"), key: ImportMaterial.path("identity.key"),
            in: site.scratch)
        let files = try Self.files()
        let sources =
            (0..<(Soak.isOn ? 2000 : 60)).map { number in
                let file = files[number % files.count]
                return Source.file(file.name, file.bytes, seed: UInt64(number))
            } + (1...(Soak.isOn ? 1000 : 30)).map { Source.server(port: server.port, seed: UInt64($0)) }
        let before = Files.picture(site.store)
        let row = FaultRow.trying(.mutate, sources) { try Self.read($0, on: site) }
        let settled = FaultRow.trying(.mutate, [0]) { _ in
            Files.picture(site.store) == before
                ? FaultReport() : FaultReport([.init(.mixed, "the store has changed")])
        }
        (row + settled).report(atLeast: 90)
        withExtendedLifetime(server) {}
    }

    private static func read(_ source: Source, on site: FaultSite) throws -> FaultReport {
        var report = FaultReport()
        func run(_ words: [String], statuses: [Int32]) throws {
            let start = ContinuousClock.now
            let finished = try report.timing { try site.run(words) }
            let hasSentence = finished.status == 0 || finished.hasReason
            if !statuses.contains(finished.status) || !hasSentence {
                report.find(.silent, "\(words): \(finished.status), \(finished.errors.suffix(500))")
            }
            if .now - start > .seconds(10) { report.find(.silent, "\(words) takes \(ContinuousClock.now - start)") }
        }
        switch source {
        case .file(let name, let bytes, let seed):
            let path = site.scratch.path("\(seed)-\(name)")
            Files.write(MutatedBytes.of(bytes, seed: seed), to: path)
            let passphrase = ["--passphrase-file", site.scratch.path("passphrase-\(seed)")]
            Files.write("correct horse\n", to: passphrase[1])
            try run(["review", path, "--format", "json"] + passphrase, statuses: [0, 65])
            try run(["import", path, "--dry-run"] + passphrase, statuses: [0, 65])
            unlink(path)
            unlink(passphrase[1])
        case .server(let port, let seed):
            // The address says how it mutates.
            let address = "127.1.\(seed >> 8).\(seed & 0xff):\(port)"
            try run(["review", address, "--format", "json", "--timeout", "2"], statuses: [0, 69])
        }
        return report
    }
}
