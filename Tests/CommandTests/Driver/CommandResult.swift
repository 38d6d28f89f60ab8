/// How a command ended, and what it said.
struct CommandResult {
    let status: Int32
    let output: String
    let errors: String

    /// Whether it said why it failed, and what to do.
    var hasReason: Bool { errors.contains(/(^|\n)keyturn: .+\nhint: .+\n/) }
}
