internal import Glibc

/// The streams for ncurses, which does not take descriptors.
struct TerminalFiles {
    let input: UnsafeMutablePointer<FILE>
    let output: UnsafeMutablePointer<FILE>

    /// Standard input and output if both are a terminal, else the controlling terminal. Thus the program has a screen
    /// even if its output is redirected.
    init() throws(TerminalError) {
        let isStandard = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        // Duplicated descriptors: closing them does not close the standard ones, and child processes do not inherit
        // them.
        let descriptors =
            isStandard
            ? [STDIN_FILENO, STDOUT_FILENO].map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
            : (0..<2).map { _ in open("/dev/tty", O_RDWR | O_CLOEXEC) }
        guard descriptors.allSatisfy({ $0 >= 0 }),
            let input = fdopen(descriptors[0], "r"), let output = fdopen(descriptors[1], "w")
        else {
            for descriptor in descriptors where descriptor >= 0 { _ = Glibc.close(descriptor) }
            throw TerminalError.notATerminal
        }
        self.input = input
        self.output = output
    }

    var inputDescriptor: Int32 { fileno(input) }

    func close() {
        fclose(input)
        fclose(output)
    }
}
