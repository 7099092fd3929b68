import LeitmotifAgreement
public import LeitmotifModel
import LeitmotifTable

/// How often each coder finds what the merged result has, and leaves what it has not: what a weighted vote rests on.
///
/// The truth is the merged result, which people settled where coders differed; it rests on the coders themselves, so
/// that the shares are upper bounds until reviewers looked at the places that nobody disputed, too. Each share is
/// (k + ½) / (n + 1), which is never 0 or 1 (Jeffreys' prior; Brown, Cai and DasGupta 2001, doi:10.1214/ss/1009213286).
public struct MeasuredReliability: Hashable, Sendable {
  /// What one coder did with one code, or with all.
  public struct Row: Hashable, Sendable {
    /// The coder; `machine` for all classifiers together.
    public let coder: String
    /// The code; `nil` for all codes together.
    public let code: Identifier<Code>?
    /// The share of the units with the code that the coder gave it.
    public let sensitivity: Double
    /// The share of the other units that the coder left without it.
    public let specificity: Double
    /// The share of units with the code.
    public let prevalence: Double
  }

  /// For each coder all codes together, then the codes that the merged result has in enough units.
  public let rows: [Row]

  /// In how many units the merged result must have a code for a row of its own; fewer say too little.
  public static let leastUnits = 10

  /// Measures the people, and all classifiers together, against the merged result.
  ///
  /// - Parameter agreement: How far they agree with it.
  /// - Throws: `Diagnostics` (`reliability-without-final`) when the merged result is not compared with any of them.
  public init(of agreement: CoderAgreement) throws(Diagnostics) {
    let voices = agreement.voices
    var rows: [Row] = []
    for comparison in agreement.comparisons where comparison.kind == .pair {
      guard let final = comparison.voices.firstIndex(where: { voices[$0].kind == .final }),
        let own = comparison.voices.firstIndex(where: { voices[$0].kind != .final })
      else { continue }
      let coder = voices[comparison.voices[own]].name
      for subject in [.pooled] + agreement.codesGiven.map(CoderAgreement.Subject.code) {
        let counts = Counts(agreement.ratings(of: subject, in: comparison), own: own, final: final)
        let least = subject == .pooled ? 1 : Self.leastUnits
        if counts.given >= least { rows.append(counts.row(of: coder, subject.code)) }
      }
    }
    guard !rows.isEmpty else {
      throw Diagnostics(
        .error(
          "reliability-without-final",
          "no coder rated a unit that has a code in the merged result",
          help: "run a pipeline that merges first, and let --coders name 'final' and the coders"))
    }
    self.rows = rows
  }

  /// The table that `merge: adjudicate` reads with `when: weighted`.
  public var table: [UInt8] {
    var table = TableWriter(
      columns: ["coder", "code", "sensitivity", "specificity", "prevalence"])
    for row in rows {
      // Four places, of which none may round to 0 or 1.
      let shares = [row.sensitivity, row.specificity, row.prevalence]
        .map { format(min(max($0, 0.0001), 0.9999)) }
      table.append([row.coder, row.code?.rawValue ?? "*"] + shares)
    }
    return table.bytes
  }
}

/// How often a coder and the merged result gave a code, or one of them.
private struct Counts {
  private(set) var both = 0
  private(set) var given = 0
  private(set) var neither = 0
  private(set) var notGiven = 0

  init(_ ratings: CountedRatings, own: Int, final: Int) {
    for (way, count) in ratings.counts.enumerated() {
      guard let truth = ratings.ways[unit: way, coder: final],
        let rating = ratings.ways[unit: way, coder: own]
      else { continue }
      if truth == 1 {
        given += count
        both += rating == 1 ? count : 0
      } else {
        notGiven += count
        neither += rating == 0 ? count : 0
      }
    }
  }

  func row(of coder: String, _ code: Identifier<Code>?) -> MeasuredReliability.Row {
    MeasuredReliability.Row(
      coder: coder, code: code, sensitivity: share(both, of: given),
      specificity: share(neither, of: notGiven), prevalence: share(given, of: given + notGiven))
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    (Double(part) + 0.5) / (Double(whole) + 1)
  }
}
