import CertificateModel
import CertificateStore
import Glibc
import Host
import Lines
import Operations
import Terminal
import Threads

/// Starts `keyturn renew` when this host's addresses change, and sleeps in between.
///
/// A renewal is a process of its own: OpenSSL, keys and certificates are never in the memory of this one.
final class AddressWatch {
    private let program = OwnProgram()
    private let installation: Installation
    private let arguments: [String]
    private let changes: AddressChanges
    private let signals: SignalSource
    private let ended: WakePipe
    private var schedule: RenewalSchedule
    /// The renewal that is under way.
    private var renewal: (process: ChildProcess, occasion: RenewalSchedule.Occasion)?
    /// The ports as they were before the last renewal; nil where the next change counts whatever it comes to.
    private var ports: [NetworkInterface]?

    /// Has the kernel tell of changes from now on. The renewals get the store and the site configuration of the options.
    init(_ options: GlobalOptions, settling: Duration) throws {
        installation = options.watchedInstallation
        arguments =
            ["renew", "--store", installation.store.layout.folder] + (options.config.map { ["--config", $0] } ?? [])
        schedule = RenewalSchedule(settling: settling)
        ended = try WakePipe()
        signals = try SignalSource(SignalSource.Signal.ending)
        do throws(AddressChanges.Refused) { changes = try AddressChanges() } catch {
            throw CommandFailure(
                status: .unsupported,
                problem:
                    "the kernel does not tell of changed addresses (\"AF_NETLINK\"): \(SystemReason.text(error.code))",
                hint: "let this process open such sockets: in a systemd unit, RestrictAddressFamilies=AF_NETLINK",
                kind: "no-netlink")
        }
    }

    /// Renews, and watches until a signal ends it; returns that signal. No renewal is under way any more then.
    func run() -> SignalSource.Signal {
        let poller = Poller(
            signals: signals.fileDescriptor, mailbox: ended.readEnd, addresses: changes.fileDescriptor)
        // What changed while nobody watched is a change as well.
        renew(.changes)
        while true {
            // While a renewal is under way, its end comes first.
            let next = renewal == nil ? schedule.next : nil
            ProcessMemory.giveBackProgram()
            let ready = poller.wait(timeout: next.map { ContinuousClock.now.duration(to: $0) })
            if ready.contains(.signals), let signal = signals.take().first {
                end()
                return signal
            }
            if ready.contains(.addresses), changes.take() { schedule.noteChange(at: .now) }
            if ready.contains(.mailbox) { takeEnd() }
            if renewal == nil { doNext() }
        }
    }

    private func doNext() {
        switch schedule.take(at: .now) {
        case .makeUp: renew(.makeUp)
        // A lease that is renewed and a router that announces itself are told as changes, and change nothing.
        case .changes where presentPorts != ports: renew(.changes)
        case .changes, nil: break
        }
    }

    private func renew(_ occasion: RenewalSchedule.Occasion) {
        ports = presentPorts
        // A server that is not ignited has nothing to renew. Other problems of the store are told by the renewal.
        guard (try? installation.isIgnited()) != false else { return }
        do throws(OwnProgram.NotStarted) {
            let process = try program.start(arguments, environment: Self.environment)
            renewal = (process, occasion)
            DetachedThread.run { [ended] in
                process.waitForEnd()
                ended.wake()
            }
        } catch {
            Console.talk(
                "warning: \(VisibleText.quoted(program.path)) cannot be started (\(SystemReason.text(error.code)))")
            schedule.noteRenewal(at: .now)
        }
    }

    /// The renewal has ended.
    private func takeEnd() {
        _ = ended.drain()
        guard let (process, occasion) = renewal else { return }
        renewal = nil
        if occasion == .changes { schedule.noteRenewal(at: .now) }
        guard process.takeStatus() == CommandFailure.Status.tryAgain.rawValue else { return }
        // Another run held the store. It may have looked at the addresses before they changed.
        ports = nil
        schedule.noteChange(at: .now)
    }

    /// Ends the renewal that is under way, and what it leaves is whole: it is as if the power had failed.
    private func end() {
        guard let (process, _) = renewal else { return }
        renewal = nil
        process.end()
        if !Deadline(after: Self.patience).wait(for: POLLIN, on: ended.readEnd) { process.end(atOnce: true) }
        _ = process.takeStatus()
    }

    private var presentPorts: [NetworkInterface] { installation.world.facts().interfaces }

    /// How long a renewal may take to end.
    private static let patience = Duration.seconds(10)

    private static let environment = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
    ]
}
