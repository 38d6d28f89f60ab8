import CertificateModel

extension EndpointProof.Question {
    /// The questions for these endpoints: each with the server's name as SNI. An endpoint on this host is also asked at
    /// each address of the certificate that this host has, without SNI.
    static func all(
        _ endpoints: [PeerAddress], hostName: HostName, names: [GeneralName], facts: HostFacts
    ) -> [Self] {
        let present = Set(facts.interfaces.flatMap(\.addresses))
        let addresses = names.compactMap { name -> IPAddress? in
            guard case .ip(let address) = name, present.contains(address) else { return nil }
            return address
        }
        var asked: Set<PeerAddress> = []
        return endpoints.flatMap { endpoint in
            [Self(endpoint: endpoint, serverName: hostName, isGuess: false)]
                + (isHere(endpoint, present, hostName) ? addresses : []).compactMap { address in
                    let byAddress = PeerAddress(address, port: endpoint.port)
                    guard asked.insert(byAddress).inserted else { return nil }
                    return Self(endpoint: byAddress, serverName: nil, isGuess: !endpoints.contains(byAddress))
                }
        }
    }

    private static func isHere(_ endpoint: PeerAddress, _ present: Set<IPAddress>, _ hostName: HostName) -> Bool {
        switch endpoint.host {
        case .ip(let address):
            present.contains(address) || address.scope == .loopback || address.scope == .unspecified
        case .name(let name): name == hostName || name.text == "localhost"
        }
    }
}
