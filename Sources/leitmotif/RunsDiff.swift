import ArgumentParser
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore

extension Runs {
  /// `leitmotif runs diff STORE A B`.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Says what two runs found otherwise, and because of what.",
      discussion: """
        Final codings that were added, removed or changed, each with its cause (text, rule, list, operator, \
        plugin, decision, coder, merge); themes that another number of participants raised; agreement that moved. \
        With --html a page that shows both sides with quotations: it holds interview text.
        """)

    @Argument(help: "The store.", completion: .file(extensions: ["sqlite"]))
    var store: String

    @Argument(help: "The one run's number.")
    var before: Int

    @Argument(help: "The other run's number; the newest when none is given.")
    var now: Int?

    @Option(help: "A file to write a page with quotations to.", completion: .file())
    var html: String?

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() throws {
      let store = try Store(at: store, access: .read)
      let newest = try now ?? store.reader().run.id
      let difference = try RunComparison(of: store, before: before, now: newest).difference()
      if let html {
        try writeWhole(Array(DifferencePage(difference).text.utf8), to: html)
      }
      if json {
        printJSON(
          Self.json(
            of: difference, CodePointPlaces(try store.reader(ofRun: before)),
            CodePointPlaces(try store.reader(ofRun: newest))))
      } else {
        Self.show(difference, page: html)
      }
    }

    private static func show(_ difference: RunDifference, page: String?) {
      let counts = RunDifference.Kind.allCases.map { "\(difference.count(of: $0)) \($0.rawValue)" }
      print(
        "Run \(difference.runs[0]) to run \(difference.runs[1]): final codings \(counts.joined(separator: ", "))."
      )
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
        let rows = difference.agreement.map {
          [$0.coefficient, number($0.before), number($0.now)]
        }
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

    private static func number(_ value: Double?) -> String {
      value.map { String(($0 * 1000).rounded() / 1000) } ?? "undefined"
    }

    /// The difference as one object; places in code points where the runs are kept.
    static func json(
      of difference: RunDifference, _ before: CodePointPlaces? = nil,
      _ now: CodePointPlaces? = nil
    ) -> JSONValue {
      [
        "runs": .list(difference.runs.map { .integer($0) }),
        "added": .integer(difference.count(of: .added)),
        "removed": .integer(difference.count(of: .removed)),
        "changed": .integer(difference.count(of: .changed)),
        "codings": .list(
          difference.changes.map { change in
            [
              "change": .string(change.kind.rawValue), "cause": .string(change.cause.rawValue),
              "transcript": .string(change.transcript.rawValue),
              "participant": .optional(change.participant?.rawValue),
              "code": .string(change.code.rawValue),
              "before": side(change.before, before), "now": side(change.now, now),
            ]
          }),
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

    private static func side(_ final: FinalCoding?, _ places: CodePointPlaces?) -> JSONValue {
      guard let final else { return .null }
      let place = places?.codePoints(of: final.coding)
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

/// Where codings of one run stand in their transcripts, in code points.
final class CodePointPlaces {
  private let reader: StoreReader
  private var last: (key: Identifier<Transcript>, offsets: CodePointOffsets?)?

  init(_ reader: StoreReader) {
    self.reader = reader
  }

  /// `nil` when the run did not read the transcript.
  func codePoints(of coding: Coding) -> Range<Int>? {
    if last?.key != coding.transcript {
      let text = try? reader.transcript(coding.transcript)?.transcript.text
      last = (coding.transcript, text.map { CodePointOffsets($0) })
    }
    return last?.offsets?.codePoints(of: coding.span)
  }
}
