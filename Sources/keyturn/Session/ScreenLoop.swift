import Threads
import ScreenKit
import Terminal

/// What happens to a session that has the screen.
enum ScreenInput<Message: Sendable>: Sendable {
    case key(Key)
    case resized(Size)
    /// What a worker found.
    case message(Message)
}

/// Something that has the screen: a state, a picture of it, and what is done about what happens.
protocol ScreenSession: AnyObject {
    associatedtype Message: Sendable

    /// What the screen is to show now.
    var screen: Screen { get }
    /// Whether it has ended by itself.
    var isOver: Bool { get }
    /// Whether something is being done that nothing may interrupt.
    var isBusy: Bool { get }

    func take(_ input: ScreenInput<Message>)
}

/// A screen on a terminal: waits for keys, signals and workers at once, and gives the terminal back at the end.
final class ScreenLoop<Message: Sendable> {
    /// Where workers post what they found.
    let mailbox: Mailbox<Message>
    let terminal: Terminal
    private let signals: SignalSource
    /// A signal that ends the program, held back while something may not be interrupted.
    private var ending: SignalSource.Signal?

    /// A loop that takes the terminal, and what is posted to this mailbox.
    init(color: ColorPolicy, mailbox: Mailbox<Message>) throws {
        signals = try SignalSource()
        self.mailbox = mailbox
        terminal = try Terminal(color: color)
    }

    convenience init(color: ColorPolicy) throws { try self.init(color: color, mailbox: try Mailbox()) }

    /// The characters that the terminal can show.
    var glyphs: Glyphs { .of(terminal.isUTF8 ? .unicode : .ascii) }

    /// Runs until the session has ended by itself, or a signal ends it: then the process dies as that says, unless it
    /// ended by itself after all.
    func run<Session: ScreenSession>(_ session: Session) where Session.Message == Message {
        terminal.paint(session.screen)
        let poller = Poller(
            terminal: terminal.fileDescriptor, signals: signals.fileDescriptor, mailbox: mailbox.fileDescriptor)
        while !session.isOver, ending == nil || session.isBusy {
            let ready = poller.wait()
            if ready.contains(.signals) { for signal in signals.take() { take(signal, session) } }
            if ready.contains(.mailbox) { takeMessages(session) }
            if ready.contains(.terminal) {
                do throws(TerminalError) {
                    for key in try terminal.readKeys() where !session.isOver { session.take(.key(key)) }
                } catch {
                    ending = .hangup
                    // A terminal that is gone is always ready: wait for what is being done without it.
                    let patient = Poller(mailbox: mailbox.fileDescriptor)
                    while session.isBusy, patient.wait().contains(.mailbox) { takeMessages(session) }
                }
            }
            if !session.isOver { terminal.paint(session.screen) }
        }
        terminal.close()
        guard !session.isOver, let ending else { return }
        // The terminal is as it was: now die as the signal says, so that whoever sent it sees that.
        signals.close()
        ending.end()
    }

    private func takeMessages<Session: ScreenSession>(_ session: Session) where Session.Message == Message {
        for message in mailbox.take() { session.take(.message(message)) }
    }

    private func take<Session: ScreenSession>(
        _ signal: SignalSource.Signal, _ session: Session
    ) where Session.Message == Message {
        switch signal {
        case .windowChange, .resume:
            if signal == .resume { terminal.resume() } else { terminal.resize() }
            session.take(.resized(terminal.size))
        case .suspend:
            terminal.suspend()
            session.take(.resized(terminal.size))
        case .interrupt, .terminate, .hangup: ending = ending ?? signal
        }
    }
}
