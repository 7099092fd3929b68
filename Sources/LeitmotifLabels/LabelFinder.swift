import LeitmotifModel
import LeitmotifPlugin

/// The labels of a transcript, and how they were recognised.
struct FoundLabels {
  /// The labels, in the file's order.
  var labels: [LabelCandidate] = []
  /// What they say, by their numbers.
  var names: [String] = []
  /// The style that most of them have; `nil` when there are none.
  var style: LabelStyle?
  /// Why, in words.
  var reason: String
  /// The roles that the file itself gives to labels.
  var statedRoles: [String: Role] = [:]
}

/// Finds the labels of a transcript: all candidates first, then one decision over the whole file.
struct LabelFinder {
  let bytes: TextBytes
  let lines: [Line]
  let settings: LabelSettings

  private var choice: StyleChoice { settings.style }

  /// The labels in the layout that has most of them.
  func find() -> FoundLabels {
    if let template = settings.template { return custom(template) }
    guard choice != .none else {
      return FoundLabels(reason: "the settings say that there are no labels")
    }
    var found = candidates()
    let aliases = Aliases(found[.colons], in: found.table)
    aliases.apply(to: &found)
    let judge = LabelJudge(
      speakers: settings.speakers, paragraphCount: found.paragraphCount, table: found.table)
    var best: [LabelCandidate] = []
    for layout in LabelStyle.Layout.allCases where !found[layout].isEmpty {
      let labels = judge.labels(among: found[layout], layout: layout)
      if labels.count > best.count { best = labels }
    }
    best = addingMistypedColons(to: best, table: found.table)
    guard let style = mostFrequentStyle(of: best) else { return nameless() }
    return FoundLabels(
      labels: best, names: found.table.labels, style: style,
      reason: reason(for: best, of: style, table: found.table), statedRoles: aliases.roles)
  }

  /// The labels as the user's template says.
  private func custom(_ template: LabelTemplate) -> FoundLabels {
    var table = LabelTable()
    let labels = lines.indices.compactMap { index -> LabelCandidate? in
      let line = lines[index]
      guard line.kind == .text || line.kind == .heading else { return nil }
      let cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
      guard let (found, label) = template.candidate(cursor) else { return nil }
      var candidate = found
      candidate.number = table.number(of: label)
      candidate.line = index
      candidate.isSilent = candidate.speech >= line.end
      return candidate
    }
    return FoundLabels(
      labels: labels, names: table.labels, style: labels.isEmpty ? nil : .custom,
      reason: "the settings say label: \(template.text)")
  }

  /// Times in front of lines, where nobody is named: at least two, and on every fifth line.
  private func nameless() -> FoundLabels {
    let none = FoundLabels(reason: "no line begins with a label")
    guard choice == .auto || choice == .cueLines else { return none }
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
    if labels.isEmpty { labels = bareTimes() }
    guard labels.count >= 2, labels.count * 5 >= lineCount else { return none }
    if let named = namesBelow(labels) { return named }
    return FoundLabels(
      labels: labels, names: [""], style: .cueLines,
      reason: "\(labels.count) lines begin with a time, and nobody is named")
  }

  /// Times without brackets in front of speech, as oTranscribe prints them.
  ///
  /// They stand in front of all paragraphs, rise, and begin where the recording does: "10:30 suits me" is none.
  private func bareTimes() -> [LabelCandidate] {
    var labels: [LabelCandidate] = []
    var beginsParagraph = true
    var latest = Int.min
    for (index, line) in lines.enumerated() where line.kind == .text || line.kind == .blank {
      defer { beginsParagraph = line.kind == .blank }
      guard line.kind == .text else { continue }
      var cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
      if let time = cursor.takeTime(), cursor.skipBlanks() > 0, time.milliseconds >= latest {
        latest = time.milliseconds
        labels.append(
          LabelCandidate(
            style: .cueLines, name: line.start..<line.start, time: time, speech: cursor.offset,
            line: index))
      } else if beginsParagraph {
        return []
      }
    }
    let beginsEarly = labels.first?.time.map { $0.milliseconds < 120_000 } ?? false
    return labels.count >= 3 && beginsEarly ? labels : []
  }

