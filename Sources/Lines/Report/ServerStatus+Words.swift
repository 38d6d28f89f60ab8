package import CertificateModel

extension ServerStatus.Line {
    /// What to do, with the command for it; nil if all is well.
    package var commandAdvice: String? {
        switch remedy {
        case .issue(let certificates): Self.command(that: certificates)
        case .issueUnlessClockIsWrong(let certificates):
            "set this server's clock, if it is wrong; else \(Self.command(that: certificates))"
        case .letGo(let certificates):
            "check the port and its cable; to drop the address, \(Self.command(that: certificates))"
        case .runHooks: "run them again: keyturn renew"
        case .adopt(let isImported):
            "run \"keyturn adopt\" if it was moved or restored; on a clone, which shares the "
                + (isImported
                    ? "identity's key, import certificates of its own first"
                    : "root's key, issue a new root: keyturn ignite --replace")
        case .close(let exposed, let isImported):
            "run chmod \(exposed.closedMode) \(VisibleText.quoted(exposed.path))"
                + Self.replacement(exposed.kind, isImported)
        case nil: advice
        }
    }

    /// What becomes of a key that others may have read.
    private static func replacement(_ kind: ExposedPath.Kind, _ isImported: Bool) -> String {
        switch kind {
        case .rootKey: ", and replace the key, which others may have: keyturn regenerate root --new-key"
        case .identityKey where isImported:
            ", and get a certificate for a new key, because others may have this one: keyturn request"
        case .identityKey: ", and replace the key, which others may have: keyturn regenerate --new-key"
        case .requestKey(let number):
            ", and make a new request, because others may have its key: keyturn request drop \(number)"
        case .formerKey, .folder: ""
        }
    }

    private static func command(that issues: ServerStatus.Remedy.Certificates) -> String {
        switch issues {
        case .identity: "regenerate the identity: keyturn regenerate"
        case .root: "regenerate the root, and the identity with it: keyturn regenerate root"
        case .imported: "ask the certificate authority for a new certificate (\"keyturn request\"), and import it"
        }
    }
}
