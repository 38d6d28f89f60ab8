// What the terminal tests run in a pseudo-terminal: shows what it got, and ends in every way a program can end.

import Threads
import Glibc
import ScreenKit
import Terminal

@main
enum TerminalProbe {
    static func main() {
        do {
            try run(signals: CommandLine.arguments.contains("unhandled") ? nil : SignalSource())
        } catch let error as TerminalError {
            let text = Array("\(error)\n".utf8)
            _ = write(STDERR_FILENO, text, text.count)
            exit(3)
        } catch {
            exit(4)
        }
    }

    private static func run(signals: SignalSource?) throws {
        let terminal = try Terminal()
        defer { terminal.close() }
        let poller = Poller(terminal: terminal.fileDescriptor, signals: signals?.fileDescriptor)
        var (picture, isStale) = (Picture(), false)
        while true {
            terminal.paint(
                picture.draw(terminal.size, Glyphs.of(terminal.isUTF8 ? .unicode : .ascii)), isWhole: isStale)
            isStale = false
            let ready = poller.wait()
            if ready.contains(.signals) {
                for signal in signals?.take() ?? [] {
                    switch signal {
                    case .interrupt, .terminate, .hangup:
                        terminal.close()
                        exit(5)
                    case .windowChange: terminal.resize()
                    case .suspend: terminal.suspend()
                    case .resume: terminal.resume()
                    }
                }
            }
            guard ready.contains(.terminal) else { continue }
            repeat {
                guard let key = try terminal.nextKey() else { continue }
                switch key {
                case .control("q"): return
                case .control("l"): isStale = true
                case .control("z"): terminal.suspend()
                case .control("t"): fatalError("as asked")
                case .control("y"): DetachedThread.run { fatalError("as asked") }
                case .control("r"): overflow(1)
                case .control("x"): raise(SIGSEGV)
                case .control("o"): exit(0)
                default: picture.take(key)
                }
            } while terminal.hasMoreKeys
        }
    }

    /// The size, one field, the names of the keys that were not for it, and a line to know when all is painted.
    private struct Picture {
        var field = TextField()
        var others: [String] = []
        var count = 0

        mutating func take(_ key: Key) {
            count += 1
            if key == .control("p") { count = 0 }
            if !field.handle(key) { others.append(key.name) }
        }

        func draw(_ size: Size, _ glyphs: Glyphs) -> Screen {
            var screen = Screen(size: size, glyphs: glyphs)
            screen.titleBar("Probe", aside: "\(size.columns)x\(size.rows)")
            screen.put("Name", row: 2, column: 1, style: .label)
            let visible = field.visible(width: 60, glyphs: glyphs)
            screen.put(visible.text, row: 2, column: 8, width: 60, style: .focusedField)
            screen.put("keys: \(others.suffix(12).joined(separator: " "));", row: 4, column: 1)
            screen.put("é 漢字 │", row: 6, column: 1, style: .value)
            screen.put("end-of-picture", row: size.rows - 1, column: 0)
            screen.cursor = Position(row: 2, column: 8 + visible.cursorColumn)
            return screen
        }
    }

    private static func overflow(_ depth: Int) {
        var room = (depth, depth, depth, depth, depth, depth, depth, depth)
        withUnsafeMutablePointer(to: &room) { pointer in
            overflow(pointer.pointee.0 + 1)
            pointer.pointee.1 = 0
        }
    }
}
