import CertificateEngine
import CertificateModel
import Wizard

/// The certificates that the scenes show: really signed, with keys that are made once for all scenes of a run.
enum SceneCertificates {
    private static let generator = KeyMaterialGenerator()
    /// The keys that take the place of those.
    private static let newGenerator = KeyMaterialGenerator()

    static func ignition(of plan: Plan) throws -> PreparedIgnition {
        try PreparedIgnition(plan: plan, keys: try generator.wait())
    }

    static func preparation(of plan: Plan) throws -> Preparation {
        let prepared = try ignition(of: plan)
        return Preparation(root: prepared.rootTable, identity: prepared.identityTable)
    }

    /// What is issued anew for a server, after `old` was.
    static func regeneration(
        of plan: Plan, _ choice: RegenerationChoice, replacing old: PreparedIgnition
    ) throws -> PreparedIgnition {
        let (keys, new) = (try generator.wait(), try newGenerator.wait())
        guard let first = old.identity.serial.value?.next, let second = first.next, let other = new.rootSerial.next
        else {
            throw SceneError("the serial numbers are used up")
        }
        switch choice.subject {
        case .identity:
            return try PreparedIgnition(
                plan: plan, under: old.rootDER, rootKey: keys.rootKey,
                identityKey: choice.keepsKey ? keys.identityKey : new.identityKey, serial: first)
        case .root:
            return try PreparedIgnition(
                plan: plan, renewing: old.rootDER, rootKey: choice.keepsKey ? keys.rootKey : new.rootKey,
                keepsKey: choice.keepsKey, identityKey: keys.identityKey,
                serials: choice.keepsKey ? (first, second) : (new.rootSerial, other))
        }
    }
}
