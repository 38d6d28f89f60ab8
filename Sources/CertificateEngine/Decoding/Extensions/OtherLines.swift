/// The lines of the other extensions.
enum OtherLines {
    /// The TLS feature extension (RFC 7633).
    @Sendable static func features(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var list = try value.inside(DERTag.sequence)
        while !list.isAtEnd {
            switch try list.next().smallInteger() {
            case 5: lines.append("status_request (5): the server must staple an OCSP answer")
            case 17: lines.append("status_request_v2 (17): the server must staple OCSP answers")
            case let other: lines.append("TLS extension \(other)")
            }
        }
    }

    /// OCSP No Check (RFC 6960 section 4.2.2.2.1).
    @Sendable static func noCheck(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        try nothing(value)
        lines.append("This OCSP responder's certificate needs no check for revocation")
    }

    /// The precertificate poison (RFC 6962 section 3.1).
    @Sendable static func poison(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        try nothing(value)
        lines.append("A precertificate: it is for the logs, and nobody may accept it as a certificate")
    }

    private static func nothing(_ value: DERValue) throws(DERFault) {
        guard try value.primitive(DERTag.null).isEmpty else { throw DERFault("it is not empty") }
    }

    @Sendable static func text(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        let (text, remark) = DERText.read(value)
        guard let text else { throw DERFault("it is \(remark ?? "not text")") }
        lines.append(text)
        if let remark { lines.append(remark) }
    }

    @Sendable static func number(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        lines.append(String(try value.smallInteger()))
    }

    /// CertificateTemplate ([MS-WCCE] section 2.2.2.7.7.2).
    @Sendable static func template(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        lines.append("Template: \(try parts.next().dotted())")
        if !parts.isAtEnd { lines.append("Major version: \(try parts.next().smallInteger())") }
        if !parts.isAtEnd { lines.append("Minor version: \(try parts.next().smallInteger())") }
        try parts.finish()
    }
}
