import Glibc
import Testing

/// A terminal of 80 by 24, or as wide as said, with a shell in it, at which a test sits like an operator: a tmux server of its own.
final class TmuxConsole {
    private let scratch: Scratch
    private let client: TmuxClient
    /// Everything that was on the screen while the test looked.
    private(set) var seen = ""

    init(in scratch: Scratch, under prefix: [String] = [], columns: Int = 80) throws {
        self.scratch = scratch
        let socket = scratch.path("tmux")
        // Whose tests these are may have a shell that refuses (nologin(8)).
        let settings = scratch.file(
            "tmux.conf",
            "set -g status off\nset -g escape-time 0\nset -g default-terminal tmux-256color\nset -g default-shell /bin/sh\n"
        )
        let child = try Child(
            prefix + [
                "tmux", "-u", "-S", socket, "-f", settings, "new-session", "-d", "-x", "\(columns)", "-y", "24",
                "env -i "
                    + Tool.environment.filter { $0.key != "TERM" }.map { "\($0.key)=\($0.value)" }.joined(
                        separator: " ")
                    + " TERM=$TERM PS1='ready> ' sh",
            ],
            errors: scratch.path("tmux.err"), environment: Tool.environment)
        try #require(try child.waitForEnd() == 0, "tmux: \(Files.text(scratch.path("tmux.err")) ?? "")")
        client = try TmuxClient(socket: socket)
        try wait(for: "ready>")
    }

    deinit { _ = try? client.endServer("kill-server") }

    /// Presses keys, by tmux's names: `Enter`, `C-c`, `Escape`.
    func press(_ keys: String...) throws { try send(keys) }

    /// Sends keys to the terminal, and returns once tmux has turned to something else: they are there by then.
    private func send(_ words: [String]) throws {
        try client.run(["send-keys", "-t", ":0"] + words)
        try client.run(["display-message", "-p", "sent"])
    }

    /// Presses keys one after the other, each a moment after the one before, so that what it leads to is seen.
    func press(slowly keys: [String]) throws {
        for key in keys { try client.run(["send-keys", "-t", ":0", key], ["run-shell", "sleep 0.015"]) }
    }

    /// Types text.
    func type(_ text: String) throws { try send(["-l", text]) }

    /// What is on the screen now.
    func screen() throws -> String {
        let picture = try client.run(["capture-pane", "-p", "-t", ":0"])
        seen += picture
        return picture
    }

    /// Everything that is and was on the screen, also what went over its upper edge, with long lines in one piece.
    func history() throws -> String { try client.run(["capture-pane", "-p", "-J", "-S", "-", "-t", ":0"]) }

    /// From now on, every byte that reaches the terminal also goes to a file.
    func record(to file: String) throws { try client.run(["pipe-pane", "-t", ":0", "-O", "cat > \(file)"]) }

    /// Looks until the screen holds all of `texts` and stays as it is for a moment, and returns it.
    @discardableResult
    func wait(
        for texts: String..., without absent: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        var last = ""
        let met = try PollDeadline().wait {
            let before = last
            last = try screen()
            // What comes with the next picture is not there yet: nobody answers within a millisecond.
            return last == before && texts.allSatisfy(last.contains) && absent.map { !last.contains($0) } ?? true
        }
        try #require(met, "waited for \(texts), and saw:\n\(last)", sourceLocation: sourceLocation)
        return last
    }

    /// Starts the program in the shell; its process id is in a file then, and its exit status is printed at the end.
    /// `environment` is set besides what the shell has.
    func start(_ arguments: [String] = [], environment: [String: String] = [:]) throws {
        let words = try [Program.path(), "--store", scratch.store] + arguments
        let variables = environment.map { "\($0.key)=\($0.value) " }.joined()
        let run = scratch.file(
            "run.sh",
            """
            stty -g > \(scratch.path("modes-before"))
            \(variables)sh -c 'echo $$ > \(scratch.path("pid")); exec "$0" "$@"' \(words.joined(separator: " "))
            status=$?
            stty -g > \(scratch.path("modes-after"))
            echo "status=$status."
            """)
        try type("sh \(run)\n")
    }

    /// The program's process id.
    func process() throws -> pid_t {
        let file = scratch.path("pid")
        try #require(PollDeadline().wait { Files.text(file)?.hasSuffix("\n") == true })
        return try #require(Files.text(file).flatMap { pid_t($0.dropLast()) })
    }

    /// Whether the program gave the terminal back as it was.
    func modesAreRestored() throws -> Bool {
        let after = scratch.path("modes-after")
        try #require(PollDeadline().wait { Files.text(after)?.hasSuffix("\n") == true }, "the program does not end")
        return Files.text(scratch.path("modes-before")) == Files.text(after)
    }

    /// The terminal goes away, as a broken connection does.
    func hangUp() throws { try client.endServer("kill-session", "-t", ":") }
}
