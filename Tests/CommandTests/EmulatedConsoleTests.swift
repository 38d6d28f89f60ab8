import SoakSwitch
import Testing

@Suite(
    "The consoles of an emulated machine", .ownThread,
    .enabled(if: Soak.isOn, "a machine is emulated by \"make soak\" alone"))
struct EmulatedConsoleTests {
    /// Something that the kernel tells of by itself at any time, as a cable that is plugged in.
    private static let message = #"echo "<4>eth0: a message of the kernel" >/dev/kmsg"#

    @Test("the preview is whole on both after kernel messages, and they come again when the last wizard has ended")
    func messages() throws {
        let machine = try EmulatedMachine()
        // Without a wizard they do show, or all that follows would be true of nothing.
        try machine.run(Self.message)
        try machine.wait("a message") { try machine.screen().contains("a message of the kernel") }
        try machine.serial.wait(for: "a message of the kernel")
        #expect(try machine.level() == 7)

        try machine.run("console ttyS0 vt220 C")
        try WizardOperator(console: machine.serial).go(to: .preview, addresses: ["192.0.2.10"])
        try machine.run("console tty1 linux C.UTF-8")
        try machine.wait("the wizard on tty1") { try machine.screen().contains("Welcome") }
        machine.press("ret")
        try machine.wait("the authority") { try machine.screen().contains("This server") }
        machine.press("ret")
        try machine.wait("the server's page") { try machine.screen().contains("Host name") }
        machine.press("a", "1", "ret")
        try machine.wait("the addresses") { try machine.screen().contains("LAN1 IPv4") }
        machine.press("tab", "1", "9", "2", "dot", "0", "dot", "2", "dot", "1", "1", "ctrl-n")
        try machine.wait("the names") { try machine.screen().contains("SIP domains") }
        machine.press("ctrl-n")
        try machine.wait("the preview") {
            let screen = try machine.screen()
            return screen.contains("profile:") && !screen.contains("making keys")
        }
        #expect(try machine.level() == 1)

        let (serial, vga) = (try machine.serial.screen(), try machine.screen())
        for _ in 0..<20 { try machine.run(Self.message) }
        #expect(try machine.run("dmesg | grep -c 'a message'").hasPrefix("21"))
        #expect(try machine.serial.screen() == serial)
        #expect(try machine.screen() == vga)
        // The kernel has a sign for each character, and no sign stands for one that its font lacks.
        #expect(vga.contains("Serial Number") && !vga.contains("?"), "\(vga)")

        // The last one out lets them through, whichever that is.
        try machine.run("kill $(cat /run/ttyS0.pid)")
        try machine.wait("the end of the first") { try machine.run("cat /run/ttyS0.status") == "143\n" }
        #expect(try machine.level() == 1)
        // What is pressed before the question is there does not answer it.
        machine.press("ctrl-x")
        try machine.wait("the question") { try machine.screen().contains("Leave Keyturn?") }
        machine.press("tab", "ret")
        try machine.wait("the end of the second") { try machine.run("cat /run/tty1.status") == "130\n" }
        #expect(try machine.level() == 7)
    }

    @Test("the level is back after each way out, and after a death at the next end or by the unit")
    func endings() throws {
        let machine = try EmulatedMachine()
        func start() throws {
            try machine.run("rm -f /run/ttyS0.status; clear >/dev/ttyS0; console ttyS0 vt220 C")
            try machine.serial.wait(for: "Welcome", "Begin")
            try machine.wait("messages to be held") { try machine.level() == 1 }
        }
        func hasEnded() throws -> Bool { try !machine.run("cat /run/ttyS0.status 2>/dev/null").isEmpty }

        for signal in ["INT", "TERM", "HUP", "QUIT", "SEGV", "ABRT", "USR1", "PIPE"] {
            try start()
            try machine.run("kill -\(signal) $(cat /run/ttyS0.pid)")
            // A signal that is ignored ends nothing.
            if signal == "PIPE" {
                #expect(try machine.level() == 1)
                try machine.run("kill $(cat /run/ttyS0.pid)")
            }
            try machine.wait("the end by \(signal)", until: hasEnded)
            #expect(try machine.level() == 7, "\(signal)")
        }

        try start()
        try machine.serial.press("C-x")
        try machine.serial.wait(for: "Leave", "Esc Stay")
        try machine.serial.press("C-c")
        try machine.wait("the end by a key", until: hasEnded)
        #expect(try machine.level() == 7)

        // Nobody can act on this signal: the next wizard that ends does.
        try start()
        try machine.run("kill -KILL $(cat /run/ttyS0.pid)")
        try machine.wait("the end by KILL", until: hasEnded)
        #expect(try machine.level() == 1)
        try start()
        try machine.run("kill $(cat /run/ttyS0.pid)")
        try machine.wait("the end of the next one", until: hasEnded)
        #expect(try machine.level() == 7)

        // Or the unit, but not while another wizard goes on.
        try start()
        try machine.run("stop-post")
        #expect(try machine.level() == 1)
        try machine.run("kill -KILL $(cat /run/ttyS0.pid)")
        try machine.wait("the end by KILL", until: hasEnded)
        try machine.run("stop-post")
        #expect(try machine.level() == 7)

        // What an administrator has turned off stays off.
        try machine.run("/usr/bin/dmesg --console-off")
        try machine.run("rm -f /run/ttyS0.status; clear >/dev/ttyS0; console ttyS0 vt220 C")
        try machine.serial.wait(for: "Welcome", "Begin")
        try machine.run("kill $(cat /run/ttyS0.pid)")
        try machine.wait("the end", until: hasEnded)
        try machine.run("stop-post")
        #expect(try machine.level() == 1)
    }
}
