import CertificateEngine
import CertificateModel
import CertificateStore
package import Operations

/// The wizard line by line: for terminals that cannot place a cursor, for screen readers, and for scripts that answer.
package struct PlainWizard {
    private let installation: Installation
    private let prompt = Prompt()
    private let keys = KeyMaterialGenerator()

    package init(_ installation: Installation) { self.installation = installation }

    /// Asks everything, shows what follows, and writes it if the operator confirms. However it is left before that, the
    /// answers are kept for the next start.
    package func run() throws {
        keys.start()
        let facts = installation.world.facts()
        Console.talk("Keyturn \(SoftwareRelease.version). \(Prompt.keys)")
        Console.talk("Clock: \(facts.clock.text)")
        if let warning = facts.clock.warning ?? facts.clock.risk { Console.talk("warning: \(warning)") }
        let asked = PlainAnswers(try installation.defaultAnswers(), facts, installation, prompt)
        do {
            try resume(asked)
            try ask(asked)
        } catch {
            keep(asked)
            throw error
        }
        prompt.close()
    }

    private func keep(_ asked: PlainAnswers) {
        // Where that cannot be told, keeping them says why they are not kept.
        guard let answers = asked.unfinished, (try? installation.isIgnited()) != true else { return }
        do throws(OperationError) {
            try UnfinishedAnswers(installation).keep(answers)
            Console.talk("Your answers are kept for the next start.")
        } catch {
            Console.talk("warning: your answers are not kept, because \(error.problem); \(error.hint)")
        }
    }

    /// Offers the answers that an earlier start has kept.
    private func resume(_ asked: PlainAnswers) throws {
        let unfinished = UnfinishedAnswers(installation)
        let kept: UnfinishedAnswers.Kept
        do throws(OperationError) {
            guard let found = try unfinished.read() else { return }
            kept = found
        } catch {
            return Console.talk("warning: unfinished answers cannot be read, because \(error.problem); \(error.hint)")
        }
        let goesOn = try prompt.askFirst {
            try prompt.ask(
                "Unfinished answers from \(kept.time.minuteText) are kept", "go on",
                help: "go on offers them again, each with its question. start again forgets them.",
                among: ["go on": true, "start again": false])
        }
        if goesOn { asked.answers = kept.answers } else { try unfinished.drop() }
    }

    private func ask(_ asked: PlainAnswers) throws {
        var importsAnswer = false
        try prompt.ask(
            [
                {
                    importsAnswer = try answersRequest()
                    guard importsAnswer else { return false }
                    var files: [String] = []
                    try importSet(for: nil, &files)
                    return true
                },
                {
                    guard !importsAnswer else { return false }
                    asked.answers.source = try authority(asked.answers.source)
                    return true
                },
            ]
                + asked.questions.map { question in { importsAnswer ? false : try question() } }
                + [
                    {
                        guard !importsAnswer else { return false }
                        switch asked.answers.source {
                        case .selfSigned: try issue(asked)
                        case .imported:
                            let server = try asked.server()
                            var files = asked.answers.source.files
                            defer { asked.answers.source = .imported(files: files, passphraseFile: nil) }
                            try importSet(for: server, &files)
                        case .requested: try PlainRequest(installation, prompt).run(try asked.server())
                        }
                        return true
                    }
                ], isFirst: true)
    }

    /// Whether the answer to a signing request that waits is to be imported now.
    private func answersRequest() throws -> Bool {
        let waiting: [WaitingRequest]
        do throws(OperationError) { waiting = try Request(installation).waiting() } catch {
            Console.talk("warning: a signing request cannot be read, because \(error.problem); \(error.hint)")
            return false
        }
        guard !waiting.isEmpty else { return false }
        for request in waiting {
            Console.talk(
                "Request \(request.number): for \(request.server.hostName.value), made \(request.created), waits for its "
                    + "certificate")
        }
        return try prompt.confirm(
            "Import the answer now?",
            help: "y asks for the files that the certificate authority has sent. n goes on with the questions.")
    }

    private func authority(_ found: CertificateSource) throws -> CertificateSource {
        let name = ["self-signed": "issue", "import": "import", "request": "request"][found.name] ?? "issue"
        let files: CertificateSource = found.name == "import" ? found : .imported(files: [], passphraseFile: nil)
        Console.talk(
            "issue: this server issues its certificates. import: a third party issued them. request: a third party is asked."
        )
        return try prompt.ask(
            "Who issues", name,
            help:
                "issue, unless your organisation has a certificate authority. import needs its files. request makes a "
                + "signing request for it, and waits for the answer.",
            among: ["issue": .selfSigned, "import": files, "request": .requested])
    }

    private func importSet(for server: ServerIdentity?, _ files: inout [String]) throws {
        try PlainImport(installation, prompt).run(server, &files)
    }

    /// Shows both certificates, and writes them if the operator confirms.
    private func issue(_ asked: PlainAnswers) throws {
        let ignition = Ignition(installation, command: "keyturn")
        for profile in Profile.allCases { Console.talk("Profile \(profile.rawValue): \(profile.label)") }
        try prompt.ask([
            {
                asked.answers.profile = try prompt.ask(
                    "Profile: interoperable or documented", (asked.answers.profile ?? .interoperable).rawValue,
                    help:
                        "interoperable is what clients accept. documented has every row as on Avaya's page, which "
                        + "Firefox refuses."
                ) { text throws(Refusal) in try Profile(name: text) }
                return true
            },
            {
                // The clock may have been set while the questions were answered.
                let prepared = try ignition.prepare(asked.answers, installation.world.facts(), keys: keys)
                for table in [prepared.certificates.rootTable, prepared.certificates.identityTable] {
                    Console.talk(PlainRows.text(of: table))
                }
                guard let consent = try prompt.consent(to: prepared.confirmation) else { throw Prompt.left }
                let handoff = try installation.handoff(command: "keyturn")
                _ = try ignition.commit(prepared, consent)
                keys.forget()
                try Console.say(Success.ignited(installation.store.layout.live))
                try HandoffReport(handoff.perform(from: nil)).tell(isTable: true)
                return true
            },
        ])
    }
}
