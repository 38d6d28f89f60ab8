import SceneKit
import ScreenKit
import Testing

@Suite("The choice of scenes for the real terminal", .ownThread)
struct SceneSelectionTests {
    private func scene(_ keys: Int, _ size: Size = Size(columns: 80, rows: 24), _ charset: Charset = .unicode) -> Scene
    {
        var scene = Scene()
        scene.size = size
        scene.charset = charset
        scene.steps = Array(repeating: .press(.down), count: keys)
        return scene
    }

    @Test("One scene of each screen is played in the usual window, one in every other, with the most keys")
    func rule() {
        let small = Size(columns: 40, rows: 12)
        let scenes = [
            ("p/1/a", scene(0)), ("p/1/b", scene(3)), ("p/1/c", scene(3)), ("p/2/a", scene(0)),
            ("p/1/small", scene(0, small)), ("p/2/small", scene(1, small)),
            ("p/1/ascii", scene(2, Size(columns: 80, rows: 24), .ascii)),
        ]
        #expect(SceneSelection(scenes, isWhole: false).names == ["p/1/b", "p/2/a", "p/2/small", "p/1/ascii"])
        #expect(SceneSelection(scenes, isWhole: true).names == scenes.map(\.0))
    }

    @Test("Every screen that a terminal can be brought to is played")
    func nothingLost() throws {
        let scenes = try SceneSelection.playable()
        let played = SceneSelection(scenes).names
        #expect(Set(played.map(SceneFolder.page)) == Set(scenes.map { SceneFolder.page(of: $0.name) }))
    }
}
