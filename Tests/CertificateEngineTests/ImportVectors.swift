import CertificateEngine
import Glibc

/// The files that others publish to try readers with.
enum ImportVectors {
    static let package = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// Where the set-up of "make test" unpacks the vectors of Python's cryptography, and the folders of use.
    private static let downloaded = "\(package)/.build/vectors/cryptography_vectors"
    private static let folders = [
        "pkcs12", "asymmetric/PKCS8", "asymmetric/PEM_Serialization", "asymmetric/Traditional_OpenSSL_Serialization",
        "asymmetric/DER_Serialization", "asymmetric/public", "pkcs7", "x509",
    ]
    /// OpenSSL's own.
    private static let committed = "\(package)/Tests/Fixtures/openssl-pkcs12"

    /// What these files are encrypted with.
    static let passphrases = [
        "cryptography", "password", "foobar", "baz", "123456", "a123456", "changeit", "v3-certs", "12345",
        "σύνθημα γνώρισμα", "1234", "testpassword", "PolarSSLTest", "",
    ]

    /// Every file's name in the expectations, and its path.
    static func files() throws -> [(name: String, path: String)] {
        var all: [(String, String)] = []
        for folder in folders {
            all += try inside("\(downloaded)/\(folder)").map {
                ("cryptography/\(folder)/\($0)", "\(downloaded)/\(folder)/\($0)")
            }
        }
        all += try inside(committed).filter { $0.hasSuffix(".p12") || $0.hasSuffix(".pfx") }.map {
            ("openssl/\($0)", "\(committed)/\($0)")
        }
        return all.sorted { $0.0 < $1.0 }
    }

    /// What can be said of a file in one line: the passphrase that it took, and what was found, or the refusal; and how
    /// long its longest reading took.
    static func outcome(of path: String) throws -> (sentence: String, longest: Duration) {
        var longest = Duration.zero
        func timed(_ passphrase: String?) throws -> Result<ImportedObjects, ImportError> {
            var answer = Result<ImportedObjects, ImportError>.success(ImportedObjects())
            longest = max(longest, try QuietTime.measure { answer = try read(path, passphrase: passphrase) })
            return answer
        }
        let first = try timed(nil)
        guard case .failure(.passphraseNeeded) = first else { return ("no passphrase, \(sentence(first))", longest) }
        for passphrase in passphrases {
            let answer = try timed(passphrase)
            if case .failure(.wrongPassphrase) = answer { continue }
            return ("passphrase \"\(passphrase)\", \(sentence(answer))", longest)
        }
        return ("no known passphrase, \(sentence(first))", longest)
    }

    static func read(_ path: String, passphrase: String?) throws -> Result<ImportedObjects, ImportError> {
        let contents = try SecretSample.octets(of: path)
        let file = ImportFile(name: String(path.split(separator: "/").last ?? ""), contents: contents)
        return Result { () throws(ImportError) in
            try ImportReader.read(file, passphrase: passphrase.map { SecretSample.secret(Array($0.utf8)) })
        }
    }

    private static func sentence(_ answer: Result<ImportedObjects, ImportError>) -> String {
        switch answer {
        case .success(let objects):
            let keys = objects.keys.map { " \($0.key.algorithm) \($0.key.bits)" }.joined(separator: ",")
            return "read: \(objects.certificates.count) certificates, \(objects.keys.count) keys\(keys)"
        case .failure(let error): return error.problem
        }
    }

    private static func inside(_ folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw ShellCommand.SystemError(call: "opendir \(folder)") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            if entry.pointee.d_type == UInt8(DT_DIR) {
                names += try inside("\(folder)/\(name)").map { "\(name)/\($0)" }
            } else {
                names.append(name)
            }
        }
        return names
    }
}
