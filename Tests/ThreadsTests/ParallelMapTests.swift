import Synchronization
import Testing

@testable import Threads

@Suite("A parallel map")
struct ParallelMapTests {
    private struct Enough: Error {}

    @Test(arguments: [(0, 16), (1, 16), (15, 16), (16, 16), (17, 16), (1000, 7), (300, 1), (5, Int.max)])
    func `hands on what is made of every portion, in order`(count: Int, size: Int) {
        var ranges: [Range<Int>] = []
        ParallelMap.portions(of: count, size: size) {
            $0
        } each: {
            ranges.append($0)
        }
        #expect(ranges.flatMap(Array.init) == Array(0..<count))
        #expect(ranges.dropLast().allSatisfy { $0.count == size })
        #expect(ranges.allSatisfy { !$0.isEmpty && $0.count <= size })
    }

    @Test func `keeps the order where the portions end the other way round`() {
        let most = ParallelMap.readAhead
        let isDone = (0..<most).map { _ in Promise<Bool>() }
        var numbers: [Int] = []
        ParallelMap.portions(of: most, size: 1) { range in
            let next = range.lowerBound + 1
            // Proves as well that so many are under way at once.
            let isInTime = next == most || isDone[next].wait(for: .seconds(60)) != nil
            isDone[range.lowerBound].fulfil(true)
            return isInTime ? range.lowerBound : -1
        } each: {
            numbers.append($0)
        }
        #expect(numbers == Array(0..<most))
    }

    @Test func `starts no more than a few portions ahead of the one that is handed on`() {
        let started = Atomic(0)
        var handedOn = 0
        ParallelMap.portions(of: 200, size: 1) { _ in
            started.add(1, ordering: .sequentiallyConsistent)
        } each: { _ in
            handedOn += 1
            #expect(started.load(ordering: .sequentiallyConsistent) < handedOn + ParallelMap.readAhead)
        }
        #expect(handedOn == 200)
    }

    @Test func `ends with the first error, and starts nothing after it`() {
        let started = Atomic(0)
        var handedOn: [Int] = []
        #expect(throws: Enough.self) {
            try ParallelMap.portions(of: 200, size: 1) { range in
                started.add(1, ordering: .sequentiallyConsistent)
                return range.lowerBound
            } each: { number throws(Enough) in
                handedOn.append(number)
                if number == 3 { throw Enough() }
            }
        }
        #expect(handedOn == [0, 1, 2, 3])
        #expect(started.load(ordering: .sequentiallyConsistent) <= 3 + ParallelMap.readAhead)
    }
}
