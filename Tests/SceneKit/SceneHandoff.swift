import CertificateModel
import Viewer

/// How a scene's switch to another generation is handed to its servers.
struct SceneHandoff {
    private let scene: Scene
    /// The generation that was live before.
    private let before: Int

    init(_ scene: Scene, before: Int) {
        self.scene = scene
        self.before = before
    }

    private static let endpoints = ["127.0.0.1:443", "127.0.0.1:5061"]
    private static let nginx = HookOutcome(name: "10-nginx", result: .succeeded)

    var events: [Event] {
        switch scene.world {
        case .ordinary, .drifted: [.handedOff(HandoffOutcome())]
        case .hostile: hostile
        case .deploying: starting
        case .proving: starting + [ended(.succeeded), asking]
        case .undeployed:
            starting + [ended(.failed(status: 3), Self.output), asking, outcome(.failed(status: 3), Self.output)]
        case .unproven:
            starting + [
                ended(.succeeded), asking, .handingOff(.goingBack(generation: before)),
                .handedOff(
                    HandoffOutcome(
                        hooks: [Self.nginx, sip(.succeeded)],
                        served: [
                            ServedState(endpoint: Self.endpoints[0], answer: .asStored),
                            ServedState(endpoint: Self.endpoints[1], answer: .outdated(generation: before)),
                        ], wentBackTo: before)),
            ]
        default: starting + [ended(.succeeded), asking, outcome(.succeeded)]
        }
    }

    private static let output = """
        Reloading the SIP server...
        sipd: cannot open "/var/lib/keyturn/live/identity.key": Permission denied
        sipd: the old certificate stays in use
        """

    private func sip(_ result: HookOutcome.Result, _ output: String = "") -> HookOutcome {
        HookOutcome(name: "20-sip", result: result, output: output)
    }

    private var starting: [Event] {
        [
            .handingOff(.hookStarts(name: "10-nginx", number: 1, count: 2)), .handingOff(.hookEnded(Self.nginx)),
            .handingOff(.hookStarts(name: "20-sip", number: 2, count: 2)),
        ]
    }

    private func ended(_ result: HookOutcome.Result, _ output: String = "") -> Event {
        .handingOff(.hookEnded(sip(result, output)))
    }

    private var asking: Event { .handingOff(.asking(Self.endpoints, seconds: 30)) }

    private func outcome(_ result: HookOutcome.Result, _ output: String = "") -> Event {
        let second: ServedState.Answer = result == .succeeded ? .asStored : .outdated(generation: before)
        return .handedOff(
            HandoffOutcome(
                hooks: [Self.nginx, sip(result, output)],
                served: [
                    ServedState(endpoint: Self.endpoints[0], answer: .asStored),
                    ServedState(endpoint: Self.endpoints[1], answer: second),
                ]))
    }

    /// Hooks and servers that mean to do harm.
    private var hostile: [Event] {
        HostileEntries.texts.flatMap { text -> [Event] in
            let hook = HookOutcome(name: text, result: .notRun(reason: text), output: text)
            return [
                .handingOff(.hookStarts(name: text, number: 1, count: 2)), .handingOff(.hookEnded(hook)),
                .handingOff(.asking([text], seconds: 30)),
            ]
        } + [
            .handedOff(
                HandoffOutcome(
                    hooks: HostileEntries.texts.map { HookOutcome(name: $0, result: .failed(status: 1), output: $0) },
                    served: HostileEntries.texts.map {
                        ServedState(endpoint: $0, answer: .other(name: $0, sha256: Array(repeating: 7, count: 32)))
                    }, warnings: HostileEntries.texts))
        ]
    }
}
