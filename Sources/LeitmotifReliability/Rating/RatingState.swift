/// What voices said of one unit and one code, a bit for each voice.
struct RatingState: Hashable {
  /// The voices that finished the unit.
  var covered: UInt64
  /// Those that gave the code.
  var coded: UInt64
  /// Those that have yet to decide on a part of it.
  var open: UInt64 = 0

  /// How many voices fit.
  static let capacity = 64

  /// The same with no more than matters: whoever gave the code rated the unit, whoever has yet to decide did not.
  var settled: RatingState {
    let coded = coded & covered
    return RatingState(covered: covered & (~open | coded), coded: coded)
  }

  /// What was said of a unit that has two parts: finished when both are, coded when one is.
  func joined(with other: RatingState) -> RatingState {
    RatingState(
      covered: covered & other.covered,
      coded: coded & covered | other.coded & other.covered, open: open | other.open)
  }
}

/// The places of one code in the units of one transcript, by voice.
struct CodePlaces {
  private var coded: [Int: [Range<Int>]] = [:]
  private var open: [Int: [Range<Int>]] = [:]

  /// Whether no voice has a place.
  var isEmpty: Bool { coded.isEmpty && open.isEmpty }

  /// Says that a voice gave the code to some units.
  mutating func addCoded(_ units: [Range<Int>], by voice: Int) {
    coded[voice, default: []] += units
  }

  /// Says that a voice has yet to decide on some units.
  mutating func addOpen(_ units: [Range<Int>], by voice: Int) {
    open[voice, default: []] += units
  }

  /// Adds the places of another code.
  mutating func formUnion(_ other: CodePlaces) {
    coded.merge(other.coded) { $0 + $1 }
    open.merge(other.open) { $0 + $1 }
  }

  /// One voice's places.
  func coded(by voice: Int) -> [Range<Int>] { coded[voice] ?? [] }

  /// Calls a function with each run of units of which the same was said.
  ///
  /// - Parameters:
  ///   - count: How many units there are.
  ///   - covered: The voices that finished them.
  ///   - body: The function.
  func forEachRun(
    ofUnits count: Int, covered: UInt64, _ body: (Range<Int>, RatingState) throws -> Void
  ) rethrows {
    var events: [(unit: Int, coded: UInt64, open: UInt64)] = []
    for (voice, ranges) in coded {
      for range in Self.joined(ranges) {
        events.append((range.lowerBound, 1 << UInt64(voice), 0))
        events.append((range.upperBound, 1 << UInt64(voice), 0))
      }
    }
    for (voice, ranges) in open {
      for range in Self.joined(ranges) {
        events.append((range.lowerBound, 0, 1 << UInt64(voice)))
        events.append((range.upperBound, 0, 1 << UInt64(voice)))
      }
    }
    events.sort { $0.unit < $1.unit }
    var state = RatingState(covered: covered, coded: 0)
    var position = 0
    for event in events {
      if event.unit > position { try body(position..<event.unit, state) }
      position = max(position, event.unit)
      state.coded ^= event.coded
      state.open ^= event.open
    }
    if position < count { try body(position..<count, state) }
  }

  /// Ranges in order, those that meet made one.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] =
          last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
