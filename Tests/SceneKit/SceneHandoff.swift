import CertificateModel

/// How a scene's switch to another generation is handed to its servers.
struct SceneHandoff {
    /// The generation that was live before.
    private let before: Int
    /// How it goes on, as far as the scene's world lets it.
    let steps: [HandoffStep]
    /// What becomes of it; nil where it goes on.
    private(set) var outcome: HandoffOutcome?

    init(_ scene: Scene, before: Int = 0, isMended: Bool = false) {
        self.before = before
        switch scene.world {
        case .hostile:
            steps = Self.hostile
            outcome = Self.hostileOutcome
        case .deploying: steps = Self.starting
        case .proving: steps = Self.starting + [Self.ended(.succeeded), Self.asking]
        case .undeployed where !isMended:
            steps = Self.starting + [Self.ended(.failed(status: 3), Self.output), Self.asking]
            outcome = told(.failed(status: 3), Self.output)
        case .unproven:
            steps = Self.starting + [Self.ended(.succeeded), Self.asking, .goingBack(generation: before)]
            outcome = told(.succeeded, second: .outdated(generation: before))
            outcome?.wentBackTo = before
        case .undeployed:
            // Only the one that had failed.
            steps = [.hookStarts(name: "20-sip", number: 1, count: 1), Self.ended(.succeeded), Self.asking]
            outcome = told(.succeeded)
            outcome?.hooks = [Self.sip(.succeeded)]
        case .grown, .ended, .due, .writing:
            steps = Self.starting + [Self.ended(.succeeded), Self.asking]
            outcome = told(.succeeded)
        default:
            steps = []
            outcome = HandoffOutcome()
        }
    }

    private static let endpoints = ["127.0.0.1:443", "127.0.0.1:5061"]
    private static let nginx = HookOutcome(name: "10-nginx", result: .succeeded)

    private static let output = """
        Reloading the SIP server...
        sipd: cannot open "/var/lib/keyturn/live/identity.key": Permission denied
        sipd: the old certificate stays in use
        """

    private static func sip(_ result: HookOutcome.Result, _ output: String = "") -> HookOutcome {
        HookOutcome(name: "20-sip", result: result, output: output)
    }

    private static let starting: [HandoffStep] = [
        .hookStarts(name: "10-nginx", number: 1, count: 2), .hookEnded(nginx),
        .hookStarts(name: "20-sip", number: 2, count: 2),
    ]

    private static func ended(_ result: HookOutcome.Result, _ output: String = "") -> HandoffStep {
        .hookEnded(sip(result, output))
    }

    private static let asking = HandoffStep.asking(endpoints, seconds: 30)

    /// What the second hook and the second endpoint did; one that was not reloaded serves what it served before.
    private func told(
        _ result: HookOutcome.Result, _ output: String = "", second: ServedState.Answer? = nil
    ) -> HandoffOutcome {
        let other: ServedState.Answer =
            before == 0
            ? .other(name: "localhost", sha256: Array(repeating: 7, count: 32)) : .outdated(generation: before)
        return HandoffOutcome(
            hooks: [Self.nginx, Self.sip(result, output)],
            served: [
                ServedState(endpoint: Self.endpoints[0], answer: .asStored),
                ServedState(
                    endpoint: Self.endpoints[1], answer: second ?? (result == .succeeded ? .asStored : other)),
            ])
    }

    /// Hooks and servers that mean to do harm.
    private static let hostile = HostileEntries.texts.flatMap { text -> [HandoffStep] in
        [
            .hookStarts(name: text, number: 1, count: 2),
            .hookEnded(HookOutcome(name: text, result: .notRun(reason: text), output: text)),
            .asking([text], seconds: 30),
        ]
    }

    private static let hostileOutcome = HandoffOutcome(
        hooks: HostileEntries.texts.map { HookOutcome(name: $0, result: .failed(status: 1), output: $0) },
        served: HostileEntries.texts.map {
            ServedState(endpoint: $0, answer: .other(name: $0, sha256: Array(repeating: 7, count: 32)))
        }, warnings: HostileEntries.texts)
}
