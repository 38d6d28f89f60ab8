import Operations
import CertificateEngine

extension Importing {
    /// What the files hold; asks for the passphrases that are needed, again where one is wrong.
    static func read(_ paths: [String], _ passphrases: inout Passphrases) throws -> ImportedObjects {
        while true {
            do {
                return try ImportFiles.read(paths) { [passphrases] in passphrases.known(for: $0) }
            } catch let error as ImportError {
                try passphrases.ask(because: error)
            }
        }
    }
}
