// OpenSSL's headers are where Swift first meets `pthread_attr_t`, and thinks it at home.
import COpenSSL
import Glibc

/// Makes the two keys of an ignition on two threads of its own while the operator types.
///
/// The threads are detached POSIX threads: making a key takes too long for Swift's cooperative pool, and nobody has to
/// wait for it when the program is left. What they made is cleansed with the last owner of it.
public final class KeyMaterialGenerator: Sendable {
    private let state = GeneratorState()

    /// A generator that does nothing yet.
    public init() {}

    /// Starts making the keys, if that was not started already.
    public func start() {
        guard state.claimStart() else { return }
        OpenSSLStart.keepUntilExit()
        for part in GeneratorState.Part.allCases { launch(part) }
    }

    /// Blocks until both keys are there, and starts making them where nobody did.
    public func wait() throws(OpenSSLError) -> KeyMaterial {
        start()
        return try state.waitForOutcome().get()
    }

    private func launch(_ part: GeneratorState.Part) {
        let work = Work(state: state, part: part)
        var attributes = pthread_attr_t()
        var thread = pthread_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let handed = Unmanaged.passRetained(work)
        let answer = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, handed.toOpaque())
        guard answer != 0 else { return }
        // No thread to be had: slow on this one is better than not at all.
        handed.release()
        work.run()
    }

    /// What one thread does.
    private final class Work: Sendable {
        let state: GeneratorState
        let part: GeneratorState.Part

        init(state: GeneratorState, part: GeneratorState.Part) {
            self.state = state
            self.part = part
        }

        func run() {
            let key: Result<PrivateKey, OpenSSLError>
            do { key = .success(try PrivateKey.generateRSA2048()) } catch { key = .failure(error) }
            state.finish(part, key)
        }
    }
}
