import CertificateModel
import Subprocess
import SystemPackage
import Threads

/// Runs a deploy hook in a process of its own.
enum HookProcess {
    /// Runs a hook. Returns when it has ended, or when its time is over and it was killed with its children.
    ///
    /// The hook's environment has only these variables and a standard `PATH`; its standard input is empty. This call
    /// blocks, so it must not run on Swift's cooperative thread pool.
    static func run(_ hook: HookFolder.Hook, _ variables: [String: String], seconds: Int) -> HookOutcome {
        let outcome = Promise<HookOutcome>()
        Task.detached(executorPreference: ThreadExecutor()) { outcome.fulfil(await run(hook, variables, seconds)) }
        return outcome.wait()
    }

    private static func run(_ hook: HookFolder.Hook, _ variables: [String: String], _ seconds: Int) async -> HookOutcome
    {
        var options = PlatformOptions()
        // In a session of its own, the hook's children can be killed with it, and it cannot access this terminal.
        options.createSession = true
        let variables = variables.merging(
            ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
        ) { fact, _ in fact }
        let environment = variables.reduce(into: [Environment.Key: String]()) { all, one in
            if let key = Environment.Key(rawValue: one.key) { all[key] = one.value }
        }
        let progress = HookProgress()
        let ended = Promise<Void>()
        var isUnwatched: Promise<Void>?
        RunningHook.prepare()
        defer {
            ended.fulfil(())
            isUnwatched?.wait()
            RunningHook.end()
        }
        do {
            let finished = try await Subprocess.run(
                .path(FilePath(hook.path)), environment: .custom(environment), workingDirectory: "/",
                platformOptions: options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                let group = execution.processIdentifier.value
                RunningHook.begin(group: group)
                isUnwatched = watch(group, progress, seconds, until: ended)
                for try await piece in execution.standardOutput { progress.add(piece) }
            }
            let result: HookOutcome.Result =
                progress.hasTimedOut ? .timedOut(seconds: seconds) : result(finished.terminationStatus)
            return HookOutcome(name: hook.name, result: result, output: progress.output)
        } catch {
            return HookOutcome(name: hook.name, result: .notRun(reason: reason(error)), output: progress.output)
        }
    }

    /// Ends the hook with this process group once its time is over. Not only while there is output to wait for: a hook may close
    /// it and go on. What is returned is fulfilled when nothing more is done to the group.
    private static func watch(
        _ group: Int32, _ progress: HookProgress, _ seconds: Int, until ended: Promise<Void>
    ) -> Promise<Void> {
        let isUnwatched = Promise<Void>()
        DetachedThread.run {
            if ended.wait(for: .seconds(seconds)) == nil {
                progress.timeIsOver()
                RunningHook.terminate(group: group)
            }
            isUnwatched.fulfil(())
        }
        return isUnwatched
    }

    /// The library's reason, without a full stop.
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
