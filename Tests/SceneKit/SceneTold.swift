import CertificateEngine
import CertificateModel
import Screens
import Synchronization

/// What the performers told while a scene was played: every text of it, as the screens got it.
final class SceneTold: Sendable {
    private let texts = Mutex<Set<String>>([])
    private let paths: ScenePaths

    init(_ paths: ScenePaths) { self.paths = paths }

    /// The text as the scene has it on every machine, which from now on was told.
    func text(_ text: String) -> String {
        let shown = paths.shown(text).replacing(OpenSSLVersion.text, with: "OpenSSL 3.0.0 7 Sep 2021")
        texts.withLock { _ = $0.insert(shown) }
        return shown
    }

    var all: Set<String> { texts.withLock(\.self) }
}

extension Event {
    /// The event with the paths of the scene.
    func shown(_ told: SceneTold) -> Event {
        switch self {
        case .key, .resized, .waiting, .inspected, .reverseName, .signed, .counted, .summarizedAll, .opened, .judged,
            .answered, .switched, .renewsAutomatically, .ignitedElsewhere, .unfinished, .requestSigned, .pageServed,
            .page, .portTested, .passphraseTaken:
            self
        case .passphraseRefused(let refusal): .passphraseRefused(refusal.shown(told))
        case .rootOffered(let offer):
            .rootOffered(
                HandOutOffer(
                    root: offer.root, hostName: offer.hostName, addresses: offer.addresses,
                    media: offer.media.map { $0.shown(told) }, hooks: told.text(offer.hooks)))
        case .rootCopied(let names, let medium): .rootCopied(names, medium.shown(told))
        case .noRoot(let refusal): .noRoot(refusal.shown(told))
        case .pageNotServed(let refusal): .pageNotServed(refusal.shown(told))
        case .rootNotCopied(let refusal): .rootNotCopied(refusal.shown(told))
        case .portNotTested(let refusal): .portNotTested(refusal.shown(told))
        case .notSigned(let refusal): .notSigned(refusal.shown(told))
        case .places(let places): .places(places.map { $0.shown(told) })
        case .folder(let path, let entries): .folder(told.text(path), entries)
        case .folderRefused(let path, let refusal): .folderRefused(told.text(path), refusal.shown(told))
        case .importRead(let judgement, let warnings):
            .importRead(judgement.shown(told), warnings: warnings.map(told.text))
        case .passphraseWanted(let file, let isWrong): .passphraseWanted(file: told.text(file), isWrong: isWrong)
        case .severalIdentities(let candidates):
            .severalIdentities(
                candidates.map {
                    DecodedCertificate(contents: $0.contents, sha256: $0.sha256, file: told.text($0.file))
                })
        case .importRefused(let refusal): .importRefused(refusal.shown(told))
        case .saved(let path): .saved(path: told.text(path))
        case .notSaved(let refusal): .notSaved(refusal.shown(told))
        case .leftUnread(let title, let refusal): .leftUnread(title, refusal.shown(told))
        case .waitingRequests(let requests): .waitingRequests(requests.map { $0.shown(told) })
        case .requestMade(let request): .requestMade(request.shown(told))
        case .summarized(let first, let summaries): .summarized(first: first, summaries.map { $0.shown(told) })
        case .failed(let source, let refusal): .failed(source: told.text(source), refusal.shown(told))
        case .home(let state): .home(state.shown(told))
        case .prepared(let preview):
            .prepared(preview.shown(told))
        case .notPrepared(let id, let refusal): .notPrepared(id: id, refusal.shown(told))
        case .notSwitched(let refusal): .notSwitched(refusal.shown(told))
        case .handingOff(let step): .handingOff(step.shown(told))
        case .handedOff(let outcome): .handedOff(outcome.shown(told))
        case .history(let entries): .history(entries.map { $0.shown(told) })
        case .noHistory(let refusal): .noHistory(refusal.shown(told))
        case .renewalNotSaved(let refusal): .renewalNotSaved(refusal.shown(told))
        }
    }
}

