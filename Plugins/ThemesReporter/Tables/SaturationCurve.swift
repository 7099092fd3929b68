import LeitmotifModel
import LeitmotifPlugin

/// How many new codes each interview brings, and when no more are to be expected.
struct SaturationCurve {
  /// One interview in the order of the curve.
  struct Step {
    let transcript: Identifier<Transcript>
    /// The codes that no interview before has, each with its first coding.
    let new: [Int: CodingID]
    /// How many codes there are so far.
    let total: Int
    /// The mean of that over random orders.
    let meanTotal: Double
  }

  let steps: [Step]
  let settings: SaturationSettings
  /// After which interview the stop rule holds, counted from 1; `nil` when it does not.
  let stop: Int?

  init(
    _ rows: [(transcript: Identifier<Transcript>, codes: [Int: CodingID])],
    settings table: TableSettings, table themes: ThemeTable
  ) {
    settings = table.saturation
    // A code that is kept back would be the one that is counted and not named.
    let hidden = Set(themes.themes.indices.filter { !themes.shows(themes.themes[$0]) })
    let shown = rows.map { row in
      (transcript: row.transcript, codes: row.codes.filter { !hidden.contains($0.key) })
    }
    let ordered = Self.ordered(shown, by: table.transcripts)
    let means = Self.means(ordered.map { Set($0.codes.keys) }, settings)
    var seen: Set<Int> = []
    var steps: [Step] = []
    for (place, row) in ordered.enumerated() {
      let new = row.codes.filter { !seen.contains($0.key) }
      seen.formUnion(new.keys)
      steps.append(
        Step(transcript: row.transcript, new: new, total: seen.count, meanTotal: means[place]))
    }
    self.steps = steps
    stop = Self.stop(steps.map(\.new.count), settings)
  }

  /// The interviews in the order that the settings name, the others behind in natural order.
  private static func ordered(
    _ rows: [(transcript: Identifier<Transcript>, codes: [Int: CodingID])], by names: [String]
  ) -> [(transcript: Identifier<Transcript>, codes: [Int: CodingID])] {
    let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    return rows.sorted { one, other in
      let left = places[one.transcript.rawValue] ?? .max
      let right = places[other.transcript.rawValue] ?? .max
      return left == right ? naturally(one.transcript, other.transcript) : left < right
    }
  }

  /// The mean number of codes after each interview, over random orders.
  private static func means(_ rows: [Set<Int>], _ settings: SaturationSettings) -> [Double] {
    var sums = [Int](repeating: 0, count: rows.count)
    var random = SplitMix(state: UInt64(truncatingIfNeeded: settings.seed))
    var order = Array(rows.indices)
    let orders = max(1, Self.orders(of: rows.count, settings))
    for _ in 0..<orders {
      if settings.permutations > 0 { random.shuffle(&order) }
      var seen: Set<Int> = []
      for (place, row) in order.enumerated() {
        seen.formUnion(rows[row])
        sums[place] += seen.count
      }
    }
    return sums.map { Double($0) / Double(orders) }
  }

  /// How many random orders the mean is over: a million looks at a transcript are enough for a curve.
  private static func orders(of transcripts: Int, _ settings: SaturationSettings) -> Int {
    min(settings.permutations, max(1, 1_000_000 / max(1, transcripts)))
  }

  /// After which interview a run brings few enough new codes.
  static func stop(_ new: [Int], _ settings: SaturationSettings) -> Int? {
    let base = new.prefix(settings.base).reduce(0, +)
    guard base > 0, new.count >= settings.base + settings.run else { return nil }
    return (settings.base + settings.run...new.count).first { end in
      let found = new[(end - settings.run)..<end].reduce(0, +)
      return Double(found) * 100 <= settings.threshold * Double(base)
    }
  }

  /// The rule and what it says of these interviews.
  var verdict: String {
    let threshold =
      settings.threshold == settings.threshold.rounded()
      ? "\(Int(settings.threshold))" : "\(settings.threshold)"
    let rule =
      "Stop rule (Guest, Namey and Chen 2020): a run of \(counted(settings.run, "interview")) brings at most "
      + "\(threshold) % of the codes of the first \(settings.base)."
    guard let stop else { return rule + " These interviews do not reach it." }
    return rule + " It is reached after interview \(stop) of \(steps.count)."
  }

  func grid(_ table: ThemeTable) -> Grid {
    let orders = Self.orders(of: steps.count, settings)
    var known: Set<Int> = []
    return Grid(
      head: "interview",
      columns: [
        Grid.Column("new codes", isNumber: true), Grid.Column("codes so far", isNumber: true),
        Grid.Column("mean over orders", isNumber: true), Grid.Column("which are new"),
      ],
      rows: steps.map { step in
        let names = step.new.keys.sorted().map { table.themes[$0] }
        let shown = names.filter(table.shows)
        known.formUnion(step.new.keys)
        let soFar = Grid.Evidence(
          codes: known.sorted().map { table.themes[$0] }.filter(table.shows).map(\.code.id),
          meaning: "codes up to here")
        return Grid.Row(
          head: table.name(of: step.transcript),
          cells: [
            Grid.Cell(
              step.new.count,
              evidence: Grid.Evidence(
                codings: shown.compactMap { step.new[table.place[$0.code.id] ?? -1] },
                meaning: "new codes in \(table.name(of: step.transcript))",
                section: step.new.isEmpty ? .participants : nil)),
            Grid.Cell(step.total, evidence: soFar),
            Grid.Cell(
              text: Self.oneDigit(step.meanTotal), number: step.meanTotal, evidence: soFar),
            Grid.Cell(text: shown.map(\.code.name).joined(separator: ", ")),
          ])
      },
      notes: [verdict] + (orders == 0 ? [] : [mean(over: orders)]))
  }

  private func mean(over orders: Int) -> String {
    "Mean over \(counted(orders, "random order")) of the interviews, seed \(settings.seed)."
  }

  /// A number with one digit behind the point.
  static func oneDigit(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// Random numbers that are the same in every report.
///
/// - Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
///   doi:10.1145/2660193.2660195 (SplitMix64).
struct SplitMix {
  var state: UInt64

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Puts elements in random order (Fisher and Yates).
  mutating func shuffle(_ elements: inout [Int]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next() % UInt64(last + 1)))
    }
  }
}
