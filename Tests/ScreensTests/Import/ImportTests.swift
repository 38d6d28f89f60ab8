import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("An import")
struct ImportTests {
    private let path = "/media/usb/good.p12"

    @Test("The passphrase passes through, one key at a time, and nothing of it stays")
    func passphrase() throws {
        var state = try asked()
        let typed = state.press(["correct horse", "Backspace"])
        #expect(typed == "correct horse".map { .passphrase(.append($0)) } + [.passphrase(.eraseLast)])
        let prompt = try #require(state.top as? PassphrasePrompt)
        #expect(prompt.file == path && prompt.typed.count == 12 && !prompt.isWrong)
        var other = try asked()
        _ = other.press("staple batter")
        _ = other.press("Backspace")
        #expect(Self.dumped(state) == Self.dumped(other), "the state tells two passphrases of one length apart")
        #expect(!state.view().lines.joined().contains("correct"))
    }

    @Test("Enter tries the passphrase and forgets it; a wrong one is asked again")
    func wrongPassphrase() throws {
        var state = try asked()
        let server = try FileChoiceTests.server(of: state)
        // An empty one as well: some files have it.
        let tried = Effect.readFiles([path], passphraseFor: path, server, served: nil)
        #expect(state.press("Enter") == [tried, .passphrase(.clear)])
        _ = state.update(.passphraseWanted(file: path, isWrong: true))
        #expect(
            state.press(["a", "Enter"]) == [
                .passphrase(.append("a")), .readFiles([path], passphraseFor: path, server, served: nil),
                .passphrase(.clear),
            ])
        _ = state.update(.passphraseWanted(file: path, isWrong: true))
        #expect((state.top as? PassphrasePrompt)?.isWrong == true)
        #expect(state.press(["b", "^U"]).last == .passphrase(.clear))
        #expect(state.press("Esc") == [.passphrase(.clear)])
        #expect(!state.top.isDialog && state.context.ignition.imported.files.path.string == path)
    }

    @Test("A passphrase may be pasted, and Enter tries it then")
    func pastedPassphrase() throws {
        var state = try asked()
        #expect("ab ".flatMap { state.update(.key(.pasted($0))) } == "ab ".map { .passphrase(.append($0)) })
        #expect((state.top as? PassphrasePrompt)?.typed.count == 3)
    }

    @Test("Leaving from a passphrase forgets it", arguments: ["^X", "^C"])
    func leaving(_ key: String) throws {
        var state = try asked()
        #expect(state.press(["a", key]).last == .passphrase(.clear))
        #expect(state.top.title == "Leave Keyturn?")
        var other = state
        #expect(state.press("Enter") == [] && state.top is FilesPage)
        // Whoever means it presses the key again.
        #expect(other.press(key) == [.quit(.left)])
    }

    @Test("The answer to a reading that was given up is not taken for the one to the next")
    func staleAnswer() throws {
        var state = try reading()
        #expect(state.press(["Esc", "x", "Enter"]) == [], "two readings at once")
        #expect(state.context.ignition.imported.isReading)
        let next = Effect.readFiles(
            [path + "x"], passphraseFor: nil, try FileChoiceTests.server(of: state), served: nil)
        let stale = Event.importRead(try ImportSample.judgement(ImportSample.set()), warnings: [])
        #expect(state.update(stale) == [next])
        #expect(state.base is FilesPage && state.context.ignition.imported.isReading)
        _ = state.update(.importRefused(Refusal("new", hint: "new")))
        #expect(state.top.title == "These files are refused" && state.lines.contains { $0.contains("hint: new") })
    }

    @Test("A reading that waits for another is given up as well")
    func waitingReading() throws {
        var state = try reading()
        _ = state.press(["Esc", "Enter", "Esc"])
        #expect(state.update(.importRefused(Refusal("old", hint: "old"))) == [])
        #expect(!state.top.isDialog && !state.context.ignition.imported.isReading)
    }

    @Test("An answer that nobody waits for any more changes nothing")
    func lateAnswer() throws {
        var state = try reading()
        _ = state.press("Esc")
        let before = state.view()
        _ = state.update(.importRead(try ImportSample.judgement(ImportSample.set()), warnings: []))
        #expect(state.base is FilesPage && state.view() == before)
    }

    @Test("A set that fails is not written, and the first reason is shown")
    func failing() throws {
        var state = try read(ImportSample.set(days: -1))
        #expect(state.press(["Enter", "Enter"]) == [])
        #expect(state.top.title == "These certificates are refused")
        #expect(state.lines.contains { $0.contains("expired") })
        #expect(state.press(["Enter", "Enter", "Enter"]) == [])
    }

    @Test("The level goes round, is kept for the next set, and what is written was judged by it and warned of")
    func level() throws {
        var state = try read(ImportSample.set())
        _ = state.press(["Enter", "l", "l", "l"])
        #expect(state.context.ignition.imported.level.description == "high+remote")
        _ = state.press(["Esc", "Esc", "Enter"])
        let judgement = try ImportSample.judgement(ImportSample.set())
        _ = state.update(.importRead(judgement, warnings: ["others can read the folder"]))
        #expect(state.context.ignition.imported.judgement == judgement.with(state.context.ignition.imported.level))
        let judged = judgement.with(CheckLevel.all[0])
        let confirmed = Confirmation(importing: judged, warnings: ["others can read the folder"])
        #expect(
            state.press(["Enter", "l", "Enter", "Enter"]) == [
                .commitImport(judged, try #require(confirmed.entered))
            ])
        #expect(state.isBusy)
    }

    @Test("What fails to be written can be tried again, and the answers name the files")
    func written() throws {
        var state = try read(ImportSample.set())
        _ = state.press(["Enter", "Enter", "Enter"])
        _ = state.update(.notSwitched(Refusal("no", hint: "room")))
        guard case .commitImport = state.press(["Enter", "Enter", "Enter"]).first else {
            Issue.record("it is not tried again")
            return
        }
        _ = state.update(
            .switched(SwitchedGeneration(generation: 1, rootFingerprint: "", identityFingerprint: "")))
        _ = state.update(.handedOff(HandoffOutcome()))
        guard case .saveAnswers(let answers, _) = state.press(["s", "Enter"]).first else {
            Issue.record("no answers are saved")
            return
        }
        #expect(answers.source == .imported(files: [path], passphraseFile: nil))
        #expect(state.press("Esc", "Enter") == [.quit(.written(isImport: true))])
    }

    @Test("Of a long chain, the certificate in view is named where the others do not fit", arguments: [40, 80])
    func longChain(_ columns: Int) throws {
        var state = try read(ImportSample.set(intermediates: 9))
        _ = state.update(.resized(Size(columns: columns, rows: 24)))
        _ = state.press(["Tab", "Tab"])
        #expect(state.view().lines[1].contains("Intermediate 2 (3 of 11)"))
        _ = state.press(["Shift-Tab", "Shift-Tab", "Shift-Tab"])
        #expect(state.view().lines[1].contains("Root (11 of 11)"))
    }

    @Test("What is written by the other way is asked for by the other way alone")
    func otherWay() throws {
        var state = try ImportSample.atFiles()
        // Back over the names, the addresses and the server.
        _ = state.press(["Esc", "Esc", "Esc", "Esc", "Up"])
        guard case .sign = state.press("^N", "^N", "^N", "^N").last else {
            Issue.record("nothing is issued")
            return
        }
        #expect(state.base is PreviewPage)
    }

    @Test("Whoever issues after an import that could not be written is told of no import")
    func issuedInstead() throws {
        var state = try read(ImportSample.set())
        _ = state.press(["Enter", "Enter", "Enter"])
        _ = state.update(.notSwitched(Refusal("no", hint: "room")))
        // The message, the checks, the set, the files, and the questions down to the first.
        _ = state.press(["Enter", "Esc", "Esc", "Esc", "Esc", "Esc", "Esc", "Left", "^N", "^N", "^N", "^N"])
        let plan = try #require(state.base as? PreviewPage).plan
        let confirmation = Confirmation(
            .ignition(isReplacing: false), of: plan.server, root: plan.root, identity: plan.identity,
            profile: plan.profile, replacing: nil, at: plan.clock, warnings: [])
        _ = state.update(.signed(plan, root: .root(of: plan), identity: .identity(of: plan), confirmation))
        #expect(state.press(["Enter", "Enter"]) == [.commit(plan, try #require(confirmation.entered))])
        _ = state.update(
            .switched(SwitchedGeneration(generation: 1, rootFingerprint: "", identityFingerprint: "")))
        _ = state.update(.handedOff(HandoffOutcome()))
        #expect(state.press("Enter") == [.quit(.written(isImport: false))])
    }

    @Test("Where the host has changed meanwhile, Enter says why nothing is read, on the page where it is mended")
    func changedHost() throws {
        var state = try ImportSample.atFiles()
        var port = NetworkInterface(
            name: "eth0", mac: MACAddress(octets: [0, 0xe0, 7, 5, 0x73, 7]), addresses: [try IPAddress("192.168.42.9")])
        func look(_ state: inout State) {
            _ = state.update(.inspected(HostFacts(interfaces: [port], clock: IgnitionClock(reading: ImportSample.now))))
        }
        look(&state)
        #expect(state.press(path, "Enter").allSatisfy { if case .readFiles = $0 { false } else { true } })
        #expect(state.lines.contains { $0.contains("Reverse DNS is still being asked for the host name") })
        _ = state.update(.reverseName(try IPAddress("192.168.42.9"), nil))
        guard case .readFiles = state.press("Enter").last else {
            Issue.record("nothing is read")
            return
        }
        _ = state.press("Esc")
        port = NetworkInterface(name: "eth0", mac: port.mac, addresses: [])
        look(&state)
        #expect(state.press("Enter") == [.leaveImport] && state.top is AddressesPage && state.context.notice != nil)
    }

    /// Everything that a state knows, the order of sets and dictionaries aside.
    private static func dumped(_ state: State) -> [String] {
        var text = ""
        dump(state.pages, to: &text)
        dump(state.context.ignition.imported, to: &text)
        return state.lines + text.split(separator: "\n").map(String.init)
    }

    private func reading() throws -> State {
        var state = try ImportSample.atFiles()
        _ = state.press([path, "Enter"])
        return state
    }

    private func asked() throws -> State {
        var state = try reading()
        _ = state.update(.passphraseWanted(file: path, isWrong: false))
        return state
    }

    private func read(_ set: ThirdPartySet) throws -> State {
        var state = try reading()
        _ = state.update(.importRead(try ImportSample.judgement(set), warnings: []))
        return state
    }
}
