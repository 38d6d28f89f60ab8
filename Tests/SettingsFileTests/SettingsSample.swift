import SettingsFile
import CertificateModel
import Testing

/// Settings and refusals from a text, the way a command gets them.
enum SettingsSample {
    static func document(_ text: String, name: String = "answers.toml") throws -> SettingsDocument {
        try SettingsReader.document(.answers, of: Array(text.utf8), name: name)
    }

    static func site(_ text: String) throws -> SiteConfiguration {
        try SiteConfiguration(SettingsReader.document(.siteConfiguration, of: Array(text.utf8), name: "keyturn.toml"))
    }

    static func answers(_ text: String, name: String = "answers.toml") throws -> Answers {
        try Answers(document(text, name: name))
    }

    /// Both sentences of the refusal; "accepted" where there was none.
    static func refusal(_ text: String, name: String = "answers.toml") -> String {
        refusal { try answers(text, name: name) }
    }

    static func refusal(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "accepted"
        } catch let refusal as Refusal {
            return refusal.description
        } catch {
            return "another error: \(error)"
        }
    }
}
