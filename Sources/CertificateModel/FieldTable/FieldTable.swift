/// The 17 rows of a certificate, in the specification's order and with its names.
///
/// The one way from contents to text: for a plan before anything is signed, for a certificate decoded from its DER, for
/// the screen, for pipes and for JSON.
public struct FieldTable: Hashable, Sendable {
    /// What the certificate is in its chain.
    public let kind: CertificateKind
    /// The rows.
    public let rows: [FieldRow]

    /// The table of a certificate that this server issues. Its rows have what a check finds in the profile; with the plan that
    /// it follows, each row also says where its value came from.
    public init(_ kind: CertificateKind, _ contents: CertificateContents, plan: Plan? = nil) {
        self.kind = kind
        rows = CertificateField.rows(of: kind).map { field in
            FieldRow(
                field, FieldText.of(field, contents, kind: kind), note: FieldNotes.note(on: field, of: kind),
                origin: plan.map { $0.origin(of: field, in: kind) },
                departs: Departure.reason(field, of: contents, kind: kind),
                finding: Judge.issuedAuthority(contents, kind).flatMap { $0.fields.contains(field) ? $0 : nil })
        }
    }

    /// The table of a certificate that a third party issued: what a server needs stands in the place of the
    /// specification's notes, and each row has what the checks found in it.
    public init(
        _ kind: CertificateKind, _ contents: CertificateContents, checks: [CheckResult], server: ServerIdentity? = nil
    ) {
        self.kind = kind
        rows = CertificateField.rows(of: kind).map { field in
            FieldRow(
                field, FieldText.of(field, contents, kind: kind),
                note: ServerNeeds.need(field, of: kind, server: server), finding: checks.finding(in: field))
        }
    }

    /// The root's table, computed from a plan alone.
    public static func root(of plan: Plan) -> FieldTable { FieldTable(.root, plan.root, plan: plan) }

    /// The identity's table, computed from a plan alone.
    public static func identity(of plan: Plan) -> FieldTable { FieldTable(.identity, plan.identity, plan: plan) }

    /// The row of a field.
    public subscript(field: CertificateField) -> FieldRow? { rows.first { $0.field == field } }
}
