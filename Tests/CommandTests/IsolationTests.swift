import Glibc
import Isolation
import Testing

@Suite("The machine that the tests run on has no part in them", .ownThread)
struct IsolationTests {
    @Test("its settings, names, ports and stores are out of reach, and nothing can be written where they are")
    func isolation() throws {
        #expect(isolation_failure().map { String(cString: $0) } == nil)
        for folder in ["/etc/keyturn", "/etc/terminfo", "/var/lib/keyturn"] { #expect(Files.tree(folder) == []) }
        for file in ["/etc/keyturn", "/var/lib/keyturn"].filter({ !Files.exists($0) }) {
            #expect(mkdir(file, 0o755) == -1 && errno == EROFS, "\(file)")
        }
        #expect(try ports() == ["lo"])
        #expect(Files.text("/etc/hosts")?.split(separator: "\n") == ["127.0.0.1 localhost", "::1 localhost"])
        let scratch = try Scratch()
        #expect(try Tool.expect(["cat", "/etc/hosts"], in: scratch) == Files.text("/etc/hosts"))
        #expect(try Tool.expect(["hostname"], in: scratch) == "localhost\n")
        #expect(try Tool.expect(["openssl", "version", "-d"], in: scratch) == "OPENSSLDIR: \"/usr/lib/ssl\"\n")
        #expect(
            Files.text("/usr/lib/ssl/openssl.cnf")?.hasPrefix("# What \"openssl req\" cannot do without.\n") == true)
    }

    @Test("a user other than root has no right that this user does not have elsewhere")
    func rights() throws {
        let scratch = try Scratch()
        let own = try #require(Files.text("/proc/self/status"))
        for status in [own, try Tool.expect(["cat", "/proc/self/status"], in: scratch)] {
            let rights = status.split(separator: "\n").filter { $0.contains(/^Cap(Inh|Prm|Eff|Amb):/) }
            #expect(rights.count == 4)
            #expect(rights.allSatisfy { $0.hasSuffix(":\t0000000000000000") } == (geteuid() != 0), "\(rights)")
        }
    }

    /// The names of the network ports.
    private func ports() throws -> [String] {
        let lines = try #require(Files.text("/proc/self/net/dev")).split(separator: "\n").dropFirst(2)
        return lines.map { $0.prefix { $0 != ":" }.filter { $0 != " " } }
    }
}
