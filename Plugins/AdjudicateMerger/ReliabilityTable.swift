import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// How reliable each coder was measured to be, and how frequent each code: what a weighted vote rests on.
///
/// The table is a file of the study, so that a transcript is merged from what is written down, and not from
/// what other transcripts happen to hold.
struct ReliabilityTable: Sendable {
  /// How often a coder finds what is there, and leaves what is not.
  private struct Reliability: Sendable {
    /// The share of true places that the coder codes.
    let sensitivity: Double
    /// The share of other places that the coder leaves uncoded.
    let specificity: Double
    /// The share of places where the code is true.
    let prevalence: Double
  }

  private struct Key: Hashable {
    let voice: Voice
    /// `nil` for every code that has no row of its own.
    let code: Identifier<Code>?
  }

  private var rows: [Key: Reliability] = [:]

  static let columns = ["coder", "code", "sensitivity", "specificity", "prevalence"]

  /// A table without rows.
  init() {}

  /// Reads a table of the columns `coder`, `code`, `sensitivity`, `specificity` and `prevalence`.
  ///
  /// - Throws: `Diagnostics` that name every cell that is wrong.
  init(reading source: Source, codebook: Codebook) throws {
    let table = try Table(reading: source.bytes, path: source.path)
    var problems = Diagnostics()
    let places = Self.columns.map { table.column($0) }
    for (name, place) in zip(Self.columns, places) where place == nil {
      problems.append(
        .error(
          "missing-column", "there is no column '\(name)'",
          help: "columns: \(Self.columns.joined(separator: ", "))",
          at: SourceLocation(path: table.path, line: 1)))
    }
    try problems.throwIfErrors()
    let columns = places.compactMap(\.self)
    for row in 0..<table.rowCount {
      let measures = columns.dropFirst(2).map { column -> Double in
        if let value = Double(table[row, column]), 0 < value, value < 1 { return value }
        problems.append(
          .error(
            "not-a-share", "a share lies between 0 and 1, and is neither of them",
            help: "never 0 or 1: nobody is measured on so many places that nothing is left open",
            at: table.location(ofRow: row, column: column)))
        return 0.5
      }
      let code = table[row, columns[1]]
      if code != "*", codebook[Identifier(code)] == nil {
        problems.append(
          .error(
            "unknown-code", "the codebook has no code '\(code)'",
            help: helpForUnknown(
              code, known: codebook.codes.map(\.id.rawValue) + ["*"], called: "codes"),
            at: table.location(ofRow: row, column: columns[1])))
      }
      let coder = table[row, columns[0]]
      let key = Key(
        voice: coder == "machine" ? .machine : .person(Identifier(coder)),
        code: code == "*" ? nil : Identifier(code))
      rows[key] = Reliability(
        sensitivity: measures[0], specificity: measures[1], prevalence: measures[2])
    }
    try problems.throwIfErrors()
  }

  /// Whether the votes make a code at least so probable.
  ///
  /// The odds are those of Dawid and Skene's model (doi:10.2307/2346806) with the measured values: the prior
  /// times, for each coder in the table, how much more often their vote is given where the code is true.
  /// Nothing but products and quotients, so that every machine computes the same.
  ///
  /// - Parameters:
  ///   - code: The code.
  ///   - threshold: The probability asked for.
  ///   - yes: Who proposed it.
  ///   - all: Who has a vote.
  /// - Returns: `false` as well when the table knows none of them.
  func makes(
    _ code: Identifier<Code>, atLeast threshold: Double, for yes: Set<Voice>,
    against all: Set<Voice>
  ) -> Bool {
    let known = all.compactMap { voice in
      (rows[Key(voice: voice, code: code)] ?? rows[Key(voice: voice, code: nil)]).map {
        (isYes: yes.contains(voice), reliability: $0)
      }
    }
    // Products of floating-point numbers depend on their order.
    let votes = known.sorted {
      ($0.isYes ? 1 : 0, $0.reliability.sensitivity, $0.reliability.specificity)
        < ($1.isYes ? 1 : 0, $1.reliability.sensitivity, $1.reliability.specificity)
    }
    guard let prevalence = votes.map(\.reliability.prevalence).max() else { return false }
    let odds = votes.reduce(prevalence / (1 - prevalence)) { odds, vote in
      let (sensitivity, specificity) = (vote.reliability.sensitivity, vote.reliability.specificity)
      return odds
        * (vote.isYes
          ? sensitivity / (1 - specificity) : (1 - sensitivity) / specificity)
    }
    return odds * (1 - threshold) >= threshold
  }
}
