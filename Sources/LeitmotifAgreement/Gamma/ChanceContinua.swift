/// How chance would mark a text: what γ compares coders with.
///
/// A γ without its sampler's name says little.
public enum ChanceSampler: String, CaseIterable, Hashable, Sendable {
  /// Each line is one coder's, turned by a random length; the lengths are half a mean unit apart
  /// when they can be.
  ///
  /// - Source: Mathet, Widlöcher and Métivier (2015), section 5.2, doi:10.1162/COLI_a_00227.
  case shuffle
  /// Each line has a number of units, gaps and lengths drawn from normal distributions with the
  /// coders' means and deviations, and categories as frequent as theirs.
  ///
  /// - Source: the program pygamma-agreement's default, doi:10.21105/joss.02989.
  case statistical
}

/// Draws lines of units by chance, as many as there are coders.
struct ChanceContinua {
  private let lines: [[Continuum.Span]]
  private let begin: Int
  private let length: Int
  private let sampler: ChanceSampler
  private var random: RandomSource

  private let unitCount: Moments
  private let unitLength: Moments
  private let gap: Moments
  private let categories: [Int]

  init(_ continuum: Continuum, _ sampler: ChanceSampler, seed: UInt64) {
    lines = continuum.coders.indices.map { Array(continuum.spans(of: $0)) }
    begin = continuum.begin
    length = continuum.length
    self.sampler = sampler
    random = RandomSource(seed: seed)
    categories = continuum.spans.map(\.category)
    unitCount = Moments(lines.map { Double($0.count) })
    unitLength = Moments(continuum.spans.map { Double($0.length) })
    var gaps: [Double] = []
    for line in lines {
      var position = continuum.begin
      for span in line {
        gaps.append(Double(span.start - position))
        position = span.end
      }
    }
    gap = Moments(gaps)
  }

  /// The next lines; at least one has a unit when one of the coders has.
  mutating func next() -> [[Continuum.Span]] {
    while true {
      let result = sampler == .shuffle ? shuffled() : drawn()
      if categories.isEmpty || result.contains(where: { !$0.isEmpty }) { return result }
    }
  }

  private mutating func shuffled() -> [[Continuum.Span]] {
    let apart = unitLength.mean / 2
    var turns: [Double] = []
    return lines.indices.map { coder in
      var turn = random.unit() * Double(length)
      for _ in 0..<100 where turns.contains(where: { abs($0 - turn) < apart }) {
        turn = random.unit() * Double(length)
      }
      turns.append(turn)
      let shift = Int(turn)
      return lines[random.index(below: lines.count)].map { span in
        let start = begin + (span.start - begin + shift) % length
        return Continuum.Span(
          coder: coder, start: start, end: start + span.length, category: span.category)
      }
    }
  }

  private mutating func drawn() -> [[Continuum.Span]] {
    lines.indices.map { coder in
      let count = Int(max(0, unitCount.draw(&random).rounded()))
      var position = Double(begin)
      return (0..<count).map { _ in
        let start = max(Double(begin), (position + gap.draw(&random)).rounded())
        let end = start + max(1, abs(unitLength.draw(&random)).rounded())
        position = end
        return Continuum.Span(
          coder: coder, start: Int(start), end: Int(end),
          category: categories[random.index(below: categories.count)])
      }
    }
  }

  /// A mean and a standard deviation.
  private struct Moments {
    let mean: Double
    let deviation: Double

    init(_ values: [Double]) {
      let count = Double(max(1, values.count))
      let mean = values.reduce(0, +) / count
      self.mean = mean
      deviation = (values.reduce(0) { $0 + square($1 - mean) } / count).squareRoot()
    }

    func draw(_ random: inout RandomSource) -> Double {
      mean + deviation * random.gaussian()
    }
  }
}
