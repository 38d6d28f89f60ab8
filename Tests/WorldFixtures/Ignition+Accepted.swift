package import CertificateModel
package import Operations

/// Operations as an operator does them who is asked and says yes.
extension Ignition {
    package func commit(_ prepared: Prepared) throws(OperationError) -> Int {
        try commit(prepared, prepared.confirmation.accepted)
    }
}

extension Import {
    package func commit(_ prepared: Prepared) throws(OperationError) -> Int? {
        try commit(prepared, prepared.confirmation.accepted)
    }
}

extension Regeneration {
    package func commit(_ prepared: Prepared) throws(OperationError) -> Int {
        try commit(prepared, prepared.confirmation.accepted)
    }

    @discardableResult
    package func run(_ answers: Answers? = nil) throws(OperationError) -> (prepared: Prepared, generation: Int) {
        let prepared = try prepare(answers)
        return (prepared, try commit(prepared))
    }
}

extension Rollback {
    package func perform(to number: Int? = nil) throws(OperationError) -> (from: Int?, to: Int)? {
        guard let prepared = try prepare(to: number) else { return nil }
        try commit(prepared, prepared.confirmation.accepted)
        return (prepared.from, prepared.to)
    }
}
