import CertificateModel
package import CertificateStore
import ScreenKit

/// What `request list` prints.
package struct PendingRequests: Encodable {
    struct Entry: Encodable {
        let request: Int
        let created, hostName, subject: String
        let subjectAlternativeNames: [String]
        let publicKeySHA256: String
    }

    let requests: [Entry]

    package init(_ pending: [StoredRequest]) {
        requests = pending.map { request in
            let body = request.body
            return Entry(
                request: request.number, created: body.created, hostName: body.hostName.value, subject: body.subject,
                subjectAlternativeNames: body.names, publicKeySHA256: body.publicKeySHA256)
        }
    }

    package func print(as format: OutputFormat) throws {
        guard format == .table else { return try Console.say(json: self) }
        guard !requests.isEmpty else { return try Console.say("No request waits for its answer.") }
        let lines = requests.map { entry in
            "\(entry.request)  \(TextWidth.clean(entry.created))  \(TextWidth.clean(entry.hostName))\n"
                + "   \(TextWidth.clean(entry.subjectAlternativeNames.joined(separator: ", ")))"
        }
        try Console.say(lines.joined(separator: "\n"))
    }
}
