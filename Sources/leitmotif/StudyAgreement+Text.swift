import LeitmotifAgreement
import LeitmotifModel
import LeitmotifReliability

/// A table as it is shown, with words above and below.
struct ShownTable {
  var heading = ""
  /// The rows, the head first.
  var rows: [[String]]
  /// The columns that hold numbers.
  var numbers: Set<Int>
  var note = ""

  var text: String {
    [heading, textTable(rows, rightAligned: numbers), note].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }
}

extension StudyAgreement {
  /// All figures, for a researcher to read.
  var text: String {
    let parts =
      [title + "\n" + unitText] + tables.map(\.text)
      + (nothingText + [rulesHint, legend, leftOutText]) + explanations.prefix(1)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// All figures as a page with pictures.
  var page: Page {
    var pieces: [Page.Piece] = [.paragraph(unitText)]
    if let coefficient = coefficients.first,
      let pictures = AgreementPictures(of: agreement, coefficient, interval: interval)
    {
      pieces += [
        .heading("Coder by coder"),
        .drawing(pictures.coders.svg, caption: pictures.coders.title + "."),
        .heading("Code by code: \(pictures.comparison.name)"),
        .drawing(
          pictures.codes.svg,
          caption:
            "\(coefficient.name) with its \(percent(interval.confidence)) interval (\(intervalName)). "
            + "Dotted: .667 and .800, Krippendorff's bounds for tentative and for firm conclusions."
        ),
      ]
    }
    for table in tables {
      pieces.append(.heading(table.heading.isEmpty ? "Who is compared" : table.heading))
      pieces.append(.table(table.rows, numbers: table.numbers))
      if !table.note.isEmpty { pieces.append(.paragraph(table.note)) }
    }
    pieces.append(.heading("What the numbers rest on"))
    for words in nothingText + [legend, leftOutText] + explanations where !words.isEmpty {
      pieces.append(.paragraph(words))
    }
    return Page(title: title, pieces: pieces)
  }

  private var title: String {
    let version = codebook.version.isEmpty ? "" : " \(codebook.version)"
    return "How far coders agree: run \(run.id), codebook \(codebook.name)\(version)"
  }

  private var unitText: String {
    "A rating is about \(agreement.question.unit.phrase) and one code, which is coded or not coded."
  }

  private var nothingText: [String] {
    agreement.codesGiven.isEmpty
      ? ["Nobody gave one of these codes where the work was finished: nothing to compare."] : []
  }

  private var tables: [ShownTable] {
    agreement.codesGiven.isEmpty
      ? [coders] : [coders, pooled] + [topLevel, codes, rules].compactMap(\.self)
  }

  private var coders: ShownTable {
    let rows = zip(agreement.voices, agreement.basis).map { voice, basis in
      [
        voice.name, voice.phrase, "\(basis.transcripts)", "\(basis.codings)",
        basis.codesWithoutRules.isEmpty
          ? "all \(agreement.codes.count)"
          : "\(agreement.codes.count - basis.codesWithoutRules.count) of \(agreement.codes.count)",
      ]
    }
    return ShownTable(
      rows: [["coder", "who", "transcripts finished", "codings", "codes looked for"]] + rows,
      numbers: [2, 3])
  }

  private var pooled: ShownTable {
    let count =
      agreement.codesGiven.count == agreement.codes.count
      ? counted(agreement.codes.count, "code")
      : "\(agreement.codesGiven.count) of \(counted(agreement.codes.count, "code")), those that somebody gave"
    return table(
      "All codes together (\(count))", first: "who",
      agreement.comparisons.map { comparison in
        [comparison.name] + cells(of: figures(of: .pooled, in: comparison))
      })
  }

  private var topLevel: ShownTable? {
    guard let leading, !agreement.topLevel.isEmpty else { return nil }
    return table(
      "By code at the top, given where it or a code below it is: \(leading.name)", first: "code",
      agreement.topLevel.map { top in
        [top.rawValue] + cells(of: figures(of: .topLevel(top), in: leading))
      })
  }

  private var codes: ShownTable? {
    guard let leading else { return nil }
    return table(
      "By code: \(leading.name)", first: "code",
      agreement.codesGiven.map { code in
        [code.rawValue] + cells(of: figures(of: .code(code), in: leading))
      })
  }

  private func table(_ heading: String, first: String, _ rows: [[String]]) -> ShownTable {
    let lead =
      coefficients.first.map { [$0.short, percent(interval.confidence) + " interval"] } ?? []
    let head = [first, "units", "coded"] + lead + coefficients.dropFirst().map(\.short)
    return ShownTable(heading: heading, rows: [head] + rows, numbers: Set(1..<head.count))
  }

  private func cells(of figures: AgreementFigures) -> [String] {
    let shares = figures.prevalence.map { $0?.value.map(percent) ?? "–" }
    var cells = [String(figures.units), shares.joined(separator: " / ")]
    for (place, (_, result)) in figures.results.enumerated() {
      cells.append(result.value.map(rounded) ?? "–")
      guard place == 0 else { continue }
      cells.append(
        result.interval.map { "\(rounded($0.lower)) to \(rounded($0.upper))" } ?? "–")
    }
    return cells
  }

  private var rulesHint: String {
    agreement.rules.isEmpty || showsRules || agreement.codesGiven.isEmpty
      ? ""
      : "\(counted(agreement.rules.count, "rule")) can be compared with people one by one: --rules"
  }

  private var rules: ShownTable? {
    guard !agreement.rules.isEmpty, showsRules else { return nil }
    func cell(_ value: Double?, _ interval: ConfidenceInterval?) -> String {
      guard let value, let interval else { return "–" }
      return "\(percent(value)) (\(percent(interval.lower))–\(percent(interval.upper)))"
    }
    let level = interval.confidence
    let rows = agreement.rules.map { rule in
      let counts = rule.counts
      return [
        rule.rule.rawValue, String(counts.both), String(counts.added), String(counts.missed),
        cell(counts.precision.value, counts.precision.interval(confidence: level)),
        cell(counts.recall.value, counts.recall.interval(confidence: level)),
        cell(counts.f1, counts.f1Interval(confidence: level)),
      ]
    }
    return ShownTable(
      heading:
        "Rules against people: units that the rule coded, against units that at least one person gave its code",
      rows: [["rule", "both", "rule alone", "people alone", "precision", "recall", "F1"]] + rows,
      numbers: [1, 2, 3, 4, 5, 6],
      note: """
        Where a code has several rules, one rule's recall is low because the others find the rest.
        In brackets: Wilson's \(percent(level)) interval, which takes units for independent.
        """)
  }

  private var legend: String {
    guard !agreement.codesGiven.isEmpty else { return "" }
    let names = coefficients.filter { $0.short != $0.name }.map { "\($0.short) is \($0.name)" }
    let coded = "coded: the share of the shared units that each of them coded"
    let undefined =
      undefinedReasons.isEmpty
      ? [] : ["–: no value, for " + undefinedReasons.joined(separator: "; or ")]
    let kind = interval.method == .none ? [] : ["interval: \(intervalName)"]
    return ([coded] + names + kind + undefined).joined(separator: "\n")
  }

  /// Why values are missing in what is shown, each reason once.
  private var undefinedReasons: [String] {
    var shown = agreement.comparisons.map { values(of: .pooled, in: $0) }
    if let leading { shown += agreement.codesGiven.map { values(of: .code($0), in: leading) } }
    let reasons = shown.flatMap { $0.results.compactMap { $0.result.reason?.description } }
    var seen: Set<String> = []
    return reasons.filter { seen.insert($0).inserted }
  }

  private var leftOutText: String {
    let leftOut = agreement.leftOut
    let single = leading.map {
      agreement.ratings(of: .pooled, in: $0).agreement(PercentAgreement()).basis
    }
    var lines: [String] = []
    func add(_ count: Int, _ noun: String, _ why: String) {
      if count > 0 { lines.append("  \(counted(count, noun)) \(why)") }
    }
    if let single, let leading {
      add(
        single.singlyRatedUnits, "unit",
        "that only one of \(leading.name) finished, or looked for the code in")
    }
    add(leftOut.codingsElsewhere, "coding", "outside of what participants say")
    add(leftOut.codingsNotCovered, "coding", "where the coder has not finished")
    add(
      leftOut.openPlaces, "place",
      "of the merged result that \(leftOut.openPlaces == 1 ? "waits" : "wait") for a reviewer")
    add(leftOut.transcriptsWithoutUnits, "transcript", "in which no participant speaks")
    add(
      leftOut.transcriptsWithoutSentences, "transcript",
      "without sentences: its turns are the units (nothing is dropped)")
    add(leftOut.namelessTurns, "turn", "of participants whom nobody named")
    var dropped =
      lines.isEmpty ? "Left out: nothing." : "Left out:\n" + lines.joined(separator: "\n")
    if agreement.voices.contains(where: { $0.kind == .final }) {
      dropped += """

        'final' is what the merge made of the others' codings, without the places that wait: it agrees with them \
        because it rests on them.
        """
    }
    let hasOwn = agreement.comparisons.contains { $0.kind == .sameCoder }
    return hasOwn || agreement.voices.allSatisfy { $0.kind != .person }
      ? dropped
      : dropped + """

        One coder at two times is not compared: the store keeps no dates of people's codings. Give the second \
        time a name of its own, such as ada@second.
        """
  }

  /// Why a pooled value is low although raw agreement is high.
  private var explanations: [String] {
    agreement.comparisons.flatMap { comparison -> [String] in
      let ratings = agreement.ratings(of: .pooled, in: comparison)
      return values(of: .pooled, in: comparison).results.compactMap { coefficient, result in
        explanationOfLowValue(result, of: "\(coefficient.name) of \(comparison.name)") { category in
          ratings.agreement(SpecificAgreement(category: category)).value
        }
      }
    }
  }
}

extension CodedCoefficient {
  /// A name that fits above a column.
  var short: String {
    let suffix = isOfCodedUnitsOnly ? " (coded only)" : ""
    return switch plainName {
    case "krippendorff-alpha": "alpha" + suffix
    case "percent-agreement": "agree" + suffix
    case "gwet-ac1": "AC1" + suffix
    case "positive-specific-agreement": "shared" + suffix
    case "cohen-kappa": "kappa" + suffix
    default: name
    }
  }
}

extension AgreementUnit {
  /// One of them, for people.
  var phrase: String {
    switch self {
    case .codePoint: "one character of what a participant says"
    case .sentence: "one sentence of a participant"
    case .turn: "one turn of a participant"
    case .transcript: "one transcript"
    case .participant: "one participant"
    }
  }
}

extension Voice {
  /// Who it is, for people.
  fileprivate var phrase: String {
    switch kind {
    case .person: "a person"
    case .machine: members.map(\.rawValue).joined(separator: " + ")
    case .final: "the merged result"
    }
  }
}
