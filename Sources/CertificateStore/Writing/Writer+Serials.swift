public import CertificateModel

extension Writer {
    /// Takes a serial number that was never used under a root.
    ///
    /// The counter is on the disk before this returns, so that the number is never given out again, whatever becomes of the
    /// certificate. It is at least `lowest`, and above every serial that a manifest in the store shows for the root; of
    /// those that are left, so many are passed over. Throws `serialOutOfRange` where no number within 20 octets is left
    /// (RFC 5280 §4.1.2.2).
    public mutating func takeSerial(
        root name: String, atLeast lowest: SerialNumber, passingOver passed: UInt32
    ) throws(StoreError) -> SerialNumber {
        var book = try store.serials(name, in: root)
        let serial = try store.nextSerial(name, lowest, passed, book, in: root)
        // The last number of all is not given out: the counter behind it could not be written.
        guard let next = serial.next else { throw .serialOutOfRange(root: name) }
        book[name] = next
        try root.replaceFile(StoreLayout.serialsName, mode: 0o644, book.bytes)
        try root.synchronize()
        hasCommitted = true
        return serial
    }

    /// Sets the counter of a root to its next unused serial number; a counter that is already higher stays.
    ///
    /// For the ignition, which knows which numbers its own certificates have: the counter is on the disk before a commit that
    /// follows takes its number. Throws `serialOutOfRange`.
    public mutating func reserve(root name: String, next: SerialNumber) throws(StoreError) {
        var book = try store.serials(name, in: root)
        guard next.isUsable else { throw .serialOutOfRange(root: name) }
        if let present = book[name], present >= next { return }
        book[name] = next
        try root.replaceFile(StoreLayout.serialsName, mode: 0o644, book.bytes)
        hasWritten = true
    }
}

extension Store {
    /// The serial number that `takeSerial` would take; nothing is written.
    ///
    /// Throws as `takeSerial` does.
    public func nextSerial(
        root name: String, atLeast lowest: SerialNumber, passingOver passed: UInt32
    ) throws(StoreError) -> SerialNumber {
        guard let root = try openFolder() else { return lowest }
        return try nextSerial(name, lowest, passed, try serials(name, in: root), in: root)
    }

    func serials(_ name: String, in root: borrowing OpenFolder) throws(StoreError) -> SerialBook {
        guard SerialBook.isRoot(name) else { throw .unusableRoot(name) }
        return try SerialBook(try root.contents(of: StoreLayout.serialsName) ?? [], path: layout.serials)
    }

    func nextSerial(
        _ name: String, _ lowest: SerialNumber, _ passed: UInt32, _ book: SerialBook, in root: borrowing OpenFolder
    ) throws(StoreError) -> SerialNumber {
        var serial = max(lowest, book[name] ?? 1)
        if let used = try highestSerial(root: name, mayMiss: book[name] != nil, in: root) {
            guard let next = used.next else { throw .serialOutOfRange(root: name) }
            serial = max(serial, next)
        }
        guard let serial = serial.advanced(by: passed) else { throw .serialOutOfRange(root: name) }
        return serial
    }

    /// The highest serial that the manifests show for a root.
    ///
    /// An unreadable manifest may be missed where the counter is there to be relied on; where it is lost, every manifest
    /// is needed.
    private func highestSerial(
        root name: String, mayMiss: Bool, in root: borrowing OpenFolder
    ) throws(StoreError) -> SerialNumber? {
        var highest: SerialNumber?
        for number in try root.generationNumbers() {
            let manifest: Manifest
            do throws(StoreError) {
                manifest = try generation(number, in: root).manifest
            } catch  where mayMiss {
                continue
            }
            for record in manifest.body.certificates where record.issuingRoot == name {
                guard let serial = SerialNumber(hex: record.serial), serial.isUsable else { continue }
                highest = max(highest ?? serial, serial)
            }
        }
        return highest
    }
}
