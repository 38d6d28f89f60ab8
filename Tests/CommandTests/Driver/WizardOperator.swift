import Testing

/// An operator who knows the way through the wizard: each step waits for its screen and presses the keys it shows.
struct WizardOperator {
    let console: TmuxConsole
    /// Whether he has the files of a third party.
    var importsFiles = false

    /// The places at which something may go wrong, in their order.
    enum Place: String, CaseIterable {
        case welcome, authority, server, addresses, names, preview, confirm, done

        /// Whether something is answered by then.
        var hasAnswers: Bool { self != .welcome && self != .authority && self != .server }
    }

    /// Goes on from the welcome screen to a place.
    func go(to place: Place, hostName: String = "ipo1.example.com", addresses: [String] = []) throws {
        try console.wait(for: "Welcome", "Begin")
        for step in Place.allCases.dropFirst() {
            guard Place.allCases.firstIndex(of: step) ?? 0 <= Place.allCases.firstIndex(of: place) ?? 0 else { return }
            try enter(step, hostName, addresses)
        }
    }

    private func enter(_ place: Place, _ hostName: String, _ addresses: [String]) throws {
        switch place {
        case .welcome: break
        case .authority:
            try console.press("Enter")
            try console.wait(for: "Who issues", "This server")
            guard importsFiles else { return }
            try console.press("Space")
            try console.wait(for: "A third party issued")
        case .server:
            try console.press("Enter")
            try console.wait(for: "Server", "Host name")
        case .addresses:
            try console.type(hostName)
            try console.wait(for: hostName)
            try console.press("Enter")
            try console.wait(for: "LAN1 IPv4", "LAN2 IPv6")
            for (index, address) in addresses.enumerated() {
                // The port of each LAN stands before its addresses.
                if index % 2 == 0 { try console.press("Tab") }
                try console.type(address)
                try console.wait(for: address)
                try console.press("Tab")
            }
        case .names:
            try console.press("C-n")
            try console.wait(for: "SIP domains")
        case .preview:
            try console.press("C-n")
            try console.wait(for: "Serial Number", "profile:", without: "making keys")
        case .confirm:
            try console.press("Enter")
            try console.wait(for: "Write these certificates?", "Go back")
        case .done:
            try console.press("Enter")
            try console.wait(for: "The certificates are written.")
        }
    }
}
