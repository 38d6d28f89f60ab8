import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import StoreFixtures
import Testing
import Threads
import WorldFixtures

@testable import CertificateEngine
@testable import Operations

@Suite("A hand-off tells the servers of what became live, and asks what they serve")
struct HandoffTests {
    let server: TestServer

    init() throws { server = try TestServer.ignited() }

    static let serving = "[serving]\nendpoints = [\"127.0.0.1:8443\"]\nproof-timeout = 1\n"

    /// Issues the identity anew, and hands it over on a thread of its own, for servers may take their time.
    func switchOver() async throws -> HandoffOutcome {
        try await withTaskExecutorPreference(ThreadExecutor()) {
            let handoff = try server.installation.handoff(command: "regenerate")
            let replaced = try server.store.liveNumber()
            try server.regenerate()
            return handoff.perform(from: replaced)
        }
    }

    /// What is live is handed over as far as it is owed; nil where nothing is.
    func makeUp() async throws -> HandoffOutcome? {
        try await withTaskExecutorPreference(ThreadExecutor()) {
            let handoff = try server.installation.handoff(command: "renew")
            let state = try server.state().handoff
            return handoff.makeUp(for: state)
        }
    }

    private func wasServed(_ generation: Int) throws -> Bool? { try server.store.journal().wasServed(generation) }

