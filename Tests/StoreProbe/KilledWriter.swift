import CertificateModel
import CertificateStore
import Glibc
import StoreFixtures

/// Writers that are killed, by themselves at a step or by the test.
enum KilledWriter {
    /// Commits, and kills this process with a signal that cannot be caught when the step comes: `STEP` or `STEP:COUNT`.
    static func dieAt(step option: String, store: Store) throws {
        let words = option.split(separator: ":")
        let step = words.first.flatMap { CommitStep(rawValue: String($0)) }
        let countdown = Countdown(words.count > 1 ? Int(words[1]) ?? 1 : 1)
        var store = store
        store.atStep = { reached in
            if reached == step, countdown.ends() { kill(getpid(), SIGKILL) }
        }
        try Fixtures.commit(store, "dead")
    }

    /// Rotates the journal, and kills this process in the same way when the step comes.
    static func dieRotating(at step: String, store: Store) throws {
        var store = store
        store.atJournalStep = { (reached) throws(StoreError) in if reached.rawValue == step { kill(getpid(), SIGKILL) }
        }
        try store.withLock { _ in }
    }

    /// Commits until somebody kills this process; a line for each that was told to be done.
    static func commitForEver(_ store: Store) throws -> Never {
        var round = 0
        while true {
            writeLine("\(try Fixtures.commit(store, "loop\(getpid())x\(round)"))")
            round += 1
        }
    }

    /// Takes serials until somebody kills this process; a line for each.
    static func takeSerialsForEver(_ store: Store) throws -> Never {
        while true {
            let serial = try store.withLock { try $0.takeSerial(root: Fixtures.root, atLeast: 1, passingOver: 0) }
            writeLine("\(serial.octets.reduce(0) { $0 << 8 | Int($1) })")
        }
    }

    /// Holds the lock until standard input ends.
    static func holdLock(_ store: Store) throws {
        try store.withLock { _ in
            writeLine("held")
            while getchar() != EOF {}
        }
    }
}
