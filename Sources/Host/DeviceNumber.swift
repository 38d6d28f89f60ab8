/// The number of a device (makedev(3)).
struct DeviceNumber: Hashable {
    let major: UInt32
    let minor: UInt32

    init(major: UInt32, minor: UInt32) {
        self.major = major
        self.minor = minor
    }

    /// The number in the code of the C library, which stat(2) has.
    init(code: UInt64) {
        major = UInt32(truncatingIfNeeded: code >> 8 & 0xFFF | code >> 32 & 0xFFFF_F000)
        minor = UInt32(truncatingIfNeeded: code & 0xFF | code >> 12 & 0xFFFF_FF00)
    }

    /// That code.
    var code: UInt64 {
        let (major, minor) = (UInt64(major), UInt64(minor))
        return (major & 0xFFF) << 8 | (major & 0xFFFF_F000) << 32 | minor & 0xFF | (minor & 0xFFFF_FF00) << 12
    }
}
