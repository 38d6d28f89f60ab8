import CertificateModel

/// The dates of a certificate, in the two forms that RFC 5280 section 4.1.2.5 allows.
enum DERDate {
    /// The time, and a remark if the form breaks a rule of RFC 5280.
    static func read(_ value: DERValue) throws(DERFault) -> (moment: Timestamp, remark: String?) {
        let digits: ArraySlice<UInt8>
        let year: Int
        let isGeneralized = value.tag == DERTag.generalizedTime
        switch value.tag {
        case DERTag.utcTime: digits = try Self.digits(value, 13, "UTCTime", "YYMMDDHHMMSSZ")
        case DERTag.generalizedTime: digits = try Self.digits(value, 15, "GeneralizedTime", "YYYYMMDDHHMMSSZ")
        default: throw DERFault("it is neither a UTCTime nor a GeneralizedTime")
        }
        var numbers: [Int] = []
        numbers.reserveCapacity(7)
        var index = digits.startIndex
        while index + 1 < digits.endIndex {
            numbers.append(Int(digits[index] - 0x30) * 10 + Int(digits[index + 1] - 0x30))
            index += 2
        }
        if isGeneralized {
            year = numbers[0] * 100 + numbers[1]
            numbers.removeFirst(2)
        } else {
            let short = numbers.removeFirst()
            year = short < 50 ? 2000 + short : 1900 + short
        }
        guard
            let moment = Timestamp(
                year: year, month: numbers[0], day: numbers[1], hour: numbers[2], minute: numbers[3],
                second: numbers[4])
        else { throw DERFault("\"\(String(decoding: value.bytes, as: UTF8.self))\" is not a date on the calendar") }
        let isInTheWrongForm = isGeneralized && (1950...2049).contains(year)
        return (moment, isInTheWrongForm ? "a GeneralizedTime, where RFC 5280 section 4.1.2.5 requires a UTCTime" : nil)
    }

    private static func digits(
        _ value: DERValue, _ count: Int, _ type: String, _ form: String
    ) throws(DERFault) -> ArraySlice<UInt8> {
        let octets = value.bytes
        guard octets.count == count, octets.last == 0x5a, octets.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else {
            let text = VisibleText.quoted(String(decoding: octets.prefix(200), as: UTF8.self))
            throw DERFault("\(text) is not a \(type) of the form \(form)")
        }
        return octets.dropLast()
    }
}
