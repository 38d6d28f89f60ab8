import FoundationEssentials
import SceneKit
import Testing

@Suite("The README")
struct ReadMeTests {
    private let readMe: String

    init() throws { readMe = try String(contentsOfFile: SceneFolder.path + "/../README.md", encoding: .utf8) }

    @Test("shows the preview as its scene has it")
    func picture() throws {
        let scene = "wizard/6-preview/identity"
        let head = "<!-- screens/\(scene).screen -->\n```\n"
        let shown = readMe.split(separator: head).last?.split(separator: "\n```").first
        let rows = try SceneFolder.scene(scene).picture?.rows.map(ScenePicture.droppingBlanks)
        #expect(shown.map(String.init) == rows?.joined(separator: "\n"))
    }

    @Test("is short enough to be read")
    func length() {
        #expect(readMe.split(separator: "\n", omittingEmptySubsequences: false).count < 250)
    }
}
