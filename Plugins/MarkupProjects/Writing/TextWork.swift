import LeitmotifExchange
import LeitmotifModel

/// One transcript's codings by coder, as tools without a study of their own exchange them.
struct TextWork {
  let transcript: Transcript
  let offsets: CodePointOffsets
  /// The codings of everybody who coded or finished the transcript, by the name that is written.
  let byCoder: [(name: String, isMachine: Bool, codings: [Coding])]

  /// Hands out a study's transcripts in order.
  static func forEach(
    of content: StudyContent, _ body: (TextWork) throws -> Void
  ) throws {
    let names = try content.names()
    let machines = Set(try content.study.coders.filter { $0.kind == .machine }.map(\.id))
    var finished: [Identifier<Transcript>: Set<Identifier<Coder>>] = [:]
    if content.selection == .proposals {
      for covered in try content.study.coverage {
        finished[covered.transcript, default: []].insert(covered.coder)
      }
    }
    for key in try content.study.transcripts {
      guard let transcript = try content.study.transcript(key)?.transcript else { continue }
      let codings = Dictionary(grouping: try content.codings(of: key), by: \.coder)
      let coders = Set(codings.keys).union(finished[key] ?? []).sorted()
      try body(
        TextWork(
          transcript: transcript, offsets: CodePointOffsets(transcript.text),
          byCoder: coders.map {
            (names[$0] ?? $0.rawValue, machines.contains($0), codings[$0] ?? [])
          }))
    }
  }

  /// The place of a coding in code points.
  func place(of coding: Coding) -> Range<Int> {
    offsets.codePoints(of: coding.span) ?? 0..<0
  }
}
