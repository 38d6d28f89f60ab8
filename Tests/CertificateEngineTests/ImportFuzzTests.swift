import CertificateEngine
import HostileDER
import SoakSwitch
import Testing

/// Octets that nobody meant to write.
@Suite struct ImportFuzzTests {
    /// One for each way through the reader.
    private static let seeds = [
        "chain.pem", "bundle.pem", "chain.der", "chain.p7b", "modern.p12", "old.p12", "open.p12", "scrypt.pem",
        "traditional.pem", "pbes1.der", "ec.der", "rsa.der", "request.pem", "trusted.pem", "within.pem",
    ]

    private static let rounds = Soak.isOn ? 20_000 : 4_000

    @Test("thousands of mutated files are read or refused, and nothing else happens", .timeLimit(.minutes(10)))
    func mutations() throws {
        let folder = try ImportSamples.folder.get()
        let seeds = try Self.seeds.map { name in
            try SecretSample.octets(of: "\(folder)/\(name)").withUnsafeBytes { Array($0) }
        }
        var random = SeededGenerator(seed: 2_986)
        var read = 0
        for round in 0..<Self.rounds {
            let seed = seeds[round % seeds.count]
            let file = ImportFile(name: "mutated", contents: SecretSample.secret(mutated(seed, &random)))
            let passphrase = round % 3 == 0 ? nil : SecretSample.secret(Array("cipher".utf8))
            do throws(ImportError) {
                let objects = try ImportReader.read(file, passphrase: passphrase)
                read += objects.keys.count + objects.certificates.count > 0 ? 1 : 0
            } catch {
                if error.problem.isEmpty { Issue.record("no sentence in round \(round)") }
            }
        }
        // Many a mutation lies where it does no harm: in a name, in text, in a signature.
        #expect((Self.rounds / 20..<Self.rounds / 20 * 19).contains(read))
    }

    private func mutated(_ seed: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var octets = seed
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard !octets.isEmpty else { break }
            let place = Int.random(in: octets.indices, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: octets.removeLast(octets.count - place)
            case 2: octets[place] = [0x00, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff].randomElement(using: &random) ?? 0
            case 3: octets.insert(UInt8.random(in: 0...255, using: &random), at: place)
            default:
                // The length of a DER value in the long form.
                let long = octets.indices.filter { octets[$0] == 0x82 && $0 + 2 < octets.count }
                guard let length = long.randomElement(using: &random) else { continue }
                octets[length + 1] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return octets
    }
}
