import Foundation
import LeitmotifAgreement

/// Measures one task and prints one line of JSON: its name, the seconds of CPU, the peak of memory, the result.
@main
struct AgreementBench {
  static func main() throws {
    let name = CommandLine.arguments.dropFirst().first ?? ""
    guard let task = tasks[name] else {
      print("tasks: \(tasks.keys.sorted().joined(separator: " "))")
      exit(64)
    }
    let work = try task()
    let start = processorSeconds()
    let value = try work()
    let seconds = processorSeconds() - start
    print(
      #"{"task":"\#(name)","seconds":\#(seconds),"megabytes":\#(peakMegabytes()),"value":\#(value)}"#
    )
  }

  /// Each makes its input, which is not measured, and returns what is.
  private static let tasks: [String: @Sendable () throws -> () throws -> Double] = [
    "alpha-bootstrap-20x100000": { try bootstrap(coders: 20, units: 100_000) },
    "alpha-bootstrap-5x1000000": { try bootstrap(coders: 5, units: 1_000_000) },
    "alpha-interval-million-values": { try intervalAlpha() },
    "gamma-2x1000": { try gamma(coders: 2, units: 1_000) },
    "gamma-3x200": { try gamma(coders: 3, units: 200) },
    "gamma-5x40-one-alignment": { try alignment(coders: 5, units: 40) },
    "dawid-skene-100000x5": { try dawidSkene() },
    "gwet-ac1-5x100000": { try analytic(GwetAC()) },
    "fleiss-kappa-5x100000": { try analytic(FleissKappa()) },
    "conger-kappa-5x100000": { try analytic(CongerKappa()) },
  ]

  /// Nominal alpha of five categories, one in ten ratings missing, with 1,000 resamples of the units.
  private static func bootstrap(coders: Int, units: Int) throws -> () throws -> Double {
    let cells = ratings(coders: coders, units: units)
    return {
      let ratings = try Ratings(
        coders: (0..<coders).map(String.init), categories: (0..<5).map(String.init), cells: cells)
      let result = ratings.agreement(
        KrippendorffAlpha(), interval: IntervalRequest(.percentile, replicates: 1_000))
      return result.interval?.lower ?? -9
    }
  }

  /// A coefficient with Gwet's analytic interval.
  private static func analytic(
    _ coefficient: any RatingCoefficient
  ) throws -> () throws -> Double {
    let cells = ratings(coders: 5, units: 100_000)
    return {
      let ratings = try Ratings(
        coders: (0..<5).map(String.init), categories: (0..<5).map(String.init), cells: cells)
      return ratings.agreement(coefficient, interval: IntervalRequest(.analytic)).value ?? -9
    }
  }

  private static func ratings(coders: Int, units: Int) -> [Int32] {
    var random = RandomSource(seed: 7)
    var cells: [Int32] = []
    cells.reserveCapacity(coders * units)
    for _ in 0..<units {
      let truth = Int32(random.index(below: 5))
      for _ in 0..<coders {
        let draw = random.unit()
        cells.append(
          draw < 0.1 ? Ratings.missing : draw < 0.8 ? truth : Int32(random.index(below: 5)))
      }
    }
    return cells
  }

  /// Interval alpha of two coders who never give one value twice.
  private static func intervalAlpha() throws -> () throws -> Double {
    // The second coder's value is the one next to the first's.
    let cells = (0..<500_000).flatMap { [Int32(2 * $0), Int32(2 * $0 + 1)] }
    let names = (0..<1_000_000).map { String(Double($0) + 0.25) }
    return {
      let ratings = try Ratings(coders: ["a", "b"], categories: names, cells: cells)
      return ratings.agreement(KrippendorffAlpha(distance: .interval)).value ?? -9
    }
  }

  private static func continuum(coders: Int, units: Int) throws -> Continuum {
    var random = RandomSource(seed: 7)
    var spans: [Continuum.Span] = []
    for coder in 0..<coders {
      // One in twenty is not found, the others' places differ a little.
      for unit in 0..<units where random.unit() > 0.05 {
        let start = unit * 20 + random.index(below: 5)
        spans.append(
          Continuum.Span(
            coder: coder, start: start, end: start + 8 + random.index(below: 5),
            category: random.unit() < 0.8 ? unit % 4 : random.index(below: 4)))
      }
    }
    return try Continuum(
      begin: 0, length: units * 20 + 40, coders: (0..<coders).map(String.init),
      categories: (0..<4).map(String.init), spans: spans)
  }

  private static func gamma(coders: Int, units: Int) throws -> () throws -> Double {
    let continuum = try continuum(coders: coders, units: units)
    return {
      var settings = Gamma.Settings()
      settings.precision = nil
      return try Gamma(continuum, settings).value.get()
    }
  }

  private static func alignment(coders: Int, units: Int) throws -> () throws -> Double {
    let continuum = try continuum(coders: coders, units: units)
    let lines = (0..<coders).map { coder in continuum.spans.filter { $0.coder == coder } }
    return { try UnitAlignment.best(lines, UnitDissimilarity()).disorder(UnitDissimilarity()) }
  }

  private static func dawidSkene() throws -> () throws -> Double {
    var random = RandomSource(seed: 7)
    var votes: [Votes.Vote] = []
    for unit in 0..<100_000 {
      let truth = random.index(below: 4)
      for _ in 0..<5 {
        votes.append(
          Votes.Vote(
            unit: unit, coder: random.index(below: 200),
            category: random.unit() < 0.7 ? truth : random.index(below: 4)))
      }
    }
    let all = Votes(unitCount: 100_000, coderCount: 200, categoryCount: 4, votes: votes)
    return { try DawidSkene(all, iterations: 100, tolerance: -1).logLikelihood }
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func peakMegabytes() -> Int {
    var usage = rusage()
    #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
    #else
    getrusage(RUSAGE_SELF, &usage)
    return Int(usage.ru_maxrss) / 1_048_576
    #endif
  }
}
