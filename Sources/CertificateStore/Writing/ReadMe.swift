/// The text that a store carries for whoever finds it.
enum ReadMe {
    static let text = """
        This folder is a certificate store. It is written by keyturn; look at it with: keyturn review, keyturn history.

        live                     Leads to the generation in use. Point servers at live/fullchain.pem and live/identity.key.
                                 It moves in one step: let servers read their files again after each change.
        generations/000001/ ...  One folder for each generation. They are never changed; the oldest go, and their keys.
          manifest.json          What the generation holds, who made it, when, why, and the SHA-256 of each file.
          root.pem               The root certificate. PUBLIC: copy it to whoever has to trust this server.
          WebRootCA.pem          The same certificate under the name that telephones ask for. PUBLIC.
          identity.pem           The server's own certificate. PUBLIC.
          chain.pem              The certificates between it and the root. PUBLIC.
          fullchain.pem          Both of them in one file. PUBLIC.
          identity.key           The server's private key. SECRET: whoever has it can pose as this server.
          root.key               The root's private key. SECRET: whoever has it can pose as every server that trusts it.
        requests/000001/ ...     One folder for each signing request that waits for its certificate; gone when it came.
          request.pem            The signing request. PUBLIC: send it to the authority.
          request.key            The private key that belongs to it. SECRET: it is to become the server's.
        trusted/                 The certificates this server trusts, one PEM file each. PUBLIC.
        serials                  The next unused serial number of each root. Do not set it back: a serial that comes twice
                                 is refused by clients.
        journal.jsonl            Who did what, when, from where and why. No secrets.
        lock                     Held by a run that is writing. It may stay when nobody holds it.

        Nothing here is to be renamed or moved by hand. To make a backup, copy the folder as a whole with its modes and links
        (cp -a, tar), and keep the copy as safe as the secrets in it.

        """
}
