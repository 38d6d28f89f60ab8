import CertificateEngine
import CertificateModel
import Host
import Operations

/// The wizard's signing request, line by line.
struct PlainRequest {
    private let installation: Installation
    private let prompt: Prompt

    init(_ installation: Installation, _ prompt: Prompt) {
        self.installation = installation
        self.prompt = prompt
    }

    /// Shows the request of a server, writes it if the operator confirms, and copies it where he wants.
    func run(_ server: ServerIdentity) throws {
        let requests = Request(installation)
        let prepared = try requests.prepare(for: server)
        Console.talk(PlainRows.text(of: FieldTable(prepared.request.contents), title: "Signing request"))
        guard try prompt.confirm("Make this signing request?") else { throw Prompt.left }
        let number = try requests.commit(prepared)
        try? UnfinishedAnswers(installation).drop()
        Console.talk(PlainRows.line("Request", requests.file(of: number)))
        // The request is made: whoever leaves now has left nothing undone.
        try? copy(number, server, requests)
        try Console.say(Success.requested(number))
    }

    private func copy(_ number: Int, _ server: ServerIdentity, _ requests: Request) throws {
        let medium = installation.world.places().first(where: \.isRemovable)
        let offered = medium.map { "\($0.path)/\(server.hostName.value.firstLabel).csr" } ?? ""
        let path = try prompt.askFirst {
            try prompt.ask(
                "Copy the request to a file", offered,
                help: "Give the file to the certificate authority. It holds no secret. - makes no copy."
            ) { text throws(Refusal) in
                guard !text.isEmpty else { return "" }
                do throws(OperationError) { try requests.copy(number, to: text) } catch {
                    throw error.refusal
                }
                return text
            }
        }
        if !path.isEmpty { Console.talk(PlainRows.line("Copy", path)) }
    }
}
