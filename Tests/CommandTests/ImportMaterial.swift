import Glibc
import Testing

/// What Tests/Fixtures/third-party.sh makes of the moment at which the tests run, once for all of them.
enum ImportMaterial {
    /// When the fixtures are made, in seconds since 1970.
    static let clock = time(nil)

    /// Where the scripts are.
    static var fixtures: String {
        #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/Fixtures"
    }

    private static let made: Result<Scratch, any Error> = Result {
        let scratch = try Scratch()
        // Whoever runs a test as nobody looks into it.
        chmod(scratch.folder, 0o755)
        try Tool.expect(["\(fixtures)/third-party.sh", scratch.path("made"), moment("%Y-%m-%d %H:%M:%S")], in: scratch)
        atexit { try? ImportMaterial.made.get().empty() }
        return scratch
    }

    /// The folder of the fixtures.
    static func folder() throws -> String { try made.get().path("made") }

    /// A file of the fixtures.
    static func path(_ name: String) throws -> String { "\(try folder())/\(name)" }

    /// The moment of the fixtures and so many seconds, as a sentence writes it.
    static func moment(_ format: String = "%Y-%m-%dT%H:%M:%SZ", plus seconds: Int = 0) -> String {
        var moment = clock + seconds
        var parts = tm()
        gmtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 64)
        let count = strftime(&text, text.count, format, &parts)
        return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static let day = 86_400
}
