extension Judge {
    /// What a check says of a row that cannot be decoded: such an extension must not pass for one that is absent.
    func undecodable(_ check: Check, _ member: DecodedCertificate) -> CheckResult? {
        for field in check.fields {
            guard let broken = member.contents.undecodable[field] else { continue }
            return .wrong(
                check, isAsked: true, in: [field],
                "\(VisibleText.quoted(member.name)) has \(field.rawValue) that cannot be decoded: \(broken.reason)",
                hint: "ask the certificate authority for a certificate that keeps to RFC 5280")
        }
        return nil
    }
}
