public import CertificateModel
import Glibc
import Host
import SettingsFile

/// The file of the site configuration. The home screen reads it repeatedly, and can change it.
public struct SiteFile: Sendable {
    /// Where it is.
    public let path: String
    /// Whether the operator named it. Then it must exist.
    public let isRequired: Bool

    /// The default path.
    static let usual = "/etc/keyturn/keyturn.toml"

    /// The file at this path.
    public init(path: String, isRequired: Bool) {
        self.path = path
        self.isRequired = isRequired
    }

    /// Reads the site configuration.
    public func read() throws(OperationError) -> SiteConfiguration {
        guard isThere else { return SiteConfiguration() }
        return try OperationError.facts {
            try SiteConfiguration(SettingsReader.read(.siteConfiguration, path: path))
        }
    }

    /// Whether there is one to be read. One that cannot be looked at is an error, because it may say what this run is not to do.
    private var isThere: Bool {
        var status = stat()
        return isRequired || stat(path, &status) == 0 || ![ENOENT, ENOTDIR].contains(errno)
    }

    /// The folder of the deploy hooks, beside the file.
    var hookFolder: String {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return folder.isEmpty ? "deploy.d" : folder.joined(separator: "/") + "/deploy.d"
    }

    /// Switches automatic renewal on or off in the file. The rest of the file is unchanged, and on failure the whole
    /// file is.
    func set(renewsAutomatically isOn: Bool) throws {
        var wanted = try read()
        wanted.renewsAutomatically = isOn
        let text = SiteText.setting(renewsAutomatically: isOn, in: try contents())
        let line = "automatic = \(isOn)"
        let found = try? SiteConfiguration(
            try SettingsReader.document(.siteConfiguration, of: Array(text.utf8), name: path))
        guard found == wanted else { throw OperationError.unchangeableSettings(path: path, line: line) }
        do throws(WriteFailure) {
            try ReplacedFile.write(Array(text.utf8), to: InputFile.canonicalPath(path))
        } catch {
            throw OperationError.settingsNotWritten(error, line: line)
        }
    }

    private func contents() throws(Refusal) -> String {
        guard isThere else { return "" }
        return try InputFile.withContents(
            of: path, limit: 1 << 20, content: SettingsKind.siteConfiguration.plural, missingHint: "check the path"
        ) { String(decoding: $0, as: UTF8.self) }
    }
}
