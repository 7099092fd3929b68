import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel

/// Writes a study as a ZIP of brat's files: a folder for each coder, with the texts.
public enum BratExport {
  /// Writes a study.
  ///
  /// - Throws: What the study throws.
  public static func files(of content: StudyContent) throws -> ExportedFiles {
    var losses = LossCount()
    try losses.addStudy(content, isProject: false)
    var count = 0
    var archive = ArchiveWriter()
    var (texts, coders) = (MemberNames(of: "texts"), MemberNames(of: "coders"))
    try TextWork.forEach(of: content) { work in
      losses.add(work.transcript)
      for (name, _, codings) in work.byCoder {
        let folder = coders.name(for: name, &losses)
        let file = texts.name(for: work.transcript.key.rawValue, &losses)
        archive.add("\(folder)/\(file).txt", work.transcript.text.bytes)
        var lines = ""
        for (number, coding) in codings.enumerated() {
          lines += line(for: coding, number: number + 1, in: work, &losses)
          losses.add(
            coding, keepsMemo: true, keepsTime: false,
            time: content.times[CodingID(coding)])
        }
        archive.add("\(folder)/\(file).ann", Array(lines.utf8))
        count += codings.count
      }
    }
    return ExportedFiles(
      files: [("brat.zip", try archive.bytes())], codings: count, losses: losses.all)
  }

  /// brat marks nothing over a line end: a coding of several lines has a piece for each.
  private static func line(
    for coding: Coding, number: Int, in work: TextWork, _ losses: inout LossCount
  ) -> String {
    let bytes = work.transcript.text.bytes
    var pieces: [TextSpan] = []
    var start = coding.span.start
    for offset in coding.span.range where bytes[offset] == 0x0A {
      if start < offset { pieces.append(TextSpan(start: start, end: offset)) }
      start = offset + 1
    }
    if start < coding.span.end { pieces.append(TextSpan(start: start, end: coding.span.end)) }
    if pieces.isEmpty {
      losses.add("codings of line ends alone", "brat marks no line end")
      return ""
    }
    let places = pieces.compactMap { work.offsets.codePoints(of: $0) }
      .map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: ";")
    let words = pieces.map { work.transcript.text[$0] }.joined(separator: " ")
    let tabless = String(words.map { $0 == "\t" ? " " : $0 })
    var text = "T\(number)\t\(coding.code.rawValue) \(places)\t\(tabless)\n"
    if !coding.memo.isEmpty {
      if coding.memo.contains(where: \.isNewline) {
        losses.add("line ends in memos", "a memo of brat is one line")
      }
      let memo = String(coding.memo.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      text += "#\(number)\tAnnotatorNotes T\(number)\t\(memo)\n"
    }
    return text
  }
}
