import CertificateEngine
import CertificateModel
import Glibc

/// What `openssl x509` prints of certificates, field by field, and the same of what we read.
enum OpenSSLText {
    /// The fields of each certificate, or nil where the command cannot read it; one shell for all of them.
    static func fields(of certificates: [[UInt8]]) throws -> [[String: String]?] {
        var template = Array("/tmp/keyturn-openssl-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ShellCommand.SystemError(call: "mkdtemp") }
        let folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { _ = try? ShellCommand("rm -rf '\(folder)'") }
        for (index, der) in certificates.enumerated() {
            guard let file = fopen("\(folder)/\(index)", "w") else { throw ShellCommand.SystemError(call: "fopen") }
            defer { fclose(file) }
            guard fwrite(der, 1, der.count, file) == der.count else { throw ShellCommand.SystemError(call: "fwrite") }
        }
        let names = "dn_rev,oid,sep_comma_plus,esc_2253,esc_ctrl,utf8,dump_nostr,dump_der"
        let hidden =
            "no_header,no_version,no_serial,no_signame,no_validity,no_subject,no_issuer,no_sigdump,no_aux,no_extensions"
        let command =
            "cd '\(folder)'; for i in $(seq 0 \(certificates.count - 1)); do echo \"=== $i\"; "
            + "openssl x509 -inform DER -in $i -noout -subject -issuer -serial -dates -dateopt iso_8601 "
            + "-nameopt \(names) -text -certopt \(hidden) -ext subjectAltName 2>/dev/null || echo failed; done"
        var all: [[String: String]?] = Array(repeating: nil, count: certificates.count)
        for part in try ShellCommand(command).output.components(separatedBy: "=== ").dropFirst() {
            let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
            guard let index = lines.first.flatMap({ Int($0) }), !lines.contains("failed") else { continue }
            all[index] = parse(lines.dropFirst())
        }
        return all
    }

    private static func parse(_ lines: ArraySlice<Substring>) -> [String: String] {
        var fields: [String: String] = [:]
        var isNames = false
        for line in lines {
            let text = line.drop { $0 == " " }
            if isNames {
                fields["names"] = String(text)
                isNames = false
            } else if text.hasPrefix("X509v3 Subject Alternative Name") {
                isNames = true
            } else if text.hasPrefix("Public Key Algorithm: ") {
                fields["algorithm"] = String(text.dropFirst(22))
            } else if text.contains("Public-Key: ("), let open = text.firstIndex(of: "(") {
                fields["bits"] = String(text[open...].dropFirst().prefix { $0.isNumber })
            } else if text.hasPrefix("NIST CURVE: ") {
                fields["curve"] = String(text.dropFirst(12))
            } else if text.hasPrefix("ASN1 OID: "), fields["curve"] == nil {
                fields["curve"] = String(text.dropFirst(10))
            } else if line == text, let equals = text.firstIndex(of: "=") {
                fields[String(text[..<equals])] = String(text[equals...].dropFirst())
            }
        }
        return fields
    }

    /// A name as the command prints it with these options (RFC 2253, with the types' object identifiers).
    static func name(_ name: DistinguishedName) -> String {
        var text = ""
        var isJoined = false
        for (index, attribute) in name.attributes.reversed().enumerated() {
            if index > 0 { text += isJoined ? "+" : "," }
            isJoined = attribute.isJoined
            text +=
                "\(type(attribute.type))=\(attribute.isOctets ? attribute.value.uppercased() : escaped(attribute.value))"
        }
        return text
    }

    private static func type(_ type: AttributeType) -> String {
        switch type {
        case .country: "2.5.4.6"
        case .state: "2.5.4.8"
        case .locality: "2.5.4.7"
        case .organization: "2.5.4.10"
        case .organizationalUnit: "2.5.4.11"
        case .commonName: "2.5.4.3"
        case .emailAddress: "1.2.840.113549.1.9.1"
        case .other(let identifier): identifier
        }
    }

    private static func escaped(_ value: String) -> String {
        let scalars = Array(value.unicodeScalars)
        return scalars.enumerated().reduce(into: "") { text, entry in
            let (index, scalar) = entry
            let isEdge = index == 0 || index == scalars.count - 1
            if scalar.value < 0x20 || scalar.value == 0x7f {
                text += "\\\(Hexadecimal.string([UInt8(scalar.value)]).uppercased())"
                return
            }
            if ",+\"<>;\\".unicodeScalars.contains(scalar) || (scalar == " " && isEdge) || (scalar == "#" && index == 0)
            {
                text += "\\"
            }
            text.unicodeScalars.append(scalar)
        }
    }

    /// A serial number as the command prints it: a magnitude with a sign.
    static func serial(_ serial: SerialNumber) -> String {
        var octets = serial.octets
        let isNegative = octets[0] >= 0x80
        if isNegative {
            octets = octets.map { ~$0 }
            for index in octets.indices.reversed() {
                octets[index] &+= 1
                if octets[index] != 0 { break }
            }
        }
        while octets.count > 1, octets[0] == 0 { octets.removeFirst() }
        return "\(isNegative ? "-" : "")\(Hexadecimal.string(octets).uppercased())"
    }

    /// Alternative names as the command prints them; nil where one is of a kind that it shows otherwise.
    static func names(_ names: [GeneralName]) -> String? {
        var texts: [String] = []
        for name in names {
            switch name {
            case .dns(let text): texts.append("DNS:\(text)")
            case .uri(let text): texts.append("URI:\(text)")
            case .other("email", let text): texts.append("email:\(text)")
            case .ip(.v4(let address)): texts.append("IP Address:\(address)")
            case .ip(.v6(let address)):
                let octets = address.octets
                let groups = stride(from: 0, to: 16, by: 2).map {
                    String(Int(octets[$0]) << 8 | Int(octets[$0 + 1]), radix: 16).uppercased()
                }
                texts.append("IP Address:\(groups.joined(separator: ":"))")
            case .other: return nil
            }
        }
        return texts.joined(separator: ", ")
    }

    /// The command's name of a key's algorithm.
    static func algorithm(_ name: String) -> String {
        switch name {
        case "RSA": "rsaEncryption"
        case "RSA-PSS": "rsassaPss"
        case "EC": "id-ecPublicKey"
        case "DSA": "dsaEncryption"
        default: name
        }
    }
}

extension String {
    /// Foundation's, without Foundation.
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
