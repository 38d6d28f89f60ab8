import CertificateEngine
import CertificateModel
package import Operations

/// What `request` prints of the request that it made.
package struct RequestReport: Encodable {
    /// The number in the store; nil of a dry run.
    package var request: Int?
    let fields: [CertificateEntry.FieldEntry]
    let subjectAlternativeNames: [String]
    let publicKeySHA256: String
    let pem: String
    let warnings: [String]
    private let table: FieldTable

    private enum CodingKeys: CodingKey {
        case changed, wouldChange, request, fields, subjectAlternativeNames, publicKeySHA256, pem, warnings
    }

    package init(_ prepared: Request.Prepared) throws {
        let contents = prepared.request.contents
        table = FieldTable(contents)
        fields = table.rows.map(CertificateEntry.FieldEntry.init)
        subjectAlternativeNames = contents.names.map(\.description)
        publicKeySHA256 = Hexadecimal.string(prepared.request.publicKeySHA256)
        pem = String(decoding: try prepared.request.pem(), as: UTF8.self)
        warnings = prepared.warnings
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: request == nil ? .wouldChange : .changed)
        try container.encode(request, forKey: .request)
        try container.encode(fields, forKey: .fields)
        try container.encode(subjectAlternativeNames, forKey: .subjectAlternativeNames)
        try container.encode(publicKeySHA256, forKey: .publicKeySHA256)
        try container.encode(pem, forKey: .pem)
        try container.encode(warnings, forKey: .warnings)
    }

    /// Prints the table: on standard error if the PEM goes to standard output, which then holds nothing else.
    package func printTable(isPEMOnOutput: Bool) throws {
        for warning in warnings { Console.talk("warning: \(warning)") }
        let text = PlainTable.text(of: table, title: "Signing request", columns: Console.columns)
        if isPEMOnOutput {
            Console.talk(text)
        } else {
            try Console.say(text, unwrittenHint: "send standard output elsewhere: no request was made")
        }
    }

    /// Prints the number of the request, if one was made, and its PEM, if that goes to standard output.
    package func printResult(isPEMOnOutput: Bool) throws {
        guard let request else { return }
        let next = Success.requested(request)
        guard isPEMOnOutput else { return try Console.say(next) }
        Console.talk(next)
        try Console.say(String(pem.dropLast()))
    }
}
