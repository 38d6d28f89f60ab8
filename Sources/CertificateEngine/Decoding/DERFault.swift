import CertificateModel

/// Why octets could not be decoded, to follow "cannot be decoded".
struct DERFault: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    static let short = DERFault("it ends too early")
    static let surplus = DERFault("bytes follow its end")
    static let constructed = DERFault("it is in pieces, which DER does not allow")

    /// A value has another tag than it must have.
    static func tag(_ found: UInt8, instead wanted: UInt8) -> DERFault {
        DERFault("it has the tag \(Hexadecimal.string([found])) instead of \(Hexadecimal.string([wanted]))")
    }
}