  /// Cues with a name on a line between times and speech, as older versions of Teams print them.
  ///
  /// - Returns: `nil` where the lines below the times are speech.
  private func namesBelow(_ cues: [LabelCandidate]) -> FoundLabels? {
    var labels: [LabelCandidate] = []
    var table = LabelTable()
    for var cue in cues {
      let place = cue.line + 1
      guard cue.end != nil, cue.isSilent, place + 1 < lines.count, lines[place].kind == .text,
        lines[place + 1].kind == .text
      else { return nil }
      var cursor = LineCursor(bytes: bytes, offset: lines[place].start, end: lines[place].end)
      guard let name = cursor.takeName(), cursor.isAtEnd else { return nil }
      cue.number = table.number(of: name, in: bytes)
      (cue.style, cue.name, cue.line, cue.speech) = (.nameLine, name, place, lines[place].end)
      labels.append(cue)
    }
    let names = table.labels
    guard names.count <= max(2, labels.count / 2),
      !names.contains(where: { [.handle, .phrase].contains(LabelShape($0)) || isNoSpeaker($0) })
    else { return nil }
    return FoundLabels(
      labels: labels, names: names, style: .nameLine,
      reason: "below each of \(labels.count) times stands one of \(names.count) names")
  }

  private func candidates() -> Candidates {
    var all = Candidates()
    var beginsParagraph = true
    let style = choice.style
    let recognisers = LabelRecogniser.byBeginning(of: style)
    let asksForBareNames = style == nil || style == .bareNameLine
    for (index, line) in lines.enumerated() {
      defer { beginsParagraph = line.kind != .text }
      guard line.kind == .text else { continue }
      if beginsParagraph { all.paragraphCount += 1 }
      let cursor = LineCursor(bytes: bytes, offset: line.start, end: line.end)
      let mayEndWithTime = cursor.mayEndWithTime
      func add(_ candidate: LabelCandidate?) {
        guard var candidate, style == nil || candidate.style == style else { return }
        if candidate.needsSpeechBelow, !speechFollows(index) { return }
        candidate.line = index
        candidate.isSilent = candidate.speech >= line.end
        candidate.indentation = line.indentation
        candidate.beginsParagraph = beginsParagraph
        all.add(candidate, in: bytes)
      }
      for recogniser in recognisers[Int(bytes[line.start])]
      where mayEndWithTime || !recogniser.endsWithTime {
        add(recogniser.candidate(cursor))
      }
      if asksForBareNames {
        add(LabelRecogniser.bareNameLine(cursor, blanksBehind: line.blanksBehind))
      }
    }
    return all
  }

  /// Whether the next line that is not blank is speech, and no time stands in front of it.
  private func speechFollows(_ index: Int) -> Bool {
    guard let next = lines[(index + 1)...].first(where: { $0.kind != .blank }), next.kind == .text
    else { return false }
    var cursor = LineCursor(bytes: bytes, offset: next.start, end: next.end)
    return cursor.takeAnyTime() == nil
  }

  /// `Speaker 1. Hello.` where `Speaker 1:` is a label.
  private func addingMistypedColons(
    to labels: [LabelCandidate], table: LabelTable
  ) -> [LabelCandidate] {
    let isThere = table.numbers(of: labels.lazy.filter { $0.style == .colon })
    let known = table.labels.indices.filter {
      isThere[$0] && LabelShape(table.labels[$0]) == .numbered
    }
    guard !known.isEmpty else { return labels }
    var mistyped: [LabelCandidate] = []
    var next = 0
    for index in lines.indices where lines[index].kind == .text {
      while next < labels.count, labels[next].line < index { next += 1 }
      if next < labels.count, labels[next].line == index { continue }
      guard index == 0 || lines[index - 1].kind != .text else { continue }
      let line = lines[index]
      let beginning = bytes[line.start..<min(line.end, line.start + 64)]
      guard let stop = beginning.firstIndex(of: UInt8(ascii: ".")), stop + 1 < line.end,
        bytes[stop + 1] == 0x20
      else { continue }
      let words = bytes[line.start..<stop]
      guard let number = known.first(where: { table.labels[$0].utf8.elementsEqual(words) }) else {
        continue
      }
      mistyped.append(
        LabelCandidate(
          style: .colon, name: line.start..<stop, speech: stop + 2, number: number, line: index))
    }
    return mistyped.isEmpty ? labels : (labels + mistyped).sorted { $0.line < $1.line }
  }

  private func mostFrequentStyle(of labels: [LabelCandidate]) -> LabelStyle? {
    // Of two that are as frequent the one that says more.
    LabelStyle.allCases.reversed()
      .map { style in (style, count: labels.count { $0.style == style }) }
      .filter { $0.count > 0 }
      .max { $0.count < $1.count }?.0
  }

  private func reason(
    for labels: [LabelCandidate], of style: LabelStyle, table: LabelTable
  ) -> String {
    let same = labels.count { $0.style == style }
    let people = zip(table.labels, table.numbers(of: labels)).count { !$0.isEmpty && $1 }
    return "\(same) of \(labels.count) labels look like '\(style.example)'; they name \(people)"
  }
}
