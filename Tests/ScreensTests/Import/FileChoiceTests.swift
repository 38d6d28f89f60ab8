import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("Choosing files")
struct FileChoiceTests {
    @Test(
        "A path is taken apart at its last slash, whatever is joined to it",
        arguments: [
            ("", "", ""), ("a", "", "a"), ("/", "/", ""), ("/a/b", "/a/", "b"), ("/a/\u{301}b", "/a/", "\u{301}b"),
        ])
    func typedPath(_ text: String, _ prefix: String, _ name: String) {
        #expect(TypedPath(text).prefix.unicodeScalars.elementsEqual(prefix.unicodeScalars))
        #expect(TypedPath(text).name.unicodeScalars.elementsEqual(name.unicodeScalars))
    }

    @Test(
        "The folder above is found, and there is none above the top",
        arguments: [
            ("/", nil), ("//", nil), ("/a/", "/"), ("/a/b/", "/a/"), ("a/", "./"), ("./", "../"), ("../", "../../"),
            ("../../", "../../../"), ("a/b/", "a/"),
        ] as [(String, String?)])
    func parent(_ prefix: String, _ parent: String?) { #expect(TypedPath.parent(ofPrefix: prefix) == parent) }

    @Test("What is typed asks for each folder once, and narrows the list")
    func typing() throws {
        var state = try ImportSample.atFiles()
        #expect(state.press(["/media/usb/go"]) == ["/", "/media", "/media/usb"].map(Effect.listFolder))
        _ = state.update(.folder("/", []))
        #expect(state.view().lines.joined().contains("Looking..."))
        _ = state.update(.folder("/media/usb", ImportSample.usb))
        #expect(state.context.ignition.imported.files.rows.count == 3)
        #expect(state.press(["Backspace", "Backspace"]) == [])
        #expect(state.context.ignition.imported.files.rows.count == 2 + ImportSample.usb.count)
    }

    private static let completions: [(typed: String, completed: String)] = [
        ("c", "chain.pem"), ("g", "good"), ("good.p", "good.p12"), ("b", "backup/"), ("x", "x"), ("", ""),
    ]

    @Test("Tab completes as far as all names agree", arguments: completions)
    func completion(_ typed: String, _ completed: String) throws {
        var state = try onStick()
        _ = state.press([typed, "Tab"])
        #expect(state.context.ignition.imported.files.path.string == "/media/usb/" + completed)
    }

    @Test("Enter on one path that was typed reads it, and nothing else")
    func typedPathIsRead() throws {
        var state = try ImportSample.atFiles()
        let effects = state.press(["/media/usb/good.p12", "Enter"])
        #expect(
            effects.last
                == .readFiles(["/media/usb/good.p12"], passphraseFor: nil, try Self.server(of: state), served: nil))
        #expect(state.context.ignition.imported.files.path.string == "/media/usb/good.p12")
    }

