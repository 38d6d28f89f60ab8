import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// What Tests/Fixtures/third-party.sh makes with the real openssl, once for the whole run.
enum ThirdParty {
    /// When the fixtures are made.
    static let clock = Timestamp(secondsSinceEpoch: 1772366400)

    private static let clockText = "2026-03-01 12:00:00"

    /// The folder of the fixtures.
    static let folder: Result<String, any Error> = Result {
        let path = try TemporaryFiles.make()
        atexit { _ = try? ShellCommand("rm -r '\(ThirdParty.folder.get())'") }
        let made = try ShellCommand("'\(fixtures)/third-party.sh' \(path) '\(clockText)'")
        guard made.status == 0 else { throw Failure(output: made.output) }
        return path
    }

    /// Where the scripts are.
    static var fixtures: String {
        #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/Fixtures"
    }

    /// The server that the fixtures are for.
    static func server() throws -> ServerIdentity {
        ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered),
            lan1: LANPort(ipv4: try IPv4Address("192.168.42.1"), ipv6: [try IPv6Address("2001:db8::1")]),
            lan2: LANPort(ipv4: try IPv4Address("10.1.1.1")))
    }

    /// Everything that these files hold, in their order.
    static func objects(_ files: String...) throws -> ImportedObjects {
        var objects = ImportedObjects()
        for file in files { objects.append(try Self.objects(path: "\(try folder.get())/\(file)")) }
        return objects
    }

    /// Everything that a file holds.
    static func objects(path: String) throws -> ImportedObjects {
        let name = String(path.split(separator: "/").last ?? "")
        let contents = try TemporaryFiles.read(path).withUnsafeBytes { SecretBytes(copying: $0) }
        let passphrase = Array("correct horse".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
        return try ImportReader.read(ImportFile(name: name, contents: contents), passphrase: passphrase)
    }

    /// The first certificate of a PEM file.
    static func certificate(_ file: String) throws -> [UInt8] { try #require(objects(file).certificates.first).der }

    /// The private key of a PEM file.
    static func key(_ file: String) throws -> PrivateKey { try #require(objects(file).keys.first).key }

    /// The script failed.
    struct Failure: Error {
        let output: String
    }
}
