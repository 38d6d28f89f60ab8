public import CertificateModel

/// Builds the path from a certificate to a root (RFC 4158): of all paths through the certificates that there are, the
/// best one that clients take, else the one that comes nearest to that, with its reason.
///
/// It changes nothing and reads nothing: the answer depends on the certificates and the moment alone.
public struct PathBuilder {
    private let graph: IssuerGraph
    private let now: Timestamp?
    /// How far each certificate is from the end of its best path.
    private let distances: [Int]

    /// How many whole paths are compared.
    private static let mostPaths = 200
    /// How many beginnings of paths are looked at.
    private static let mostSteps = 20_000

    /// What a step costs: shorter paths come first, then those through certificates that came together.
    private enum Cost {
        static let step = 1
        static let far = 100
        static let notSent = 10_000
        static let untrusted = 1_000_000
        static let none = Int.max / 2
    }

    /// The certificates above `start`. `candidates` returns those whose subject has a hash. Without `now`, validity periods
    /// are not compared.
    public init(from start: PathMember, now: Timestamp?, candidates: (_ subjectHash: UInt32) -> [PathMember]) {
        graph = IssuerGraph(from: start, candidates)
        self.now = now
        distances = Self.distances(in: graph)
    }

    /// The certificates above the first one, whether the path uses them or not.
    public var ancestors: [PathMember] { Array(graph.members.dropFirst()) }

    /// The path.
    public func path() -> CertificatePath {
        var best: CertificatePath?
        var shortestTooLong: Int?
        var walk = Walk(graph: graph, distances: distances, mostSteps: Self.mostSteps)
        var count = 0
        while count < Self.mostPaths, let found = walk.next() {
            count += 1
            guard found.count <= ThirdPartySet.longestChain else {
                shortestTooLong = min(shortestTooLong ?? .max, found.count)
                continue
            }
            let path = CertificatePath(found.map { graph.members[$0] }, now: now)
            if path.rank == .taken { return path }
            if best.map({ path.rank < $0.rank }) ?? true { best = path }
        }
        if let best { return best }
        if let shortestTooLong { return CertificatePath([graph.members[0]], problem: .tooLong(shortestTooLong)) }
        return rootless()
    }

    /// The path that ends where no issuer is found, and why none is.
    private func rootless() -> CertificatePath {
        let start = graph.members[0]
        if graph.isCut { return CertificatePath([start], problem: .tooMany) }
        // Breadth first, so that the path to each certificate is a shortest one.
        var previous: [Int: Int] = [:]
        var queue = [0]
        var next = 0
        var deadEnd: Int?
        while next < queue.count {
            let one = queue[next]
            next += 1
            if graph.issuers[one].isEmpty, !graph.isRoot[one] { deadEnd = one }
            for issuer in graph.issuers[one] where issuer != 0 && previous[issuer] == nil {
                previous[issuer] = one
                queue.append(issuer)
            }
        }
        guard let deadEnd else { return CertificatePath([start], problem: .circle) }
        var members = [deadEnd]
        while let last = members.last, let below = previous[last] { members.append(below) }
        let path = members.reversed().map { graph.members[$0] }
        return CertificatePath(path, problem: problem(of: deadEnd))
    }

    private func problem(of deadEnd: Int) -> ThirdPartySet.ChainProblem {
        let member = graph.members[deadEnd]
        let contents = member.certificate.contents
        if contents.encodingFaults.contains(.signatureAlgorithms) {
            return .other(
                "\(VisibleText.quoted(member.name)) names two signature algorithms, so that its signature means nothing"
            )
        }
        switch graph.obstacles[deadEnd] {
        case .namesAnother(let candidate, let named):
            return .namesAnother(
                subject: member.name, issuer: member.issuerName, named: named, file: candidate.file)
        case .otherKey(let candidate):
            return .missing(issuer: member.issuerName, subject: member.name, namesake: candidate.file)
        case nil:
            if let own = member.certificate.ownMismatch {
                return .namesAnother(
                    subject: member.name, issuer: member.issuerName, named: own, file: member.file)
            }
            if deadEnd == 0, contents.isSelfSignedByNames { return .notItsOwnSignature }
            return .missing(issuer: member.issuerName, subject: member.name, namesake: nil)
        }
    }

    /// What it costs to have this certificate in a path.
    private static func cost(of index: Int, in graph: IssuerGraph) -> Int {
        let member = graph.members[index]
        var cost = Cost.step + (member.isNear ? 0 : Cost.far)
        if graph.isRoot[index] {
            if member.trust == nil { cost += Cost.untrusted }
        } else if !member.isSent {
            cost += Cost.notSent
        }
        return cost
    }

    /// The least cost from each certificate to a root; `Cost.none` if none is above it.
    private static func distances(in graph: IssuerGraph) -> [Int] {
        var distances = graph.members.indices.map { graph.isRoot[$0] ? cost(of: $0, in: graph) : Cost.none }
        // Each round mends paths that are one certificate longer. It ends when no path becomes shorter.
        for _ in graph.members.indices {
            var isSettled = true
            for index in graph.members.indices where !graph.isRoot[index] {
                let least = graph.issuers[index].map { distances[$0] }.min() ?? Cost.none
                guard least < Cost.none else { continue }
                let found = least + cost(of: index, in: graph)
                if found < distances[index] {
                    distances[index] = found
                    isSettled = false
                }
            }
            if isSettled { break }
        }
        return distances
    }

    /// Whole paths, the cheapest first: A* with exact distances, so that no step leads to a dead end.
    private struct Walk {
        let graph: IssuerGraph
        let distances: [Int]
        private var open: [(estimate: Int, cost: Int, members: [Int])] = []
        private var stepsLeft: Int

        init(graph: IssuerGraph, distances: [Int], mostSteps: Int) {
            self.graph = graph
            self.distances = distances
            stepsLeft = mostSteps
            if distances[0] < Cost.none { open = [(distances[0], PathBuilder.cost(of: 0, in: graph), [0])] }
        }

        mutating func next() -> [Int]? {
            while let beginning = open.popLast(), let last = beginning.members.last {
                guard stepsLeft > 0 else { return nil }
                stepsLeft -= 1
                if graph.isRoot[last] { return beginning.members }
                for issuer in graph.issuers[last].reversed()
                where distances[issuer] < Cost.none && !isLoop(issuer, beginning.members) {
                    let cost = beginning.cost + PathBuilder.cost(of: issuer, in: graph)
                    insert((beginning.cost + distances[issuer], cost, beginning.members + [issuer]))
                }
            }
            return nil
        }

        /// Whether the path has the certificate already, or another one of the same name and key (RFC 4158 section 2.4.2). It
        /// may begin with a cross-certificate of the root that ends it.
        private func isLoop(_ index: Int, _ members: [Int]) -> Bool {
            let one = graph.members[index].certificate
            return members.contains { member in
                let other = graph.members[member].certificate
                return member == index
                    || other.subjectHash == one.subjectHash && other.publicKeyInfo == one.publicKeyInfo
                        && !(member == 0 && graph.isRoot[index])
            }
        }

        /// Keeps the cheapest last; of equal ones, the one that was added last.
        private mutating func insert(_ beginning: (estimate: Int, cost: Int, members: [Int])) {
            var (low, high) = (0, open.count)
            while low < high {
                let middle = (low + high) / 2
                if open[middle].estimate < beginning.estimate { high = middle } else { low = middle + 1 }
            }
            open.insert(beginning, at: low)
        }
    }
}
