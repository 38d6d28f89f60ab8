import Testing
import Threads

@Suite("A poller")
struct PollerTests {
    @Test(arguments: Lengths.none)
    func `comes back at once where it is given no time`(_ duration: Duration) throws {
        let mailbox = try Mailbox<Int>()
        #expect(Poller(mailbox: mailbox.fileDescriptor).wait(timeout: duration) == [])
        mailbox.post(1)
        #expect(Poller(mailbox: mailbox.fileDescriptor).wait(timeout: duration) == .mailbox)
    }

    @Test(arguments: Lengths.long)
    func `is woken from however long a wait`(_ duration: Duration) throws {
        let mailbox = try Mailbox<Int>()
        DetachedThread.run { mailbox.post(1) }
        #expect(Poller(mailbox: mailbox.fileDescriptor).wait(timeout: duration) == .mailbox)
    }

    @Test func `waits its time out, with descriptors or without`() throws {
        let mailbox = try Mailbox<Int>()
        for poller in [Poller(), Poller(mailbox: mailbox.fileDescriptor)] {
            let deadline = Deadline(after: .milliseconds(30))
            #expect(poller.wait(timeout: .milliseconds(30)) == [])
            #expect(deadline.hasPassed)
        }
    }

    @Test func `tells its sources apart`() throws {
        let (terminal, signals, mailbox) = (try WakePipe(), try WakePipe(), try WakePipe())
        let addresses = try WakePipe()
        let poller = Poller(
            terminal: terminal.readEnd, signals: signals.readEnd, mailbox: mailbox.readEnd,
            addresses: addresses.readEnd)
        signals.wake()
        #expect(poller.wait() == .signals)
        terminal.wake()
        mailbox.wake()
        #expect(poller.wait() == [.terminal, .signals, .mailbox])
        _ = signals.drain()
        addresses.wake()
        #expect(poller.wait() == [.terminal, .mailbox, .addresses])
    }
}
