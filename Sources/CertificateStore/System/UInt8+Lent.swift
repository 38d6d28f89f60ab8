extension [UInt8] {
    /// Lends the bytes as raw memory; `withUnsafeBytes` would lose the type of the error.
    func lend<Result>(
        _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try withUnsafeBufferPointer { (buffer) throws(StoreError) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
