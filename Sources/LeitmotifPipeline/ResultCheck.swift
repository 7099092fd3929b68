public import LeitmotifModel
import LeitmotifPlugin
import LeitmotifReliability
import LeitmotifYAML

/// Something that has to hold of a run's result, as `checks:` says it: `queue == 0`.
public struct ResultCheck: Hashable, Sendable {
  /// What is measured.
  public enum Measure: Hashable, Sendable {
    /// How many transcripts the study has.
    case transcripts
    /// How many final codings it has.
    case codings
    /// How many items wait for a reviewer.
    case queue
    /// How many of them wait because what was decided on has changed.
    case stale
    /// How many participants have a final coding of a code or of one below it.
    case participants(of: Identifier<Code>)
    /// A coefficient of agreement among coders.
    case agreement(AgreementMeasure)
  }

  /// How the measure is compared with the bound.
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case more = ">"
    case less = "<"
  }

  /// What a check that does not hold means.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    /// It is said, and the run is done all the same.
    case warn
    /// The run exits with 1.
    case error
  }

  /// The check as written.
  public let text: String
  /// What is measured.
  public let measure: Measure
  /// How it is compared.
  public let comparison: Comparison
  /// What it is compared with.
  public let bound: Double
  /// What it means when it does not hold.
  public let severity: Severity
  /// Where it stands.
  public let location: SourceLocation
  /// The line itself, for messages.
  public let excerpt: String?

  /// The check as the file has it, every default filled in.
  var value: JSONValue {
    var values: [String: JSONValue] = [
      "that": .string(text), "severity": .string(severity.rawValue),
    ]
    if case .agreement(let measure) = measure {
      values["of"] = .list(measure.coders.map { .string($0) })
      values["unit"] = .string(measure.unit.rawValue)
      values["codes"] = .list(measure.codes.map(\.value))
    }
    return .object(values)
  }

  /// Whether a measured value passes.
  public func holds(_ value: Double) -> Bool {
    switch comparison {
    case .atLeast: value >= bound
    case .atMost: value <= bound
    case .equal: value == bound
    case .more: value > bound
    case .less: value < bound
    }
  }

  private static let help =
    "for example  queue == 0,  participants(planning) >= 6,  agreement.krippendorff_alpha >= 0.67"

  /// Reads a check; what is wrong with it is reported.
  static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> ResultCheck? {
    let reader = MappingReader(node, of: "a check", reporting: collector)
    let that = reader.required("that", help: help)
    let severity = reader.choice("severity", as: Severity.self) ?? .error
    let isOfAgreement = that?.scalar?.hasPrefix(AgreementMeasure.prefix) == true
    let agreement = isOfAgreement ? AgreementMeasure(reading: reader) : nil
    reader.refuseOthers()
    guard let that, let text = that.scalar else { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3, let comparison = Comparison(rawValue: words[1]),
      let bound = Double(words[2]), bound.isFinite
    else {
      collector.report(
        that.error("check-syntax", "a check is a measure, a comparison and a number", help: help))
      return nil
    }
    guard let measure = measure(words[0], agreement) else {
      collector.report(
        that.error(
          "check-syntax", "'\(words[0])' cannot be measured",
          help: nearestName(to: words[0], among: names).map { "did you mean '\($0)'?" }
            ?? help + "; coefficients: " + CodedCoefficient.names.joined(separator: ", ")))
      return nil
    }
    return ResultCheck(
      text: text, measure: measure, comparison: comparison, bound: bound, severity: severity,
      location: that.location, excerpt: that.location.line.flatMap(that.source.excerpt))
  }

  /// What can be measured without naming a code.
  private static var names: [String] {
    ["transcripts", "codings", "count", "queue", "stale"]
      + CodedCoefficient.names.map { AgreementMeasure.prefix + $0.replacing("-", with: "_") }
  }

  private static func measure(_ word: String, _ agreement: AgreementMeasure?) -> Measure? {
    switch word {
    case "transcripts": return .transcripts
    case "codings", "count": return .codings
    case "queue": return .queue
    case "stale": return .stale
    default:
      if var agreement {
        let name = String(word.dropFirst(AgreementMeasure.prefix.count))
        guard let coefficient = CodedCoefficient(name) else { return nil }
        agreement.coefficient = coefficient
        return .agreement(agreement)
      }
      let code = word.dropFirst("participants(".count).dropLast()
      if word.hasPrefix("participants("), word.hasSuffix(")"), !code.isEmpty {
        return .participants(of: Identifier(String(code)))
      }
      return nil
    }
  }
}
