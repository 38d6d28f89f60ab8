import CertificateModel
import Testing

@Suite("What is exported, and in which form")
struct ExportChoiceTests {
    /// What makes sense, and whether it holds the identity's private key.
    private static let sensible: [ExportChoice.Part: [(ExportChoice.Form, holdsKey: Bool)]] = [
        .identity: [(.pem, false), (.der, false), (.p12, true), (.legacyP12, true), (.combined, true)],
        .root: [(.pem, false), (.der, false)], .chain: [(.pem, false)], .bundle: [(.pem, false)],
    ]

    @Test("only what makes sense is a choice, and only the identity has a key", arguments: ExportChoice.Part.allCases)
    func choices(part: ExportChoice.Part) throws {
        let sensible = Self.sensible[part] ?? []
        for form in ExportChoice.Form.allCases {
            guard let expected = sensible.first(where: { $0.0 == form }) else {
                #expect(throws: Refusal.self) { try ExportChoice(part, as: form) }
                continue
            }
            let choice = try ExportChoice(part, as: form)
            #expect(choice.holdsKey == expected.holdsKey, "\(choice.words)")
            #expect(choice.isEncrypted == (form == .p12 || form == .legacyP12))
        }
        #expect(ExportChoice.all.filter { $0.part == part }.map(\.form) == sensible.map(\.0))
    }

    @Test(
        "what makes none is refused with what would do",
        arguments: [
            (
                .chain, .der, "\"der\" holds one certificate, and \"chain\" may have several",
                "export the chain as pem, or the identity and the root each as der"
            ),
            (
                .root, .p12, "\"p12\" holds a private key, and that of the root is never exported",
                "export the root as pem or der"
            ),
            (
                .root, .combined, "\"combined\" holds a private key, and that of the root is never exported",
                "export the root as pem or der"
            ),
            (
                .chain, .legacyP12, "\"p12-legacy\" holds a private key, and \"chain\" has none",
                "export the identity as p12-legacy, which has its chain too, or the chain as pem"
            ),
            (
                .bundle, .combined, "\"combined\" holds a private key, and \"bundle\" has none",
                "export the identity as combined, which has its chain too, or the bundle as pem"
            ),
        ] as [(ExportChoice.Part, ExportChoice.Form, String, String)])
    func refused(part: ExportChoice.Part, form: ExportChoice.Form, problem: String, hint: String) {
        #expect(throws: Refusal(problem, hint: hint)) { try ExportChoice(part, as: form) }
    }

    @Test("each has a name of its own for its file")
    func names() throws {
        let server = try HostName("ipo1.example.com")
        #expect(
            ExportChoice.all.map { $0.fileName(for: server) } == [
                "ipo1.pem", "ipo1.der", "ipo1.p12", "ipo1.p12", "ipo1-combined.pem", "WebRootCA.pem", "WebRootCA.der",
                "ipo1-chain.pem", "ipo1-fullchain.pem",
            ])
    }
}
