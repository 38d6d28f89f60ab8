import CertificateModel
import SceneKit
import ScreenKit
import SoakSwitch
import Testing

@testable import Screens

@Suite("What is hostile in a certificate")
struct HostileTests {
    /// The scenes in which every text is hostile.
    private static let names = SceneFolder.names(of: [.home, .review]).filter { $0.contains("hostile") }

    @Test("never gets into a picture, on any screen and in either charset", arguments: Charset.allCases)
    func pictures(_ charset: Charset) throws {
        #expect(!Self.names.isEmpty)
        for name in Self.names {
            var scene = try SceneFolder.scene(name)
            scene.charset = charset
            // The screens that lie behind every entry, one after the other.
            let tour = [
                "Enter", "d", "End", "Esc", "End", "d", "Esc", "x", "Esc", "p", "Esc", "t", "Esc", "c", "^G", "Esc",
            ]
            for size in Soak.isOn ? ["80x24", "132x43", "40x12"] : ["80x24", "40x12"] {
                let numbers = size.split(separator: "x").compactMap { Int($0) }
                scene.size = Size(columns: numbers[0], rows: numbers[1])
                var player = try ScenePlayer(scene)
                check(player.screen, charset)
                for key in tour + ["Esc", "Down"] + tour + ["Esc", "m", "Down", "="] {
                    try player.play(.press(try #require(Key(name: key))))
                    check(player.screen, charset)
                }
            }
        }
    }

    private func check(_ screen: Screen, _ charset: Charset) {
        for scalar in screen.lines.joined().unicodeScalars {
            let isSafe = charset == .ascii ? (0x20..<0x7F).contains(scalar.value) : !Self.acts(scalar)
            if !isSafe { Issue.record("\(scalar.value) is in the picture:\n\(screen.lines.joined(separator: "\n"))") }
        }
    }

    /// Whether a scalar moves, hides or turns around.
    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            || (scalar.value != 0xFFFD && VisibleText.isUnsafe(scalar))
    }
}
