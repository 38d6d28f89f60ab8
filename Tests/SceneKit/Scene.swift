package import CertificateModel
package import ScreenKit

/// One scene: where the program starts, what the operator does, and what the screen shows then.
package struct Scene: Sendable {
    /// The parts of the program that have screens.
    package enum Part: String, CaseIterable, Sendable {
        /// The wizard of a server without certificates.
        case wizard
        /// The view of certificates.
        case review
        /// The state of a server that has certificates.
        case home
    }

    /// What the scene is about, in a few words.
    package var title = ""
    /// Which part of the program it is played in.
    package var part = Part.wizard
    /// What is shown: files of the medium, or `store`.
    package var shown: [String] = []
    /// The size of the window at the start.
    package var size = Size(columns: 80, rows: 24)
    /// Which characters the terminal shows.
    package var charset = Charset.unicode
    /// The kind of terminal, as `TERM` names it.
    package var terminal = "tmux"
    /// The clock, to the second.
    package var clock = Timestamp(secondsSinceEpoch: 0)
    /// The Ethernet ports of the host.
    package var ports: [NetworkInterface] = []
    /// The machine's own name.
    package var machineName: HostName?
    /// What reverse DNS answers.
    package var names: [IPAddress: HostName] = [:]
    /// The folder of the store.
    package var store = ""
    /// Whether a medium is plugged in that holds what third parties may hand over.
    package var hasMedia = false
    /// Whether the operator has logged in.
    package var hasLogin = true
    /// Whether the line to the terminal is slow.
    package var isSlow = false
    /// How the world behaves.
    package var world = SceneWorld.ordinary
    /// What the operator does.
    package var steps: [SceneStep] = []
    /// What is to be seen then; nil where it was never recorded.
    package var picture: ScenePicture?
    /// The lines of the file before the picture, as they were written.
    package var header = ""

    /// A scene in the usual window, of a host without anything, in which nothing is done.
    package init() {}

    /// The text of the file with another picture.
    package func text(with picture: ScenePicture, columns: Int) -> String { header + picture.text(columns: columns) }
}
