import CertificateModel

extension ServerStatus.Line {
    /// What to do, with the command for it; nil if all is well.
    var commandAdvice: String? {
        switch remedy {
        case .issue(let certificates): Self.command(that: certificates)
        case .issueUnlessClockIsWrong(let certificates):
            "set this server's clock, if it is wrong; else \(Self.command(that: certificates))"
        case .letGo(let certificates):
            "check the port and its cable; to drop the address, \(Self.command(that: certificates))"
        case .runHooks: "run them again: keyturn renew"
        case nil: advice
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
