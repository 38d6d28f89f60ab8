import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("Leaving")
struct LeavingTests {
    @Test(
        "a wizard whose server another console has ignited asks nothing more",
        arguments: ["^X", "^C", "Enter", "Esc"])
    func ignitedElsewhere(_ key: String) throws {
        var state = try ImportSample.atFiles()
        #expect(state.update(.ignitedElsewhere) == [])
        #expect(state.press(key) == [.quit(.left)])
    }

    @Test("while changed names are written is done when they are, without a question", arguments: ["q", "^X"])
    func changing(_ key: String) throws {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts()))
        guard case .prepare = state.press("e", "pbx", "^N", "^N", "^N").last else {
            Issue.record("nothing is prepared")
            return
        }
        _ = state.update(.prepared(ScreenSample.preview(1)))
        guard case .regenerate = state.press("Enter", "Enter").last else {
            Issue.record("nothing is written")
            return
        }
        #expect(state.press(key) == [] && state.top is ResultPage)
        #expect(state.lines.contains { $0.contains("Keyturn exits as soon as this is done.") })
        _ = state.update(.switched(OperationTests.written))
        #expect(state.update(.handedOff(HandoffOutcome())) == [.quit(.left)])
    }

    @Test("after a request was made asks nothing, not from a dialog either", arguments: [[], ["?"], ["c"]])
    func requested(_ before: [String]) throws {
        var state = try ImportSample.atFiles()
        _ = state.press("Esc", "Esc", "Esc", "Esc", "Right")
        guard case .signRequest(let server)? = state.press("^N", "^N", "^N", "^N").last else {
            Issue.record("no request is signed")
            return
        }
        _ = state.update(.requestSigned(FieldTable(RequestContents(for: server)), server))
        #expect(state.press("Enter", "Enter") == [.makeRequest(server)])
        let request = WaitingRequest(number: 1, created: ImportSample.now.description, server: server, file: "1.csr")
        _ = state.update(.requestMade(request))
        _ = state.press(before)
        #expect(state.press("^X") == [.quit(.requested(request))])
    }
}