extension RegenerationPreview {
    fileprivate func shown(_ told: SceneTold) -> RegenerationPreview {
        var new = self
        new.confirmation.warnings = confirmation.warnings.map(told.text)
        return new
    }
}

extension Judgement {
    /// The same of another set.
    func with(_ set: ThirdPartySet) -> Judgement { Judgement(set, for: server, level: level, clock: clock) }
}

extension Judgement {
    fileprivate func shown(_ told: SceneTold) -> Judgement {
        let new = with(set.shown(told))
        // What keeps a set out is told with it, for every level that the operator may choose.
        for refusal in CheckLevel.all.flatMap({ new.with($0).refusals }) { _ = refusal.shown(told) }
        return new
    }
}

extension WaitingRequest {
    fileprivate func shown(_ told: SceneTold) -> WaitingRequest {
        WaitingRequest(number: number, created: created, server: server, file: told.text(file))
    }
}

extension ThirdPartySet {
    fileprivate func shown(_ told: SceneTold) -> ThirdPartySet {
        func member(_ member: DecodedCertificate) -> DecodedCertificate {
            DecodedCertificate(contents: member.contents, sha256: member.sha256, file: told.text(member.file))
        }
        var new = self
        new.identity = member(identity)
        new.intermediates = intermediates.map(member)
        new.root = member(root)
        new.remarks = remarks.map(told.text)
        return new
    }
}

extension Place {
    fileprivate func shown(_ told: SceneTold) -> Place {
        Place(label: label, path: told.text(path), isRemovable: isRemovable)
    }
}

extension Refusal {
    fileprivate func shown(_ told: SceneTold) -> Refusal { Refusal(told.text(problem), hint: told.text(hint)) }
}

extension EntrySummary {
    fileprivate func shown(_ told: SceneTold) -> EntrySummary {
        EntrySummary(
            subject: subject, issuer: issuer, notBefore: notBefore, notAfter: notAfter, source: told.text(source),
            damage: damage.map(told.text), kind: kind, isSelfSigned: isSelfSigned)
    }
}

extension ServerState {
    fileprivate func shown(_ told: SceneTold) -> ServerState {
        var new = ServerState(
            hostName: hostName, server: server, store: told.text(store), siteFile: told.text(siteFile),
            generation: generation, isImported: isImported, profile: profile, status: status.shown(told),
            pendingRequests: pendingRequests, now: now,
            coverage: coverage, absent: absent, renewal: renewal, clockWarning: clockWarning.map(told.text),
            handoff: handoff)
        new.damage = damage?.shown(told)
        return new
    }
}

extension ServerStatus {
    fileprivate func shown(_ told: SceneTold) -> ServerStatus {
        ServerStatus(
            lines: lines.map {
                Line(
                    $0.subject, $0.severity, told.text($0.text), advice: $0.advice.map(told.text), remedy: $0.remedy,
                    isRemark: $0.isRemark,
                    daysLeft: $0.daysLeft)
            })
    }
}

extension HandoffStep {
    fileprivate func shown(_ told: SceneTold) -> HandoffStep {
        guard case .hookEnded(let outcome) = self else { return self }
        return .hookEnded(outcome.shown(told))
    }
}

extension HandoffOutcome {
    fileprivate func shown(_ told: SceneTold) -> HandoffOutcome {
        HandoffOutcome(
            hooks: hooks.map { $0.shown(told) }, served: served, wentBackTo: wentBackTo,
            warnings: warnings.map(told.text))
    }
}

extension HookOutcome {
    fileprivate func shown(_ told: SceneTold) -> HookOutcome {
        guard case .notRun(let reason) = result else { return self }
        return HookOutcome(name: told.text(name), result: .notRun(reason: told.text(reason)), output: output)
    }
}

extension HistoryEntry {
    fileprivate func shown(_ told: SceneTold) -> HistoryEntry {
        guard case .damaged(let problem) = contents else { return self }
        return HistoryEntry(
            generation: generation, isLive: isLive, wasServed: wasServed,
            contents: .damaged(problem: told.text(problem)))
    }
}
