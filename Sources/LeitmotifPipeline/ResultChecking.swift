import LeitmotifModel

/// Measures what a pipeline's `checks:` ask for.
struct ResultChecking {
  let reader: any StudyReader

  /// The checks that do not hold, each with what was measured.
  ///
  /// - Throws: Whatever the reader throws.
  func failures(of checks: [ResultCheck]) throws -> [FailedCheck] {
    try checks.compactMap { check in
      let (value, reason) = try value(of: check.measure)
      if let value, check.holds(value) { return nil }
      return FailedCheck(check: check, value: value, reason: reason)
    }
  }

  private func value(
    of measure: ResultCheck.Measure
  ) throws -> (value: Double?, reason: String?) {
    switch measure {
    case .transcripts: return (Double(try reader.transcripts.count), nil)
    case .codings:
      var count = 0
      try reader.forEachFinalCoding { _ in count += 1 }
      return (Double(count), nil)
    case .queue: return (Double(try reader.openPlaces.count), nil)
    case .stale: return (Double(try reader.queue.count { $0.reason == .stale }), nil)
    case .participants(let code): return (Double(try reader.holders(of: code).count), nil)
    case .agreement(let measure): return try measure.value(in: reader)
    }
  }
}

/// A check that does not hold.
public struct FailedCheck: Hashable, Sendable {
  /// The check.
  public let check: ResultCheck
  /// What was measured; `nil` when it is undefined.
  public let value: Double?
  /// Why it is undefined, as a clause; `nil` when it is not, or nothing is known.
  public let reason: String?
}
