import CertificateEngine
import CertificateModel
import HostileDER
import SoakSwitch
import Testing

/// Certificates that are out there, held against what OpenSSL says of them.
@Suite struct RealCertificateTests {
    @Test("each is shown, and says field by field what the openssl command says of it")
    func agrees() throws {
        // Each breaks a rule that OpenSSL does not hold it to.
        let lax = ["custom/two_basic_constraints.pem: Basic Constraints", "x509/badasn1time.pem: Valid To"]
        let every = try RealCertificates.read.get().all.enumerated()
        let certificates = every.filter { index, certificate in
            Soak.isOn || index.isMultiple(of: 8) || lax.contains { $0.hasPrefix("\(certificate.name):") }
        }.map(\.element)
        let theirs = try OpenSSLText.fields(of: certificates.map(\.der))
        let least = Soak.isOn ? 650 : 80
        #expect(certificates.count > least && theirs.count { $0 != nil } > least)
        var undecodable: Set<String> = []
        for ((name, der), fields) in zip(certificates, theirs) {
            let shown = try DisplayedCertificate(der)
            guard let fields else { continue }
            let contents = shown.contents
            undecodable.formUnion(contents.undecodable.keys.map { "\(name): \($0.rawValue)" })
            let serial = try #require(contents.serial.value)
            #expect(fields["subject"] == OpenSSLText.name(contents.subject), "\(name)")
            #expect(fields["issuer"] == OpenSSLText.name(contents.issuer), "\(name)")
            #expect(fields["serial"] == OpenSSLText.serial(serial), "\(name)")
            for (key, field) in [("notBefore", CertificateField.validFrom), ("notAfter", .validTo)] {
                guard contents.undecodable[field] == nil else { continue }
                let ours = (field == .validFrom ? contents.notBefore : contents.notAfter).description
                #expect(fields[key]?.map { $0 == " " ? "T" : $0 } == Array(ours), "\(name)")
            }
            #expect(fields["algorithm"] == OpenSSLText.algorithm(contents.publicKey.algorithm), "\(name)")
            if let bits = fields["bits"] { #expect(bits == String(contents.publicKey.bits), "\(name)") }
            if let curve = fields["curve"] { #expect(curve == contents.publicKey.curve, "\(name)") }
            if let names = contents.subjectAlternativeNames?.value {
                guard let ours = OpenSSLText.names(names) else { continue }
                #expect((fields["names"] ?? "") == ours, "\(name)")
            } else if contents.undecodable[.subjectAlternativeNames] == nil {
                #expect(fields["names"] == nil, "\(name)")
            }
        }
        #expect(undecodable == Set(lax))
    }

    @Test("each that the strict reader takes is shown as it reads it")
    func agreesWithTheStrictReader() throws {
        let certificates = try RealCertificates.read.get().all
        var read = 0
        for (name, der) in certificates {
            guard let strict = try? CertificateReader.contents(der: der) else { continue }
            read += 1
            Agreement.check(strict, try CertificateReader.shown(der: der), name)
        }
        #expect(read > 650)
    }

    private static let rounds = Soak.isOn ? 2_000 : 400

    @Test("ten certificates, damaged thousands of times, are shown or refused, and never trap", arguments: 0..<10)
    func damaged(which: Int) throws {
        let certificates = try RealCertificates.read.get().all
        let several = [ExtensionLineTests.cases[which * 2], ExtensionLineTests.cases[which * 2 + 1]]
        let made = HostileCertificate {
            $0.extensions = several.map { DERWriter.extension($0.identifier, $0.value) }
        }.der
        let real = certificates[which * certificates.count / 10].der
        var random = SeededGenerator(seed: UInt64(which))
        var shown = 0
        for round in 0..<Self.rounds {
            var der = round.isMultiple(of: 2) ? made : real
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: der.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: der[index] = UInt8.random(in: 0...255, using: &random)
                case 1: der[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: der[index] = [0, 0x7f, 0x80, 0x81, 0x84, 0xff].randomElement(using: &random) ?? 0
                default: der[index] = der[Int.random(in: der.indices, using: &random)]
                }
            }
            if Int.random(in: 0..<8, using: &random) == 0 {
                der.removeLast(Int.random(in: 0..<der.count, using: &random))
            }
            let strict = try? CertificateReader.contents(der: der)
            guard let lenient = try? DisplayedCertificate(der) else {
                #expect(strict == nil, "\(Hexadecimal.string(der))")
                continue
            }
            shown += 1
            if let strict { Agreement.check(strict, lenient.contents, Hexadecimal.string(der)) }
        }
        #expect(shown > Self.rounds / 10)
    }
}

/// That the strict reader takes what can be decoded as a whole, and reads it as it is shown.
enum Agreement {
    static func check(_ strict: CertificateContents, _ shown: CertificateContents, _ name: @autoclosure () -> String) {
        #expect(strict == shown && shown.undecodable.isEmpty, "\(name())")
    }
}
