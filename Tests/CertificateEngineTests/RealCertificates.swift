import CertificateEngine
import Glibc

/// Every certificate of the authorities that browsers trust, and of the vectors by which others try their readers.
struct RealCertificates {
    /// The certificates, each with the file that it lies in.
    let all: [(name: String, der: [UInt8])]

    private static let bundle = "/etc/ssl/certs/ca-certificates.crt"
    private static let vectors = "\(ImportVectors.package)/.build/vectors/cryptography_vectors"

    /// Read once.
    static let read = Result { try RealCertificates() }

    private init() throws {
        var all: [(String, [UInt8])] = []
        for path in [Self.bundle] + (try Self.files(Self.vectors)) {
            let octets = try SecretSample.octets(of: path).withUnsafeBytes { Array($0) }
            let name = String(path.split(separator: "/").suffix(2).joined(separator: "/"))
            if octets.first == 0x30, (try? CertificateReader.shown(der: octets)) != nil {
                all.append((name, octets))
            } else if let found = try? CertificateReader.pem(octets) {
                all += found.map { (name, $0) }
            }
        }
        self.all = all
    }

    private static func files(_ folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw ShellCommand.SystemError(call: "opendir \(folder)") }
        defer { closedir(stream) }
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let path = "\(folder)/\(name)"
            if entry.pointee.d_type == UInt8(DT_DIR) { paths += try files(path) } else { paths.append(path) }
        }
        return paths.sorted()
    }
}
