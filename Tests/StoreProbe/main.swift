import CertificateStore
import Glibc
import StoreFixtures

// A run of the store in a process of its own, for tests in which a process has to die, to hold the lock, or to have a file
// system or a umask to itself. Test only, and in no product.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else { exit(64) }
let folder = arguments[1]
let option = arguments.count > 2 ? arguments[2] : ""

do {
    switch arguments[0] {
    case "die": try dieAt(step: option, store: Fixtures.store(folder))
    case "die-requesting": try dieRequesting(option, store: Fixtures.store(folder))
    case "request-loop": try requestForEver(Fixtures.store(folder))
    case "loop": try commitForEver(Fixtures.store(folder))
    case "serials": try takeSerialsForEver(Fixtures.store(folder))
    case "hold": try holdLock(Fixtures.store(folder))
    case "modes": try reportModes(Fixtures.store(folder), umask: option)
    case "full": try writeOnFullDisk(folder, limit: option) { try Fixtures.commit($0, $1) }
    case "full-requests": try writeOnFullDisk(folder, limit: option) { try Fixtures.addRequest($0, $1) }
    case "short-journal": try commitWithShortJournal(Fixtures.store(folder))
    case "read-only": try commitOnReadOnlyDisk(folder)
    default: exit(64)
    }
} catch {
    say("failed: \(error)")
    exit(70)
}
