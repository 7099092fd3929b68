import LeitmotifModel

/// The decisions files of a study together, with how far its run had replayed each.
struct DecisionFiles {
  let files: [DecisionFile]

  /// For each file the number of the last line that the run replayed.
  private let replayed: [Int]

  /// Puts files together.
  ///
  /// - Parameters:
  ///   - files: The files, in the pipeline's order; at least one.
  ///   - decisions: The decisions that the run replayed: each is called by its file's stem and its line.
  init(_ files: [DecisionFile], replayed decisions: [Identifier<Decision>]) {
    self.files = files
    var numbers: [Substring: Int] = [:]
    for decision in decisions {
      guard let (stem, line) = Self.parts(of: decision) else { continue }
      numbers[stem] = max(numbers[stem] ?? 0, line)
    }
    replayed = files.map { numbers[$0.stem] ?? 0 }
  }

  private static func parts(of name: Identifier<Decision>) -> (stem: Substring, line: Int)? {
    let name = name.rawValue
    guard let colon = name.lastIndex(of: ":"), let line = Int(name[name.index(after: colon)...])
    else { return nil }
    return (name[..<colon], line)
  }

  /// Reads what others appended.
  func refresh() throws(Diagnostics) {
    for file in files { try file.refresh() }
  }

  /// The lines behind some positions that the run has not replayed, a list for each file.
  func news(after positions: [DecisionFile.Position]) -> [DecisionFile.News] {
    files.indices.map { files[$0].news(after: positions[$0], line: replayed[$0]) }
  }

  /// All lines that the run has not replayed.
  func linesSinceRun() throws(Diagnostics) -> [DecisionLine] {
    try refresh()
    return files.indices.flatMap { files[$0].lines(after: replayed[$0]) }
  }

  /// All lines about a place, those that the run replayed too.
  func lines(about place: DecisionLine.Place) -> [DecisionLine] {
    files.flatMap { $0.lines(about: place) }
  }

  /// The notes on a transcript, each with its decision's name when the run replayed it.
  func notes(
    on transcript: Identifier<Transcript>
  ) -> [(decision: Identifier<Decision>?, line: DecisionLine)] {
    files.indices.flatMap { file in
      files[file].notes(on: transcript).map { number, line in
        let name = Identifier<Decision>("\(files[file].stem):\(number)")
        return (number <= replayed[file] ? name : nil, line)
      }
    }
  }

  /// The line of a decision; `nil` when the files have it no more.
  func line(of decision: Identifier<Decision>) -> DecisionLine? {
    guard let (stem, number) = Self.parts(of: decision) else { return nil }
    return files.first { $0.stem == stem }?.line(number)
  }

  /// The place of a waiting item as decisions name it.
  ///
  /// An orphan has no place in today's text: it goes on to be called as its decision called it, so that what
  /// closes it is found where that one is, wherever the text changes next.
  func place(of item: QueueItem, _ offsets: CodePointOffsets) -> DecisionLine.Place {
    let start = offsets.codePoint(ofByte: item.span.start) ?? 0
    let end = offsets.codePoint(ofByte: item.span.end) ?? 0
    var place = DecisionLine.Place(
      transcript: item.transcript, code: item.code, codePoints: start..<max(end, start + 1))
    if item.reason == .orphaned, let line = item.decision.flatMap({ self.line(of: $0) }) {
      place.codePoints = line.place
    }
    return place
  }
}

extension DecisionFile {
  /// The file's name without its folder and what stands behind the last point.
  var stem: Substring {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[..<$0] } ?? name
  }
}
