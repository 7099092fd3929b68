import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// What a report keeps back.
struct PrivacyTests {
  private static let formats = "formats: [html, text, markdown, latex, csv]"

  private func texts(_ settings: String, of study: MemoryStudy = Sample.study) throws -> [String] {
    let report = try Sample.report(on: study, "\(Self.formats)\n\(settings)")
    return try report.files.map { String(decoding: try $0.bytes, as: UTF8.self) } + [report.text]
  }

  @Test func `small counts are not told, nor who they are, nor what they say`() throws {
    let settings = """
      privacy: {suppressBelow: 2}
      tables:
        - {kind: circles, codes: ["limitation.*", "work.*"]}
        - {kind: linked, codes: ["limitation.*", "work.*"]}
        - {kind: hierarchy}
        - {kind: frequency}
        - {kind: timeline}
        - {kind: saturation}
        - {kind: cooccurrence, within: transcript}
        - {kind: attributes, codes: limitation.novelty, attribute: sector}
      """
    for text in try texts(settings) {
      // P2 alone raised it.
      #expect(!text.contains("ever comes out of them"))
      #expect(!text.contains("7e66c6b054d11b23"))
    }
    let page = try texts(settings)[0]
    #expect(page.contains("&lt;2"))
    #expect(page.contains("Counts of participants from 1 to 1 are shown as &lt;2"))
    let table = try ThemeTable(of: Sample.study, privacy: suppressing(2))
    guard case .object(let fields) = table.json, case .list(let themes)? = fields["themes"],
      case .object(let novelty) = themes[2]
    else {
      Issue.record("no themes")
      return
    }
    #expect(novelty["k"] == .null)
    #expect(novelty["participants"] == [])
    #expect(novelty["quotations"] == [])
  }

  private func suppressing(_ count: Int) -> Privacy {
    var privacy = Privacy()
    privacy.suppressBelow = count
    return privacy
  }

  @Test(arguments: ["attribute", "memo", "participant", "transcript"])
  func `what is marked confidential is counted and not quoted`(mark: String) throws {
    var study = Sample.study
    let place = try #require(study.finals.firstIndex { $0.coding.code == "limitation.novelty" })
    switch mark {
    case "attribute": study.finals[place].coding.attributes["confidential"] = "yes"
    case "memo": study.finals[place].coding.memo = "she asked: #Confidential"
    case "participant":
      let person = try #require(study.participants.firstIndex { $0.id == "P2" })
      study.participants[person].attributes["confidential"] = "yes"
    default:
      let old = try #require(study.interviews["p2"])
      var transcript = old.transcript
      transcript.metadata["confidential"] = "true"
      study.interviews["p2"] = SegmentedTranscript(transcript: transcript, segments: old.segments)
    }
    for text in try texts("", of: study) {
      #expect(!text.contains("ever comes out of them"))
    }
    #expect(try texts("", of: study)[1].contains("marked confidential"))
    #expect(try ThemeTable(of: study)["limitation.novelty"]?.participants == ["P2"])
    let open = try texts("privacy: {leaveOutConfidential: false}", of: study)
    #expect(open[0].contains("ever comes out of them"))
  }

  @Test func `a coding that says it is not confidential is quoted`() throws {
    var study = Sample.study
    let place = try #require(study.finals.firstIndex { $0.coding.code == "limitation.novelty" })
    study.finals[place].coding.attributes["confidential"] = "no"
    #expect(try texts("", of: study)[0].contains("ever comes out of them"))
  }

