import Testing

@testable import CertificateModel

@Suite("A schedule of renewals")
struct RenewalScheduleTests {
    private let start = ContinuousClock.now
    private var schedule = RenewalSchedule(settling: .seconds(30))

    private func moment(_ seconds: Int) -> RenewalSchedule.Moment { start + .seconds(seconds) }

    /// The seconds of `next`.
    private var next: Int64? { schedule.next.map { start.duration(to: $0).components.seconds } }

    private mutating func change(_ seconds: Int...) {
        for second in seconds { schedule.noteChange(at: moment(second)) }
    }

    private mutating func take(_ seconds: Int) -> RenewalSchedule.Occasion? { schedule.take(at: moment(seconds)) }

    @Test mutating func `has nothing in it until something changes`() {
        #expect(next == nil)
        #expect(take(1_000_000) == nil)
    }

    @Test mutating func `waits until changes have settled, and takes a burst of them once`() {
        change(0, 1, 20)
        #expect(next == 50)
        #expect(take(49) == nil)
        #expect(take(50) == .changes)
        #expect(next == nil)
        #expect(take(51) == nil)
    }

    @Test mutating func `does not wait for ever where changes go on`() {
        for second in stride(from: 0, through: 290, by: 10) { change(second) }
        #expect(next == 300)
        #expect(take(299) == nil)
        #expect(take(300) == .changes)
        change(301)
        #expect(next == 331)
    }

    @Test mutating func `waits a settling that is longer than that`() {
        schedule = RenewalSchedule(settling: .seconds(600))
        change(0, 100)
        #expect(next == 600)
    }

    @Test mutating func `makes up for what a renewal postponed, once`() {
        schedule.noteRenewal(at: start)
        #expect(next == 3_610)
        #expect(take(3_609) == nil)
        #expect(take(3_610) == .makeUp)
        #expect(next == nil)
    }

    @Test mutating func `makes up for the first renewal and for the last one, however many there were`() {
        for second in stride(from: 0, through: 3_000, by: 600) { schedule.noteRenewal(at: moment(second)) }
        #expect(take(3_610) == .makeUp)
        #expect(next == 6_610)
        #expect(take(6_610) == .makeUp)
        #expect(next == nil)
    }

    @Test mutating func `takes what changed before it makes up for something`() {
        schedule.noteRenewal(at: start)
        change(3_600)
        #expect(next == 3_610)
        #expect(take(3_640) == .changes)
        #expect(take(3_640) == .makeUp)
    }
}
