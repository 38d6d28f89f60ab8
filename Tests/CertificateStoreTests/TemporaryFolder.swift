import Glibc
import StoreFixtures

/// A real folder for one test, removed with the test.
final class TemporaryFolder {
    let path: String
    /// Where the test's store goes; not made yet.
    var store: String { "\(path)/store" }

    init() throws {
        var template = Array("/tmp/keyturn-store-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FixtureFailure("mkdtemp: errno \(errno)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { Tree.remove(path) }
}
