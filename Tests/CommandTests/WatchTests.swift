import Glibc
import Testing

@Suite("keyturn watch renews when the host's addresses change, and sleeps otherwise", .ownThread)
struct WatchTests {
    private let scratch: Scratch
    private let host: NamespaceHost

    /// A server that is ignited, with a hook that notes each generation that it is told of.
    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, on: host)
        mkdir(scratch.path("deploy.d"), 0o755)
        // The store was copied from a server without hooks: they are owed, and run once for its generation.
        hook("")
        let renewed = try Program.run(["renew", "--config", site], in: scratch, under: host.prefix)
        try #require(renewed.status == 0, "\(renewed.errors)")
        hook("echo $KEYTURN_GENERATION >>\(scratch.path("hooks"))")
    }

    private var site: String { scratch.file("keyturn.toml", "") }

    private func hook(_ script: String) {
        Files.write("#!/bin/sh\n\(script)\n", to: scratch.path("deploy.d/10-hook"), mode: 0o755)
    }

    /// Starts it, or the command before it.
    private func watch(under prefix: [String] = []) throws -> Child {
        try Child(
            host.prefix + prefix + [Program.path(), "watch", "--settle", "1", "--config", site],
            output: scratch.path("output"), errors: scratch.path("errors"),
            environment: Tool.environment.merging(["KEYTURN_STORE": scratch.store]) { $1 })
    }

    /// What it and its renewals printed.
    private var said: String { ["output", "errors"].map { Files.text(scratch.path($0)) ?? "" }.joined() }

    /// Waits until that was printed so many times.
    private func wait(
        for text: String, times: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let isSaid = PollDeadline(seconds: 60).wait {
            said.split(separator: text, omittingEmptySubsequences: false).count > times
        }
        try #require(isSaid, "\(text): \(said)", sourceLocation: sourceLocation)
    }

    private func ip(_ words: String) throws {
        for command in words.split(separator: "; ") {
            try Tool.expect(host.prefix + ["ip"] + command.split(separator: " ").map(String.init), in: scratch)
        }
    }

    private var generations: Int { Files.tree("\(scratch.store)/generations").count { $0.hasSuffix("/manifest.json") } }

    private var hookRuns: String? { Files.text(scratch.path("hooks")) }

    @Test("a burst of changes makes one certificate, and the next change within the hour waits")
    func burst() throws {
        let watch = try watch()
        try wait(for: "Nothing is due")
        try ip("addr del 192.168.43.1/24 dev lan2; addr add 192.168.43.50/24 dev lan2")
        try ip("addr del 192.168.43.50/24 dev lan2; addr add 192.168.43.77/24 dev lan2")
        try wait(for: "Written as generation 2.")
        let names = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).certificates[1]
            .subjectAlternativeNames
        #expect(names.contains("IP:192.168.43.77") && !names.contains("IP:192.168.43.1"))
        try ip("addr del 192.168.43.77/24 dev lan2; addr add 192.168.43.78/24 dev lan2")
        try wait(for: "The renewal is postponed until")
        #expect(generations == 2)
        #expect(hookRuns == "2\n")
        withExtendedLifetime(watch) {}
    }

    @Test("a bridge of containers that comes and goes makes no certificate, and no hook runs")
    func bridge() throws {
        let watch = try watch()
        try wait(for: "Nothing is due")
        // An address that is gone with nothing in its place is looked at, and stays.
        try ip("link add br-1 type bridge; addr add 172.18.0.1/16 dev br-1; link set br-1 up")
        try ip("addr del 192.168.43.1/24 dev lan2")
        try wait(for: "Nothing is due", times: 2)
        try ip("link del br-1; addr add 192.168.43.1/24 dev lan2")
        try wait(for: "Nothing is due", times: 3)
        #expect(generations == 1)
        #expect(hookRuns == nil)
        withExtendedLifetime(watch) {}
    }

    @Test("what changed before it started is renewed at once")
    func start() throws {
        try ip("addr del 192.168.43.1/24 dev lan2; addr add 192.168.43.77/24 dev lan2")
        let watch = try watch()
        try wait(for: "Written as generation 2.")
        withExtendedLifetime(watch) {}
    }

    @Test("where another run holds the store, it tries again")
    func held() throws {
        let other = try Child(
            ["flock", "--no-fork", "\(scratch.store)/lock", "sleep", "infinity"], environment: Tool.environment)
        let watch = try watch()
        try wait(for: "Nothing is due")
        try ip("addr del 192.168.43.1/24 dev lan2; addr add 192.168.43.77/24 dev lan2")
        try wait(for: "hint: ")
        other.end()
        try wait(for: "Written as generation 2.")
        withExtendedLifetime(watch) {}
    }

    @Test("a server that is not ignited has nothing to renew, until it is")
    func notIgnited() throws {
        let ignited = scratch.path("ignited")
        #expect(rename(scratch.store, ignited) == 0)
        let watch = try watch()
        try ip("addr add 192.168.43.5/24 dev lan2")
        #expect(rename(ignited, scratch.store) == 0)
        try ip(
            "addr del 192.168.43.5/24 dev lan2; addr del 192.168.43.1/24 dev lan2; addr add 192.168.43.77/24 dev lan2")
        try wait(for: "Written as generation 2.")
        #expect(!said.contains("hint: "), "\(said)")
        withExtendedLifetime(watch) {}
    }

    @Test("a signal ends it at once", arguments: [(SIGTERM, 0), (SIGHUP, 0), (SIGINT, 130)] as [(Int32, Int32)])
    func signals(number: Int32, status: Int32) throws {
        let watch = try watch()
        try wait(for: "Nothing is due")
        kill(watch.process, number)
        #expect(try watch.waitForEnd() == status)
        #expect(said.contains("keyturn: \"keyturn watch\" was interrupted\nhint: ") == (status != 0))
    }

    @Test("a renewal that is under way is ended with it, and is made up for by the next one")
    func endsRenewal() throws {
        try ip("addr del 192.168.43.1/24 dev lan2; addr add 192.168.43.77/24 dev lan2")
        hook("echo $PPID >\(scratch.path("renewal")); echo $$ >\(scratch.path("hook")); exec sleep infinity")
        let watch = try watch()
        #expect(PollDeadline().wait { Files.text(scratch.path("hook"))?.hasSuffix("\n") == true }, "\(said)")
        let renewal = try #require(Files.text(scratch.path("renewal")).flatMap { pid_t($0.dropLast()) })
        #expect(kill(renewal, 0) == 0)
        kill(watch.process, SIGTERM)
        #expect(try watch.waitForEnd() == 0)
        #expect(kill(renewal, 0) == -1 && errno == ESRCH)
        // The hook has a session of its own.
        if let hook = Files.text(scratch.path("hook")).flatMap({ pid_t($0.dropLast()) }) { kill(hook, SIGKILL) }

        hook("echo $KEYTURN_GENERATION >>\(scratch.path("hooks"))")
        let next = try self.watch()
        #expect(PollDeadline().wait { hookRuns == "2\n" }, "\(said)")
        #expect(generations == 2)
        withExtendedLifetime(next) {}
    }

    @Test("while it sleeps, it has less than 15 MiB of memory")
    func memory() throws {
        let watch = try watch()
        try wait(for: "Nothing is due")
        let status = try #require(Files.text("/proc/\(watch.process)/status"))
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        let kilobytes = try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
        #expect(kilobytes < 15 * 1_024, "\(status)")
    }

    @Test("OpenSSL begins in its renewals, and not in itself")
    func openSSL() throws {
        let trace = scratch.path("trace")
        // The tracer is not in the way of signals.
        let watch = try watch(under: ["strace", "-D", "-f", "-qq", "-e", "trace=openat,execve", "-o", trace])
        try wait(for: "Nothing is due")
        kill(watch.process, SIGTERM)
        #expect(try watch.waitForEnd() == 0)
        let lines = try #require(Files.text(trace)).split(separator: "\n")
        // OpenSSL reads its configuration as soon as it begins.
        let begins = try #require(lines.firstIndex { $0.contains("openssl.cnf") })
        let renews = try #require(lines.firstIndex { $0.contains("execve(") && $0.contains("\"renew\"") })
        #expect(renews < begins)
    }

    @Test("a settling that is no time is refused", arguments: ["-1", "3601", "soon"])
    func refused(settling: String) throws {
        let finished = try Program.run(["watch", "--settle=\(settling)"], in: scratch)
        #expect(finished.status == 64 && finished.output == "")
    }
}
