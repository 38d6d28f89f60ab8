import CertificateModel
import FoundationEssentials

/// JSON as the store writes and reads it.
enum StoreJSON {
    /// The value as JSON without a final newline: on one line, or indented for people.
    ///
    /// Showing the file on a terminal is harmless, and a line stays a line.
    static func encode(_ value: some Encodable, indented: Bool, path: String) throws(StoreError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if indented { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return Array(VisibleText.json(String(decoding: try encoder.encode(value), as: UTF8.self)).utf8)
        } catch {
            // Only a number that JSON does not have (infinity, NaN) can bring us here.
            throw .damaged(path: path, reason: "it would hold a number that JSON cannot write")
        }
    }

    /// Reads a value; unknown keys are left aside.
    static func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], path: String
    ) throws(StoreError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw .damaged(path: path, reason: reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not JSON" }
        switch error {
        case .keyNotFound(let key, _): return "the key \(VisibleText.quoted(key.stringValue)) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            guard let key = context.codingPath.last else { return "it does not hold what it should" }
            return "the key \(VisibleText.quoted(key.stringValue)) has a value of another kind"
        default: return "it is not JSON"
        }
    }
}
