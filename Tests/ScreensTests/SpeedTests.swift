import CertificateModel
import ScreenKit
import Testing

@testable import Screens

/// Sorting ten thousand entries takes seconds where nothing is optimised, and so would every key if it were done anew for
/// every picture.
@Suite("Ten thousand entries")
struct SpeedTests {
    private func full() -> State {
        var state = ScreenSample.list(Size(columns: 132, rows: 43), entries: 10_000)
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<10_000)))
        _ = state.update(.summarizedAll)
        return state
    }

    private func seconds(_ keys: [String], of state: State) -> [(String, Duration)] {
        var state = state
        let clock = ContinuousClock()
        return keys.map { key in
            (key, clock.measure { _ = (state.press(key), state.view()) })
        }
    }

    @Test("no move of a sorted and filtered list costs what sorting or filtering does")
    func moves() {
        var state = full()
        _ = state.press("s", "s", "/", "e", "Enter")
        let keys = ["Down", "PgDn", "End", "Up", "PgUp", "Home"]
        let slowest = seconds(keys + keys, of: state).max { $0.1 < $1.1 }
        #expect(slowest.map { $0.1 < .seconds(1) } == true, "\(String(describing: slowest))")
    }
}
