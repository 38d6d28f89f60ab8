public import CertificateModel
import Glibc
import Host

extension Writer {
    /// Makes an earlier generation live again; nothing is removed, and the next commit gets the next number after all of them.
    /// What was confirmed is in the journal.
    ///
    /// Something else than a link may be in the place of `live`, as after a copy that followed links. It is removed where a
    /// generation has all that is in it, else kept beside `live` under another name. The files of the generation are compared
    /// with its manifest first, but for a root's key that is kept elsewhere. Throws `noSuchGeneration` and `damaged`; whatever
    /// is thrown, the store is as it was.
    public mutating func rollBack(
        to number: Int, consent: Consent, journal entry: JournalEntry
    ) throws(StoreError) {
        try store.generation(number, in: root).verifyWhatIsServed()
        var entry = entry
        entry.confirmed = Confirmed(consent)
        try change(live: number, notesMachine: false, entry)
    }

    /// Makes the store one of this machine. Where a number is given, that generation takes its place as `live` again, as in
    /// `rollBack`.
    public mutating func adopt(live number: Int?, journal entry: JournalEntry) throws(StoreError) {
        if let number { try store.generation(number, in: root).verifyWhatIsServed() }
        try change(live: number, notesMachine: true, entry)
    }

    /// The generation of which a folder in the place of `live` is a copy; nil where there is no folder, or of none.
    public func copiedGeneration() -> Int? { copiedGeneration(in: StoreLayout.liveName) }

    /// Does what `rollBack` and `adopt` have in common, or takes all of it back.
    private mutating func change(
        live number: Int?, notesMachine: Bool, _ entry: JournalEntry
    ) throws(StoreError) {
        let before = try root.linkedNumber()
        let present = try root.status(StoreLayout.liveName)
        let isInTheWay = number != nil && before == nil && present != nil
        let note = (try? root.contents(of: StoreLayout.machineName)) ?? nil
        let length = try root.status(StoreLayout.journalName)?.st_size ?? 0
        if isInTheWay { namesBefore.formUnion([StoreLayout.rollbackLinkName, StoreLayout.asideName]) }
        var (isSwitched, isJournaled) = (false, false)
        do throws(StoreError) {
            if let number {
                if let before { try root.link(StoreLayout.previousLinkName, to: StoreLayout.linkTarget(before)) }
                try root.link(StoreLayout.rollbackLinkName, to: StoreLayout.linkTarget(number))
                try store.atLiveStep(.linkMade)
                if isInTheWay {
                    try exchange()
                } else {
                    try root.rename(StoreLayout.rollbackLinkName, to: StoreLayout.liveName)
                }
                isSwitched = true
                try root.synchronize()
                try store.atLiveStep(.switched)
            }
            if notesMachine {
                try writeMachine()
                try root.synchronize()
                try store.atLiveStep(.noted)
            }
            try appendToJournal(entry)
            isJournaled = true
            try store.atLiveStep(.journaled)
        } catch {
            if isJournaled { truncateJournal(to: length) }
            if notesMachine { restoreMachine(note) }
            // Where the two cannot change places again, the next run settles what has the name of the link.
            let isBack = !isSwitched || !isInTheWay || (try? exchange()) != nil
            if isBack { try? root.removeFile(StoreLayout.rollbackLinkName) }
            if isSwitched, !isInTheWay { goBack(to: before) }
            try? root.removeFile(StoreLayout.previousLinkName)
            try? root.synchronize()
            throw error
        }
        hasCommitted = true
        // What cannot be done now, the next run does.
        try? root.removeFile(StoreLayout.previousLinkName)
        if isInTheWay { try? settle(StoreLayout.rollbackLinkName) }
        try store.atLiveStep(.settled)
    }

    /// Lets the link that waits and what is in the place of `live` change places: in one step, or where the file system
    /// knows none for it (renameat2(2)), so that the next run puts back what a death leaves.
    private func exchange() throws(StoreError) {
        let (link, live, aside) = (StoreLayout.rollbackLinkName, StoreLayout.liveName, StoreLayout.asideName)
        if store.exchangesNames, NameExchange.exchange(link, live, in: root.descriptor.number) { return }
        try root.rename(live, to: aside)
        do throws(StoreError) {
            try store.atLiveStep(.setAside)
            try root.rename(link, to: live)
            try root.rename(aside, to: link)
        } catch {
            try? root.rename(live, to: link)
            try? root.rename(aside, to: live)
            throw error
        }
    }

    private func restoreMachine(_ note: [UInt8]?) {
        if note == nil { try? root.removeFile(StoreLayout.machineName) }
        guard let note, (try? root.contents(of: StoreLayout.machineName)) != note else { return }
        try? root.replaceFile(StoreLayout.machineName, mode: 0o600, note)
    }

    /// Gives what was set aside its place back, where a run died before a link had it.
    mutating func putBack(_ name: String) throws(StoreError) {
        guard try root.status(StoreLayout.liveName) == nil else { return try settle(name) }
        try root.rename(name, to: StoreLayout.liveName)
        namesBefore.insert(StoreLayout.liveName)
        try root.synchronize()
    }

    /// Takes away what has a name that only a link of this program has, as far as nothing is lost with it: a link to a
    /// generation, or a copy of one. Anything else gets a name that people see.
    mutating func settle(_ name: String) throws(StoreError) {
        guard try root.status(name) != nil else { return }
        if let target = try? root.target(ofLink: name), StoreLayout.generationNumber(linkTarget: target) != nil {
            return try root.removeFile(name)
        }
        if copiedGeneration(in: name) != nil {
            // Renamed first: half of a copy is not known to be one.
            try root.rename(name, to: StoreLayout.droppedLiveName)
            try root.synchronize()
            try store.atLiveStep(.dropped)
            try root.removeTree(StoreLayout.droppedLiveName)
        } else {
            let names = try root.names()
            guard let kept = (1...).lazy.map(StoreLayout.keptName).first(where: { !names.contains($0) }) else { return }
            try root.rename(name, to: kept)
            namesBefore.insert(kept)
        }
        try root.synchronize()
    }

    /// The generation that has every file of a folder, byte for byte, and the same manifest; nil where none has.
    private func copiedGeneration(in name: String) -> Int? {
        let manifestName = StoreLayout.manifestName
        guard let folder = try? root.folder(name), let names = try? folder.names(),
            let bytes = (try? folder.contents(of: manifestName)) ?? nil,
            let number = (try? StoreJSON.decode(Manifest.self, bytes, path: folder.path))?.generation,
            let original = try? root.folder(StoreLayout.generationsName)
                .folder(StoreLayout.generationName(number)),
            let manifest = try? store.generation(number, in: root).manifest
        else { return nil }
        let isCopy = names.allSatisfy { name in
            guard let digest = digest(of: name, in: folder), digest == self.digest(of: name, in: original) else {
                return false
            }
            return name == manifestName || manifest.files.contains { $0.name == name && $0.sha256 == digest }
        }
        return isCopy ? number : nil
    }

    private func digest(of name: String, in folder: borrowing OpenFolder) -> String? {
        (try? folder.withContents(of: name) { (bytes) throws(StoreError) in Hexadecimal.string(store.digest(bytes)) })
            ?? nil
    }
}
