import CertificateModel

/// Runs deploy hooks, one after the other.
struct HookRunner: Sendable {
    /// The hooks.
    let folder: HookFolder
    /// How many seconds each has.
    let seconds: Int
    /// Which of them are run, by their names as a terminal shows them; nil for all.
    var names: Set<String>?
    /// Runs one of them: see `World`.
    let runHook: @Sendable (HookFolder.Hook, [String: String], Int) -> HookOutcome

    /// The hooks of a folder, each for so many seconds at most.
    init(folder: HookFolder, seconds: Int, in world: World) {
        self.folder = folder
        self.seconds = seconds
        runHook = world.runHook
    }

    /// Whether there is no hook to run.
    var isEmpty: Bool { hooks().isEmpty }

    private func hooks() -> [HookFolder.Hook] {
        let all = folder.hooks()
        guard let names else { return all }
        return all.filter { names.contains(VisibleText.cleaned($0.name)) }
    }

    /// Runs every hook, whatever became of those before it; `tell` is told of each as it starts and as it has ended.
    func run(
        variables: [String: String], _ tell: @escaping @Sendable (HandoffStep) -> Void = { _ in }
    ) -> [HookOutcome] {
        let hooks = hooks()
        return hooks.enumerated().map { index, hook in
            tell(.hookStarts(name: hook.name, number: index + 1, count: hooks.count))
            let outcome =
                hook.objection.map { HookOutcome(name: hook.name, result: .notRun(reason: $0)) }
                ?? runHook(hook, variables, seconds)
            tell(.hookEnded(outcome))
            return outcome
        }
    }
}
