public import CertificateModel
public import ScreenKit

/// What happens to the wizard.
public enum Event: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The window has this size now.
    case resized(Size)
    /// The host was looked at.
    case inspected(HostFacts)
    /// Reverse DNS answered, or did not in time.
    case reverseName(IPAddress, HostName?)
    /// The certificates of a plan were signed, in memory.
    case prepared(Plan, Preparation)
    /// They could not be.
    case preparationFailed(problem: String, hint: String)
    /// The certificates that were shown are on the disk; the servers are told of them next.
    case committed(Commitment)
    /// How that goes on.
    case handoff(HandoffStep)
    /// What became of it.
    case handedOff(HandoffOutcome)
    /// They are not, and the store is as it was.
    case commitFailed(problem: String, hint: String)
    /// The folders from which files may be taken.
    case places([Place])
    /// What a folder holds.
    case folder(String, [FolderEntry])
    /// A folder cannot be looked into.
    case folderRefused(String, problem: String, hint: String)
    /// The files were read and are a set.
    case importRead(Judgement)
    /// A file needs a passphrase; whether one was given that does not open it.
    case passphraseWanted(file: String, isWrong: Bool)
    /// The files cannot be read, or are no set.
    case importRefused(problem: String, hint: String)
    /// The answers are in a file of this path.
    case answersSaved(path: String)
    /// They are not.
    case answersNotSaved(problem: String, hint: String)
}

/// Both certificates as they were decoded from what was signed.
public struct Preparation: Hashable, Sendable {
    /// The root's 17 rows.
    public let root: FieldTable
    /// The identity's 17 rows.
    public let identity: FieldTable

    /// The tables of both certificates.
    public init(root: FieldTable, identity: FieldTable) {
        self.root = root
        self.identity = identity
    }
}

/// What was written.
public struct Commitment: Hashable, Sendable {
    /// The number of the store's generation.
    public let generation: Int
    /// The SHA-256 fingerprints of the certificates, as lower-case hexadecimal digits.
    public let rootFingerprint, identityFingerprint: String
    /// The folder to point servers at.
    public let liveFolder: String

    /// What was written, and where.
    public init(generation: Int, rootFingerprint: String, identityFingerprint: String, liveFolder: String) {
        self.generation = generation
        self.rootFingerprint = rootFingerprint
        self.identityFingerprint = identityFingerprint
        self.liveFolder = liveFolder
    }
}

/// A name in a folder.
public struct FolderEntry: Hashable, Sendable {
    /// The name.
    public let name: String
    /// Whether it is a folder itself.
    public let isFolder: Bool
    /// The size of a file, in octets.
    public let size: Int64

    /// A name, and what it stands for.
    public init(name: String, isFolder: Bool, size: Int64) {
        self.name = name
        self.isFolder = isFolder
        self.size = size
    }
}
