import CertificateModel
import SceneKit
import ScreenKit
import SoakSwitch
import Testing

@testable import Screens

@Suite("Any keys in any order")
struct WalkTests {
    private static let keys: [Key] = [
        .enter, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backspace, .control("g"),
        .control("n"), .control("p"), .control("l"), .control("w"), .control("z"), .pasted("y"), .pasted(" "),
    ]
    private static let letters = "/nNsrm=oxptcldjkue1é gGahby?"
    private static let starts: [(scene: String, world: SceneWorld)] = [
        ("review/list/hostile", .hostile), ("review/list/many", .many), ("home/history/hostile", .hostile),
        ("home/home/well", .many), ("home/home/well", .grown), ("home/home/well", .full), ("home/home/well", .unproven),
        ("home/home/well", .drifted), ("home/home/well", .unwell), ("home/home/well", .undeployed),
    ]
    private static let sizes = [(80, 24), (132, 43), (40, 12), (39, 11), (0, 0), (1, 1), (60, 13), (300, 100)]

    private static let seeds = Array(0..<(Soak.isOn ? 40 : 10) as Range<UInt64>)

    @Test("end in no trap, in a picture of the window's size, and in a screen that can be left", arguments: seeds)
    func walk(_ seed: UInt64) throws {
        var random = Steps(seed: seed)
        let (name, world) = Self.starts[Int(seed) % Self.starts.count]
        var scene = try SceneFolder.scene(name)
        scene.world = world
        var player = try ScenePlayer(scene)
        for _ in 0..<200 {
            let choice = random.next(100)
            if choice < 3 {
                let (columns, rows) = Self.sizes[random.next(Self.sizes.count)]
                try player.play(.resize(Size(columns: columns, rows: rows)))
            } else if choice < 55 {
                try player.play(.press(Self.keys[random.next(Self.keys.count)]))
            } else {
                let letters = Array(Self.letters)
                try player.play(.press(.character(letters[random.next(letters.count)])))
            }
            var state = player.state
            #expect(player.screen.size == state.context.size)
            // Whatever lies over a page gives way first.
            var effects = state.update(.key(.control("x")))
            // What would be lost is asked about.
            if state.context.isAnswering, state.context.ignition.losesChanges {
                effects += state.update(.key(.control("x")))
            }
            #expect(effects.contains(.quit(.left)) || state.context.isLeaving)
        }
    }
}

/// Numbers that are the same in every run (Numerical Recipes' congruential generator).
private struct Steps {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 1 }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(limit, 1)))
    }
}
