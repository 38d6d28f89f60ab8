extension Store {
    /// The signing requests that wait for their certificates, oldest first.
    ///
    /// Throws `damaged` or `newerFormat` where the manifest of one cannot be taken.
    public func requests() throws(StoreError) -> [StoredRequest] {
        guard let root = try openFolder() else { return [] }
        var found: [StoredRequest] = []
        for number in try root.requestNumbers() {
            do throws(StoreError) {
                found.append(try request(number, in: root))
            } catch .noSuchRequest {
                // Another run has just dropped it.
            }
        }
        return found
    }

    /// The numbers of the signing requests, oldest first, without reading their manifests.
    public func requestNumbers() throws(StoreError) -> [Int] {
        guard let root = try openFolder() else { return [] }
        return try root.requestNumbers()
    }

    /// One signing request.
    ///
    /// Throws `noSuchRequest` where there is none of that number, and `damaged` or `newerFormat` where its manifest cannot
    /// be taken.
    public func request(_ number: Int) throws(StoreError) -> StoredRequest {
        guard let root = try openFolder() else { throw .noSuchRequest(number, path: layout.folder) }
        return try request(number, in: root)
    }

    func request(_ number: Int, in root: borrowing OpenFolder) throws(StoreError) -> StoredRequest {
        let missing = StoreError.noSuchRequest(number, path: layout.folder)
        let name = StoreLayout.generationName(number)
        guard try root.status(StoreLayout.requestsName) != nil else { throw missing }
        let requests = try root.folder(StoreLayout.requestsName)
        guard try requests.status(name) != nil else { throw missing }
        do throws(StoreError) {
            let folder = try requests.folder(name)
            return StoredRequest(try RequestManifest.read(in: folder, number: number), folder: folder.path, store: self)
        } catch {
            // Unlike a generation, a request can go while it is read.
            guard try requests.status(name) != nil else { throw missing }
            throw error
        }
    }
}

extension OpenFolder {
    /// In a store's folder: the numbers of all requests.
    func requestNumbers() throws(StoreError) -> [Int] {
        guard try status(StoreLayout.requestsName) != nil else { return [] }
        return try folder(StoreLayout.requestsName).names().compactMap { StoreLayout.generationNumber($0) }.sorted()
    }
}
