import SceneKit
import ScreenKit
import Testing

@Suite("The choice of scenes for the real terminal")
struct SceneSelectionTests {
    private func scene(_ keys: Int, _ size: Size = Size(columns: 80, rows: 24), _ charset: Charset = .unicode) -> Scene
    {
        var scene = Scene()
        scene.size = size
        scene.charset = charset
        scene.steps = Array(repeating: .press(.down), count: keys)
        return scene
    }

    @Test("One of each subject is played in the usual window, one of each screen in the others, with the most keys")
    func rule() {
        let small = Size(columns: 40, rows: 12)
        let selection = SceneSelection([
            ("1-a", scene(0)), ("1-a-refused-x", scene(1)), ("1-a-refused-y", scene(3)), ("1-a-refused-z", scene(3)),
            ("1-a-40x12", scene(0, small)), ("1-a-refused-x-40x12", scene(1, small)),
            ("1-a-ascii", scene(2, Size(columns: 80, rows: 24), .ascii)), ("1-b-40x12", scene(0, small)),
        ])
        #expect(selection.names == ["1-a", "1-a-refused-y", "1-a-refused-x-40x12", "1-a-ascii", "1-b-40x12"])
    }

    @Test("Every screen is played in every window that it has a scene in")
    func nothingLost() throws {
        let scenes = try SceneSelection.playable()
        let played = Set(SceneSelection(scenes).names)
        func windows(_ scenes: [(name: String, scene: Scene)]) -> Set<[String]> {
            Set(
                scenes.map { name, scene in
                    name.split(separator: "-").prefix(2).map(String.init)
                        + ["\(scene.size)", "\(scene.charset)", scene.terminal]
                })
        }
        #expect(windows(scenes.filter { played.contains($0.name) }) == windows(scenes))
        #expect(played.count < scenes.count)
    }
}
