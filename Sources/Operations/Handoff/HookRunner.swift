import CertificateModel

/// Runs deploy hooks, one after the other.
struct HookRunner: Sendable {
    /// The hooks.
    let folder: HookFolder
    /// The time limit of each hook.
    let seconds: Int
    /// The hooks to run, by their names as a terminal shows them; nil for all.
    var names: Set<String>?
    /// Runs one hook: see `World`.
    let runHook: @Sendable (HookFolder.Hook, [String: String], Int) -> HookOutcome

    /// The hooks of a folder, with a time limit for each.
    init(folder: HookFolder, seconds: Int, in world: World) {
        self.folder = folder
        self.seconds = seconds
        runHook = world.runHook
    }

    /// Whether there is no hook to run.
    var isEmpty: Bool { hooks().isEmpty }

    private func hooks() -> [HookFolder.Hook] {
        let all = folder.hooks()
        // Where the folder itself could not be read, none of its hooks has run.
        guard let names, !names.contains(VisibleText.cleaned(folder.path)) else { return all }
        return all.filter { names.contains(VisibleText.cleaned($0.name)) }
    }

    /// Runs every hook, even if one before it failed. `tell` is called at the start and the end of each.
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
