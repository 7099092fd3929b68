import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import LeitmotifYAML
import ThemesReporter

/// A small study with something of everything that a report has to show.
enum Sample {
  static let interviews = [
    SegmentedTranscript(
      interview: "p1",
      """
      I: What stands in the way?
      P1: Well. They make mistakes <all> the time, and that will pass. I read papers first.
      P1: Then I run it, and I plot what came out.
      """),
    SegmentedTranscript(
      interview: "p2",
      """
      I: And for you?
      P2: Nothing new ever comes out of them — naïve 🙂 remixes. They also make mistakes, & always will.
      P2: I read a lot. Solving it would change my days. It would not change my months.
      """),
    SegmentedTranscript(
      interview: "p10",
      """
      P10: קראתי "הכול" בעצמי. Solving the other one would not change much.
      X: Somebody else makes mistakes.
      """, participants: ["X": nil]),
  ]

  static let codebook = Codebook(
    name: "sample", version: "2",
    codes: [
      Code(id: "limitation", name: "Limitations", definition: "What stands in the way."),
      Code(
        id: "limitation.reliability", parent: "limitation", name: "Reliability",
        definition: "Models make mistakes.", attributes: [improves]),
      Code(
        id: "limitation.novelty", parent: "limitation", name: "Novelty", attributes: [improves]),
      Code(id: "evaluation", name: "Evaluations", attributes: evaluation, exclusive: .participant),
      Code(
        id: "evaluation.significant", parent: "evaluation", name: "Significant",
        attributes: evaluation),
      Code(
        id: "evaluation.sceptical", parent: "evaluation", name: "Sceptical",
        attributes: evaluation),
      Code(id: "work", name: "Work"),
      Code(id: "work.read", parent: "work", name: "Reading", leadsTo: ["work.run"]),
      Code(id: "work.run", parent: "work", name: "Running", leadsTo: ["work.read"]),
      Code(id: "work.run.plot", parent: "work.run", name: "Plotting"),
      Code(id: "nobody", name: "Nobody says this"),
    ])

  private static let improves = Code.AttributeDeclaration(
    name: "improves", values: ["yes", "no"], defaultValue: "no")
  private static let evaluation = [
    Code.AttributeDeclaration(name: "task", values: ["experiment", "debugging"]),
    Code.AttributeDeclaration(name: "stance", values: ["optimistic", "pessimistic"]),
  ]

  static var study: MemoryStudy {
    let (p1, p2, p10) = (interviews[0], interviews[1], interviews[2])
    let codings = [
      p1.coding("make mistakes", "limitation.reliability", by: "rules", ["improves": "yes"]),
      p1.coding(
        "They make mistakes <all>", "limitation.reliability", by: "ada", ["improves": "yes"]),
      p1.coding("I read papers", "work.read", by: "keywords"),
      p1.coding("run it", "work.run", by: "keywords"),
      p1.coding("I plot", "work.run.plot", by: "keywords"),
      p2.coding("Nothing new", "limitation.novelty", by: "rules", ["improves": "no"]),
      p2.coding("make mistakes", "limitation.reliability", by: "rules", ["improves": "no"]),
      p2.coding("read a lot", "work.read", by: "keywords"),
      p2.coding(
        "Solving it would change", "evaluation.significant", by: "ada",
        ["task": "debugging", "stance": "optimistic"]),
      p2.coding(
        "would not change my months", "evaluation.sceptical", by: "ada",
        ["task": "experiment", "stance": "pessimistic"]),
      p10.coding("קראתי", "work.read", by: "ada"),
      p10.coding(
        "would not change much", "evaluation.sceptical", by: "ada", ["stance": "pessimistic"]),
      p10.coding("else makes mistakes", "limitation.reliability", by: "rules", ["improves": "no"]),
      p10.coding("Solving the other one", "work.run", by: "keywords"),
    ]
    // A person's coding takes the rule's along, and the last match was turned down.
    let finals = codings.dropFirst().dropLast().map { coding in
      FinalCoding(
        coding: coding, origin: coding == codings[1] ? .unanimous : .single,
        sources: (coding == codings[1] ? [CodingID(codings[0])] : []) + [CodingID(coding)])
    }
    var study = MemoryStudy(
      codebook: codebook, participants: ["P1", "P2", "P10", "P3"], interviews: interviews,
      codings: codings, finals: finals)
    study.participants[0].attributes = ["sector": "=academia"]
    study.queue = [
      QueueItem(
        transcript: "p10", code: "work.run", span: p10.span(of: "Solving the other one"),
        reason: .disagreement, proposals: [CodingID(codings[13])])
    ]
    return study
  }

  static let settings = """
    title: What stands in the way
    tables:
      - {title: Table 1. Limitations, kind: circles, codes: "limitation.*", attribute: improves,
         value: "yes", marked: expected to improve}
      - {title: Table 2. Evaluations, kind: split, codes: "evaluation.*", attribute: stance, by: task}
      - {title: Figure 1. The work, kind: workflow, codes: "work.*"}
      - {title: All themes, kind: list}
    """

  static func configuration(_ yaml: String) throws -> ThemesReporter.Configuration {
    let collector = DiagnosticCollector()
    let node = try YAMLReader.read(Array(yaml.utf8), path: "pipeline.yaml")
    let configuration = ThemesReporter.Configuration.read(node, reporting: collector)
    try collector.diagnostics.throwIfErrors()
    return configuration ?? .init()
  }

  static func report(
    on study: MemoryStudy = study, _ yaml: String = settings, context: StageContext = StageContext()
  ) throws -> Report {
    let reporter = try ThemesReporter(
      configuration: configuration(yaml), setup: StageSetup(codebook: codebook))
    return try reporter.report(on: study, in: context)
  }
}
