import LeitmotifModel
import LeitmotifPlugin

/// The labels of a transcript, and how they were recognised.
struct FoundLabels {
  /// The labels, in the file's order.
  var labels: [LabelCandidate]
  /// The style that most of them have; `nil` when there are none.
  var style: LabelStyle?
  /// Why, in words.
  var reason: String
}

/// Finds the labels of a transcript: all candidates first, then one decision over the whole file.
struct LabelFinder {
  let bytes: [UInt8]
  let lines: [Line]
  let settings: LabelSettings

  private var choice: StyleChoice { settings.style }

  /// The labels in the layout that has most of them.
  func find() -> FoundLabels {
    if let template = settings.template { return custom(template) }
    guard choice != .none else {
      return FoundLabels(
        labels: [], style: nil, reason: "the settings say that there are no labels")
    }
    var (byLayout, paragraphCount) = candidates()
    if var colons = byLayout[.colons] {
      Aliases(colons).apply(to: &colons)
      byLayout[.colons] = colons
    }
    let judge = LabelJudge(speakers: settings.speakers, paragraphCount: paragraphCount)
    var best: [LabelCandidate] = []
    for layout in LabelStyle.Layout.allCases {
      guard let candidates = byLayout[layout] else { continue }
      let labels = judge.labels(among: candidates, layout: layout)
      if labels.count > best.count { best = labels }
    }
    best = addingMistypedColons(to: best)
    if best.isEmpty { best = nameless() }
    let style = mostFrequentStyle(of: best)
    return FoundLabels(labels: best, style: style, reason: reason(for: best, of: style))
  }

  /// The labels as the user's template says.
  private func custom(_ template: LabelTemplate) -> FoundLabels {
    let labels = lines.indices.compactMap { index -> LabelCandidate? in
      let line = lines[index]
      guard line.kind == .text || line.kind == .heading else { return nil }
      let cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
      guard var candidate = template.candidate(cursor) else { return nil }
      candidate.line = index
      candidate.isSilent = candidate.speech >= line.end
      return candidate
    }
    return FoundLabels(
      labels: labels, style: labels.isEmpty ? nil : .custom,
      reason: "the settings say label: \(template.text)")
  }

  /// Times in front of lines, where nobody is named: at least two, and on every fifth line.
  private func nameless() -> [LabelCandidate] {
    guard choice == .auto || choice == .cueLines else { return [] }
    var labels: [LabelCandidate] = []
    var lineCount = 0
    for (index, line) in lines.enumerated() where line.kind != .blank {
      lineCount += 1
      let cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
      for recogniser in LabelRecogniser.nameless {
        guard var candidate = recogniser.candidate(cursor) else { continue }
        candidate.line = index
        candidate.isSilent = candidate.speech >= line.end
        labels.append(candidate)
      }
    }
    return labels.count >= 2 && labels.count * 5 >= lineCount ? labels : []
  }

  private func candidates() -> ([LabelStyle.Layout: [LabelCandidate]], paragraphCount: Int) {
    var byLayout: [LabelStyle.Layout: [LabelCandidate]] = [:]
    var paragraphCount = 0
    var beginsParagraph = true
    let style = choice.style
    let recognisers = LabelRecogniser.all.filter { style == nil || style == $0.style }
    let asksForBareNames = style == nil || style == .bareNameLine
    for (index, line) in lines.enumerated() {
      defer { beginsParagraph = line.kind != .text }
      guard line.kind == .text else { continue }
      if beginsParagraph { paragraphCount += 1 }
      let cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
      var found: [LabelStyle.Layout] = []
      func add(_ candidate: LabelCandidate?) {
        guard var candidate, !found.contains(candidate.style.layout) else { return }
        found.append(candidate.style.layout)
        candidate.line = index
        candidate.isSilent = candidate.speech >= line.end
        candidate.indentation = line.indentation
        candidate.beginsParagraph = beginsParagraph
        byLayout[candidate.style.layout, default: []].append(candidate)
      }
      for recogniser in recognisers { add(recogniser.candidate(cursor)) }
      if asksForBareNames {
        add(LabelRecogniser.bareNameLine(cursor, blanksBehind: line.blanksBehind))
      }
    }
    return (byLayout, paragraphCount)
  }

  /// `Speaker 1. Hello.` where `Speaker 1:` is a label.
  private func addingMistypedColons(to labels: [LabelCandidate]) -> [LabelCandidate] {
    let known = Set(labels.lazy.filter { $0.style == .colon }.map(\.label)).filter {
      LabelShape($0) == .numbered
    }
    guard !known.isEmpty else { return labels }
    let taken = Set(labels.map(\.line))
    var all = labels
    for index in lines.indices where !taken.contains(index) && lines[index].kind == .text {
      guard index == 0 || lines[index - 1].kind != .text else { continue }
      let line = lines[index]
      let beginning = bytes[line.start..<min(line.end, line.start + 64)]
      guard let stop = beginning.firstIndex(of: UInt8(ascii: ".")), stop + 1 < line.end,
        bytes[stop + 1] == 0x20
      else { continue }
      let label = String(decoding: bytes[line.start..<stop], as: UTF8.self)
      guard known.contains(label) else { continue }
      all.append(LabelCandidate(style: .colon, label: label, speech: stop + 2, line: index))
    }
    return all.sorted { $0.line < $1.line }
  }

  private func mostFrequentStyle(of labels: [LabelCandidate]) -> LabelStyle? {
    var counts: [LabelStyle: Int] = [:]
    for label in labels { counts[label.style, default: 0] += 1 }
    // Of two that are as frequent the one that says more.
    return LabelStyle.allCases.reversed().filter { counts[$0] != nil }
      .max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
  }

  private func reason(for labels: [LabelCandidate], of style: LabelStyle?) -> String {
    guard let style else { return "no line begins with a label" }
    if style == .cueLines { return "\(labels.count) lines begin with a time, and nobody is named" }
    let same = labels.count { $0.style == style }
    let people = Set(labels.map(\.label)).subtracting([""]).count
    return "\(same) of \(labels.count) labels look like '\(style.example)'; they name \(people)"
  }
}
