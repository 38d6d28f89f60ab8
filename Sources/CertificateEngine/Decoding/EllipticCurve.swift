import COpenSSL

/// The named or explicit parameters of an EC key (RFC 5480 section 2.1.1, RFC 3279 section 2.3.5).
struct EllipticCurve {
    /// `P-256`, OpenSSL's short name, or the object identifier; `explicit parameters` if the curve is not named.
    let name: String
    /// The size of the group order in bits, which OpenSSL reports as the size of the key; 0 if unknown.
    let bits: Int
    /// The size of a coordinate in bits; 0 if unknown.
    let fieldBits: Int

    /// The curve whose keys have the algorithm SM2 (GB/T 32918).
    static let sm2 = "1.2.156.10197.1.301"

    init(_ parameters: DERValue) throws(DERFault) {
        switch parameters.tag {
        case DERTag.identifier: self.init(identifier: try parameters.dotted())
        case DERTag.sequence: try self.init(explicit: parameters.inside)
        case DERTag.null: throw DERFault("it inherits its curve from the issuer, which is not supported")
        default: throw .tag(parameters.tag, instead: DERTag.identifier)
        }
    }

    private init(identifier: String) {
        switch identifier {
        case "1.2.840.10045.3.1.7": self.init("P-256", 256, 256)
        case "1.3.132.0.34": self.init("P-384", 384, 384)
        case "1.3.132.0.35": self.init("P-521", 521, 521)
        case "1.3.132.0.33": self.init("P-224", 224, 224)
        case "1.2.840.10045.3.1.1": self.init("P-192", 192, 192)
        default: self.init(library: identifier)
        }
    }

    /// Another curve, which OpenSSL may know.
    private init(library identifier: String) {
        defer { ERR_clear_error() }
        let number = OBJ_txt2nid(identifier)
        guard number != NID_undef, let group = EC_GROUP_new_by_curve_name(number) else {
            self.init(identifier, 0, 0)
            return
        }
        defer { EC_GROUP_free(group) }
        self.init(
            OBJ_nid2sn(number).map { String(cString: $0) } ?? identifier, max(0, Int(EC_GROUP_order_bits(group))),
            max(0, Int(EC_GROUP_get_degree(group))))
    }

    /// ECParameters: version, field, curve, base point, order.
    private init(explicit cursor: DERCursor) throws(DERFault) {
        var cursor = cursor
        _ = try cursor.next(DERTag.integer)
        var field = try cursor.next(DERTag.sequence).inside
        let isPrime = try field.next(DERTag.identifier).dotted() == "1.2.840.10045.1.1"
        let fieldBits = isPrime ? PublicKeyReader.bits(try field.next().integer()) : 0
        _ = try cursor.next(DERTag.sequence)
        _ = try cursor.next(DERTag.octetString)
        self.init("explicit parameters", PublicKeyReader.bits(try cursor.next().integer()), fieldBits)
    }

    private init(_ name: String, _ bits: Int, _ fieldBits: Int) {
        self.name = name
        self.bits = bits
        self.fieldBits = fieldBits
    }
}
