/// The part of the program's JSON that is compared.
struct ComparedReport: Decodable {
    /// One row of a table.
    struct Field: Decodable, Equatable {
        let field: String
        let contents: String
    }

    /// One certificate.
    struct Certificate: Decodable {
        let kind: String
        let fields: [Field]
    }

    let profile: String?
    let certificates: [Certificate]
}
