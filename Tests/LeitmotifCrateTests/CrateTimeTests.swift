import Testing

@testable import LeitmotifCrate

/// Times as a crate writes them.
struct CrateTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_399_999, "2000-02-28T23:59:59Z"),
    (951_782_400_000, "2000-02-29T00:00:00Z"), (1_709_251_199_000, "2024-02-29T23:59:59Z"),
    (4_107_542_400_000, "2100-03-01T00:00:00Z"), (1_767_225_599_000, "2025-12-31T23:59:59Z"),
  ])
  func `milliseconds since 1970 are days of the calendar`(milliseconds: Int64, time: String) {
    #expect(CrateGraph.time(milliseconds) == time)
  }
}
