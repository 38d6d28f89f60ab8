package import CertificateModel
import FoundationEssentials
import Glibc
import Synchronization

/// What is on the medium of a scene: what Tests/Fixtures/third-party.sh makes, and what no reader can come to an end with.
package struct SceneMedia: Sendable {
    /// Where it is mounted in the scenes.
    package static let path = "/run/media/usb"
    /// The current folder of the scenes, and the home folder; nothing is in it.
    package static let currentFolder = "/var/lib/operator"

    /// Where its files are on this host.
    package let folder: String

    private static let made = Mutex<[Timestamp: SceneMedia]>([:])

    /// The medium with sets for this clock, which are made once in a run.
    package static func at(_ clock: Timestamp) throws -> SceneMedia {
        try made.withLock { made in
            if let media = made[clock] { return media }
            let media = try SceneMedia(clock)
            made[clock] = media
            return media
        }
    }

    private init(_ clock: Timestamp) throws {
        var template = Array("/tmp/keyturn-media-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SceneError("no folder can be made in /tmp") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        SceneMedia.removeAtExit(folder)
        let fixtures = #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/Fixtures"
        let time = clock.description.replacing("T", with: " ").replacing("Z", with: "")
        let odd = """
            cd "$1"
            mkdir nothing
            mkfifo endless.pem
            ln -s /dev/zero device.pem
            ln -s loop.pem loop.pem
            truncate -s 2G huge.pem
            """
        let log = folder + ".log"
        defer { unlink(log) }
        try SceneTool.run(["sh", "\(fixtures)/third-party.sh", folder, time], output: log)
        try SceneTool.run(["sh", "-ec", odd, "sh", folder], output: log)
    }

    private static let folders = Mutex<[String]>([])

    private static func removeAtExit(_ folder: String) {
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        guard isFirst else { return }
        atexit {
            for folder in SceneMedia.folders.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: folder)
            }
        }
    }

    /// The path on this host of a path of the scenes; nil where there is no such place in the scenes.
    func real(_ path: String) -> String? {
        guard path == Self.path || path.hasPrefix(Self.path + "/") else { return nil }
        return folder + path.dropFirst(Self.path.count)
    }

    /// A sentence with the path that it has in the scenes.
    func shown(_ text: String) -> String { text.replacing(folder, with: Self.path) }
}
