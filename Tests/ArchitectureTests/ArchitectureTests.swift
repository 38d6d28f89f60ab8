import Testing

@Suite("The arrows between the parts are all there is")
struct ArchitectureTests {
    @Test("no file imports outside its part's arrows, ends the program, or is too long to be read whole")
    func everyFile() throws {
        let files = try SourceTree.files()
        #expect(files.count > 100, "only \(files.count) files were found")
        #expect(files.flatMap(Rules.breaches) == [])
    }

    @Test("every folder under Sources is a part with arrows or one in C")
    func everyPart() throws {
        #expect(try SourceTree.parts() == Set(Arrows.allowed.keys).union(Arrows.inC))
    }

    @Test("Package.swift has a target for each part, and the pure ones depend on pure ones alone")
    func package() throws {
        let package = try SourceTree.text(of: "Package.swift")
        for part in try SourceTree.parts() {
            // A target, a system library, or an executable whose arguments start on the next line.
            #expect(package.contains("(name: \"\(part)\"") || package.contains("    name: \"\(part)\""), "\(part)")
        }
        for part in Arrows.pure { #expect(Arrows.allowed[part]?.subtracting(Arrows.pure) == []) }
    }

    @Test("nobody may import Foundation, and each C library has one owner")
    func owners() {
        func importers(of module: String) -> [String] {
            Arrows.allowed.filter { $0.value.contains(module) }.map(\.key)
        }
        #expect(importers(of: "Foundation") == [])
        #expect(importers(of: "CNcurses") == ["Terminal"])
        #expect(importers(of: "COpenSSL") == ["CertificateEngine"])
        #expect(importers(of: "CHost") == ["Host"])
        #expect(importers(of: "TOMLKit") == ["SettingsFile"])
        #expect(importers(of: "ArgumentParser") == ["keyturn"])
    }
}
