import Glibc
import SceneKit
import ScreenKit
import Screens
import Testing

@Suite("Scenes, against the pure screens")
struct SceneTests {
    private static let isRecording = getenv("KEYTURN_RECORD_SCENES") != nil
    private static let isSelecting = getenv("KEYTURN_SCENE") != nil

    @Test("The screen shows what the scene has", .enabled(if: !isRecording), arguments: SceneFolder.names())
    func scene(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        guard let expected = ending.scene.picture else {
            Issue.record("screens/\(name).screen has no picture: record it with KEYTURN_RECORD_SCENES=1, look at it")
            return
        }
        if let difference = expected.difference(to: ScenePicture(ending.screen)) {
            Issue.record("screens/\(name).screen (\(ending.scene.title)):\n\(difference)")
        }
    }

    private static let worlds = Result { Set(try SceneFolder.names().map { try SceneFolder.scene($0).world }) }

    @Test("Every world is one that a scene needs", .enabled(if: !isSelecting), arguments: SceneWorld.allCases)
    func worlds(_ world: SceneWorld) throws {
        #expect(try Self.worlds.get().contains(world))
    }

    @Test("A scene is written as it was read, so that recording changes only what has changed")
    func roundTrip() throws {
        for name in SceneFolder.names() {
            let scene = try SceneFolder.scene(name)
            guard let picture = scene.picture else { continue }
            let columns = picture.styles.first?.count ?? 0
            #expect(try SceneFolder.text(of: name) == scene.text(with: picture, columns: columns), "\(name)")
        }
    }

    @Test("There are scenes, and nothing else is in their folder but its README")
    func files() throws {
        #expect(!SceneFolder.names().isEmpty)
        for name in try SceneFolder.files() where name != "README.md" && !name.hasSuffix(SceneFolder.ending) {
            Issue.record("screens/\(name) is no scene")
        }
    }

    /// The sign of each piece of a UTF-8 picture in ASCII; nil where there is none.
    private static func ascii(_ row: String) -> String? {
        var text = ""
        for character in row {
            guard let sign = character.isASCII ? character : signs[character] else { return nil }
            text.append(sign)
        }
        return text
    }

    private static let signs: [Character: Character] = {
        let (from, to) = (Glyphs.unicode, Glyphs.ascii)
        let all: [KeyPath<Glyphs, Character>] = [
            \.horizontal, \.vertical, \.topLeft, \.topRight, \.bottomLeft, \.bottomRight, \.bullet, \.check,
            \.cross, \.ellipsis, \.up, \.down, \.right, \.scrollTrack, \.scrollThumb, \.mark, \.choice, \.chosen,
        ]
        return Dictionary(uniqueKeysWithValues: all.map { (from[keyPath: $0], to[keyPath: $0]) })
    }()

    @Test("In ASCII a picture is the same, through the table of signs", arguments: SceneFolder.names())
    func ascii(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        let picture = ScenePicture(ending.screen)
        let ascii = ScenePicture(try #require(ending.others[.ascii]).view())
        #expect(ascii.rows.allSatisfy { $0.allSatisfy(\.isASCII) })
        // What is no sign is written out in ASCII, and takes more room there.
        let rows = picture.rows.compactMap(Self.ascii)
        guard rows.count == picture.rows.count else { return }
        let expected = ScenePicture(rows: rows, styles: picture.styles, cursor: picture.cursor)
        if let difference = expected.difference(to: ascii) { Issue.record("screens/\(name).screen:\n\(difference)") }
    }

    @Test("In every other window a picture has its size", arguments: SceneFolder.names())
    func sizes(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        for (window, state) in ending.others where window != .ascii {
            #expect(state.view().size == window.size(of: ending.scene), "\(window)")
        }
    }

    @Test("A recording run fails", .enabled(if: isRecording))
    func record() throws {
        var changed: [String] = []
        for name in SceneFolder.names() {
            do {
                let ending = try SceneEnding.of(name)
                let picture = ScenePicture(ending.screen)
                if try SceneFolder.record(name, ending.scene, picture, columns: ending.screen.size.columns) {
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
