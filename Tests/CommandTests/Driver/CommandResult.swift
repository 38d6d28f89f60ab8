/// How a command ended, and what it said.
struct CommandResult {
    let status: Int32
    let output: String
    let errors: String
}