  @Test func `pseudonyms alone leave no label, file, attribute or coder`() throws {
    var study = Sample.study
    study.participants[0].attributes = ["sector": "Kremlin"]
    let settings = """
      privacy: {pseudonymsOnly: true}
      tables: [{kind: list}, {kind: methods}, {kind: timeline}, {kind: saturation}]
      """
    for text in try texts(settings, of: study) {
      for word in ["p10", "Kremlin", "speaker X", ",X,", "ada"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
  }

  @Test func `who has a value cannot be told from who has another`() throws {
    let settings = """
      privacy: {suppressBelow: 2}
      tables:
        - {kind: circles, codes: limitation.reliability, attribute: improves, value: "yes"}
        - {kind: split, codes: limitation.reliability, attribute: improves}
        - {kind: frequency, codes: "limitation.*"}
      """
    // P1 says that it will improve, P2 that it will not: each is one of two.
    let report = try Sample.report(on: Sample.study, "\(Self.formats)\n\(settings)")
    func file(_ name: String) throws -> String {
      let file = try #require(report.files.first { $0.name == name })
      return String(decoding: try file.bytes, as: UTF8.self)
    }
    #expect(
      try file("table-1.csv") == """
        code,theme,P1,P2,P3,P10,k of 4,classifiers alone
        limitation.reliability,Reliability,●,●,,,2,2

        """)
    #expect(
      try file("table-2.csv") == """
        code,theme,yes,no
        ,limitation.reliability,<2,<2

        """)
    #expect(
      try file("table-3.csv").contains("limitation.novelty,Novelty,–,–,–,–,–\n"))
    let values = try file("themes.csv").split(separator: "\n").filter { $0.contains("improves") }
    #expect(!values.isEmpty && values.allSatisfy { !$0.contains("P") })
    let quotations = try file("quotations.csv")
    #expect(quotations.contains("make mistakes"))
    #expect(!quotations.contains(",yes,"))
    for name in ["report.html", "report.txt", "report.md", "report.tex"] {
      #expect(try !file(name).contains("○ P1"))
      #expect(try !file(name).contains("improves: no ·"))
    }
  }

  @Test func `figures for an archive keep back what the report does`() throws {
    let text = String(
      decoding: try themeFigures(of: Sample.study, privacy: suppressing(2)), as: UTF8.self)
    #expect(text.contains("limitation.novelty,Novelty,<2,4,<2,\n"))
    #expect(text.contains("limitation.reliability,Reliability,2,4,"))
  }

  @Test func `coders are numbered in the drawings of agreement, too`() throws {
    var study = Sample.study
    study.coverage = study.coders.flatMap { coder in
      ["p1", "p2", "p10"].map { Coverage(coder: coder.id, transcript: $0) }
    }
    let named = try #require(try AgreementSection(of: study)).html.text
    #expect(named.contains(">ada<"))
    let plain = try #require(try AgreementSection(of: study, isNaming: false)).html.text
    #expect(plain.contains(">coder 1<"))
    #expect(!plain.contains("ada"))
  }

  @Test func `who has a code that is kept back cannot be told from those above and beside it`()
    throws
  {
    // Of the two with a limitation P2 alone has 'novelty', which is kept back.
    let settings = """
      privacy: {suppressBelow: 2}
      tables:
        - {kind: circles, codes: ["limitation", "limitation.*"]}
        - {kind: linked, codes: ["limitation.*", "work.read"]}
        - {kind: frequency, codes: ["limitation", "limitation.*"]}
        - {kind: attributes, codes: ["limitation.reliability", "work.read"], attribute: sector}
      """
    let report = try Sample.report(on: Sample.study, "\(Self.formats)\n\(settings)")
    func rows(_ name: String) throws -> [String] {
      let file = try #require(report.files.first { $0.name == name })
      return String(decoding: try file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    #expect(
      try rows("table-1.csv").dropFirst() == [
        "limitation,Limitations,,,,,2,2", "limitation.reliability,Reliability,●,●,,,2,2",
        "limitation.novelty,Novelty,,,,,<2,<2",
      ])
    // The column of what is kept back says nothing, not even that it is 0.
    let linked = try rows("table-2.csv")
    let head = try #require(linked.first).split(separator: ",").map(String.init)
    let novelty = try #require(head.firstIndex(of: "also Novelty"))
    let cells = linked.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[novelty]
    }
    #expect(cells.count == 3 && cells.allSatisfy { $0 == "–" })
    #expect(
      try rows("table-3.csv").dropFirst() == [
        "limitation,Limitations,–,–,–,–,–", "limitation.reliability,Reliability,1,1,0,0,2",
        "limitation.novelty,Novelty,–,–,–,–,–",
      ])
    // P1 alone is of academia.
    #expect(try rows("table-4.csv")[0].contains("(<2)"))
    let themes = try rows("themes.csv")
    #expect(themes.contains("limitation,Limitations,,,,2,4,,2,0"))
    let reliability = themes.first {
      $0.hasPrefix("limitation.reliability,Reliability,limitation,,,")
    }
    #expect(reliability?.contains("P1;P2") == true)
  }

  @Test func `a code that is kept back is not counted among the new ones`() throws {
    let report = try Sample.report(
      on: Sample.study, "formats: [csv]\nprivacy: {suppressBelow: 2}\ntables: [{kind: saturation}]")
    let file = try #require(report.files.first { $0.name == "table-1.csv" })
    let rows = String(decoding: try file.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(rows.count == 3)
    for row in rows {
      let cells = row.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)
      let names = cells[5].split(separator: ",").filter { !$0.allSatisfy { "\" ".contains($0) } }
      #expect(Int(cells[2]) == names.count, "\(row)")
    }
  }

  @Test func `of conflicts all are shown or none`() throws {
    // P2 has both codes that exclude each other, and is the only one.
    #expect(try !ThemeTable(of: Sample.study).shownConflicts.isEmpty)
    #expect(try ThemeTable(of: Sample.study, privacy: suppressing(2)).shownConflicts.isEmpty)
  }

  @Test func `where a conflict is kept back, so is that something waits because of it`() throws {
    let table = try ThemeTable(of: Sample.study, privacy: suppressing(2))
    #expect(table.queue.map(\.item.code) == ["work.run"])
    for text in try texts("privacy: {suppressBelow: 2}") {
      #expect(!text.contains("codes that exclude each other"))
    }
    var study = Sample.study
    // It waits for another reason, too, which tells nothing of the conflict.
    let sceptical = try #require(study.codings.first { $0.code == "evaluation.sceptical" })
    study.queue.append(
      QueueItem(
        transcript: "p2", code: sceptical.code, span: sceptical.span, reason: .disagreement,
        proposals: [CodingID(sceptical)]))
    let both = try ThemeTable(of: study, privacy: suppressing(2))
    #expect(both.queue.map(\.item.code) == ["work.run", "evaluation.sceptical"])
  }

  @Test func `pseudonyms alone are refused where people have none`() throws {
    var study = Sample.study
    let old = try #require(study.interviews["p1"])
    var transcript = old.transcript
    for speaker in transcript.speakers.indices where transcript.speakers[speaker].participant != nil
    {
      transcript.speakers[speaker].participant = "p1/Anna Schmidt"
    }
    study.interviews["p1"] = SegmentedTranscript(transcript: transcript, segments: old.segments)
    let problems = #expect(throws: Diagnostics.self) {
      try Sample.report(on: study, "privacy: {pseudonymsOnly: true}")
    }
    #expect(problems?.all.map(\.id) == ["no-pseudonyms"])
    #expect(problems?.description.contains("Anna") == false)
  }

  @Test(arguments: ["circles", "exclusive"])
  func `a pin whose quotation is kept back is no fault, and not spoken of`(kind: String) throws {
    let context = StageContext()
    // P2 alone raised it.
    let pinned = "{kind: \(kind), codes: \"limitation.*\", quote: {limitation.novelty: [P2]}}"
    let report = try Sample.report(
      """
      privacy: {suppressBelow: 2}
      tables: [\(pinned)]
      """, context: context)
    #expect(context.diagnostics.isEmpty)
    #expect(!report.text.contains("pinned in"))
  }

  /// Two people in one interview, each of whom says something that may not be quoted.
  private func talk(_ codings: (SegmentedTranscript) -> [Coding]) -> MemoryStudy {
    let talk = SegmentedTranscript(
      interview: "talk",
      """
      LEFT: The cat sat. Then we all saw the dog.
      RIGHT: My secret is a bakery. I sleep well.
      """, participants: ["LEFT": "Anna", "RIGHT": "Bea"])
    return MemoryStudy(
      codebook: Sample.codebook, participants: ["Anna", "Bea"], interviews: [talk],
      codings: codings(talk))
  }

  @Test func `the words of a silent participant are not quoted with another's`() throws {
    var study = talk {
      [
        $0.coding("the dog.\nRIGHT: My secret", "work.read", by: "ada"),
        $0.coding("cat sat", "work.read", by: "ada"),
      ]
    }
    study.participants[1].attributes["confidential"] = "yes"
    for text in try texts("", of: study) {
      #expect(!text.contains("secret"))
    }
    #expect(try texts("", of: study)[1].contains("The cat sat."))
  }

  @Test func `words are confidential whatever became of the coding that says so`() throws {
    var study = talk { talk in
      var marked = talk.coding("a bakery", "limitation", by: "ada")
      marked.memo = "#confidential"
      return [marked, talk.coding("secret", "work.read", by: "rules")]
    }
    study.finals.removeAll { !$0.coding.memo.isEmpty }
    for text in try texts("", of: study) {
      #expect(!text.contains("secret"))
    }
    #expect(try ThemeTable(of: study)["work.read"]?.participants == ["Bea"])
  }

  @Test func `pseudonyms alone leave no label between two turns, and no decisions' file`() throws {
    var study = talk { [$0.coding("the dog.\nRIGHT: My secret", "work.read", by: "ada")] }
    study.finals[0].origin = .decision
    study.finals[0].decision = "dora:7"
    study.decisions = [
      Decision(
        id: "dora:7", transcript: "talk", code: "work.read", span: study.finals[0].coding.span,
        verdict: .accept, reviewer: "dora")
    ]
    let texts = try texts("privacy: {pseudonymsOnly: true}", of: study)
    for text in texts {
      #expect(!text.contains("RIGHT"))
      #expect(!text.contains("dora"))
    }
    #expect(texts[1].contains("Then we all saw the dog."))
  }
}
