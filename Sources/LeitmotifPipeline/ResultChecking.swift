import LeitmotifModel

/// Measures what a pipeline's `checks:` ask for.
struct ResultChecking {
  let reader: any StudyReader

  /// The checks that do not hold, each with what was measured.
  ///
  /// - Throws: Whatever the reader throws.
  func failures(of checks: [ResultCheck]) throws -> [(check: ResultCheck, value: Double?)] {
    try checks.compactMap { check in
      let value = try value(of: check.measure)
      if let value, check.holds(value) { return nil }
      return (check, value)
    }
  }

  private func value(of measure: ResultCheck.Measure) throws -> Double? {
    switch measure {
    case .transcripts: return Double(try reader.transcripts.count)
    case .codings:
      var count = 0
      try reader.forEachFinalCoding { _ in count += 1 }
      return Double(count)
    case .queue: return Double(try reader.queue.count)
    case .stale: return Double(try reader.queue.count { $0.reason == .stale })
    case .participants(let code): return Double(try reader.holders(of: code).count)
    case .agreement(let coefficient):
      return try CoderAgreement(reader: reader).value(of: coefficient)
    }
  }
}