    @Test("A file of the list is chosen by Enter, and read by Enter")
    func picked() throws {
        var state = try onStick()
        let down = Array(repeating: "Down", count: 4)
        #expect(state.press(down + ["Enter"]) == [])
        #expect(state.context.ignition.imported.files.chosen == ["/media/usb/good.p12"])
        #expect(
            state.press("Enter")
                == [.readFiles(["/media/usb/good.p12"], passphraseFor: nil, try Self.server(of: state), served: nil)])
    }

    @Test("A file that was typed and chosen is read once")
    func once() throws {
        var state = try onStick()
        _ = state.press(["good.p12", "Down", "Space", "Tab", "good.p12"])
        #expect(state.context.ignition.imported.files.paths == ["/media/usb/good.p12"])
    }

    @Test("A tilde stands for the home folder")
    func home() throws {
        var state = try ImportSample.atFiles()
        #expect(state.press("~/") == [.listFolder("."), .listFolder("/home/operator")])
        _ = state.press("a.pem")
        #expect(state.context.ignition.imported.files.paths == ["/home/operator/a.pem"])
    }

    @Test(
        "From the home folder, ../ opens the folder above it, and is not offered where the home folder is the root folder",
        arguments: [("/home/operator", "/home/"), ("/", nil)])
    func aboveHome(_ home: String, _ above: String?) {
        var files = FileChoice()
        files.take([Place(label: "Home folder", path: home)])
        for character in "~/" { _ = files.type(.character(character)) }
        #expect(files.rows.contains(.up) == (above != nil))
        #expect(files.prefix(openedBy: .up) == above)
    }

    @Test("A folder that cannot be opened shows why, and does not keep anyone from typing on")
    func refused() throws {
        var state = try onStick()
        _ = state.update(
            .folderRefused("/media/usb", Refusal("\"/media/usb\" cannot be read by this user", hint: "do something")))
        let text = state.view().lines.joined(separator: "\n")
        #expect(text.contains("\"/media/usb\" cannot be read by this user") && text.contains("hint: do something"))
        _ = state.press(["Tab", "a.pem"])
        #expect(state.context.ignition.imported.files.paths == ["/media/usb/a.pem"])
    }

    @Test("Ten thousand names scroll, and the last of them can be chosen")
    func thousands() throws {
        var state = try onStick()
        let entries = (0..<10_000).map { FolderEntry(name: "file\($0).pem", isFolder: false, size: 1) }
        _ = state.update(.folder("/media/usb", entries))
        _ = state.press(["End"])
        #expect(state.view().lines.joined().contains("file9999.pem"))
        _ = state.press(["Space", "PgUp", "Home"])
        #expect(state.context.ignition.imported.files.chosen == ["/media/usb/file9999.pem"])
        #expect(state.view().lines.joined().contains("the folder above"))
        _ = state.press(["file99", "Tab"])
        #expect(state.context.ignition.imported.files.rows.count == 111)
    }

    @Test("Hidden names are shown where their dot was typed")
    func hidden() throws {
        var state = try onStick()
        _ = state.update(.folder("/media/usb", [FolderEntry(name: ".secret", isFolder: false, size: 1)]))
        #expect(state.context.ignition.imported.files.rows == [.up, .whole])
        _ = state.press(".s")
        #expect(state.context.ignition.imported.files.rows.count == 1)
    }

    private static let hostile = ["a\u{1b}[2Jb.pem", "safe\u{202e}mep.exe", "x\u{301}\u{301}y", "\u{7f}\u{9b}", "a\nb"]

    @Test("No name of a file acts on the terminal, and each can be chosen as it is", arguments: hostile)
    func hostileName(_ name: String) throws {
        var state = try onStick()
        _ = state.update(.folder("/media/usb", [FolderEntry(name: name, isFolder: false, size: 1)]))
        _ = state.press(["Down", "Space"])
        #expect(
            state.context.ignition.imported.files.chosen.map { Array($0.unicodeScalars) } == [
                Array("/media/usb/\(name)".unicodeScalars)
            ]
        )
        for line in state.view().lines {
            #expect(!line.unicodeScalars.contains(where: VisibleText.isUnsafe), "\(line)")
        }
    }

    @Test("A folder whose name no field takes is not opened as another, and can be chosen whole")
    func hostileFolder() throws {
        var state = try onStick()
        _ = state.update(.folder("/media/usb", [FolderEntry(name: "a\u{1b}b", isFolder: true, size: 0)]))
        #expect(state.press(["Down", "Enter"]) == [])
        #expect(state.context.notice?.contains("choose the whole folder with Space") == true)
        _ = state.press("Space")
        #expect(state.context.ignition.imported.files.chosen == ["/media/usb/a\u{1b}b"])
    }

    private func onStick() throws -> State {
        var state = try ImportSample.atFiles()
        _ = state.press(["Down", "Down", "Enter"])
        _ = state.update(.folder("/media/usb", ImportSample.usb))
        return state
    }

    static func server(of state: State) throws -> ServerIdentity {
        let ignition = state.context.ignition
        guard case .resolved(let name) = ignition.resolveHostName() else { throw SampleError() }
        return try ignition.server(named: name)
    }

    private struct SampleError: Error {}
}
