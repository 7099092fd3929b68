import ArgumentParser
import LeitmotifDiscovery
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

/// `leitmotif discover`: what the codebook misses.
struct Discover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Shows what the codebook misses: terms that people code and no rule finds.",
    discussion: """
      For each code: terms of sentences that people gave the code and no classifier did; terms that stand beside \
      the code; terms that further participants say, so that a rule for one would change k. Then phrases that \
      participants often say where nothing is coded. Each with counts, its log-likelihood, quotations, and a rule \
      to paste. Nothing is added by itself.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Option(help: "The codes to look at, such as limitation.*; all of them unless given.")
  var code: [String] = []

  @Option(help: "How many terms of each sort to show.")
  var limit = 5

  @Flag(help: "Print one JSON object, for other programs.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    let study = try Store(at: store, access: .read).reader()
    let patterns = code.map { CodePattern($0) }
    try Diagnostics(try study.codebook.errors(inPatterns: patterns, of: "--code")).throwIfErrors()
    let discovery = try Discovery(
      of: study,
      codes: { id in patterns.isEmpty || patterns.contains { $0.matches(id) } }, limit: limit)
    if json { printJSON(discovery.json) } else { print(discovery.text, terminator: "") }
  }
}

extension Discovery {
  /// What was found, for people.
  var text: String {
    var lines = [
      "\(sentenceCount) sentences of participants; nothing is coded in \(uncodedCount) of them."
    ]
    for found in codes {
      lines += ["", "\(found.code) (k = \(found.k))"]
      lines += section("people code it, no rule finds it", found.missed)
      lines += section("stands beside it", found.collocates)
      lines += section("would change k", found.gaining)
    }
    lines += [""] + section("Often said where nothing is coded", uncoded)
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ findings: [Finding]) -> [String] {
    guard !findings.isEmpty else { return [] }
    return ["  \(title):"]
      + findings.flatMap { finding in
        let keyness = finding.keyness
        let gains =
          finding.gains.isEmpty
          ? "" : ", adds \(finding.gains.map(\.rawValue).joined(separator: " "))"
        return [
          "    \(printable(finding.rule))   # \(keyness.count) here, \(keyness.otherCount) elsewhere, "
            + "G² \(Self.oneDigit(keyness.logLikelihood)), "
            + counted(finding.participants, "participant") + gains
        ] + finding.quotations.map(line)
      }
  }

  private func line(_ quotation: Quotation) -> String {
    let who = printable(quotation.participant?.rawValue ?? "nobody in particular")
    let words = oneLine(quotation.text, atMost: 160)
    return
      "        “\u{2068}\(words)\u{2069}” (\(who), \(printable(quotation.transcript.rawValue)) \(quotation.position.lowerBound)–\(quotation.position.upperBound))"
  }

  private static func oneDigit(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// What was found, for programs.
  var json: JSONValue {
    [
      "sentences": .integer(sentenceCount), "uncodedSentences": .integer(uncodedCount),
      "codes": .list(
        codes.map { found in
          [
            "code": .string(found.code.rawValue), "k": .integer(found.k),
            "missed": .list(found.missed.map(\.json)),
            "collocates": .list(found.collocates.map(\.json)),
            "gaining": .list(found.gaining.map(\.json)),
          ]
        }),
      "uncoded": .list(uncoded.map(\.json)),
    ]
  }
}

extension Discovery.Finding {
  fileprivate var json: JSONValue {
    [
      "term": .string(term), "count": .integer(keyness.count),
      "elsewhere": .integer(keyness.otherCount), "logLikelihood": .number(keyness.logLikelihood),
      "logRatio": .number(keyness.logRatio), "participants": .integer(participants),
      "gains": .list(gains.map { .string($0.rawValue) }), "rule": .string(rule),
      "quotations": .list(
        quotations.map {
          [
            "transcript": .string($0.transcript.rawValue),
            "participant": .optional($0.participant?.rawValue),
            "start": .integer($0.position.lowerBound), "end": .integer($0.position.upperBound),
            "text": .string($0.text),
          ]
        }),
    ]
  }
}
