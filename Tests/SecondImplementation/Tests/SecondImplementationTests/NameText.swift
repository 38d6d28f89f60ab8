import SwiftASN1
import X509

/// Distinguished names as the table shows them: last encoded first, RFC 4514's escapes inside a value.
enum NameText {
    private static let shortNames: [ASN1ObjectIdentifier: String] = [
        [2, 5, 4, 6]: "C", [2, 5, 4, 8]: "S", [2, 5, 4, 7]: "L", [2, 5, 4, 10]: "O", [2, 5, 4, 11]: "OU",
        [2, 5, 4, 3]: "CN", [1, 2, 840, 113_549, 1, 9, 1]: "E",
    ]

    static func whole(_ name: DistinguishedName) -> String {
        // The library's description of a value has the escapes already.
        name.flatMap { Array($0) }.reversed().map { "\(shortNames[$0.type] ?? "\($0.type)")=\($0.value)" }
            .joined(separator: ", ")
    }

    static func commonName(_ name: DistinguishedName) -> String {
        name.flatMap { Array($0) }.last { $0.type == [2, 5, 4, 3] }.flatMap { String($0.value) }
            ?? "(no common name)"
    }
}
