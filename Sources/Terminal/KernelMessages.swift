internal import CNcurses
internal import Glibc

/// The messages that the kernel prints on its consoles, over whatever stands there.
///
/// They are held back while a screen is open on such a console, and stay in the kernel's log. The kernel keeps the level from
/// before (klogctl(3), `SYSLOG_ACTION_CONSOLE_OFF`), also where the program dies and cannot put it back: then the next screen
/// does, or the unit that started the program.
enum KernelMessages {
    /// Held while a screen is open on a console; the ignition units know this path.
    private static let record = "/run/keyturn-console"
    /// SYSLOG_ACTION_CONSOLE_OFF and SYSLOG_ACTION_CONSOLE_ON (syslog(2)).
    private static let (off, on): (Int32, Int32) = (6, 7)

    /// Holds them back, if the terminal is one of the kernel's consoles, and this process may.
    static func hold(for descriptor: Int32) {
        guard held.pointee < 0, isConsole(descriptor),
            let hold = SharedHold(file: record, isFree: { level > 1 }, take: { klogctl(off, nil, 0) == 0 })
        else { return }
        held.pointee = hold.descriptor
    }

    /// Lets them through again, unless another screen holds them. A second call does nothing. Async-signal-safe.
    static func release() {
        let descriptor = held.pointee
        guard descriptor >= 0 else { return }
        held.pointee = -1
        SharedHold.leave(descriptor) { _ = klogctl(on, nil, 0) }
    }

    /// The most important messages that are not printed: at 1, all but emergencies (proc_sys_kernel(5)).
    private static var level: Int {
        text(of: "/proc/sys/kernel/printk").split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 0
    }

    /// Whether the kernel prints on this terminal: it is a virtual console and the kernel has one for its messages, or it is
    /// itself among the kernel's consoles (`/proc/consoles`, proc_consoles(5)).
    private static func isConsole(_ descriptor: Int32) -> Bool {
        guard let device = TerminalDevice(descriptor) else { return false }
        return device.isConsole(among: text(of: "/proc/consoles"))
    }

    private static func text(of path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}

/// The record, open and locked; -1 where nothing is held. A pointer, for the reason that `Emergency` has one.
private nonisolated(unsafe) let held: UnsafeMutablePointer<Int32> = {
    let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    pointer.initialize(to: -1)
    return pointer
}()
