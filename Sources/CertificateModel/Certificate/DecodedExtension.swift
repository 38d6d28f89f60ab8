/// An extension of a certificate, whatever it is (RFC 5280 section 4.2).
public struct DecodedExtension: Hashable, Sendable {
    /// Its object identifier in dotted form.
    public let identifier: String
    /// For example `Authority Information Access`; the dotted form where nothing better is known.
    public let name: String
    /// Whether a reader who does not know it must refuse the certificate.
    public let isCritical: Bool
    /// What it says, one fact a line, cleaned; empty where it could not be decoded.
    public let lines: [String]
    /// The DER of its value: what lies in the extension's OCTET STRING.
    public let octets: [UInt8]
    /// Why it is shown as octets only, or that it stands there twice; nil where nothing is to be said.
    public let remark: String?

    /// An extension with what was decoded of it; every text is cleaned here.
    public init(
        identifier: String, name: String, isCritical: Bool, lines: [String], octets: [UInt8], remark: String? = nil
    ) {
        self.identifier = identifier
        self.name = VisibleText.cleaned(name)
        self.isCritical = isCritical
        self.lines = lines.map { VisibleText.cleaned($0) }
        self.octets = octets
        self.remark = remark.map { VisibleText.cleaned($0, limit: 500) }
    }
}
