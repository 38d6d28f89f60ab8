import CertificateModel
import Testing

@Suite("Time")
struct TimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"), (1_795_478_400, "2026-11-24T00:00:00Z"),
            (2_147_483_648, "2038-01-19T03:14:08Z"), (2_524_607_999, "2049-12-31T23:59:59Z"),
            (2_524_608_000, "2050-01-01T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"), (.max, "9999-12-31T23:59:59Z"), (.min, "0000-01-01T00:00:00Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"), (-2_203_891_200, "1900-03-01T00:00:00Z"),
        ] as [(Int64, String)])
    func `has known values`(_ seconds: Int64, _ text: String) {
        #expect(Timestamp(secondsSinceEpoch: seconds).description == text)
        #expect(Timestamp(text)?.description == text)
    }

    @Test func `goes from a date to seconds and back, for every day of 800 years`() throws {
        var expected = try #require(Timestamp(year: 1700, month: 1, day: 1)).secondsSinceEpoch
        var wrong: [String] = []
        for year in 1700..<2500 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let time = Timestamp(year: year, month: month, day: day) else { continue }
                    let isSame = time.civil == (year, month, day, 0, 0, 0)
                    if time.secondsSinceEpoch != expected || !isSame { wrong.append(time.description) }
                    expected += 86_400
                }
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: [
        "", "2027-03-01", "2027-03-01T12:00:00", "2027-03-01 12:00:00Z", "2027-02-29T12:00:00Z", "2027-03-01T24:00:00Z",
        "2027-03-01T12:00:00+00:00", "2027-3-1T12:00:00Z", "+2027-03-01T12:00:00Z", "2027-03-01T12:00:00Z\n",
    ])
    func `is read only as it is written`(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [
        (2023, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (10_000, 1, 1),
    ])
    func `has no such date`(_ year: Int, _ month: Int, _ day: Int) {
        #expect(Timestamp(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        (2024, 10, "2034-02-28T12:00:00Z"), (2024, 2, "2026-02-28T12:00:00Z"), (2024, 4, "2028-02-29T12:00:00Z"),
        (2096, 4, "2100-02-28T12:00:00Z"), (9996, 10, "9999-02-28T12:00:00Z"),
    ])
    func `of 29 February becomes 28 February in a year without it`(_ year: Int, _ years: Int, _ text: String) throws {
        let time = try #require(Timestamp(year: year, month: 2, day: 29, hour: 12))
        #expect(time.adding(years: years).description == text)
    }

    @Test func `is read as it is written, for people and for programs`() throws {
        let text = "2028-02-29T08:05:09Z"
        let time = try #require(Timestamp(text))
        #expect(time.description == text && time.utcText == "2028-02-29 08:05:09 UTC" && time.date == "2028-02-29")
        for wrong in [
            "", "2028-02-30T08:05:09Z", "2028-02-29 08:05:09Z", "2028-2-29T08:05:09Z", "\(text) ", "x\(text)",
        ] {
            #expect(Timestamp(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `stays within its bounds`() {
        let now = Timestamp(secondsSinceEpoch: 0)
        #expect(now.adding(seconds: .max).adding(seconds: .max).description == "9999-12-31T23:59:59Z")
        #expect(now.adding(seconds: .min).adding(seconds: .min).description == "0000-01-01T00:00:00Z")
        #expect(now < now.adding(seconds: 1))
        #expect(now.adding(seconds: 86_399).tableText == "01/01/70 23:59:59")
    }

    @Test(
        arguments: [
            (-1, false, "before this software was released"), (0, true, ""), (631_152_000, true, ""),
            (631_152_001, false, "20 years after its release"),
        ] as [(Int64, Bool, String)])
    func `of the clock is plausible from the release to 20 years after it`(
        _ seconds: Int64, _ isPlausible: Bool, _ side: String
    ) {
        let clock = IgnitionClock(reading: SoftwareRelease.date.adding(seconds: seconds))
        #expect(clock.isPlausible == isPlausible && (clock.warning == nil) == isPlausible)
        #expect(clock.warning?.contains(side) ?? isPlausible)
    }

    @Test(arguments: [
        (1970, "before this software was released"), (2047, "20 years after its release"),
    ])
    func `of a wrong clock becomes the start of the release's year, with a word about it`(
        _ year: Int, _ side: String
    ) throws {
        let clock = IgnitionClock(reading: try #require(Timestamp(year: year, month: 1, day: 1)))
        #expect(clock.rootValidFrom.description == "2026-01-01T00:00:00Z")
        #expect(
            clock.warning
                == "the clock says \(year)-01-01T00:00:00Z, which is \(side): Valid From is 2026-01-01T00:00:00Z instead, "
                + "and the identity may have expired when the clock is corrected; it is renewed then")
    }

    @Test(
        arguments: [
            (true, "2028-03-01 08:00:00 UTC, synchronised", false),
            (false, "2028-03-01 08:00:00 UTC, not synchronised", true),
            (nil, "2028-03-01 08:00:00 UTC", false),
        ] as [(Bool?, String, Bool)])
    func `of the clock is in doubt where it is not synchronised`(
        _ isSynchronized: Bool?, _ text: String, _ isDoubted: Bool
    ) throws {
        let reading = try #require(Timestamp(year: 2028, month: 3, day: 1, hour: 8))
        let clock = IgnitionClock(reading: reading, isSynchronized: isSynchronized)
        #expect(clock.text == text && clock.warning == nil && clock.isReliable == (isSynchronized == true))
        let risk = "if it is ahead, clients refuse the certificates until it is correct and they are renewed"
        #expect(clock.risk == (isDoubted ? risk : nil))
        #expect(
            clock.doubt == (isDoubted ? "the clock says 2028-03-01T08:00:00Z, and is not synchronised: \(risk)" : nil))
        #expect(
            clock.orIsSet("wait")
                == (isSynchronized == true
                    ? "wait" : "wait, or set this server's clock, which says 2028-03-01T08:00:00Z"))
    }

    @Test func `of a wrong clock is no better for being synchronised`() {
        let clock = IgnitionClock(reading: Timestamp(secondsSinceEpoch: 0), isSynchronized: true)
        #expect(!clock.isReliable && clock.warning != nil && clock.doubt == nil)
    }

    @Test func `of the two certificates follows from the clock`() throws {
        let reading = try #require(Timestamp(year: 2028, month: 3, day: 1, hour: 8))
        let plan = try ModelSample.plan(.interoperable, at: reading)
        #expect(plan.root.notBefore.description == "2028-02-29T08:00:00Z")
        #expect(plan.root.notAfter.description == "2038-02-28T08:00:00Z")
        #expect(plan.identity.notBefore.description == "2028-02-29T08:02:00Z")
        #expect(plan.identity.notAfter.description == "2030-02-28T08:02:00Z")
    }
}
