import LeitmotifModel
import LeitmotifPipeline
import LeitmotifReliability

extension Agree {
  /// Lists where the coders of a study differ.
  func runDisagreements(
    _ agreement: CoderAgreement, of study: any StudyReader, title: String
  ) throws {
    guard let leading = agreement.leading else { return }
    let found = try Disagreements(of: agreement, in: leading, study: study)
    if let file = self.study.to {
      try writeWhole(
        file.hasSuffix(".csv") ? found.table : found.page(of: title).bytes, to: file)
    }
    if let queue = self.study.queue {
      printError(try queueDisagreements(found, of: study, voices: agreement.voices, in: queue))
    }
    if json {
      printJSON(found.json)
    } else {
      print(found.text)
    }
  }
}

extension Disagreements {
  /// The patterns and their first places, for the terminal.
  var text: String {
    guard !groups.isEmpty else {
      return "\(comparison.name): no disagreement, where at least two of them finished their work."
    }
    let cells = all.count
    var parts = [
      "\(comparison.name): \(counted(cells, "disagreement")) over \(counted(Set(all.map(\.code)).count, "code"))"
        + (alpha.map { ", alpha over all codes \(rounded($0))" } ?? ""),
      patternTable(groups.prefix(Self.shownRows)).text + more(than: groups.count),
      confusionTable.text + more(than: confusions.count),
    ]
    let quoted = all.prefix(8).map { item in
      printable(
        "\(item.whose)\(item.transcript):\(item.place.lowerBound)–\(item.place.upperBound) \(item.code): "
          + "\(names(item.given)) gave it, \(names(item.notGiven)) did not")
        + "\n  “\(oneLine(item.quotation, atMost: 160))”"
    }
    parts.append("The first \(quoted.count):\n" + quoted.joined(separator: "\n"))
    if all.count > quoted.count { parts.append("All of them: --to FILE.html or --to FILE.csv") }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// How many rows of a table the terminal shows.
  private static var shownRows: Int { 25 }

  /// How many rows of so many are not shown.
  private func more(than count: Int) -> String {
    count > Self.shownRows ? "\n… and \(count - Self.shownRows) more (--to FILE.csv has all)" : ""
  }

  /// Everything, place by place, as a page.
  ///
  /// - Parameter study: What the study is called.
  /// - Returns: The page; of very many places the first 2,000, which it says.
  func page(of study: String) -> Page {
    var pieces: [Page.Piece] = [
      .paragraph(
        "\(study): \(counted(all.count, "disagreement")) between \(comparison.name), in "
          + "\(counted(groups.count, "pattern")). Those patterns come first whose settling would raise "
          + "Krippendorff's alpha over all codes the most"
          + (alpha.map { "; it is \(rounded($0)) now." } ?? ".")),
      .table(patternTable(groups[...]).rows, numbers: [0, 3, 4]),
      .heading(confusionTable.heading), .table(confusionTable.rows, numbers: [2]),
    ]
    let shown = all.prefix(2_000)
    var pattern: DisagreementPattern?
    for item in shown {
      if item.pattern != pattern {
        pattern = item.pattern
        pieces.append(.heading(item.pattern.phrase))
      }
      let place =
        "\(item.whose)\(item.transcript), \(item.place.lowerBound)–\(item.place.upperBound)"
      let codes = comparison.voices.map { voice in
        (
          coder: voices[voice],
          codes: item.codes[voice].map {
            $0.isEmpty ? "no code" : $0.map(\.rawValue).joined(separator: ", ")
          } ?? "has not finished"
        )
      }
      pieces.append(
        .quotation(
          item.quotation,
          place:
            "\(place) · \(item.code): \(names(item.given)) gave it, \(names(item.notGiven)) did not"
            + (item.isQueued ? " · waits for a reviewer" : ""),
          codes: codes))
    }
    if all.count > shown.count {
      pieces.append(
        .paragraph("And \(all.count - shown.count) more, which --to FILE.csv has."))
    }
    return Page(title: "Where \(comparison.name) differ", pieces: pieces)
  }

  /// Everything, for programs; without the words, which are in the table.
  var json: JSONValue {
    [
      "comparison": .string(comparison.name),
      "coders": .list(comparison.voices.map { .string(voices[$0]) }),
      "alpha": .optional(alpha),
      "patterns": .list(
        groups.map {
          [
            "code": .string($0.pattern.code.rawValue),
            "other": .optional($0.pattern.other?.rawValue), "count": .integer($0.count),
            "gain": .optional($0.gain),
          ]
        }),
      "confusion": .list(
        sortedConfusion.map { cell, count in
          [
            "first": .optional(cell.first?.rawValue), "second": .optional(cell.second?.rawValue),
            "count": .integer(count),
          ]
        }),
      "disagreements": .list(
        all.map { item in
          [
            "transcript": .string(item.transcript.rawValue),
            "participant": .optional(item.participant?.rawValue),
            "start": .integer(item.place.lowerBound), "end": .integer(item.place.upperBound),
            "code": .string(item.code.rawValue),
            "given": .list(item.given.map { .string(voices[$0]) }),
            "notGiven": .list(item.notGiven.map { .string(voices[$0]) }),
            "queued": .boolean(item.isQueued), "text": .string(item.quotation),
          ]
        }),
    ]
  }

  private func patternTable(_ groups: ArraySlice<DisagreementGroup>) -> ShownTable {
    let rows = groups.enumerated().map { place, group in
      [
        String(place + 1), group.pattern.code.rawValue,
        group.pattern.other?.rawValue ?? "(no code)",
        String(group.count), group.gain.map { rounded($0) } ?? "–",
      ]
    }
    return ShownTable(
      rows: [["", "one gave", "where another gave", "units", "alpha would rise by"]] + rows,
      numbers: [0, 3, 4])
  }

  private var sortedConfusion: [(ConfusionCell, Int)] {
    confusion.sorted { lhs, rhs in
      if lhs.value != rhs.value { return lhs.value > rhs.value }
      let names = { (cell: ConfusionCell) in
        [cell.first?.rawValue ?? "", cell.second?.rawValue ?? ""]
      }
      return names(lhs.key).lexicographicallyPrecedes(names(rhs.key))
    }.map { ($0.key, $0.value) }
  }

  /// Where one gave a code and another another one, or none.
  private var confusions: [(ConfusionCell, Int)] {
    sortedConfusion.filter { $0.0.first != $0.0.second }
  }

  /// Who uses a code where another uses another.
  private var confusionTable: ShownTable {
    let names = comparison.voices.map { voices[$0] }
    let heads =
      names.count == 2 ? names.map { "\($0) gave" } : ["one of them gave", "a later one gave"]
    let rows = confusions.prefix(Self.shownRows).map { cell, count in
      [cell.first?.rawValue ?? "(no code)", cell.second?.rawValue ?? "(no code)", String(count)]
    }
    return ShownTable(
      heading: "Who uses which code where another uses another", rows: [heads + ["units"]] + rows,
      numbers: [2])
  }

  private func names(_ places: [Int]) -> String {
    places.map { voices[$0] }.joined(separator: ", ")
  }
}

extension Disagreement {
  /// Whom it is about, in front of the first place; empty when units are places.
  fileprivate var whose: String { participant.map { "\($0), first in " } ?? "" }
}

extension DisagreementPattern {
  /// The pattern in words.
  fileprivate var phrase: String {
    other.map { "\(code) or \($0)" } ?? "\(code) or no code"
  }
}
