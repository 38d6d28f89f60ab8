import Glibc

/// The toolchain's program that describes a crash.
package enum Backtracer {
    /// Its path: it is installed beside the runtime that the tests are linked to. A program into which the runtime is linked
    /// does not find it by itself.
    package static let path: String? = {
        let runtime = "/lib/swift/linux/libswiftCore.so"
        guard let maps = fopen("/proc/self/maps", "r") else { return nil }
        defer { fclose(maps) }
        var line = [CChar](repeating: 0, count: 8192)
        while fgets(&line, Int32(line.count), maps) != nil {
            let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard text.hasSuffix(runtime) else { continue }
            let path = text.drop { $0 != "/" }.dropLast(runtime.utf8.count) + "/libexec/swift/linux/swift-backtrace"
            return access(String(path), X_OK) == 0 ? String(path) : nil
        }
        return nil
    }()
}
