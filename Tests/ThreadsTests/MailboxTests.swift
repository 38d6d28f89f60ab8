import Testing
import Threads

@Suite("A mailbox")
struct MailboxTests {
    @Test func `gives what was left in its order, once`() throws {
        let mailbox = try Mailbox<Int>()
        #expect(mailbox.take() == [])
        for number in 1...3 { mailbox.post(number) }
        #expect(mailbox.take() == [1, 2, 3])
        #expect(mailbox.take() == [])
    }

    @Test func `can be waited for until it is taken from`() throws {
        let mailbox = try Mailbox<Int>()
        let poller = Poller(mailbox: mailbox.fileDescriptor)
        #expect(poller.wait(timeout: .zero) == [])
        mailbox.post(1)
        #expect(poller.wait() == .mailbox)
        #expect(mailbox.take() == [1])
        #expect(poller.wait(timeout: .zero) == [])
    }

    @Test func `loses nothing of many threads, and keeps the order of each`() throws {
        let (threads, each) = (8, 2000)
        let mailbox = try Mailbox<(thread: Int, number: Int)>()
        let poller = Poller(mailbox: mailbox.fileDescriptor)
        for thread in 0..<threads {
            DetachedThread.run { for number in 0..<each { mailbox.post((thread, number)) } }
        }
        var taken = [[Int]](repeating: [], count: threads)
        while taken.contains(where: { $0.count < each }) {
            try #require(poller.wait(timeout: .seconds(60)) == .mailbox)
            for found in mailbox.take() { taken[found.thread].append(found.number) }
        }
        #expect(taken == taken.map { _ in Array(0..<each) })
    }

    @Test func `takes more than its pipe has room for from one who never waits`() throws {
        let mailbox = try Mailbox<Int>()
        for number in 0..<100_000 { mailbox.post(number) }
        #expect(mailbox.take() == Array(0..<100_000))
        #expect(Poller(mailbox: mailbox.fileDescriptor).wait(timeout: .zero) == [])
    }
}
