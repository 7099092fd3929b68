import Foundation
import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting

/// A study with a queue, as a test reviews it.
struct ReviewedStudy {
  static let first = SegmentedTranscript(
    interview: "p1",
    """
    I: What stands in the way?
    P1: It makes mistakes. I would never trust it alone, and the bill is high.
    """)
  static let second = SegmentedTranscript(
    interview: "p2",
    """
    I: And you?
    P2: Nothing is new in what it writes. It makes mistakes, too.
    """)

  static let codebook = Codebook(
    name: "test",
    codes: [
      Code(
        id: "limitation", name: "Limitation",
        attributes: [.init(name: "improves", values: ["yes", "no"], defaultValue: "no")]),
      Code(id: "limitation.reliability", parent: "limitation", name: "Reliability"),
      Code(id: "cost", name: "Cost"),
    ])

  let folder: TemporaryFolder
  var study: MemoryStudy

  init() throws {
    folder = try TemporaryFolder()
    let proposals = [
      Self.first.coding("makes mistakes", "limitation.reliability", by: "ada"),
      Self.first.coding("mistakes", "limitation.reliability", by: "rules"),
      Self.first.coding("bill is high", "cost", by: "ben"),
      Self.second.coding("makes mistakes", "limitation.reliability", by: "ada"),
    ]
    study = MemoryStudy(
      codebook: Self.codebook, participants: ["P1", "P2"], interviews: [Self.first, Self.second],
      codings: proposals, finals: [])
    study.queue = [
      item(of: [proposals[2]], .disagreement), item(of: [proposals[3]], .disagreement),
      item(of: Array(proposals[..<2]), .disagreement),
    ]
  }

  /// A study in which nothing waits but a decision on cost whose words are gone.
  init(losing verdict: DecisionLine.Verdict) throws {
    try self.init()
    var lost = DecisionLine(
      verdict, transcript: "p1", code: "cost", place: 70..<82, reviewer: "ada")
    (lost.text, lost.speaker, lost.reason) = ("words of old", "P1", "too dear")
    try Data((lost.json + "\n").utf8).write(to: URL(filePath: path()))
    let decision = Decision(
      id: "decisions:1", transcript: "p1", code: "cost", span: TextSpan(start: 60, end: 60),
      verdict: .accept, quotation: "words of old", reviewer: "ada", reason: "too dear")
    study.decisions = [decision]
    study.queue = [
      QueueItem(
        transcript: "p1", code: "cost", span: decision.span, reason: .orphaned, proposals: [],
        decision: decision.id)
    ]
  }

  private func item(of proposals: [Coding], _ reason: QueueItem.Reason) -> QueueItem {
    QueueItem(
      transcript: proposals[0].transcript, code: proposals[0].code, span: proposals[0].span,
      reason: reason, proposals: proposals.map { CodingID($0) }.sorted())
  }

  func path(_ name: String = "decisions.jsonl") -> String { "\(folder.path)/\(name)" }

  func session(_ files: String...) throws -> ReviewSession {
    let names = files.isEmpty ? ["decisions.jsonl"] : files
    return try ReviewSession(
      on: study, replayed: study.decisions.map(\.id),
      files: try names.map { try DecisionFile(path: path($0)) })
  }
}
