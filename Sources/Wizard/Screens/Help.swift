/// What each screen is for, in plain words.
enum Help {
    static func paragraphs(of step: Step) -> [String] {
        let own =
            switch step {
            case .welcome:
                [
                    "Look at the clock and the addresses: both go into the certificates. If the clock is wrong, leave, set "
                        + "it, and start again."
                ]
            case .server:
                [
                    "The host name is what phones and browsers are given to reach this server. It goes into both "
                        + "certificates. If it is wrong, clients refuse the server, so use the name that DNS knows.",
                    "A name that is too long for the root's common name is shortened to its first label there; the whole "
                        + "name always stands in the identity's DNS name.",
                ]
            case .addresses:
                [
                    "Clients that connect by address need that address in the certificate. LAN1 comes first, IPv4 before "
                        + "IPv6. What this host has now is filled in."
                ]
            case .names:
                [
                    "Add every other name by which clients reach this server, and the SIP domains of phones. "
                        + "\"sip:example.com\" adds a URI name as well.",
                    "The other fields make up the distinguished names; the defaults are those of the specification.",
                ]
            case .authority:
                [
                    "Issue here unless your organisation has a certificate authority that signs its servers' certificates.",
                    "What was signed elsewhere is imported: the identity with its private key, and every certificate from "
                        + "the one that signed it to the root.",
                ]
            case .preview:
                [
                    "Every field of both certificates, as they are signed in memory. What you confirm is written byte for "
                        + "byte.",
                    "A mark in front of a field says that it departs from the vendor's page, and the lines below say why. "
                        + "The documented profile has every row as the page has it.",
                ]
            case .files:
                [
                    "Type the path of a file and press Enter, or pick files from the list. Tab completes what was typed as "
                        + "far as it can be; Down goes to the list, where Enter opens a folder and Space chooses a file or "
                        + "a whole folder. Enter on what is chosen goes on.",
                    "One PKCS#12 file (.p12, .pfx) often holds everything. Otherwise choose the certificate, its private "
                        + "key and the certificates that signed it, in any order. A key that \"keyturn request\" made is "
                        + "in this server already.",
                ]
            case .set:
                [
                    "Every field of each certificate, from the identity to the root. Tab shows the next one.",
                    "A mark in front of a field says that a check found something in it, and the lines below say what, and "
                        + "what this server needs there.",
                ]
            case .checks:
                [
                    "What is asked depends on the level; each asks for what the one before it does, and more.",
                    "none: in date. low: a key of 1024 bits. medium: a whole chain, signatures and uses that clients "
                        + "accept. high: a key of 2048 bits, not self-signed, trusted by name. medium+remote and "
                        + "high+remote: covers every name and address of this server.",
                    "Whatever fails keeps the set out; whatever warns does not.",
                ]
            case .done: ["The answers can be saved, to ignite another server with them or this one again."]
            }
        return own + [
            "Enter goes on, Esc goes back, and no answer is lost. Tab and the arrows move. ^X means: hold Control and "
                + "press X. ^X leaves, ^L paints the screen again, ^N goes to the next screen."
        ]
    }
}
