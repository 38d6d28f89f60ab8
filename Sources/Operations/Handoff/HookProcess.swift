import CertificateModel
import Subprocess
import SystemPackage
import Threads

/// A deploy hook as a process of its own.
enum HookProcess {
    /// Runs a hook; returns once it has ended, or its time is over and it was ended with all that it started.
    ///
    /// The hook gets these variables and a plain `PATH` as its environment, nothing of ours; its standard input is empty. It is
    /// for a thread that may block, which the threads that tasks share may not.
    static func run(_ hook: HookFolder.Hook, _ variables: [String: String], seconds: Int) -> HookOutcome {
        let outcome = Promise<HookOutcome>()
        Task.detached(executorPreference: ThreadExecutor()) { outcome.fulfil(await run(hook, variables, seconds)) }
        return outcome.wait()
    }

    private static func run(_ hook: HookFolder.Hook, _ variables: [String: String], _ seconds: Int) async -> HookOutcome
    {
        var options = PlatformOptions()
        // A session of its own: what the hook starts is ended with it, and cannot reach our terminal.
        options.createSession = true
        let variables = variables.merging(
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
                        try await Task.sleep(for: .seconds(seconds))
                        progress.timeIsOver()
                        await execution.teardown(using: [
                            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
                        ])
                        // The hook has ended, and what it started may have held out against being asked.
                        try? execution.send(signal: .kill, toProcessGroup: true)
                    }
                    try await group.next()
                    group.cancelAll()
                }
            }
            let result: HookOutcome.Result =
                progress.hasTimedOut ? .timedOut(seconds: seconds) : result(finished.terminationStatus)
            return HookOutcome(name: hook.name, result: result, output: progress.output)
        } catch {
            return HookOutcome(name: hook.name, result: .notRun(reason: reason(error)), output: progress.output)
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
