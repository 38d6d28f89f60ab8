package import CertificateModel
import FoundationEssentials
import Glibc
import Synchronization

/// What is on the medium of a scene: what Tests/Fixtures/third-party.sh makes, and what no reader can come to an end with.
package struct SceneMedia: Sendable {
    /// Where it is mounted in the scenes.
    package static let path = "/run/media/usb"
    static let parent = "/run/media"
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
        folder = try ScratchFolder.make()
        let fixtures = SceneFolder.package + "/Tests/Fixtures"
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
}
