/// The processes of this machine.
enum Processes {
    /// The command lines that name a folder, of those that are still there when a while has gone by.
    static func running(on folder: String) -> [String] {
        var found: [String] = []
        _ = PollDeadline(seconds: 5).wait {
            found = Files.names("/proc").filter { $0.allSatisfy(\.isNumber) }.compactMap { name in
                Files.text("/proc/\(name)/cmdline")
            }.filter { $0.contains(folder) }
            return found.isEmpty
        }
        return found
    }
}
