extension String {
    /// What a C function wrote into a buffer, up to the first NUL. Octets that are not UTF-8 become U+FFFD.
    package init(nulTerminated buffer: [CChar]) {
        self = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
