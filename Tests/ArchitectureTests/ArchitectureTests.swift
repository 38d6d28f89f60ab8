import SourceTexts
import Testing

@Suite("The arrows between the parts are all there is")
struct ArchitectureTests {
    @Test("no file imports what its part is not there to wrap, ends the program, or reads the host past the world")
    func everyFile() throws {
        let files = try SourceTree.files()
        #expect(files.count > 100, "only \(files.count) files were found")
        #expect(files.flatMap(Rules.breaches) == [])
    }

    @Test("every folder under Sources is a part with arrows or one in C")
    func everyPart() throws {
        #expect(try SourceTree.parts() == Arrows.inSwift.union(Arrows.inC))
    }

    @Test("the pure parts import pure parts alone")
    func pure() throws {
        for file in try SourceTree.files() where Arrows.pure.contains(file.part) {
            #expect(file.imports.allSatisfy { Arrows.pure.contains($0.module) }, "\(file.path)")
        }
    }

    @Test("nobody may import Foundation, and each C library has one owner")
    func owners() {
        func importers(of module: String) -> [String] {
            Arrows.foreign.filter { $0.value.contains(module) }.map(\.key)
        }
        #expect(importers(of: "Foundation") == [])
        #expect(importers(of: "CNcurses") == ["Terminal"])
        #expect(importers(of: "COpenSSL") == ["CertificateEngine"])
        #expect(importers(of: "CHost") == ["Host"])
        #expect(importers(of: "CNetlink") == ["Host"])
        #expect(importers(of: "TOMLKit") == ["SettingsFile"])
        #expect(importers(of: "ArgumentParser") == ["keyturn"])
    }
}
