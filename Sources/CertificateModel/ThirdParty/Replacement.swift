/// How a third party's certificates are replaced, in words.
public enum Replacement {
    /// Why this server cannot do it.
    public static let reason =
        "A third party issued these certificates. This server can neither regenerate them nor renew them."

    /// What the operator does, in this order.
    public static let steps = [
        "keyturn request --out ipo.csr makes a signing request for this server's present name and addresses. Its key stays "
            + "here.",
        "Give it to the certificate authority.",
        "keyturn import FILE... imports the certificates that come back, and makes them live.",
    ]
}
