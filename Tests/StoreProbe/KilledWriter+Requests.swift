import CertificateStore
import Glibc
import StoreFixtures

extension KilledWriter {
    /// Makes, drops or answers a request, and kills this process with a signal that cannot be caught when the step comes:
    /// `ACTION:STEP` or `ACTION:STEP:COUNT`.
    static func dieRequesting(_ option: String, store: Store) throws {
        let words = option.split(separator: ":").map(String.init)
        let (action, step) = (words.first ?? "", words.count > 1 ? words[1] : "")
        let countdown = Countdown(words.count > 2 ? Int(words[2]) ?? 1 : 1)
        var store = store
        store.atRequestStep = { if $0.rawValue == step, countdown.ends() { kill(getpid(), SIGKILL) } }
        store.atStep = { if $0.rawValue == step, countdown.ends() { kill(getpid(), SIGKILL) } }
        switch action {
        case "make": try Fixtures.addRequest(store, "dead")
        case "drop": try Fixtures.dropRequest(store, 1)
        default: try Fixtures.complete(store, "dead", 1)
        }
    }

    /// Makes, drops and answers requests until somebody kills this process; a line for each that was told to be done.
    static func requestForEver(_ store: Store) throws -> Never {
        while true {
            for action in 0..<3 {
                let number = try Fixtures.addRequest(store, "loop")
                writeLine("\(number)")
                if action == 1 { try Fixtures.dropRequest(store, number) }
                if action == 2 { try Fixtures.complete(store, "loop", number) }
            }
        }
    }
}
