import AdjudicateMerger
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import LeitmotifYAML

/// One transcript to be merged, as a test writes it.
struct Adjudication {
  static let interview = SegmentedTranscript(
    interview: "p1",
    """
    I: What stands in the way?
    P1: It makes mistakes. I would never trust it alone, and the bill is high. Then again it helps.
    I: And the costs?
    P1: The bill is what my dean sees. It makes mistakes all the time.
    """)

  static let codebook = Codebook(
    name: "test",
    codes: [
      code("limitation", exclusive: nil),
      code("limitation.reliability", improves: true),
      code("limitation.novelty", improves: true),
      code("cost", hasRules: false),
      code("outlook", exclusive: .transcript),
      code("outlook.bright"), code("outlook.dark"),
      code("mood", exclusive: .segment), code("mood.calm"), code("mood.angry"),
    ],
    steps: [
      CodeStep(.rename, from: "price", to: ["cost"]), CodeStep(.retire, from: "weather"),
      CodeStep(.split, from: "faults", to: ["limitation.reliability", "limitation.novelty"]),
    ])

  var transcript = Self.interview
  var settings = ""
  var codings: [Coding] = []
  /// The people who finished the transcript; the classifiers are always there.
  var people: [String] = []
  /// People who could have coded and did not.
  var absent: [String] = []
  var decisionLines: [String] = []
  /// What the files hold that the settings name, besides `decisions.jsonl`.
  var files: [String: String] = [:]

  private static func code(
    _ id: String, exclusive: Code.Exclusivity? = nil, improves: Bool = false, hasRules: Bool = true
  ) -> Code {
    let parent = id.split(separator: ".").dropLast().joined(separator: ".")
    let rule = Rule(id: Identifier("\(id)/any"), code: Identifier(id), body: .any([]))
    return Code(
      id: Identifier(id), parent: parent.isEmpty ? nil : Identifier(parent), name: id,
      attributes: improves
        ? [.init(name: "improves", values: ["yes", "no"], defaultValue: "no")] : [],
      exclusive: exclusive, rules: hasRules ? [rule] : [])
  }

  var coders: [Identifier<Coder>: Coder] {
    let machines = ["keywords", "rules"].map { Coder(id: Identifier($0), kind: .machine) }
    let people = (people + absent).map { Coder(id: Identifier($0), kind: .person) }
    return Dictionary((machines + people).map { ($0.id, $0) }) { $1 }
  }

  func merger(codebook: Codebook = Self.codebook) throws -> AdjudicateMerger {
    let collector = DiagnosticCollector()
    let file = decisionLines.isEmpty ? "" : "decisions: decisions.jsonl\n"
    let yaml = file + (settings.isEmpty ? "match: sentence" : settings)
    let node = try YAMLReader.read(Array(yaml.utf8), path: "pipeline.yaml")
    let configuration = AdjudicateMerger.Configuration.read(node, reporting: collector)
    try collector.diagnostics.throwIfErrors()
    let files = files.merging(["decisions.jsonl": decisionLines.joined(separator: "\n")]) {
      named, _ in named
    }
    return try AdjudicateMerger(
      configuration: configuration ?? .init(),
      setup: StageSetup(codebook: codebook) { file, _ in
        Source(path: file.resolved, bytes: Array((files[file.resolved] ?? "").utf8))
      })
  }

  func merged(context: StageContext = StageContext()) throws -> Merged {
    let merger = try merger()
    let decisions = try merger.decisions(in: Outline(transcript: transcript.transcript))
    return try merger.merge(proposals(decisions), in: context)
  }

  func proposals(_ decisions: [Decision] = []) -> Proposals {
    Proposals(
      transcript: transcript, codings: codings.sorted(), coders: coders,
      // Classifiers finish every transcript that they reach.
      coverage: (people.map { Identifier($0) }
        + coders.values.filter { $0.kind == .machine }.map(\.id))
        .map { Coverage(coder: $0, transcript: transcript.transcript.key) },
      decisions: decisions)
  }

  /// The final codings and the queue, one line each, as a person would tell them.
  func told() throws -> [String] {
    let merged = try merged()
    return merged.finals.map(tell) + merged.queue.map(tell)
  }

  private func tell(_ final: FinalCoding) -> String {
    let coding = final.coding
    let attributes = coding.attributes.pairs.map { " \($0.name)=\($0.value)" }.joined()
    let sources = codings.filter { final.sources.contains(CodingID($0)) }.map(\.coder.rawValue)
    let decision = final.decision.map { " \($0)" } ?? ""
    return "\(coding.code) «\(words(coding.span))»\(attributes) "
      + "[\(coding.coder)] \(final.origin)\(decision) of \(sources.sorted().joined(separator: "+"))"
  }

  private func tell(_ item: QueueItem) -> String {
    let decision = item.decision.map { " \($0)" } ?? ""
    return "? \(item.code) «\(words(item.span))» \(item.reason)\(decision) \(item.proposals.count)"
  }

  private func words(_ span: TextSpan) -> String { transcript.transcript.text[span] }

  struct Outline: StudyOutline {
    let transcript: Transcript
    var codebook: Codebook { Adjudication.codebook }
    var transcripts: [Identifier<Transcript>] { [transcript.key] }
    func transcript(_ key: Identifier<Transcript>) -> Transcript? {
      key == transcript.key ? transcript : nil
    }
  }
}

/// A coding of the test's interview.
func coding(
  _ words: String, _ code: String, by coder: String, _ attributes: Attributes = [:]
) -> Coding {
  Adjudication.interview.coding(words, code, by: coder, attributes)
}
