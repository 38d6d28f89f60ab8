import CertificateModel
import Glibc

extension Store {
    /// The generation in use; nil where the store is empty or does not exist.
    ///
    /// Throws `damaged` or `newerFormat` where its manifest cannot be taken.
    public func liveGeneration() throws(StoreError) -> Generation? {
        guard let root = try openFolder(), let number = try root.liveNumber() else { return nil }
        return try generation(number, in: root)
    }

    /// The number of the generation in use, without reading its manifest; nil where the store is empty.
    public func liveNumber() throws(StoreError) -> Int? {
        guard let root = try openFolder() else { return nil }
        return try root.liveNumber()
    }

    /// The same; nil also where something else is in the place of the link to it, as after a copy that followed links.
    public func linkedNumber() throws(StoreError) -> Int? {
        guard let root = try openFolder() else { return nil }
        return try root.linkedNumber()
    }

    /// The numbers of all generations, oldest first: the history. One that is about to become live is no part of it yet.
    public func generations() throws(StoreError) -> [Int] {
        guard let root = try openFolder() else { return [] }
        let staged = (try? root.target(ofLink: StoreLayout.commitLinkName)).flatMap(
            StoreLayout.generationNumber(linkTarget:))
        let live = try root.linkedNumber()
        return try root.generationNumbers().filter { $0 != staged || $0 == live }
    }

    /// One generation of the history.
    ///
    /// Throws `noSuchGeneration` where the history has none of that number.
    public func generation(_ number: Int) throws(StoreError) -> Generation {
        guard let root = try openFolder() else { throw .noSuchGeneration(number, path: layout.folder) }
        return try generation(number, in: root)
    }

    /// The trusted certificates, by name.
    public func trustedCertificates() throws(StoreError) -> [TrustedCertificate] {
        guard let root = try openFolder(), try root.status(StoreLayout.trustedName) != nil else { return [] }
        let folder = try root.folder(StoreLayout.trustedName)
        var found: [TrustedCertificate] = []
        for name in try folder.names() where StoreLayout.isUsable(name) {
            if let pem = try folder.contents(of: name) { found.append(TrustedCertificate(name: name, pem: pem)) }
        }
        return found
    }

    /// The journal; empty where there is none.
    public func journal() throws(StoreError) -> Journal {
        try openFolder()?.journal() ?? Journal()
    }

    func generation(_ number: Int, in root: borrowing OpenFolder) throws(StoreError) -> Generation {
        let name = StoreLayout.generationName(number)
        guard try root.status(StoreLayout.generationsName) != nil else {
            throw .noSuchGeneration(number, path: layout.folder)
        }
        let generations = try root.folder(StoreLayout.generationsName)
        guard try generations.status(name) != nil else { throw .noSuchGeneration(number, path: layout.folder) }
        let folder = try generations.folder(name)
        return Generation(try manifests.manifest(of: number, in: folder), folder: folder.path, store: self)
    }
}

extension OpenFolder {
    /// In a store's folder: whether this is a folder, and no link to one.
    func isFolder(_ name: String) throws(StoreError) -> Bool {
        try status(name).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// In a store's folder: the same as `liveNumber`; nil also where something else is in the place of the live link.
    func linkedNumber() throws(StoreError) -> Int? {
        do throws(StoreError) { return try liveNumber() } catch  where error.isOfLive { return nil }
    }

    /// In a store's folder: the number of the generation to which the live link leads.
    func liveNumber() throws(StoreError) -> Int? {
        if try isFolder(StoreLayout.liveName) {
            throw .damaged(path: path(of: StoreLayout.liveName), reason: "it is a folder, not a link to a generation")
        }
        guard let target = try target(ofLink: StoreLayout.liveName) else { return nil }
        guard let number = StoreLayout.generationNumber(linkTarget: target) else {
            throw .damaged(
                path: path(of: StoreLayout.liveName), reason: "it leads to \(VisibleText.quoted(target))")
        }
        return number
    }

    /// In a store's folder: the numbers of all generations.
    func generationNumbers() throws(StoreError) -> [Int] {
        guard try status(StoreLayout.generationsName) != nil else { return [] }
        return try folder(StoreLayout.generationsName).names().compactMap { StoreLayout.generationNumber($0) }.sorted()
    }
}
