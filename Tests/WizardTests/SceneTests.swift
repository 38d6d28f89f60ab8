import Glibc
import SceneKit
import ScreenKit
import Testing

@Suite("Scenes, against the pure screens")
struct SceneTests {
    private static let isRecording = getenv("KEYTURN_RECORD_SCENES") != nil

    @Test("The screen shows what the scene has", .enabled(if: !isRecording), arguments: SceneList.names)
    func scene(_ name: String) throws {
        let scene = try SceneFolder.scene(name)
        let picture = ScenePicture(try ScenePlayer.play(scene))
        guard let expected = scene.picture else {
            Issue.record("screens/\(name).screen has no picture: record it with KEYTURN_RECORD_SCENES=1, look at it")
            return
        }
        if let difference = expected.difference(to: picture) {
            Issue.record("screens/\(name).screen (\(scene.title)):\n\(difference)")
        }
    }

    @Test("Every world is one that a scene needs", arguments: SceneWorld.allCases)
    func worlds(_ world: SceneWorld) throws {
        #expect(try SceneList.names.contains { try SceneFolder.scene($0).world == world })
    }

    @Test("A scene is written as it was read, so that recording changes only what has changed")
    func roundTrip() throws {
        for name in SceneList.names {
            let scene = try SceneFolder.scene(name)
            guard let picture = scene.picture else { continue }
            let columns = picture.styles.first?.count ?? 0
            #expect(try SceneFolder.text(of: name) == scene.text(with: picture, columns: columns), "\(name)")
        }
    }

    @Test("Every scene has its file, and every file is a scene")
    func files() throws {
        let expected = Set(SceneList.names.map { "\($0).screen" })
        let found = Set(try SceneFolder.files())
        for name in expected.subtracting(found).sorted() { Issue.record("screens/\(name) is missing") }
        for name in found.subtracting(expected).sorted() {
            Issue.record("screens/\(name) is no scene of SceneList: list it there, or take it away")
        }
    }

    @Test("A recording run fails", .enabled(if: isRecording))
    func record() throws {
        var changed: [String] = []
        for name in SceneList.names {
            do {
                let scene = try SceneFolder.scene(name)
                let screen = try ScenePlayer.play(scene)
                if try SceneFolder.record(name, scene, ScenePicture(screen), columns: screen.size.columns) {
                    changed.append(name)
                }
            } catch {
                Issue.record("screens/\(name).screen: \(error)")
            }
        }
        let names = changed.map { "\n  \($0)" }.joined()
        Issue.record("recorded \(changed.count) scenes; run again without KEYTURN_RECORD_SCENES, and look at:\(names)")
    }
}
