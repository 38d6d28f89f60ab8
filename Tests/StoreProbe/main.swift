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
    case "die": try KilledWriter.dieAt(step: option, store: Fixtures.store(folder))
    case "die-requesting": try KilledWriter.dieRequesting(option, store: Fixtures.store(folder))
    case "die-rotating": try KilledWriter.dieRotating(at: option, store: Fixtures.store(folder))
    case "request-loop": try KilledWriter.requestForEver(Fixtures.store(folder))
    case "loop": try KilledWriter.commitForEver(Fixtures.store(folder))
    case "serials": try KilledWriter.takeSerialsForEver(Fixtures.store(folder))
    case "hold": try KilledWriter.holdLock(Fixtures.store(folder))
    case "modes": try DiskFaults.reportModes(Fixtures.store(folder), umask: option)
    case "full": try DiskFaults.writeOnFullDisk(folder, limit: option) { try Fixtures.commit($0, $1) }
    case "full-requests": try DiskFaults.writeOnFullDisk(folder, limit: option) { try Fixtures.addRequest($0, $1) }
    case "short-journal": try DiskFaults.commitWithShortJournal(Fixtures.store(folder))
    case "read-only": try DiskFaults.commitOnReadOnlyDisk(folder)
    default: exit(64)
    }
} catch {
    writeLine("failed: \(error)")
    exit(70)
}
