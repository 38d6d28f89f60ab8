import SettingsFile
import CertificateModel
import CertificateStore
import Operations
import Host
import Glibc

/// The file of the site configuration: read again and again while the home screen is open, and changed from there.
struct SiteFile: Sendable {
    let path: String
    /// Whether it was named, and so must be there.
    let isRequired: Bool

    /// What it says.
    func read() throws -> SiteConfiguration {
        guard isRequired || access(path, F_OK) == 0 else { return SiteConfiguration() }
        return try SiteConfiguration(try SettingsReader.read(.siteConfiguration, path: path))
    }

    /// What happens to a generation that becomes live by `command`. The deploy hooks are beside the site configuration.
    func handoff(_ store: Store, command: String, reason: String? = nil) throws -> Handoff {
        let site = try read()
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        // A hook is started in another folder than this run was.
        let hooks = Environment.absolute(folder.isEmpty ? "deploy.d" : folder.joined(separator: "/") + "/deploy.d")
        return Handoff(
            store: store, site: site,
            hooks: HookRunner(folder: HookFolder(path: hooks), timeout: site.hookTimeout), command: command,
            reason: reason)
    }

    /// Lets it say whether certificates are renewed by themselves; everything else in it stays as it is, and so does the
    /// whole of it where this goes wrong.
    func set(renewsAutomatically isOn: Bool) throws {
        var wanted = try read()
        wanted.renewsAutomatically = isOn
        let text = SiteText.setting(renewsAutomatically: isOn, in: try contents())
        let hint = "write \"automatic = \(isOn)\" in its table [renewal] yourself"
        let found = try? SiteConfiguration(
            try SettingsReader.document(.siteConfiguration, of: Array(text.utf8), name: path))
        guard found == wanted else {
            throw Refusal("\(VisibleText.quoted(path)) is not written as this program can change it", hint: hint)
        }
        try ReplacedFile.write(Array(text.utf8), to: InputFile.canonicalPath(path), hint: hint)
    }

    private func contents() throws(Refusal) -> String {
        guard isRequired || access(path, F_OK) == 0 else { return "" }
        return try InputFile.withContents(
            of: path, limit: 1 << 20, content: "site configurations", missingHint: "check the path"
        ) { String(decoding: $0, as: UTF8.self) }
    }
}
