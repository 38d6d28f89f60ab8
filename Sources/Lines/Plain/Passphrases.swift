package import CertificateEngine
package import CertificateModel
import Host
package import Operations
import Terminal

/// Where the passphrases of an import come from: a file, or the operator at the terminal.
package struct Passphrases {
    /// The passphrase in `--passphrase-file`, for every encrypted file.
    private let fromFile: SecretBytes?
    private let mayAsk: Bool
    private var typed: [String: SecretBytes] = [:]

    /// The passphrase in this file, if there is one; else the operator is asked, if he may be.
    package init(file: String?, mayAsk: Bool = false) throws {
        fromFile = try file.map { path throws(Refusal) in try Self.firstLine(of: path) }
        self.mayAsk = mayAsk && file == nil
    }

    /// The first line of a file; `-` is standard input. It may be UTF-16, as Windows PowerShell writes. A byte order mark,
    /// which some editors put in front, is not part of it.
    static func firstLine(of path: String) throws(Refusal) -> SecretBytes {
        try InputFile.withContents(
            of: path, limit: 4096, content: "passphrases", missingHint: "check the path", standardInput: true
        ) { bytes in
            UTF16Text.utf8(bytes)?.withUnsafeBytes(Self.firstLine) ?? Self.firstLine(bytes)
        }
    }

    private static func firstLine(_ bytes: UnsafeRawBufferPointer) -> SecretBytes {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return SecretBytes(copying: UnsafeRawBufferPointer(rebasing: text.prefix { $0 != 0x0A && $0 != 0x0D }))
    }

    /// The passphrase of a file, if one is known.
    package func known(for path: String) -> SecretBytes? { typed[path] ?? fromFile }

    /// Prepares an import with the passphrases of a file, or with those that are asked for: they are gone with the answer. Asks
    /// which certificate the server is to serve where there are several.
    package static func prepare(
        _ importing: Import, _ paths: [String], file: String?, mayAsk: Bool,
        for server: () throws -> ServerIdentity? = { nil }, level: CheckLevel
    ) throws -> Import.Prepared {
        var passphrases = try Passphrases(file: file, mayAsk: mayAsk)
        do {
            return try passphrases.prepare(importing, paths, for: server, level: level)
        } catch OperationError.severalIdentities(let several) where mayAsk {
            let prompt = Prompt()
            let served = try prompt.askFirst { try prompt.served(among: several) }
            prompt.close()
            return try passphrases.prepare(importing, paths, for: server, level: level, served: served)
        }
    }

    /// Forgets what was typed.
    mutating func forget() { typed = [:] }

    /// Prepares an import, and asks for each passphrase that is needed until it is right.
    mutating func prepare(
        _ importing: Import, _ paths: [String], for server: () throws -> ServerIdentity?, level: CheckLevel,
        served: [UInt8]? = nil
    ) throws -> Import.Prepared {
        while true {
            do throws(OperationError) {
                return try importing.prepare(paths, for: server, level: level, served: served) { [self] in
                    known(for: $0)
                }
            } catch {
                try ask(because: error)
            }
        }
    }

    /// Asks for the passphrase of the file in this error. Rethrows an error that is not about a passphrase, or if nobody can
    /// be asked.
    private mutating func ask(because error: OperationError) throws {
        let file: String
        switch error {
        case .unreadableImport(.passphraseNeeded(let name)):
            guard mayAsk else {
                throw CommandFailure(
                    status: .refused, problem: error.problem,
                    hint: "use --passphrase-file FILE, or run it on a terminal to be asked", kind: error.kind)
            }
            file = name
        case .unreadableImport(.wrongPassphrase(let name)):
            guard mayAsk else { throw error }
            Console.talk("\(error.problem); \(error.hint)")
            file = name
        default: throw error
        }
        switch try PasswordPrompt.read(
            prompt: "Passphrase of \(VisibleText.quoted(file)): ", { SecretBytes(copying: $0) })
        {
        case .line(let passphrase): typed[file] = passphrase
        case .left: throw Prompt.left
        case .ended(let signal): throw Prompt.Ended(signal: signal)
        }
    }
}
