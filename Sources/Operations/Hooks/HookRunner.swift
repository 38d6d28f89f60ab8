public import CertificateModel
import Subprocess
import SystemPackage
import Threads

/// Runs deploy hooks, one after the other.
public struct HookRunner: Sendable {
    /// The hooks.
    public let folder: HookFolder
    /// How many seconds each has.
    public let timeout: Int
    /// Which of them are run, by their names as a terminal shows them; nil for all.
    public var names: Set<String>?

    /// A runner of the hooks in a folder.
    public init(folder: HookFolder, timeout: Int) {
        self.folder = folder
        self.timeout = timeout
    }

    /// Whether there is a hook to run.
    public var isEmpty: Bool { hooks().isEmpty }

    private func hooks() -> [HookFolder.Hook] {
        let all = folder.hooks()
        guard let names else { return all }
        return all.filter { names.contains(VisibleText.cleaned($0.name)) }
    }

    /// Runs every hook, whatever became of those before it.
    ///
    /// A hook gets `facts` as its environment, and a plain `PATH`, nothing of ours; its standard input is empty. Returns once
    /// all have ended or their time is over; `tell` is told of each as it starts and as it has ended.
    public func run(
        facts: [String: String], _ tell: @Sendable (HandoffStep) -> Void = { _ in }
    ) async -> [HookOutcome] {
        var outcomes: [HookOutcome] = []
        let hooks = hooks()
        for (index, hook) in hooks.enumerated() {
            tell(.hookStarts(name: hook.name, number: index + 1, count: hooks.count))
            let outcome =
                if let objection = hook.objection {
                    HookOutcome(name: hook.name, result: .notRun(reason: objection))
                } else {
                    await run(hook, facts)
                }
            tell(.hookEnded(outcome))
            outcomes.append(outcome)
        }
        return outcomes
    }

    /// The same for a thread that may block, which the threads that tasks share may not.
    public func runAndWait(
        facts: [String: String], _ tell: @escaping @Sendable (HandoffStep) -> Void = { _ in }
    ) -> [HookOutcome] {
        let outcomes = Promise<[HookOutcome]>()
        Task.detached { outcomes.fulfil(await run(facts: facts, tell)) }
        return outcomes.wait()
    }

    private func run(_ hook: HookFolder.Hook, _ facts: [String: String]) async -> HookOutcome {
        var options = PlatformOptions()
        // A session of its own: what the hook starts is ended with it, and cannot reach our terminal.
        options.createSession = true
        let variables = facts.merging(
            ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
        ) { fact, _ in fact }
        let environment = variables.reduce(into: [Environment.Key: String]()) { all, one in
            if let key = Environment.Key(rawValue: one.key) { all[key] = one.value }
        }
        let progress = HookProgress()
        do {
            let finished = try await Subprocess.run(
                .path(FilePath(hook.path)), environment: .custom(environment), workingDirectory: "/",
                platformOptions: options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup { group in
                    group.addTask { for try await piece in execution.standardOutput { progress.add(piece) } }
                    group.addTask {
                        try await Task.sleep(for: .seconds(timeout))
                        progress.timeIsOver()
                        await execution.teardown(using: [
                            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
                        ])
                    }
                    try await group.next()
                    group.cancelAll()
                }
            }
            let result: HookOutcome.Result =
                progress.hasTimedOut
                ? .timedOut(seconds: timeout) : Self.result(finished.terminationStatus)
            return HookOutcome(name: hook.name, result: result, output: progress.output)
        } catch {
            return HookOutcome(name: hook.name, result: .notRun(reason: Self.reason(error)), output: progress.output)
        }
    }

    /// The library's words for why something was not started.
    private static func reason(_ error: any Error) -> String {
        let words = "\(error)"
        return words.hasSuffix(".") ? String(words.dropLast()) : words
    }

    private static func result(_ status: TerminationStatus) -> HookOutcome.Result {
        switch status {
        case .exited(0): .succeeded
        case .exited(let code): .failed(status: code)
        case .signaled(let signal): .killed(signal: signal)
        }
    }
}
