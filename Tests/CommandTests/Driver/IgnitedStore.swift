import FoundationEssentials
import Glibc
import Synchronization
import Testing

/// Stores that are ignited once for all tests, and copied to whoever needs one to start from.
enum IgnitedStore {
    /// What makes two ignitions the same but for their keys.
    private struct Kind: Hashable {
        let answers: String
        let host: String?
    }

    private static let made = Mutex<[Kind: Scratch]>([:])

    /// Puts a store there that was ignited with these answers, on a host like this one or on none.
    static func copy(to folder: String, answers: String = SampleAnswers.usual, on host: NamespaceHost? = nil) throws {
        let kind = Kind(answers: answers, host: host?.likeness)
        let template = try made.withLock { made in
            if let template = made[kind] { return template }
            if made.isEmpty { atexit { IgnitedStore.empty() } }
            let template = try Scratch()
            let ignited = try Program.ignite(template, answers: answers, under: host?.prefix ?? [])
            try #require(ignited.status == 0, "\(ignited.errors)")
            made[kind] = template
            return template
        }
        try FileManager.default.copyItem(atPath: template.store, toPath: folder)
    }

    private static func empty() {
        made.withLock { made in
            for template in made.values { template.empty() }
        }
    }
}
