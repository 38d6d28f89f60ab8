import CertificateEngine
package import CertificateModel
import FoundationEssentials
import Glibc
package import Operations
import Synchronization

/// A server in a temporary folder of its own, which goes with it: a host, a store, and a site configuration.
package final class TestServer: Sendable {
    /// The host.
    package let host: TestHost
    /// The folder, with `store`, `site/keyturn.toml` and `site/deploy.d` in it.
    package let folder: String

    /// A server that is not ignited yet.
    package init(_ host: TestHost = TestHost(now: TestHost.ignition)) throws {
        self.host = host
        folder = try Self.newFolder()
        try FileManager.default.createDirectory(atPath: "\(folder)/site/deploy.d", withIntermediateDirectories: true)
        try configure("")
    }

    /// A server that was ignited at `TestHost.ignition` as `ipo1.example.com`: a copy of one that is ignited once.
    package static func ignited() throws -> TestServer {
        let server = try TestServer()
        try FileManager.default.copyItem(atPath: try template(), toPath: "\(server.folder)/store")
        return server
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Where operations work.
    package var installation: Installation { host.installation(in: folder) }

    /// Replaces the site configuration.
    package func configure(_ text: String) throws { try write(text, to: "site/keyturn.toml") }

    /// Adds a deploy hook, which a test may also run for real.
    package func addHook(_ name: String, _ script: String = "") throws {
        try write("#!/bin/sh\n\(script)\n", to: "site/deploy.d/\(name)", mode: 0o755)
    }

    /// Writes a file of the folder.
    package func write(_ text: String, to name: String, mode: Int = 0o644) throws {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// The answers of an operator who entered the usual host name, and took the rest from the host.
    package func usualAnswers() throws -> Answers {
        var answers = try installation.defaultAnswers()
        answers.hostName = try HostName("ipo1.example.com")
        return answers
    }

    /// Ignites the server with these answers, else with the usual ones; hands nothing over.
    @discardableResult
    package func ignite(_ answers: Answers? = nil) throws -> Int {
        try ignite(answers, KeyMaterialGenerator(newKey: host.world.newKey))
    }

    private func ignite(_ answers: Answers? = nil, _ keys: KeyMaterialGenerator) throws -> Int {
        let ignition = Ignition(installation, command: "ignite")
        let prepared = try ignition.prepare(
            try answers ?? usualAnswers(), host.world.facts(), keys: keys)
        return try ignition.commit(prepared)
    }

    private static let ignitedOnce = Mutex<TestServer?>(nil)

    /// The store that is copied: made by whoever needs it first.
    private static func template() throws -> String {
        try ignitedOnce.withLock { known in
            if let known { return "\(known.folder)/store" }
            let server = try TestServer()
            // Whoever gets a copy is given no key that the copy has.
            _ = try server.ignite(nil, KeyMaterialGenerator())
            known = server
            atexit { TestServer.ignitedOnce.withLock { $0 = nil } }
            return "\(server.folder)/store"
        }
    }

    private static func newFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false) + "keyturn-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        return folder
    }
}
