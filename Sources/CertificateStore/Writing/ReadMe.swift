/// The text of the file README in a store.
enum ReadMe {
    static let text = """
        This folder is a certificate store. keyturn writes it. Look at it with: keyturn review, keyturn history.

        live                     Leads to the generation in use. Point servers at live/fullchain.pem and live/identity.key.
                                 It moves in one step: let servers read their files again after each change.
        generations/000001/ ...  One folder for each generation. They never change. The oldest are removed, with their keys.
          manifest.json          What the generation holds, who made it, when, why, and the SHA-256 of each file.
          root.pem               The root certificate. PUBLIC: copy it to each client that must trust this server.
          WebRootCA.pem          The same certificate under the name that telephones ask for. PUBLIC.
          identity.pem           The server's own certificate. PUBLIC.
          chain.pem              The certificates that signed identity.pem, up to the root. PUBLIC.
          fullchain.pem          identity.pem and chain.pem in one file. PUBLIC.
          identity.key           The server's private key. SECRET: anyone who has it can pose as this server.
          root.key               The root's private key. SECRET: anyone who has it can pose as any server to its clients.
        requests/000001/ ...     One folder for each signing request that waits. It goes when the certificate comes.
          request.pem            The signing request. PUBLIC: send it to the authority.
          request.key            The request's private key. SECRET: it becomes the server's key.
        trusted/                 The certificates this server trusts, one PEM file each. PUBLIC.
        serials                  The least unused serial number of each root. Do not set it back: clients refuse a serial
                                 number that they see twice.
        machine                  A digest of the machine's id. On another machine, keyturn status warns until keyturn adopt.
        draft.toml               Unfinished answers of a wizard that was left. No secrets. It goes with the first certificates.
        journal.jsonl            Who did what, when, from where and why. No secrets.
        journal-000001.jsonl ... Older parts of it. All events are there, also of generations that were removed.
        lock                     A run that writes holds it. The file may stay when no run holds it.

        Do not rename or move anything here by hand. To make a backup, copy the whole folder with its modes and links
        (cp -a, tar). Keep the copy as safe as the secrets in it. After it was restored on another machine, or with a
        folder in place of the link live: run keyturn adopt. live-kept-1 is what was in place of that link, if no
        generation has all of it.

        """
}