    @Test func `to a server that a hook reloads is proven, by name and on every address`() async throws {
        try server.configure(Self.serving)
        let peers = try Peers(on: server, ports: 8443)
        _ = try Hooks("10-server", on: server) { _ in
            try peers.reload(8443)
            return .succeeded
        }
        let outcome = try await switchOver()
        #expect(outcome.hooks.map(\.name) == ["10-server"] && outcome.hasDeployed && outcome.isProven)
        #expect(
            outcome.served.map(\.endpoint) == [
                "127.0.0.1:8443", "192.168.42.1:8443", "[2001:db8::1]:8443", "192.168.43.1:8443",
            ])
        #expect(outcome.served.map(\.isNamed) == [true, false, false, false])
        #expect(outcome.problems(hookHint: "mend it").isEmpty && outcome.warnings.isEmpty && outcome.wentBackTo == nil)
        let entry = try #require(try server.journal().last)
        #expect(entry.result == JournalEntry.deployed && entry.generation == 2 && entry.served?.count == 4)
        #expect(try server.state(asksEndpoints: true).status.severity == .ok)
        #expect(try wasServed(2) == true)
        #expect(try await makeUp() == nil)
    }

    @Test func `to another host asks it by name alone, and an address where nobody said that a server is, is left out`()
        async throws
    {
        try server.configure("[serving]\nendpoints = [\"192.0.2.7:443\", \"192.168.42.1:8443\"]\nproof-timeout = 1\n")
        let peers = try Peers(on: server, ports: 443, 8443)
        try server.regenerate()
        for port in [443, 8443] as [UInt16] { try peers.reload(port) }
        server.host.with { host in
            let ask = host.askPeer
            host.askPeer = { (address, name) throws(PeerError) in
                guard address.description != "192.168.43.1:8443", let ask else {
                    throw PeerError(peer: address, startTLS: nil, serverName: name, cause: .refused)
                }
                return try ask(address, name)
            }
        }
        let outcome = try #require(try await makeUp())
        #expect(
            outcome.served.map(\.endpoint) == [
                "192.0.2.7:443", "192.168.42.1:8443", "192.168.42.1:8443", "[2001:db8::1]:8443",
            ])
        #expect(outcome.isProven)
    }

    @Test func `to a server that does not read its files again is said, with what to do`() async throws {
        try server.configure(Self.serving)
        let peers = try Peers(on: server, ports: 8443)
        _ = try Hooks("10-server", on: server)
        let outcome = try await switchOver()
        #expect(outcome.hasDeployed && !outcome.isProven)
        let problem = try #require(outcome.problems(hookHint: "mend it").first)
        #expect(problem.problem == "\"127.0.0.1:8443\" still serves the identity of generation 1, which is not live")
        #expect(
            problem.hint == "let that server read its files again, and check that it reads those in live/")
        #expect(
            outcome.problems(hookHint: "mend it").last?.problem
                == "\"192.168.43.1:8443\", asked without SNI, still serves the identity of generation 1, which is not live"
        )
        #expect(try server.store.liveNumber() == 2)
        #expect(try server.journal().last?.result == JournalEntry.notProven && wasServed(2) == false)
        withExtendedLifetime(peers) {}
    }

    @Test func `whose hook failed names that first, for what is not served may come of it`() async throws {
        try server.configure(Self.serving)
        let peers = try Peers(on: server, ports: 8443)
        _ = try Hooks("10-server", on: server) { _ in .failed(status: 3) }
        let problems = try await switchOver().problems(hookHint: "mend it")
        #expect(problems.map(\.problem).first == "the deploy hook \"10-server\" failed with status 3")
        #expect(problems.count == 5 && problems[1].problem.hasPrefix("\"127.0.0.1:8443\" still serves"))
        withExtendedLifetime(peers) {}
    }

    @Test(arguments: ["another certificate", "nothing"])
    func `to a server that serves something else says what`(_ what: String) async throws {
        try server.configure(Self.serving)
        let peers = try Peers(on: server, ports: 8443)
        let other = try TestServer.another()
        let chain = try other.store.requiredGeneration().certificates("fullchain.pem")
        peers.serve(what == "nothing" ? nil : chain, on: 8443)
        let served = try #require(try await switchOver().served.first)
        switch served.answer {
        case .other(let name, let sha256):
            #expect(what == "another certificate" && name == "ipo1.example.com", "\(name)")
            #expect(sha256 == (try other.store.requiredGeneration().member("identity.pem").sha256))
        case .failed(let problem, _):
            #expect(what == "nothing" && problem == "\"127.0.0.1:8443\" refuses the connection")
        default: Issue.record("\(served)")
        }
    }

    @Test func `that went back says so, and what it could not note because another run holds the store`() async throws {
        try server.configure(Self.serving + "rollback-if-unproven = true\n")
        let peers = try Peers(on: server, ports: 8443)
        let (store, goesBack, mayEnd) = (server.store, Flag(), Promise<Void>())
        let hooks = try Hooks("10-server", on: server) { _ in
            guard goesBack.isSet else { return .succeeded }
            let isHeld = Promise<Void>()
            DetachedThread.run {
                try? store.withLock { _ in
                    isHeld.fulfil(())
                    mayEnd.wait()
                }
            }
            isHeld.wait()
            return .succeeded
        }
        let outcome = try await withTaskExecutorPreference(ThreadExecutor()) {
            let handoff = try server.installation.handoff(command: "regenerate")
            try server.regenerate()
            return handoff.perform(from: 1) { if $0 == .goingBack(generation: 1) { goesBack.set() } }
        }
        mayEnd.fulfil(())
        #expect(outcome.wentBackTo == 1 && outcome.hooks.map(\.name) == ["10-server"])
        #expect(hooks.calls == ["10-server regenerate 2", "10-server rollback 1"])
        #expect(
            outcome.warnings == [
                "another run (process \(getpid())) is changing the store \"\(store.layout.folder)\""
            ])
        withExtendedLifetime(peers) {}
    }

    @Test func `that is not proven goes back to what is served where the site says so, and the hooks run again`()
        async throws
    {
        try server.configure(Self.serving + "rollback-if-unproven = true\n")
        let peers = try Peers(on: server, ports: 8443)
        let hooks = try Hooks("10-server", on: server)
        let outcome = try await switchOver()
        #expect(outcome.wentBackTo == 1 && outcome.warnings.isEmpty)
        #expect(hooks.calls == ["10-server regenerate 2", "10-server rollback 1"])
        #expect(try server.store.liveNumber() == 1)
        #expect(
            outcome.problems(hookHint: "mend it").map(\.problem).prefix(2) == [
                "the new certificates were not served, and generation 1 is live again",
                "\"127.0.0.1:8443\" did not serve the new identity",
            ])
        let told = try server.journal().suffix(3)
        #expect(told.map(\.result) == [JournalEntry.notProven, JournalEntry.rolledBack, JournalEntry.deployed])
        #expect(told.map(\.reason) == [nil, "generation 2 is not served", "generation 2 is not served"])
        #expect(try wasServed(2) == false && wasServed(1) == true)
        #expect(try await makeUp() == nil)
        withExtendedLifetime(peers) {}
    }

    @Test func `that goes back in vain stays in view, and is tried again`() async throws {
        try server.configure(Self.serving + "rollback-if-unproven = true\n")
        let peers = try Peers(on: server, ports: 8443)
        peers.serve(nil, on: 8443)
        let hooks = try Hooks("10-server", on: server)
        #expect(try await switchOver().warnings == ["\"127.0.0.1:8443\" refuses the connection"])
        let entry = try #require(try server.journal().last)
        #expect(entry.generation == 1 && entry.result == JournalEntry.notProven)
        #expect(try await makeUp()?.isProven == false)
        try peers.reload(8443)
        #expect(try await makeUp()?.isProven == true)
        #expect(try await makeUp() == nil)
        #expect(
            hooks.calls == [
                "10-server regenerate 2", "10-server rollback 1", "10-server renew 1", "10-server renew 1",
            ])
    }

    @Test func `that cannot go back says why`() async throws {
        try server.configure(Self.serving + "rollback-if-unproven = true\n")
        let peers = try Peers(on: server, ports: 8443)
        // The identity before this one has ended; a server that still serves it is no reason to make it live again.
        server.host.pass(days: 800)
        let outcome = try await switchOver()
        #expect(outcome.wentBackTo == nil)
        #expect(
            outcome.warnings == [
                "generation 1 is not live again: generation \"1\" has expired: its identity.pem at 2029-02-28T12:02:00Z"
            ])
        #expect(try server.store.liveNumber() == 2)
        withExtendedLifetime(peers) {}
    }

    @Test func `whose hook fails stays owed, and only that one is run again`() async throws {
        let isMended = Flag()
        let hooks = try Hooks("10-good", "20-bad", on: server) { name in
            name == "20-bad" && !isMended.isSet ? .failed(status: 1) : .succeeded
        }
        let outcome = try await switchOver()
        #expect(
            outcome.problems(hookHint: "mend it").map(\.problem) == ["the deploy hook \"20-bad\" failed with status 1"])
        let entry = try #require(try server.journal().last)
        #expect(entry.result == JournalEntry.notDeployed && entry.hooks?.last?.output == "said by 20-bad")
        let state = try server.state()
        #expect(state.owesHooks)
        #expect(
            state.status.lines.filter { $0.subject == "hooks" }.map(\.text) == [
                "the deploy hook \"20-bad\" failed with status 1"
            ])
        #expect(try await makeUp()?.hasDeployed == false)
        isMended.set()
        #expect(try await makeUp()?.hasDeployed == true)
        #expect(try !server.state().owesHooks)
        let before = server.tree
        #expect(try await makeUp() == nil && server.tree == before)
        #expect(
            hooks.calls == ["10-good regenerate 2", "20-bad regenerate 2", "20-bad renew 2", "20-bad renew 2"])
    }

    @Test func `that a run did not come to is made up for by the next`() async throws {
        let hooks = try Hooks("10-server", on: server)
        #expect(
            try server.state().status.lines.filter { $0.subject == "hooks" }.map(\.text) == [
                "the live generation was not handed to the servers yet"
            ])
        #expect(try await makeUp()?.hasDeployed == true)
        #expect(hooks.calls == ["10-server renew 1"])
        #expect(try !server.state().owesHooks)
    }

    @Test func `of a rollback is owed anew, although the generation was handed over before`() async throws {
        let hooks = try Hooks("10-server", on: server)
        #expect(try await makeUp()?.hasDeployed == true)
        #expect(try await switchOver().hasDeployed)
        _ = try Rollback(server.installation).perform()
        let (generation, handoff) = try server.installation.handoff(command: "keyturn").retryingWhatFailed()
        #expect(generation == 1 && handoff.perform(from: nil).hasDeployed)
        #expect(hooks.calls == ["10-server renew 1", "10-server regenerate 2", "10-server keyturn 1"])
    }

    @Test func `of a rollback that died before its line in the journal is owed, too`() async throws {
        let hooks = try Hooks("10-server", on: server)
        #expect(try await makeUp()?.hasDeployed == true)
        #expect(try await switchOver().hasDeployed)
        let journal = Tree.contents(server.store.layout.journal)
        _ = try Rollback(server.installation).perform()
        try server.write(journal, to: "store/journal.jsonl", mode: 0o600)
        #expect(symlink("generations/000002", "\(server.folder)/store/.live-previous") == 0)
        #expect(try server.state().owesHooks)
        #expect(try await makeUp()?.hasDeployed == true)
        #expect(hooks.calls.last == "10-server renew 1")
        #expect(try !server.state().owesHooks && server.store.liveNumber() == 1)
        #expect(server.tree.entries.keys.filter { $0.hasPrefix(".live") } == [])
    }

    @Test func `does not pass over a script that nobody may execute`() async throws {
        try server.write("#!/bin/sh\n", to: "site/deploy.d/10-forgotten", mode: 0o644)
        try server.write("What the hooks are for.\n", to: "site/deploy.d/README", mode: 0o644)
        #expect(
            try await switchOver().problems(hookHint: "mend it").map(\.problem) == [
                "the deploy hook \"10-forgotten\" was not run: it is not executable (chmod +x)"
            ])
    }

    @Test func `tells hooks the facts, and no secret`() async throws {
        let hooks = try Hooks("10-facts", on: server)
        _ = try await switchOver()
        let identity = try server.certificate("identity.pem")
        let fingerprints = StoredReview.fingerprints(of: 2, in: server.installation)
        #expect(
            hooks.lastVariables == [
                "KEYTURN_EVENT": "regenerate", "KEYTURN_GENERATION": "2", "KEYTURN_HOST_NAME": "ipo1.example.com",
                "KEYTURN_LIVE": "\(server.folder)/store/live",
                "KEYTURN_NAMES": try server.names().joined(separator: " "),
                "KEYTURN_NOT_AFTER": identity.notAfter.description,
                "KEYTURN_NOT_BEFORE": identity.notBefore.description, "KEYTURN_REASON": "",
                "KEYTURN_ROOT_SHA256": fingerprints.root,
                "KEYTURN_SERIAL": try #require(identity.serial.value).description,
                "KEYTURN_SHA256": fingerprints.identity,
                "KEYTURN_STORE": "\(server.folder)/store",
            ])
    }

    @Test func `lets old generations go with their keys`() async throws {
        try server.configure("[history]\nkeep = 2\n")
        for _ in 0..<3 { _ = try await switchOver() }
        #expect(try server.store.generations() == [3, 4])
        #expect(server.tree.entries.keys.count { $0.hasSuffix("identity.key") } == 2)
        let told = try server.journal().filter { $0.result == JournalEntry.pruned }
        #expect(
            told.map(\.reason) == ["generation 1, beyond the 2 newest", "generation 2, beyond the 2 newest"])
    }

    @Test func `keeps the live generation, however many newer ones were not served`() async throws {
        try server.configure(
            "[serving]\nendpoints = [\"127.0.0.1:1\"]\nproof-timeout = 1\nrollback-if-unproven = true\n"
                + "[history]\nkeep = 2\n")
        let peers = try Peers(on: server)
        for _ in 0..<4 { #expect(try await switchOver().wentBackTo == 1) }
        #expect(try server.store.generations() == [1, 4, 5])
        #expect(try server.store.liveNumber() == 1)
        withExtendedLifetime(peers) {}
    }

    @Test(
        arguments: [
            .notIgnited, .noneLive,
            RefusedOperation(kind: "damaged", problem: "\"STORE/generations/000001/manifest.json\" is damaged") {
                try $0.write("{", to: "store/live/manifest.json")
            },
        ] as [RefusedOperation])
    func `of what is not there says so, and is refused to who asks for it again:`(_ refused: RefusedOperation) throws {
        try refused.check { server in
            let hooks = try Hooks("10-server", on: server)
            let outcome = try server.installation.handoff(command: "renew").perform(from: nil)
            #expect(outcome.warnings.count == 1 && outcome.hooks.isEmpty && hooks.calls.isEmpty, "\(outcome)")
            _ = try server.installation.handoff(command: "renew").retryingWhatFailed()
        }
    }

    @Test func `is not begun by a site configuration that is refused`() throws {
        try RefusedOperation.site.check { _ = try $0.installation.handoff(command: "renew") }
    }

    @Test func `that cannot be noted is said, and owed`() async throws {
        _ = try Hooks("10-server", on: server)
        let outcome = try server.store.withLock { _ in
            try server.installation.handoff(command: "renew").perform(from: nil)
        }
        #expect(outcome.hasDeployed)
        #expect(
            outcome.warnings == ["another run (process \(getpid())) is changing the store \"\(server.folder)/store\""])
        #expect(try server.state().owesHooks)
    }
}
