import Glibc
import Testing

@testable import Terminal

@Suite("Kernel messages")
struct KernelMessageTests {
    /// What Linux says with `console=tty0 console=ttyS0,115200`, the first virtual console in view.
    private static let consoles = """
        tty0                 -WU (E  p  )    4:1
        ttyS0                -W- (EC  p a)    4:64

        """

    @Test(
        "come to a terminal that is one of the kernel's consoles",
        arguments: [
            (TerminalDevice(major: 4, minor: 1), true), (TerminalDevice(major: 4, minor: 63), true),
            (TerminalDevice(major: 4, minor: 64), true), (TerminalDevice(major: 4, minor: 65), false),
            (TerminalDevice(major: 5, minor: 1), true), (TerminalDevice(major: 136, minor: 1), false),
            (TerminalDevice(major: 188, minor: 0), false),
        ])
    func consoles(device: TerminalDevice, isConsole: Bool) {
        #expect(device.isConsole(among: Self.consoles) == isConsole)
        #expect(!TerminalDevice(major: 4, minor: 1).isConsole(among: "ttyS0 -W- (EC p a) 4:64\n"))
        #expect(!TerminalDevice(major: 4, minor: 64).isConsole(among: ""))
    }

    /// What is held: on or off, and how often either was asked for.
    private final class Held {
        var isOff = false
        var level = 7

        func join(_ file: String) -> SharedHold? {
            SharedHold(
                file: file, isFree: { level > 1 },
                take: {
                    isOff = true; return true
                })
        }

        func leave(_ hold: SharedHold?) {
            if let hold { SharedHold.leave(hold.descriptor) { isOff = false } }
        }
    }

    private func withFile(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/keyturn-hold-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer {
            unlink("\(folder)/record")
            rmdir(folder)
        }
        try body("\(folder)/record")
    }

    @Test("of two screens, the last one out lets them through again, whichever came first")
    func last() throws {
        try withFile { file in
            for isFirstOutFirst in [true, false] {
                let held = Held()
                let (first, second) = (try #require(held.join(file)), try #require(held.join(file)))
                held.leave(isFirstOutFirst ? first : second)
                #expect(held.isOff)
                held.leave(isFirstOutFirst ? second : first)
                #expect(!held.isOff)
            }
        }
    }

    @Test("a screen that was killed holds them until the next one has come and gone")
    func killed() throws {
        try withFile { file in
            let held = Held()
            let killed = try #require(held.join(file))
            // The kernel takes the lock of whoever dies, and the level stays as it was.
            close(killed.descriptor)
            held.level = 1
            #expect(held.isOff)
            held.leave(held.join(file))
            #expect(!held.isOff)
        }
    }

    @Test("a screen that was killed beside another one takes nothing from that one")
    func killedBeside() throws {
        try withFile { file in
            let held = Held()
            let (killed, other) = (try #require(held.join(file)), try #require(held.join(file)))
            close(killed.descriptor)
            #expect(held.isOff)
            held.leave(other)
            #expect(!held.isOff)
        }
    }

    @Test("what an administrator has turned off stays off")
    func turnedOff() throws {
        try withFile { file in
            let held = Held()
            (held.level, held.isOff) = (1, true)
            #expect(held.join(file) == nil)
            #expect(held.isOff)
        }
    }

    @Test("where the kernel refuses, nothing is held")
    func refused() throws {
        try withFile { file in
            #expect(SharedHold(file: file, isFree: { true }, take: { false }) == nil)
            #expect(SharedHold(file: "\(file)/no/folder", isFree: { true }, take: { true }) == nil)
            // Nobody is taken for one who holds them.
            #expect(SharedHold(file: file, isFree: { false }, take: { true }) == nil)
        }
    }

    @Test("come and go with a hundred screens at once, and are let through in the end")
    func crowd() throws {
        try withFile { file in
            let held = Held()
            var holds: [SharedHold] = []
            for round in 0..<100 {
                holds.append(try #require(held.join(file)))
                if round % 3 == 0 { held.leave(holds.remove(at: holds.count / 2)) }
                #expect(held.isOff == !holds.isEmpty)
            }
            holds.forEach(held.leave)
            #expect(!held.isOff)
        }
    }
}
