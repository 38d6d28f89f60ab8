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
}
