import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// Other people's programs read what the engine wrote.
@Suite struct RealClientTests {
    private func generation(_ sample: SamplePlan, _ profile: Profile) throws -> TemporaryGeneration {
        try TemporaryGeneration(PreparedIgnition(plan: try sample.plan(profile), keys: try SampleKeys.drawn()))
    }

    /// The moment for which the clients are asked, so that the test does not depend on this host's clock.
    private static let moment = SamplePlan.now.secondsSinceEpoch

    @Test("OpenSSL verifies the identity as a server's, strictly", arguments: SamplePlan.allCases)
    func openSSL(sample: SamplePlan) throws {
        let folder = try generation(sample, .interoperable)
        let answer = try ShellCommand(
            "cd \(folder.path) && openssl verify -x509_strict -purpose sslserver -attime \(Self.moment)"
                + " -CAfile root.pem identity.pem")
        #expect(answer.status == 0, "\(answer.output)")
    }

    @Test("OpenSSL verifies the documented profile's identity as a server's", arguments: SamplePlan.allCases)
    func openSSLDocumented(sample: SamplePlan) throws {
        let folder = try generation(sample, .documented)
        let answer = try ShellCommand(
            "cd \(folder.path) && openssl verify -purpose sslserver -attime \(Self.moment) -CAfile root.pem identity.pem"
        )
        #expect(answer.status == 0, "\(answer.output)")
    }

    @Test("OpenSSL finds the name and the address that the server has")
    func names() throws {
        let folder = try generation(.everything, .interoperable)
        for name in ["-verify_hostname ipo1.example.com", "-verify_ip 192.168.42.1", "-verify_ip 2001:db8::42"] {
            let answer = try ShellCommand(
                "cd \(folder.path) && openssl verify -x509_strict \(name) -attime \(Self.moment)"
                    + " -CAfile root.pem identity.pem")
            #expect(answer.status == 0, "\(answer.output)")
        }
    }

    @Test("GnuTLS verifies the identity and its names", arguments: Profile.allCases)
    func gnuTLS(profile: Profile) throws {
        // certtool knows no time but this host's.
        let now = Timestamp(secondsSinceEpoch: Int64(time(nil)))
        let folder = try TemporaryGeneration(
            PreparedIgnition(plan: try SamplePlan.everything.plan(profile, at: now), keys: try SampleKeys.drawn()))
        let answer = try ShellCommand(
            "cd \(folder.path) && certtool --verify --load-ca-certificate root.pem"
                + " --verify-hostname ipo1.example.com --verify-purpose 1.3.6.1.5.5.7.3.1 --infile identity.pem")
        #expect(answer.status == 0, "\(answer.output)")
        #expect(answer.output.contains("Chain verification output: Verified"), "\(answer.output)")
    }

    /// NSS is Firefox's library. It takes the default profile; the other one is what the specification warns of.
    @Test(
        "NSS takes the interoperable identity as a server's, and refuses the documented one",
        arguments: zip(Profile.allCases, ["certificate is valid", "not approved for application"]))
    func nss(profile: Profile, sentence: String) throws {
        let folder = try generation(.everything, profile)
        let date = try ShellCommand("date -u -d @\(Self.moment) +%y%m%d%H%M%SZ").output.prefix(13)
        let answer = try ShellCommand(
            """
            cd \(folder.path) && mkdir nss && certutil -N -d sql:nss --empty-password \
            && certutil -A -d sql:nss -n root -t C,, -i root.pem && certutil -A -d sql:nss -n own -t ,, -i identity.pem \
            && certutil -V -d sql:nss -n own -u V -e -b \(date)
            """)
        #expect(answer.output.contains(sentence), "\(answer.output)")
        #expect((answer.status == 0) == (profile == .interoperable), "\(answer.output)")
    }

    @Test("each attribute has the string type of RFC 5280 appendix A.1")
    func stringTypes() throws {
        let folder = try generation(.utf8Naming, .interoperable)
        let lines = try ShellCommand("openssl asn1parse -in \(folder.path)/root.pem").output.split(separator: "\n")
        let types = [
            ("countryName", "PRINTABLESTRING"), ("stateOrProvinceName", "UTF8STRING"), ("localityName", "UTF8STRING"),
            ("organizationName", "UTF8STRING"), ("organizationalUnitName", "UTF8STRING"), ("commonName", "UTF8STRING"),
            ("emailAddress", "IA5STRING"),
        ]
        let pairs = zip(lines, lines.dropFirst()).filter { line, _ in types.contains { line.hasSuffix(":\($0.0)") } }
        // Issuer and subject, in the order of their encoding.
        #expect(pairs.count == 14)
        for ((line, next), type) in zip(pairs, types + types) {
            #expect(line.hasSuffix(":\(type.0)"))
            #expect(next.contains(" \(type.1) "), "\(type.0): \(next)")
        }
    }
}
