import CertificateModel

/// Every extension of a certificate, each decoded independently.
enum ExtensionList {
    static func decode(
        _ found: (all: [RawExtension], fault: DERFault?), octets: [UInt8]
    ) -> [DecodedExtension] {
        var counts: [String: Int] = [:]
        for one in found.all { counts[one.identifier, default: 0] += 1 }
        var decoded = found.all.map { decode($0, count: counts[$0.identifier] ?? 1) }
        if let fault = found.fault {
            decoded.append(
                DecodedExtension(
                    identifier: "", name: "(the list of extensions)", isCritical: false, lines: [], octets: octets,
                    remark: "the list breaks off and cannot be decoded: \(fault.reason)"))
        }
        return decoded
    }

    private static func decode(_ one: RawExtension, count: Int) -> DecodedExtension {
        let known = KnownExtension.all[one.identifier]
        var remarks: [String] = []
        if count > 1 {
            remarks.append(
                "occurs \(count == 2 ? "twice" : "\(count) times"), which RFC 5280 section 4.2 does not allow")
        }
        var lines: [String] = []
        do throws(DERFault) {
            if let known {
                lines = try known.lines(of: try one.decoded())
            } else if let printed = try LibraryExtension.lines(of: one) {
                lines = printed
                remarks.append("as OpenSSL prints it")
            } else {
                remarks.append(
                    one.isCritical
                        ? "not known here and critical: a client that does not know it must refuse the certificate"
                        : "not known here, shown as bytes")
            }
        } catch {
            remarks.append("cannot be decoded: \(error.reason)")
        }
        return DecodedExtension(
            identifier: one.identifier, name: known?.name ?? LibraryExtension.name(of: one), isCritical: one.isCritical,
            lines: lines, octets: Array(one.value), remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
    }
}
