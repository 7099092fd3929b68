import ArgumentParser
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore

extension Runs {
  /// `leitmotif runs diff STORE [A [B]]`.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Says what two runs found otherwise, and because of what.",
      discussion: """
        Final codings that were added, removed or changed, each with its cause (text, rule, list, operator, \
        plugin, decision, coder, speaker, merge); themes that another number of participants raised; agreement that moved. \
        Codes and transcripts that were renamed are compared with what they were, as the later run calls them. \
        With --html a page that shows both sides with quotations: it holds interview text.
        """)

    @Argument(help: "The store.", completion: .file(extensions: ["sqlite"]))
    var store: String

    @Argument(help: "The one run's number; the one before the other when none is given.")
    var before: Int?

    @Argument(help: "The other run's number; the newest when none is given.")
    var now: Int?

    @Option(help: "A file to write a page with quotations to.", completion: .file())
    var html: String?

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() throws {
      let store = try Store(at: store, access: .read)
      let newest = try now ?? store.reader().run.id
      guard let earlier = try before ?? store.rememberedRuns().last(where: { $0.id < newest })?.id
      else {
        throw Diagnostics(
          .error(
            "unknown-run", "there is no finished run before run \(newest)",
            help: "run the pipeline again after a change, and the two are compared",
            at: SourceLocation(path: store.path)))
      }
      let difference = try RunComparison(of: store, before: earlier, now: newest).difference()
      if let html {
        try writeWhole(Array(DifferencePage(difference).text.utf8), to: html)
      }
      if json {
        printJSON(Self.json(of: difference))
      } else {
        Self.show(difference, page: html)
      }
    }

    private static func show(_ difference: RunDifference, page: String?) {
      let counts = RunDifference.Kind.allCases.map { "\(difference.count(of: $0)) \($0.rawValue)" }
      print(
        "Run \(difference.runs[0]) to run \(difference.runs[1]): final codings \(counts.joined(separator: ", "))."
      )
      for rename in difference.renames {
        print("\(rename.kind.rawValue): \(printable(rename.from)) → \(printable(rename.to))")
      }
      show(by: "code", difference.changes) { $0.code.rawValue }
      show(by: "participant", difference.changes) { $0.participant?.rawValue ?? "-" }
      show(by: "cause", difference.changes) { $0.cause.rawValue }
      if !difference.themes.isEmpty {
        let rows = difference.themes.map {
          [$0.code.rawValue, "\($0.before.k) of \($0.before.n)", "\($0.now.k) of \($0.now.n)"]
        }
        print("\n" + textTable([["theme", "before", "now"]] + rows, rightAligned: [1, 2]))
      }
      if !difference.agreement.isEmpty {
        let rows = difference.agreement.map { [$0.coefficient] + figures(of: $0) }
        print("\n" + textTable([["agreement", "before", "now"]] + rows, rightAligned: [1, 2]))
      }
      if let page { print("\nPage with quotations: \(displayPath(page))") }
    }

    private static func show(
      by name: String, _ changes: [RunDifference.Change],
      key: (RunDifference.Change) -> String
    ) {
      guard !changes.isEmpty else { return }
      let rows = Dictionary(grouping: changes, by: key).sorted { $0.key < $1.key }
        .map { key, changes in
          [key]
            + RunDifference.Kind.allCases.map { kind in
              String(changes.count { $0.kind == kind })
            }
        }
      print(
        "\n"
          + textTable(
            [[name] + RunDifference.Kind.allCases.map(\.rawValue)] + rows,
            rightAligned: [1, 2, 3]))
    }

    /// Both values, with as many digits behind the point as tell them apart, three at least.
    private static func figures(of agreement: RunDifference.Agreement) -> [String] {
      func figures(_ shown: (Double) -> Double) -> [String] {
        [agreement.before, agreement.now].map { $0.map { String(shown($0)) } ?? "undefined" }
      }
      var scale = 1000.0
      while scale < 1e15 {
        let rounded = figures { ($0 * scale).rounded() / scale }
        if rounded[0] != rounded[1] { return rounded }
        scale *= 10
      }
      return figures { $0 }
    }

    /// The difference as one object; places are in code points.
    ///
    /// - Parameters:
    ///   - difference: The difference.
    ///   - hasQuotations: Whether the words of the interviews are in it.
    /// - Returns: The object.
    static func json(of difference: RunDifference, hasQuotations: Bool = false) -> JSONValue {
      [
        "runs": .list(difference.runs.map { .integer($0) }),
        "added": .integer(difference.count(of: .added)),
        "removed": .integer(difference.count(of: .removed)),
        "changed": .integer(difference.count(of: .changed)),
        "renamed": .list(
          difference.renames.map {
            [
              "what": .string($0.subject.rawValue), "change": .string($0.kind.rawValue),
              "from": .string($0.from), "to": .string($0.to),
            ]
          }),
        "codings": .list(difference.changes.map { json(of: $0, hasQuotations) }),
        "themes": .list(
          difference.themes.map {
            [
              "code": .string($0.code.rawValue),
              "before": ["k": .integer($0.before.k), "n": .integer($0.before.n)],
              "now": ["k": .integer($0.now.k), "n": .integer($0.now.n)],
            ]
          }),
        "agreement": .list(
          difference.agreement.map {
            [
              "coefficient": .string($0.coefficient),
              "before": $0.before.map { .number($0) } ?? .null,
              "now": $0.now.map { .number($0) } ?? .null,
            ]
          }),
      ]
    }

    private static func json(
      of change: RunDifference.Change, _ hasQuotations: Bool
    ) -> JSONValue {
      var fields: [String: JSONValue] = [
        "change": .string(change.kind.rawValue), "cause": .string(change.cause.rawValue),
        "transcript": .string(change.transcript.rawValue),
        "participant": .optional(change.participant?.rawValue),
        "participantBefore": .optional(change.participantBefore?.rawValue),
        "code": .string(change.code.rawValue),
        "before": side(change.before, change.placeBefore),
        "now": side(change.now, change.placeNow),
      ]
      if hasQuotations { fields["quotation"] = .string(change.quotation) }
      return .object(fields)
    }

    private static func side(_ final: FinalCoding?, _ place: Range<Int>?) -> JSONValue {
      guard let final else { return .null }
      return [
        "coding": .string(CodingID(final.coding).description),
        "coder": .string(final.coding.coder.rawValue),
        "rule": .optional(final.coding.rule?.rawValue),
        "start": place.map { .integer($0.lowerBound) } ?? .null,
        "end": place.map { .integer($0.upperBound) } ?? .null,
        "startByte": .integer(final.coding.span.start),
        "endByte": .integer(final.coding.span.end),
        "origin": .string(final.origin.rawValue),
        "attributes": .object(
          Dictionary(
            uniqueKeysWithValues: final.coding.attributes.pairs.map {
              ($0.name, .string($0.value))
            })),
      ]
    }
  }
}
