/// Writes DER, and what looks like it.
package enum DERWriter {
    /// A value of any tag, with its length in the shortest form.
    package static func value(_ tag: UInt8, _ contents: [UInt8]...) -> [UInt8] {
        let content = contents.flatMap(\.self)
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(rest & 0xff), at: 0)
            rest >>= 8
        }
        if content.count < 0x80 { return [tag, UInt8(content.count)] + content }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    /// A SEQUENCE of these.
    package static func sequence(_ contents: [UInt8]...) -> [UInt8] { value(0x30, contents.flatMap(\.self)) }
    /// An INTEGER of these octets.
    package static func integer(_ octets: UInt8...) -> [UInt8] { value(0x02, octets) }
    /// An OCTET STRING around these.
    package static func octets(_ contents: [UInt8]...) -> [UInt8] { value(0x04, contents.flatMap(\.self)) }
    /// A BIT STRING of these octets.
    package static func bits(_ octets: [UInt8], unused: UInt8 = 0) -> [UInt8] { value(0x03, [unused] + octets) }
    /// A text of any type.
    package static func text(_ tag: UInt8, _ text: String) -> [UInt8] { value(tag, Array(text.utf8)) }
    /// An OBJECT IDENTIFIER, from its dotted form.
    package static func identifier(_ dotted: String) -> [UInt8] {
        let arcs = dotted.split(separator: ".").compactMap { UInt64($0) }
        var content: [UInt8] = []
        for arc in [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2) {
            var octets = [UInt8(arc & 0x7f)]
            var rest = arc >> 7
            while rest > 0 {
                octets.insert(UInt8(rest & 0x7f) | 0x80, at: 0)
                rest >>= 7
            }
            content += octets
        }
        return value(0x06, content)
    }

    /// An attribute of a name.
    package static func attribute(_ type: String, _ value: [UInt8]) -> [UInt8] { sequence(identifier(type), value) }

    /// A name of these sets of attributes.
    package static func name(_ sets: [[UInt8]]...) -> [UInt8] {
        sequence(sets.flatMap { value(0x31, $0.flatMap(\.self)) })
    }

    /// A name that is one common name.
    package static func name(_ commonName: String) -> [UInt8] { name([attribute("2.5.4.3", text(0x0c, commonName))]) }

    /// An extension with this value.
    package static func `extension`(_ type: String, critical: Bool = false, _ contents: [UInt8]...) -> [UInt8] {
        sequence(identifier(type), critical ? [0x01, 0x01, 0xff] : [], octets(contents.flatMap(\.self)))
    }
}
