import Glibc
import SceneKit
import ScreenKit
import Testing

/// Scenes that a real terminal can be brought into (`SceneSelection`), two at a time: each half goes through its own one by
/// one.
@Suite("Scenes, against the built program in a real terminal", .ownThread)
struct SceneTerminalTests {
    /// A file that cannot be read is not left out, but fails.
    private static let names: [String] = {
        do { return SceneSelection(try SceneSelection.playable()).names } catch { return SceneFolder.names() }
    }()
    private static let halves = (
        names.enumerated().filter { $0.offset % 2 == 0 }.map(\.element),
        names.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    )

    @Test("The program shows what the pure screens do, key by key", .serialized, arguments: halves.0)
    func evenScene(_ name: String) throws { try play(name) }

    @Test("The program shows what the pure screens do, in the other scenes", .serialized, arguments: halves.1)
    func oddScene(_ name: String) throws { try play(name) }

    private func play(_ name: String) throws {
        let scene = try SceneFolder.scene(name)
        var player = try ScenePlayer(scene)
        let terminal = try SceneTerminal(scene)
        try wait(for: player.screen, on: terminal, first: terminal.show(), "screens/\(name).screen, at the start")
        for (index, step) in scene.steps.enumerated() {
            try player.play(step)
            try wait(
                for: player.screen, on: terminal, first: terminal.play(step),
                "screens/\(name).screen, after step \(index + 1) of \(scene.steps.count), \(step)")
        }
        // A VT100 cannot hide its cursor.
        if player.screen.cursor == nil, scene.terminal == "vt100" { return }
        let deadline = ContinuousClock.now + .seconds(10)
        var cursor = try terminal.cursor()
        while cursor != player.screen.cursor, ContinuousClock.now < deadline {
            usleep(10_000)
            cursor = try terminal.cursor()
        }
        #expect(cursor == player.screen.cursor, "screens/\(name).screen: the cursor")
    }

    /// Looks until the terminal shows the screen; every look takes some milliseconds, and nothing waits a fixed time.
    private func wait(for screen: Screen, on terminal: SceneTerminal, first: [String], _ place: String) throws {
        let expected = ScenePicture(screen).visibleRows
        let deadline = ContinuousClock.now + .seconds(10)
        var actual = first
        while actual != expected {
            guard ContinuousClock.now < deadline else {
                throw SceneError("\(place):\n\(ScenePicture.difference(expected: expected, actual: actual))")
            }
            usleep(2000)
            actual = try terminal.show()
        }
    }
}
