import Glibc
import Testing

/// A machine of its own, emulated by QEMU, with Debian's cloud kernel: it has real consoles, a serial and a VGA one, on which the
/// kernel prints its messages. What is on the serial one is seen in a terminal.
final class EmulatedMachine {
    let scratch: Scratch
    /// What is at the other end of the first serial line.
    let serial: TmuxConsole
    private let input, output, monitor: Int32
    private var answers = ""

    init() throws {
        let scratch = try Scratch()
        self.scratch = scratch
        serial = try TmuxConsole(in: scratch)
        let root = InstalledProgram.root
        let kernel = "\(root)/.build/kernel/vmlinuz"
        try #require(Files.exists(kernel), "there is no kernel to emulate a machine with: \"make soak\" fetches it")
        let disk = scratch.path("disk")
        let made = try Tool.run(
            [
                "sh", "\(root)/Tests/Fixtures/emulated-machine.sh", Program.path(), disk,
                "\(root)/packaging/keyturn-ignition.service",
            ], in: scratch)
        try #require(made.status == 0, "\(made.errors)")
        for name in ["control.in", "control.out", "monitor.in", "monitor.out"] {
            try #require(mkfifo(scratch.path(name), 0o600) == 0)
        }
        func opened(_ name: String) throws -> Int32 {
            let descriptor = open(scratch.path(name), O_RDWR | O_NONBLOCK | O_CLOEXEC)
            try #require(descriptor >= 0)
            return descriptor
        }
        input = try opened("control.in")
        output = try opened("control.out")
        monitor = try opened("monitor.in")
        try serial.type(
            "clear; qemu-system-x86_64 -accel tcg -m 512 -display none -vga std -no-reboot -kernel \(kernel) -initrd \(disk) "
                + "-append 'console=tty0 console=ttyS0,9600 rdinit=/init loglevel=7' -chardev stdio,id=line,signal=off -serial chardev:line "
                + "-serial pipe:\(scratch.path("control")) -monitor pipe:\(scratch.path("monitor")) 2>\(scratch.path("qemu.log"))\n"
        )
        _ = try answer()
    }

    deinit {
        send("quit\n", to: monitor)
        for descriptor in [input, output, monitor] { close(descriptor) }
    }

    /// Runs a command there, and returns what it prints.
    @discardableResult
    func run(_ command: String) throws -> String {
        send("\(command)\n", to: input)
        return try answer()
    }

    /// Presses keys of the machine's own keyboard, by QEMU's names.
    func press(_ keys: String...) {
        for key in keys { send("sendkey \(key)\n", to: monitor) }
    }

    /// What the VGA console shows.
    func screen() throws -> String { try run("fold -w 80 /dev/vcs1") }

    /// The most important messages that the kernel does not print (proc_sys_kernel(5)).
    func level() throws -> Int? {
        try run("cat /proc/sys/kernel/printk").split(separator: "\t").first.flatMap { Int($0) }
    }

    /// Asks again and again until something is so.
    func wait(_ what: String, until isMet: () throws -> Bool) throws {
        let isMet = try PollDeadline().wait(until: isMet)
        let seen = isMet ? "" : try "\(screen())\n\(serial.screen())"
        try #require(isMet, "waited for \(what):\n\(seen)")
    }

    private func answer() throws -> String {
        let isThere = PollDeadline().wait {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(output, &buffer, buffer.count)
            if count > 0 { answers += String(decoding: buffer.prefix(count), as: UTF8.self) }
            return answers.contains(/status [a-z0-9]+\.\n/)
        }
        let seen = isThere ? "" : try serial.screen()
        try #require(isThere, "the machine says no more than: \(answers)\n\(seen)")
        let end = try #require(answers.firstRange(of: /status [a-z0-9]+\.\n/))
        defer { answers = String(answers[end.upperBound...]) }
        return String(answers[..<end.lowerBound])
    }

    private func send(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
