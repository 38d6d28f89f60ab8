import CertificateModel

/// Why octets cannot be decoded. The reason follows "cannot be decoded" in a sentence.
struct DERFault: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    static let short = DERFault("it ends too early")
    static let surplus = DERFault("bytes follow its end")
    static let constructed = DERFault("it is in pieces, which DER does not allow")

    /// A value does not have the expected tag.
    static func tag(_ found: UInt8, instead wanted: UInt8) -> DERFault {
        DERFault("it has the tag \(Hexadecimal.string([found])) instead of \(Hexadecimal.string([wanted]))")
    }
}
