import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("While the certificates are written, and the servers told of them")
struct WritingTests {
    @Test("no key leaves, goes back or writes again", arguments: ["^C", "^X", "Esc", "Enter", "p", "Tab", "^G"])
    func keys(_ name: String) throws {
        var state = try ImportSample.atFiles()
        _ = state.press("/media/usb/good.p12", "Enter")
        _ = state.update(.importRead(try ImportSample.judgement(ImportSample.set()), warnings: []))
        guard case .commitImport = state.press("Enter", "Enter", "Enter").last else {
            Issue.record("nothing is written")
            return
        }
        func nothingHappens(_ state: inout State) {
            let before = state.view()
            #expect(state.isBusy)
            for _ in 0..<3 { #expect(state.press(name) == []) }
            #expect(state.view() == before)
        }
        nothingHappens(&state)
        _ = state.update(
            .switched(SwitchedGeneration(generation: 1, rootFingerprint: "", identityFingerprint: "")))
        #expect(state.top is DonePage)
        nothingHappens(&state)
    }
}
