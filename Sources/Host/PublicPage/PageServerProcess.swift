public import CertificateModel
import Glibc
import Synchronization
import Threads

/// The process that serves the page for clients, as the program that started it has it.
public final class PageServerProcess: Sendable {
    private let process: ChildProcess
    /// The socket to that process. Its end of the writing is what ends that process.
    private let socket: Int32
    private let hasStopped = Atomic(false)
    private let received = Mutex<[UInt8]>([])

    /// How long that process may take to begin.
    private static let patience = Duration.seconds(10)

    /// Listens at an endpoint, and starts a process that serves these files there for so many seconds. Returns when it
    /// serves them, or throws why it does not. This call blocks.
    public convenience init(
        _ endpoint: PageEndpoint, _ files: [PublicFile: [UInt8]], seconds: Int64
    ) throws(PageFailure) {
        try self.init(endpoint, files, seconds: seconds, program: OwnProgram())
    }

    package init(
        _ endpoint: PageEndpoint, _ files: [PublicFile: [UInt8]], seconds: Int64, program: OwnProgram
    ) throws(PageFailure) {
        (process, socket) = try Self.start(at: endpoint, program)
        let orders = PageMessage.orders(files, seconds: seconds)
        _ = orders.withUnsafeBytes { [socket] in WholeWrite.send($0, to: socket) }
        guard Deadline(after: Self.patience).wait(for: Int32(POLLIN), on: socket) else {
            process.end(atOnce: true)
            _ = process.takeStatus()
            throw .endedAtOnce
        }
        let lines = receive()
        guard lines?.first == .ready else {
            _ = process.takeStatus()
            if case .refused(let code) = lines?.first { throw .notStarted(code: code) }
            throw .endedAtOnce
        }
    }

    deinit { close(socket) }

    private static func start(
        at endpoint: PageEndpoint, _ program: OwnProgram
    ) throws(PageFailure) -> (ChildProcess, socket: Int32) {
        let listener = try PageListener.open(endpoint)
        defer { close(listener) }
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .notStarted(code: errno) }
        defer { close(ends[1]) }
        let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(silence) }
        do throws(OwnProgram.NotStarted) {
            let process = try program.start(
                [PageServer.argument], environment: [:],
                descriptors: [
                    (PageServer.program, ends[1]), (STDOUT_FILENO, silence), (STDERR_FILENO, silence),
                    (PageServer.listener, listener),
                ])
            return (process, ends[0])
        } catch {
            close(ends[0])
            throw .notStarted(code: error.code)
        }
    }

    /// The number of that process.
    var id: pid_t { process.id }

    /// Waits for what happens next. After the end it is not to be called again.
    public func next() -> PageNews {
        while let lines = receive() {
            let fetches = lines.compactMap { if case .fetch(let fetch) = $0 { fetch } else { nil } }
            if !fetches.isEmpty { return .fetched(fetches) }
        }
        let status = process.takeStatus()
        if hasStopped.load(ordering: .relaxed) { return .ended(.stopped) }
        return .ended(status == 0 ? .timeIsOver : .failed)
    }

    /// Ends it, from any thread.
    public func stop() {
        hasStopped.store(true, ordering: .relaxed)
        shutdown(socket, Int32(SHUT_WR))
    }

    /// The lines that have arrived whole; nil at the end. Waits for some.
    private func receive() -> [PageMessage.Line]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        var count = 0
        repeat { count = recv(socket, &buffer, buffer.count, 0) } while count < 0 && errno == EINTR
        guard count > 0 else { return nil }
        return received.withLock { received in
            received += buffer.prefix(count)
            guard let end = received.lastIndex(of: UInt8(ascii: "\n")) else {
                // No line is as long.
                return received.count > 4096 ? nil : []
            }
            let whole = String(decoding: received[...end], as: UTF8.self)
            received.removeFirst(end + 1)
            return whole.split(separator: "\n").compactMap(PageMessage.Line.init)
        }
    }
}
