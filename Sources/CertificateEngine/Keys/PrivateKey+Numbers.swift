import COpenSSL

extension PrivateKey {
    /// Whether the numbers of an RSA key fit together (RFC 8017 section 3.2): its public half then verifies what its private
    /// half signs. False for a key that has not these numbers, or of another algorithm.
    var hasFittingNumbers: Bool {
        defer { ERR_clear_error() }
        // It cleanses the numbers that it lends.
        guard let context = BN_CTX_secure_new() else { return false }
        defer { BN_CTX_free(context) }
        BN_CTX_start(context)
        defer { BN_CTX_end(context) }
        func number(_ name: String) -> OpaquePointer? {
            var number = BN_CTX_get(context)
            return number != nil && EVP_PKEY_get_bn_param(pointer, name, &number) == 1 ? number : nil
        }
        guard let modulus = number("n"), let exponent = number("e"), let secret = number("d"),
            let first = number("rsa-factor1"), let second = number("rsa-factor2"),
            let ofFirst = number("rsa-exponent1"), let ofSecond = number("rsa-exponent2"),
            let coefficient = number("rsa-coefficient1"), let result = BN_CTX_get(context),
            let less = BN_CTX_get(context)
        else { return false }
        func areInverse(_ one: OpaquePointer, _ other: OpaquePointer, modulo: OpaquePointer) -> Bool {
            BN_mod_mul(result, one, other, modulo, context) == 1 && BN_is_one(result) == 1
        }
        guard BN_mul(result, first, second, context) == 1, BN_cmp(result, modulus) == 0,
            areInverse(coefficient, second, modulo: first)
        else { return false }
        return [(first, ofFirst), (second, ofSecond)].allSatisfy { factor, own in
            BN_sub(less, factor, BN_value_one()) == 1 && areInverse(secret, exponent, modulo: less)
                && areInverse(own, exponent, modulo: less)
        }
    }
}
