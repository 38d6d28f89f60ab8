import Host
import CertificateEngine
package import CertificateModel
import CertificateStore
package import Operations

/// How a command reports the error of an operation: its exit status, and a hint that names options and commands.
extension CommandFailure {
    /// The failure for an error of an operation.
    package init(_ error: OperationError) {
        self.init(
            status: Self.status(of: error), problem: error.problem, hint: Self.hint(for: error), kind: error.kind)
    }

    /// The failure of a command that asks nobody, where no option names a danger of what it does.
    package init(_ danger: Danger, of act: Confirmation.Act) {
        let error = OperationError.unconfirmed(danger)
        self.init(
            status: Self.status(of: error), problem: error.problem, hint: Self.hint(for: danger, of: act),
            kind: error.kind)
    }

    private static func status(of error: OperationError) -> Status {
        switch error {
        case .verification(let error) where error.isOfDisk: .cannotWrite
        case .inconsistent(_, let error) where error.isOfDisk: .cannotWrite
        case .notIgnited, .noneLive, .unknownLive, .alreadyIgnited, .imported, .rootKeyAbsent, .rootExpired,
            .namingNeedsNewRoot, .unconfirmed, .noEarlierGeneration, .alreadyLive, .inconsistent, .expired,
            .notValidYet, .unchangeableSettings, .passphraseNotGiven, .refused, .unreadableImport,
            .severalIdentities:
            .refused
        case .notWritten(let failure): failure.isRefusedName ? .refused : .cannotWrite
        case .settingsNotWritten(let failure, _): failure.isForbidden ? .noPermission : .cannotWrite
        case .overtaken: .tryAgain
        case .store(let error): status(of: error)
        case .peer, .page: .unavailable
        case .openSSL(let error): error.isUnsupported ? .unsupported : .software
        case .notPrepared, .verification, .unexpected: .software
        }
    }

    private static func status(of error: StoreError) -> Status {
        switch error {
        case .noSpace, .failed: .cannotWrite
        case .held: .tryAgain
        case .notPermitted, .unsafeFolder: .noPermission
        case .damaged, .newerFormat, .noSuchGeneration, .noSuchRequest, .unusableName, .trustedNameTaken,
            .serialOutOfRange, .unusableRoot:
            .refused
        }
    }

    /// The hint, with the option or the command that helps, if there is one.
    private static func hint(for error: OperationError) -> String {
        switch error {
        case .notIgnited:
            "run \"keyturn\" on a terminal to ignite this server, or \"keyturn ignite --answers FILE\", or name another "
                + "folder with --store"
        case .noneLive(_, let newest):
            "run \"keyturn rollback \(newest)\" to make the last generation live, or \"keyturn history\" to list all: "
                + "the link \"live\" is gone"
        case .unknownLive(_, let newest):
            "run \"keyturn rollback \(newest)\" to make the last generation live, or \"keyturn history\" to list all: "
                + "what is there is kept beside it"
        case .alreadyIgnited:
            "use --replace to issue a new root and identity, or \"keyturn regenerate\" to keep the root"
        case .imported: "ask their certificate authority for new ones (\"keyturn request\"), and import them"
        case .rootKeyAbsent:
            "put a copy of root.key back, or make a new root: keyturn regenerate root --new-key"
        case .rootExpired: "regenerate the root first: keyturn regenerate root"
        case .namingNeedsNewRoot:
            "make a new root, which every client has to trust: keyturn regenerate root --new-key --answers FILE; or leave "
                + "[naming] as \"keyturn answers\" prints it"
        case .noEarlierGeneration: "run \"keyturn history\" to list the generations"
        case .unreadableImport(.passphraseNeeded): "\(error.hint) (--passphrase-file FILE)"
        case .severalIdentities: "\(error.hint), or run it on a terminal to be asked"
        case .passphraseNotGiven: "use --passphrase-file FILE, or run it on a terminal to be asked"
        case .store(let store): hint(for: store)
        default: error.hint
        }
    }

    /// The hint, with the option that names a danger where nobody is asked.
    private static func hint(for danger: Danger, of act: Confirmation.Act) -> String {
        switch danger {
        case .newRootKey: return "use --allow-new-root if every phone and browser has this root, or can be given it"
        case .namesLost(let names):
            let it = names.count == 1 ? "it" : "them"
            let option = "use --allow-name-loss if no client uses \(it) any more"
            return switch act {
            case .importing: "\(option), or have the authority put \(it) into the certificate"
            case .rollback: "\(option), or regenerate the certificates instead (keyturn regenerate)"
            case .ignition, .regeneration:
                "\(option), or give all names with --answers FILE (\"keyturn answers\" prints the present ones)"
            }
        case .noNameCovered:
            return "ask the authority for a certificate that covers them, or use \"keyturn import --allow-name-loss\""
        case .documented:
            let option = "use --profile documented if that is what you want"
            return if case .rollback = act {
                "\(option), or go back to another generation"
            } else {
                "\(option), or --profile interoperable"
            }
        }
    }

    private static func hint(for error: StoreError) -> String {
        switch error {
        case .notPermitted, .failed: "\(error.hint), or name another folder with --store"
        case .damaged where error.isOfLive:
            "run \"keyturn adopt\" if it is a copy of a generation, or \"keyturn rollback N\" with a generation that "
                + "\"keyturn history\" lists"
        case .damaged where error.isMendedByAnOlderGeneration: "\(error.hint): keyturn rollback"
        case .damaged where error.isOfRequest: "\(error.hint): keyturn request drop N"
        case .noSuchGeneration: "run \"keyturn history\" to list the generations"
        case .noSuchRequest: "run \"keyturn request list\" to list the requests"
        default: error.hint
        }
    }
}
