import CertificateEngine
import CertificateModel
import SoakSwitch
import Testing

/// Sets that authorities might hand out, made by Fixtures/random-chains.py, with what other programs think of each.
@Suite struct RandomChainTests {
    private static let count = Soak.isOn ? 1000 : 40

    /// What one set came to.
    private struct Outcome {
        let number: String
        let now: Timestamp
        /// By program.
        let others: [(program: String, answer: String)]
        let traits: String
        /// What keeps it out at the level `medium`.
        let problems: [String]
        let prepared: PreparedImport?
    }

    @Test("what passes is accepted by OpenSSL as it is served, and each difference has its reason")
    func compared() throws {
        let folder = try TemporaryFiles.make()
        defer { _ = try? ShellCommand("rm -r '\(folder)'") }
        let libraries = "\(ThirdParty.fixtures)/../../.build/python"
        let made = try ShellCommand(
            "PYTHONPATH='\(libraries)' python3 '\(ThirdParty.fixtures)/random-chains.py' \(folder)/sets \(Self.count) 20261"
        )
        try #require(made.status == 0, "\(made.output)")
        let outcomes = try String(decoding: TemporaryFiles.read("\(folder)/sets/index"), as: UTF8.self)
            .split(separator: "\n").map { try Self.outcome(of: $0, in: "\(folder)/sets") }
        try #require(outcomes.count == Self.count)
        #expect(outcomes.count { $0.problems.isEmpty } > Self.count / 5)
        for one in outcomes {
            if one.problems.isEmpty { try Self.serve(one, in: folder) }
            for (program, answer) in one.others where (answer == "yes") != one.problems.isEmpty {
                let isKnown = Self.reasons.contains { reason in
                    reason.program == program && reason.explains(one, answer: answer)
                }
                #expect(isKnown, "set \(one.number), \(program): \(answer) / \(one.problems) / \(one.traits)")
            }
        }
    }

    /// Why a program differs.
    private struct Reason {
        let program: String
        /// What it says if it refuses what is accepted here; nil if it accepts what is refused here.
        var says: [String]?
        /// What is said here if it is refused here.
        var ours: [String] = [""]
        /// One of these traits is in the set.
        let traits: [String]

        func explains(_ one: Outcome, answer: String) -> Bool {
            let own = one.traits.split(separator: " ").map(String.init)
            guard traits.isEmpty || !Set(traits).isDisjoint(with: own) else { return false }
            if let says { return answer != "yes" && says.contains { answer.contains($0) } }
            return answer == "yes" && one.problems.contains { problem in ours.contains { problem.contains($0) } }
        }
    }

    /// The list of the level `medium`.
    private static let listed = [
        "does not say what its key may be used for", "for any purpose, and not for a server by name",
        "does not say that it may sign certificates", "which covers \"",
    ]

    private static let reasons: [Reason] = [
        // What stands on the list of the level. Of several paths that are refused, the reason of another one may be told.
        Reason(program: "openssl", ours: listed, traits: []),
        Reason(program: "openssl", traits: ["ca-no-basic-constraints"]),
        Reason(program: "pyca", ours: listed, traits: []),
        Reason(program: "certtool", ours: listed, traits: []),
        Reason(program: "certtool", traits: ["ca-no-basic-constraints"]),
        Reason(program: "nss", ours: listed, traits: []),
        // An AKI with issuer and serial number: OpenSSL takes no other certificate of that authority, and the others do.
        Reason(program: "pyca", traits: ["aki-serial"]),
        Reason(program: "certtool", traits: ["aki-serial"]),
        Reason(program: "nss", traits: ["aki-serial"]),
        // Both take a root for its name and key alone. The reason of another path may be told here.
        Reason(program: "nss", traits: ["ca-critical", "ca-purpose"]),
        Reason(program: "certtool", traits: ["ca-purpose"]),
        // NSS allows for a clock that is a day off.
        Reason(program: "nss", ours: ["is not valid yet"], traits: ["dates"]),
        // OpenSSL and GnuTLS do not look at all paths.
        Reason(
            program: "openssl",
            says: [
                "unable to get local issuer certificate", "certificate has expired", "certificate is not yet valid",
                "invalid CA certificate", "path length constraint exceeded", "unsuitable certificate purpose",
                "unhandled critical extension", "subtree violation",
            ], traits: []),
        Reason(
            program: "certtool",
            says: [
                "uses expired certificate", "uses not yet valid certificate", "violates the signer's constraints",
                "issuer is unknown", "issuer is not a CA", "unknown critical extension",
                "does not match the intended purpose",
            ], traits: []),
        // What the profile of Python's cryptography demands of a certificate, and only public authorities keep to.
        Reason(
            program: "pyca",
            says: ["missing required extension", "incorrect criticality", "must contain keyIdentifier"], traits: []),
        // The same of one path, and then the reason of the last path that it looked at.
        Reason(
            program: "pyca", says: ["candidates exhausted"],
            traits: ["no-aki", "aki-serial", "ca-no-usage", "soft-constraints", "odd-name"]),
        // NSS compares names byte by byte.
        Reason(program: "nss", says: ["-8179"], traits: ["odd-name"]),
    ]

    private static func outcome(of line: Substring, in folder: String) throws -> Outcome {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let now = Timestamp(secondsSinceEpoch: try #require(Int64(fields[1])))
        var objects = ImportedObjects()
        let files = try ShellCommand("ls '\(folder)/\(fields[0])'").output.split(separator: "\n")
        for file in files { objects.append(try ThirdParty.objects(path: "\(folder)/\(fields[0])/\(file)")) }
        var problems: [String] = []
        var prepared: PreparedImport?
        do {
            let made = try PreparedImport(objects, in: ImportContext(now: now))
            let server = ServerIdentity(
                hostName: ResolvedHostName(try HostName("pbx1.example.org"), from: .entered), lan1: LANPort())
            problems = Judgement(made.set, for: server, level: .medium, clock: IgnitionClock(reading: now)).refusals
                .map(\.problem)
            prepared = made
        } catch let refusal as Refusal {
            problems = [refusal.problem]
        }
        return Outcome(
            number: fields[0], now: now, others: Array(zip(["openssl", "pyca", "certtool", "nss"], fields[2...5])),
            traits: fields[6], problems: problems, prepared: prepared)
    }

    /// Has OpenSSL verify what live/ would have.
    private static func serve(_ one: Outcome, in folder: String) throws {
        let prepared = try #require(one.prepared)
        let live = try TemporaryGeneration(try prepared.files())
        try withExtendedLifetime(live) {
            try GenerationVerifier.verify(folder: live.path, as: .imported)
            let client = try ShellCommand(
                """
                cd \(live.path) && openssl verify -purpose sslserver -auth_level 1 -attime \(one.now.secondsSinceEpoch) \
                -CAfile root.pem -untrusted fullchain.pem identity.pem
                """)
            #expect(client.status == 0, "set \(one.number): \(client.output) / \(one.traits)")
        }
    }
}
