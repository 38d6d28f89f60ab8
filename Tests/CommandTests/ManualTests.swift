import Glibc
import Testing

@testable import CertificateModel

@Suite("The man pages", .ownThread)
struct ManualTests {
    private static func page(_ name: String) -> String {
        Files.text("\(InstalledProgram.root)/packaging/\(name)") ?? ""
    }

    @Test("mandoc has nothing to say about them")
    func lint() throws {
        let finished = try Tool.run(
            ["sh", "-c", "cd \(InstalledProgram.root)/packaging && mandoc -T lint keyturn.1 keyturn.toml.5"],
            in: try Scratch())
        #expect((finished.status, finished.output + finished.errors) == (0, ""))
    }

    @Test("keyturn(1) has every command and every option that the help prints")
    func options() throws {
        let scratch = try Scratch()
        let sections = Self.sections(of: Self.page("keyturn.1"))
        let synopsis = Set(Self.page("keyturn.1").split(separator: "\n").filter { $0.hasPrefix(".Cm ") })
        var commands: [[String]] = [[]]
        var count = 0
        while let command = commands.popLast() {
            count += 1
            let help = try Program.run(["help"] + command, in: scratch)
            #expect(help.status == 0, "\(command)")
            let printed = Self.entries(of: help.output)
            commands += printed.commands.map { command + [$0] }
            if !command.isEmpty {
                #expect(synopsis.contains(".Cm \(command.joined(separator: " "))"), "no synopsis of \(command)")
            }
            let documented = sections[command.first ?? ""] ?? []
            for option in printed.options where !(sections[""] ?? []).contains(option) {
                #expect(documented.contains(option), "\(option) of \(command)")
            }
        }
        #expect(count > 12, "only \(count) commands were found")
    }

    @Test("keyturn.toml(5) has every key of the site configuration in its table, and no other")
    func keys() {
        var table: String?
        var keys: Set<[String]> = []
        for line in Self.page("keyturn.toml.5").split(separator: "\n") {
            if line.hasPrefix(".Sh ") { table = nil }
            if line.hasPrefix(".Ss The table ") { table = String(line.dropFirst(".Ss The table ".utf8.count)) }
            if line.hasPrefix(".It Ic ") { keys.insert((table.map { [$0] } ?? []) + [String(line.dropFirst(7))]) }
        }
        #expect(keys == Set(SiteConfiguration.keys.map(\.path)))
    }

    @Test("keyturn.toml(5) has the defaults that hold without a configuration")
    func defaults() {
        let page = Self.page("keyturn.toml.5")
        for key in SiteConfiguration.keys {
            guard let value = key.value(SiteConfiguration()) ?? key.blank else { continue }
            let entry = page.split(separator: ".It Ic \(key.leaf)\n").last?.split(separator: ".It ").first
            let text = TOMLText.value(value).replacing("\"", with: "\\(dq")
            #expect(entry?.contains(".Li \(text) .") == true, "\(key.name)")
        }
    }

    @Test("keyturn.toml(5) has every fact that a deploy hook is told, and no other")
    func facts() throws {
        let scratch = try Scratch()
        mkdir(scratch.path("deploy.d"), 0o755)
        Files.write("#!/bin/sh\nenv\n", to: scratch.path("deploy.d/10-tell"), mode: 0o755)
        let report = try Program.ignite(
            scratch, ["--config", scratch.file("keyturn.toml", ""), "--format", "json"])
        let told = report.output.matches(of: /(KEYTURN_\w+)=/).map { String($0.1) }
        let documented = Self.page("keyturn.toml.5").matches(of: /KEYTURN_[A-Z0-9_]+[A-Z0-9]/)
            .map { String($0.0) }
        #expect(!told.isEmpty)
        #expect(Set(told) == Set(documented))
    }

    /// The options of each command's part of keyturn(1); those that all commands take are under "".
    private static func sections(of page: String) -> [String: Set<String>] {
        var sections: [String: Set<String>] = [:]
        var command = ""
        let description = page.split(separator: ".Sh DESCRIPTION\n").last?.split(separator: ".Sh ").first ?? ""
        for line in description.split(separator: "\n") {
            if line.hasPrefix(".It Cm ") { command = String(line.dropFirst(7)) }
            if line.hasPrefix("Every command takes") { command = "" }
            guard line.hasPrefix(".It Fl ") else { continue }
            for word in line.split(separator: " ") where word.hasPrefix("-") {
                sections[command, default: []].insert("-\(word)")
            }
        }
        return sections
    }

    /// The long options and the subcommands that a help text lists.
    private static func entries(of help: String) -> (options: [String], commands: [String]) {
        var (options, commands): ([String], [String]) = ([], [])
        var isOfCommands = false
        for line in help.split(separator: "\n") {
            if !line.hasPrefix(" ") { isOfCommands = line == "SUBCOMMANDS:" }
            // What explains an entry, and what comes after the list, stands further in or starts otherwise.
            guard line.hasPrefix("  "), !line.hasPrefix("   "), !line.hasPrefix("  See ") else { continue }
            let words = line.split(separator: " ").prefix { $0.hasPrefix("-") || isOfCommands }
            if isOfCommands { commands += words.prefix(1).map(String.init) }
            options += words.map { $0.filter { $0 != "," } }.filter { $0.hasPrefix("--") }
        }
        return (options, commands)
    }
}
