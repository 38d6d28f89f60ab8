import Glibc
import Testing

@Suite("A set that will not do is refused: one sentence, a hint, status 65, and nothing is written", .ownThread)
struct ImportRefusalTests {
    @Test("each way of being wrong", arguments: ImportRefused.table)
    func refused(_ refused: ImportRefused) throws {
        let folder = try ImportMaterial.folder()
        let words =
            ["import"] + refused.files.map { "\(folder)/\($0)" }
            + refused.options.map { $0.replacing("@", with: folder) }
        for isIgnited in [true, false] {
            let stage = try ImportStage(isIgnited: isIgnited)
            let host = refused.isAboutServer && !isIgnited ? try stage.host() : nil
            try expect(refused.sentences(), of: words, on: stage, under: host?.prefix ?? [])
            withExtendedLifetime(host) {}
        }
    }

    @Test("paths that are no files to read", arguments: Place.allCases)
    func places(place: Place) throws {
        for isIgnited in [true, false] {
            let stage = try ImportStage(isIgnited: isIgnited)
            let path = place == .device ? "/dev/zero" : stage.scratch.path("given")
            let writer = try place.make(path, in: stage.scratch)
            defer { writer?.end() }
            let started = ContinuousClock.now
            try expect("keyturn: \(place.problem(path))\nhint: \(place.hint)\n", of: ["import", path], on: stage)
            // Not even a look was taken at what has no end.
            #expect(ContinuousClock.now - started < .seconds(10))
        }
    }

    @Test("a passphrase that never ends", arguments: [true, false])
    func endlessPassphrase(isIgnited: Bool) throws {
        let stage = try ImportStage(isIgnited: isIgnited)
        try expect(
            """
            keyturn: "standard input" is larger than 4 KiB, the limit for passphrases
            hint: check that it is the file you mean

            """,
            of: ["import", try ImportMaterial.path("good.p12"), "--passphrase-file", "-"], on: stage,
            under: ["sh", "-c", "exec \"$@\" < /dev/zero", "-"])
    }

    @Test("certificates cannot come through standard input")
    func standardInput() throws {
        try expect(
            "keyturn: \"-\" is not the name of a file\nhint: type the path of a file, or \"./-\" for a file of that name\n",
            of: ["import", "-"], on: try ImportStage())
    }

    @Test("a keystore that only Java reads")
    func javaKeystore() throws {
        let stage = try ImportStage(isIgnited: false)
        let path = stage.scratch.path("server.jks")
        Files.write([0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 0], to: path)
        try expect(
            """
            keyturn: "\(path)" is a Java keystore of the type JKS, which only Java reads
            hint: export it as PKCS #12: keytool -importkeystore -srckeystore "\(path)" -destkeystore new.p12 -deststoretype pkcs12

            """,
            of: ["import", path], on: stage)
    }

    @Test("a file that this user may not read")
    func unreadable() throws {
        let stage = try ImportStage(isIgnited: false)
        let path = stage.scratch.file("given.pem", "a secret")
        chmod(path, 0)
        chmod(stage.scratch.folder, 0o777)
        try expect(
            """
            keyturn: "\(path)" cannot be read by this user
            hint: change its permissions, or run as its owner

            """,
            of: ["import", path], on: stage,
            under: Program.asNobody)
    }

    /// Runs a command that must be refused so, and must leave everything as it was.
    private func expect(
        _ sentences: String, of words: [String], on stage: ImportStage, under prefix: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let wasThere = Files.exists(stage.scratch.store)
        let before = Files.picture(stage.scratch.store)
        let finished = try stage.run(words, under: prefix)
        // The clock of the run is the only thing that a test cannot know.
        let said = finished.errors.replacing(
            /clock, which says \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "clock, which says [now]")
        #expect(said == sentences, sourceLocation: sourceLocation)
        #expect(finished.status == 65, sourceLocation: sourceLocation)
        #expect(finished.output == "", sourceLocation: sourceLocation)
        #expect(Files.exists(stage.scratch.store) == wasThere, sourceLocation: sourceLocation)
        #expect(Files.picture(stage.scratch.store) == before, sourceLocation: sourceLocation)
        #expect(stage.litter == [], sourceLocation: sourceLocation)
    }

    /// What a path may lead to besides a file with certificates.
    enum Place: String, CaseIterable {
        case emptyFolder = "an empty folder"
        case otherFolder = "a folder with other files"
        case device = "a device"
        case endless = "a pipe that never ends"
        case huge = "2 GiB of nothing"

        /// Makes it; the process that writes into it has to be ended.
        func make(_ path: String, in scratch: Scratch) throws -> Child? {
            switch self {
            case .emptyFolder: mkdir(path, 0o755)
            case .otherFolder:
                mkdir(path, 0o755)
                mkdir("\(path)/folder", 0o755)
                mkfifo("\(path)/pipe", 0o644)
                Files.write("nothing\n", to: "\(path)/notes.txt")
            case .device: break
            case .endless:
                mkfifo(path, 0o644)
                return try Child(["sh", "-c", "exec yes > \(path)"], environment: Tool.environment)
            case .huge:
                Files.write("-----BEGIN CERTIFICATE-----\n", to: path)
                try #require(truncate(path, 2 << 30) == 0)
            }
            return nil
        }

        func problem(_ path: String) -> String {
            switch self {
            case .emptyFolder, .otherFolder: "the folder \"\(path)\" holds no certificate and no private key"
            case .device: "\"\(path)\" is not a regular file"
            case .endless, .huge: "\"\(path)\" is larger than 16 MiB, the limit for certificates"
            }
        }

        var hint: String {
            switch self {
            case .emptyFolder, .otherFolder: "name the folder, or the files, that the certificate authority gave you"
            case .device: "name a file on a disk"
            case .endless, .huge: "check that it is the file you mean"
            }
        }
    }
}
