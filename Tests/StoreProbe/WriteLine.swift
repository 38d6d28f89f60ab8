import Glibc

/// Writes a line at once: what a killed process had in a buffer nobody would ever read.
func writeLine(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    _ = write(1, bytes, bytes.count)
}
