import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel

/// Writes a study as doccano's ZIP: a file of JSON lines for each coder.
public enum DoccanoExport {
  /// Writes a study.
  ///
  /// - Throws: What the study throws.
  public static func files(of content: StudyContent) throws -> ExportedFiles {
    var losses = LossCount()
    try losses.addStudy(content, isProject: false)
    var count = 0
    var number = 0
    var lines: [String: [UInt8]] = [:]
    try TextWork.forEach(of: content) { work in
      losses.add(work.transcript)
      number += 1
      for (name, _, codings) in work.byCoder {
        let labels = codings.map { coding -> JSONValue in
          losses.add(
            coding, keepsMemo: false, keepsTime: false,
            time: content.times[CodingID(coding)])
          let place = work.place(of: coding)
          return [
            .integer(place.lowerBound), .integer(place.upperBound), .string(coding.code.rawValue),
          ]
        }
        count += codings.count
        let line: JSONValue = [
          "id": .integer(number), "text": .string(work.transcript.text[work.transcript.text.span]),
          "label": .list(labels), "Comments": [],
          "transcript": .string(work.transcript.key.rawValue),
        ]
        lines[name, default: []] += Array((line.canonicalText + "\n").utf8)
      }
    }
    var archive = ArchiveWriter()
    var coders = MemberNames(of: "coders")
    for (name, bytes) in lines.sorted(by: { $0.key < $1.key }) {
      archive.add("\(coders.name(for: name, &losses)).jsonl", bytes)
    }
    return ExportedFiles(
      files: [("doccano.zip", try archive.bytes())], codings: count, losses: losses.all)
  }
}
