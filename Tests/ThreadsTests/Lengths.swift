/// Lengths of time that no sum may trip over.
enum Lengths {
    /// Nothing, and less.
    static let none: [Duration] = [
        .zero, .nanoseconds(-1), .seconds(-1), .seconds(Int64.min),
        Duration(secondsComponent: .min, attosecondsComponent: .min), .zero - .seconds(Int64.max),
    ]

    /// A minute, and what is for ever to anybody who waits.
    static let long: [Duration] = [
        .seconds(60), .seconds(86_401), .seconds(UInt64(Int32.max)), .seconds(Int64.max),
        Duration(secondsComponent: .max, attosecondsComponent: .max), .seconds(Int64.max) * 9,
    ]
}
