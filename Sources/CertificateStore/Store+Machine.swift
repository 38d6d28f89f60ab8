extension Store {
    /// Whether the store notes another machine than this one; false where either is not known.
    public func isOfAnotherMachine() throws(StoreError) -> Bool {
        guard let root = try openFolder(), try root.status(StoreLayout.machineName) != nil else { return false }
        return try !notesThisMachine()
    }

    /// Whether the store notes this machine, or there is nothing to note of it.
    public func notesThisMachine() throws(StoreError) -> Bool {
        guard let machine = machine() else { return true }
        return try openFolder()?.notedMachine() == machine
    }
}

extension OpenFolder {
    /// In a store's folder: the machine that it notes; nil where it notes none, or what cannot be read.
    func notedMachine() -> String? {
        let note = (try? contents(of: StoreLayout.machineName)) ?? nil
        return note.map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
    }
}

extension Writer {
    /// Notes that the store is of this machine, whatever it noted before.
    ///
    /// Where that cannot be written, or a loss of power takes it back, nothing is lost: `status` goes on to warn, or the next
    /// run notes it.
    public func noteMachine() { try? writeMachine() }

    /// Notes this machine where the store notes none.
    func noteMachineIfNone() {
        if (try? root.status(StoreLayout.machineName)) == nil { noteMachine() }
    }

    /// Notes this machine; the note is on the disk when the store's folder is.
    func writeMachine() throws(StoreError) {
        guard let machine = store.machine(), root.notedMachine() != machine else { return }
        try root.replaceFile(StoreLayout.machineName, mode: 0o600, Array("\(machine)\n".utf8))
    }
}
