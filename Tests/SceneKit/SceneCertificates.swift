import CertificateEngine
import CertificateModel
import Wizard

/// The certificates that the scenes show: really signed, with keys that are made once for all scenes of a run.
enum SceneCertificates {
    private static let generator = KeyMaterialGenerator()

    static func ignition(of plan: Plan) throws -> PreparedIgnition {
        try PreparedIgnition(plan: plan, keys: try generator.wait())
    }

    static func preparation(of plan: Plan) throws -> Preparation {
        let prepared = try ignition(of: plan)
        return Preparation(root: prepared.rootTable, identity: prepared.identityTable)
    }
}
