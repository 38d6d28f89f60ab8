import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("A key that does nothing at the moment")
struct AbsentKeyTests {
    /// Whether the footer has a word.
    private func shows(_ word: String, _ state: State) -> Bool { state.lines.suffix(2).joined().contains(word) }

    /// What the key says instead; the message is closed again.
    private func reason(_ key: String, _ state: inout State) -> String {
        #expect(state.press(key) == [] && state.top.title == "Not now")
        let lines = state.lines.joined()
        _ = state.press("Esc")
        return lines
    }

    @Test("is not in the footer of the preview before the certificates are signed, nor where they could not be")
    func preview() throws {
        var state = try ImportSample.atFiles()
        _ = state.press("Esc", "Esc", "Esc", "Esc", "Left", "^N", "^N", "^N", "^N")
        #expect(state.top is PreviewPage && !shows("Write", state) && shows("Profile", state))
        #expect(reason("Enter", &state).contains("The certificates are still being signed."))
        _ = state.update(.notSigned(Refusal("no", hint: "keys")))
        _ = state.press("Enter")
        #expect(state.top is PreviewPage && !shows("Write", state) && !shows("Profile", state))
        for key in ["Enter", "p"] { #expect(reason(key, &state).contains("The certificates could not be made.")) }
    }

    @Test("is not in the footer of a request before it is signed, nor where it could not be")
    func request() throws {
        var state = try ImportSample.atFiles()
        _ = state.press("Esc", "Esc", "Esc", "Esc", "Right", "^N", "^N", "^N", "^N")
        #expect(state.top is RequestPage && !shows("Make", state))
        #expect(reason("Enter", &state).contains("The request is still being signed."))
        _ = state.update(.notSigned(Refusal("no", hint: "keys")))
        _ = state.press("Enter")
        #expect(state.top is RequestPage && !shows("Make", state))
        #expect(reason("Enter", &state).contains("The request could not be made."))
    }

    @Test("is not in the footer of the home screen while a change is being made")
    func home() {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts()))
        #expect(["Regenerate", "Names"].allSatisfy { shows($0, state) })
        _ = state.press("a", "y")
        #expect(["Regenerate", "Names"].allSatisfy { !shows($0, state) })
        #expect(reason("i", &state).contains("Another change is still being made."))
    }

    @Test("is not in the footer while a port is asked")
    func port() throws {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts()))
        _ = state.press("r")
        let root = PublicRoot(
            name: "Root", notAfter: ScreenSample.now, sha256: [UInt8](repeating: 7, count: 32), pem: [], der: [])
        _ = state.update(
            .rootOffered(
                HandOutOffer(
                    root: root, hostName: "ipo1.example.com", addresses: [try IPAddress("192.168.42.1")], media: [],
                    hooks: "/etc/keyturn/deploy.d")))
        _ = state.press("t")
        #expect(shows("Test", state))
        guard case .testPort? = state.press("Enter").last else {
            Issue.record("nobody is asked")
            return
        }
        #expect(!shows("Test", state))
        #expect(reason("Enter", &state).contains("The port is still being asked."))
    }
}
