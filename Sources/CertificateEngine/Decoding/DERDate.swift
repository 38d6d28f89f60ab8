import CertificateModel

/// The dates of a certificate, in the two forms that RFC 5280 section 4.1.2.5 allows.
enum DERDate {
    /// The time, and a remark if the form breaks a rule of RFC 5280.
    static func read(_ value: DERValue) throws(DERFault) -> (moment: Timestamp, remark: String?) {
        let isGeneralized = value.tag == DERTag.generalizedTime
        switch value.tag {
        case DERTag.utcTime: try check(value, 13, "UTCTime", "YYMMDDHHMMSSZ")
        case DERTag.generalizedTime: try check(value, 15, "GeneralizedTime", "YYYYMMDDHHMMSSZ")
        default: throw DERFault("it is neither a UTCTime nor a GeneralizedTime")
        }
        func two(_ index: Int) -> Int { Int(value.bytes[index] - 0x30) * 10 + Int(value.bytes[index + 1] - 0x30) }
        let year = isGeneralized ? two(0) * 100 + two(2) : two(0) + (two(0) < 50 ? 2000 : 1900)
        let next = isGeneralized ? 4 : 2
        guard
            let moment = Timestamp(
                year: year, month: two(next), day: two(next + 2), hour: two(next + 4), minute: two(next + 6),
                second: two(next + 8))
        else { throw DERFault("\"\(String(decoding: value.bytes, as: UTF8.self))\" is not a date on the calendar") }
        let isInTheWrongForm = isGeneralized && (1950...2049).contains(year)
        return (moment, isInTheWrongForm ? "a GeneralizedTime, where RFC 5280 section 4.1.2.5 requires a UTCTime" : nil)
    }

    private static func check(
        _ value: DERValue, _ count: Int, _ type: String, _ form: String
    ) throws(DERFault) {
        let octets = value.bytes
        guard octets.count == count, octets.last == 0x5a, octets.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else {
            let text = VisibleText.quoted(String(decoding: octets.prefix(200), as: UTF8.self))
            throw DERFault("\(text) is not a \(type) of the form \(form)")
        }
    }
}
