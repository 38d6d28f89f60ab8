import CHost
import CertificateModel
import Glibc
import Threads

/// The process that serves the page for clients: it never has a key in its memory, and runs as nobody where root started it.
///
/// One thread waits with poll(2). It ends when the program that started it does, when that says so, and when the time is over.
public struct PageServer {
    /// The only argument of that process.
    public static let argument = "serve-public-page"
    /// The descriptor of the socket to the program, and of the socket that listens.
    static let program = STDIN_FILENO
    static let listener: Int32 = 3
    /// `nobody` on Debian and others: what the kernel calls the overflow user.
    private static let nobody: UInt32 = 65_534
    /// How many clients may be connected, in all and from one address.
    private static let limits = (all: 64, each: 8)
    /// For how long one may be.
    private static let patience = Duration.seconds(10)

    /// A client.
    private struct Client {
        let socket: Int32
        let address: IPAddress
        let deadline = Deadline(after: PageServer.patience)
        var request: [UInt8] = []
        var answer: PageAnswer?
        var sent = 0
        var isSent: Bool { answer.map { sent == $0.octets.count } ?? false }
    }

    private let files: [PublicFile: [UInt8]]
    private let end: Deadline
    private var clients: [Client] = []

    /// Serves what it is told to. Returns the exit status.
    public static func run() -> Int32 {
        var isListening: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(listener, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0, isListening == 1 else {
            return 64
        }
        CHost_close_from(UInt32(listener) + 1)
        // No signal of the terminal reaches it.
        setsid()
        _ = chdir("/")
        guard CHost_give_up_rights(nobody) == 0 else {
            tell(.refused(errno))
            return 77
        }
        guard let (files, seconds) = readOrders() else { return 64 }
        var server = PageServer(files: files, end: Deadline(after: .seconds(seconds)))
        tell(.ready)
        server.serve()
        return 0
    }

    private init(files: [PublicFile: [UInt8]], end: Deadline) { (self.files, self.end) = (files, end) }

    private static func readOrders() -> (files: [PublicFile: [UInt8]], seconds: Int64)? {
        var octets: [UInt8] = []
        while true {
            guard let more = receive(from: program), !more.isEmpty else { return nil }
            octets += more
            do throws(PageMessage.Malformed) {
                if let orders = try PageMessage.orders(in: octets) { return orders }
            } catch {
                return nil
            }
        }
    }

    /// Tells the program; what it does not read in time is lost.
    private static func tell(_ line: PageMessage.Line) {
        _ = send(program, line.octets, line.octets.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }

    /// What has arrived; empty at the end, nil where there is nothing yet.
    private static func receive(from socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return nil }
        return Array(buffer.prefix(max(count, 0)))
    }

    private mutating func serve() {
        while !end.hasPassed {
            // Where too many are connected, the others wait.
            let isOpen = clients.count < Self.limits.all
            var polled = [pollfd(fd: Self.program, events: Int16(POLLIN), revents: 0)]
            polled.append(pollfd(fd: isOpen ? Self.listener : -1, events: Int16(POLLIN), revents: 0))
            polled += clients.map { client in
                let isSending = client.answer != nil && !client.isSent
                return pollfd(fd: client.socket, events: Int16(isSending ? POLLOUT : POLLIN), revents: 0)
            }
            let next = ([end] + clients.map(\.deadline)).map(\.remaining).min() ?? .zero
            poll(&polled, nfds_t(polled.count), Int32(next.components.seconds) * 1000 + 1000)
            // The program says nothing any more: whatever comes from there is its end.
            if polled[0].revents != 0 { return }
            for index in clients.indices.reversed() {
                if polled[index + 2].revents != 0 && !goOn(index) || clients[index].deadline.hasPassed { drop(index) }
            }
            if polled[1].revents != 0 { accept() }
        }
    }

    private mutating func accept() {
        while clients.count < Self.limits.all, let (socket, address) = PageListener.accept(Self.listener) {
            if clients.count(where: { $0.address == address }) < Self.limits.each {
                clients.append(Client(socket: socket, address: address))
            } else {
                close(socket)
            }
        }
    }

    private mutating func drop(_ index: Int) { close(clients.remove(at: index).socket) }

    /// Reads or sends what can be; false where the client is done with.
    private mutating func goOn(_ index: Int) -> Bool {
        if let answer = clients[index].answer, !clients[index].isSent {
            let rest = answer.octets[clients[index].sent...]
            let count = rest.withUnsafeBytes {
                send(clients[index].socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            clients[index].sent += count
            if clients[index].isSent {
                // The client closes first: what it sent and nobody read would else take the answer away (tcp(7)).
                shutdown(clients[index].socket, Int32(SHUT_WR))
                if answer.isFetch {
                    Self.tell(.fetch(PageFetch(client: clients[index].address, file: answer.file)))
                }
            }
            return true
        }
        guard let octets = Self.receive(from: clients[index].socket) else { return true }
        guard !octets.isEmpty else { return false }
        if clients[index].answer == nil {
            clients[index].request += octets
            clients[index].answer = PageAnswer(to: clients[index].request, files)
        }
        return true
    }
}
