/// The parts of the fault harness. Each hurts the program in one way, and has a row in the table of Tests/README.md.
enum FaultPart: String, CaseIterable {
    case kill, fail, full, cut, race, plant, mutate, terminal

    /// What it does, as the table says it.
    var words: String {
        switch self {
        case .kill: "SIGKILL at a system call that changes the disk"
        case .fail: "a system call on the store fails: EIO, ENOSPC, EROFS"
        case .full: "a disk that is full, by page and by inode"
        case .cut: "the power goes at a system call that changes the disk"
        case .race: "writers and readers at once, some of them killed"
        case .plant: "umask 000, and links planted in the store"
        case .mutate: "mutated files, and servers that send mutated TLS"
        case .terminal: "terminals of every size, signals, hang-ups, floods"
        }
    }
}
