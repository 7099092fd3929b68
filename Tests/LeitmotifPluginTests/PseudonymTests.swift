import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import LeitmotifYAML
import Testing

/// An ingester of `LABEL: words` lines, for what the factory does around every ingester.
private struct LineIngester: Ingester {
  struct Configuration: SpeakerMapped, Hashable {
    var speakers = SpeakerMap()
    init() {}
    static let settings: [Setting<Self>] = [
      Setting("speakers", \.speakers, "Who the labels stand for.")
    ]
  }
  static let name = "lines"
  static let summary = "Reads lines."
  static let version = 1
  let speakers: SpeakerMap

  init(configuration: Configuration, setup: StageSetup) { speakers = configuration.speakers }

  static func recognition(of source: Source) -> Recognition { .likely }

  func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    guard !source.bytes.isEmpty else {
      throw Diagnostics(
        .error("bad", "Anna Obi sent nothing", at: SourceLocation(path: source.path)))
    }
    var turns: [LabelledTurn] = []
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        turns.append(
          LabelledTurn(
            label: String(decoding: line[..<colon], as: UTF8.self),
            span: TextSpan(start: colon + 2, end: line.endIndex)))
      }
    }
    return Transcript(
      of: source, format: "lines", encoding: "utf-8", text: CanonicalText(validUTF8: source.bytes),
      turns: turns, speakers: speakers, metadata: ["title": "Talk with Anna Obi"])
  }
}

struct PseudonymTests {
  private static let key = """
    name,pseudonym
    Anna Obi,P1
    Anna,P1
    Öztürk,P2
    New York,CITY
    York,TOWN
    """

  private func read(
    _ text: String, settings: String = "pseudonyms: key.csv", path: String = "p1.txt"
  ) throws -> Transcript {
    let collector = DiagnosticCollector()
    let node = try YAMLReader.read(Array(settings.utf8), path: "pipeline.yaml")
    let configured = try #require(
      StageFactory(LineIngester.self).configured(by: node, reporting: collector))
    let stage = try configured.make(
      StageSetup { file, _ in
        let tables = [
          "key.csv": Self.key,
          "speakers.csv": "label,role,participant\nINT*,interviewer,\nanna *,participant,$label\n",
        ]
        return Source(path: file.resolved, bytes: Array((tables[file.written] ?? "").utf8))
      })
    guard case .ingester(let ingester) = stage else { throw StageError("x", "no ingester") }
    return try ingester.transcript(
      from: Source(path: path, bytes: Array(text.utf8)), in: StageContext())
  }

  private func turns(_ transcript: Transcript) -> [String] {
    transcript.turns.map {
      "\(transcript.speaker(of: $0)?.label ?? "-"): \(transcript.text[$0.span])"
    }
  }

  @Test func `names become pseudonyms in text, labels, metadata and participants`() throws {
    let transcript = try read(
      "INT: Anna, how is Öztürk’s York?\nanna obi: Anna's Annabel left New York.\nINT: ÖZTÜRK's?",
      settings: "pseudonyms: key.csv\nspeakers: speakers.csv")
    #expect(
      turns(transcript) == [
        "INT: P1, how is P2’s TOWN?", "P1: P1's Annabel left CITY.", "INT: P2's?",
      ])
    #expect(
      transcript.text
        == CanonicalText("INT: P1, how is P2’s TOWN?\nP1: P1's Annabel left CITY.\nINT: P2's?"))
    #expect(
      transcript.speakers == [
        Speaker(label: "INT", role: .interviewer),
        Speaker(label: "P1", role: .participant, participant: "P1"),
      ])
    #expect(transcript.metadata["title"] == "Talk with P1")
    #expect(transcript.metadata["pseudonyms.replaced"] == "CITY 1, P1 3, P2 2, TOWN 1")
    #expect(transcript.metadata["pseudonyms.left"] == "Annabel")
    #expect(transcript.warnings.map(\.id) == ["possible-names"])
  }

  @Test func `words that hold a name, and small letters, stay`() throws {
    let text = "A: Annabel and hannah, annas, öztürks, not anna. Yorkshire"
    #expect(try turns(read(text)) == [text])
  }

  @Test func `a name over a line's end is one`() throws {
    #expect(
      try read("A: so Anna\nB: so New\nYork. Then New  York").text
        == CanonicalText("A: so P1\nB: so CITY. Then CITY"))
  }

  @Test func `no message holds a name of the key`() throws {
    let error = #expect(throws: Diagnostics.self) { _ = try read("") }
    #expect(error?.all.map(\.message) == ["P1 sent nothing"])
    let transcript = try read("INT: So?\nANNA: Yes.", path: "anna/talk_Anna.txt")
    #expect(transcript.warnings.map(\.id) == ["name-in-file-name"])
  }

  @Test func `every span stays on its words, whatever is replaced`() throws {
    var random = SeededNumbers(seed: 5)
    let pieces = ["Anna", " ", "Obi", "é", "Öztürk", ", ", "x", "New York", "'s", "😀"]
    for _ in 0..<500 {
      let lines = (0..<3).map { _ in random.text(of: pieces, count: 8) }
      let transcript = try read(lines.map { "A: \($0)" }.joined(separator: "\n"))
      let text = transcript.text
      #expect(transcript.turns.count == 3)
      var last = 0
      for turn in transcript.turns {
        #expect(turn.span.start >= last && text.isBoundary(turn.span.start))
        #expect(text.isBoundary(turn.span.end))
        last = turn.span.end
      }
    }
  }

  @Test func `a key with mistakes is refused without a name in the message`() {
    let key = "name,pseudonym\nAnna,\nBen,P2\nBen,P3\n"
    let error = #expect(throws: Diagnostics.self) {
      _ = try PseudonymKey(reading: Array(key.utf8), path: "key.csv")
    }
    #expect(
      error?.all.map { "\($0.location?.line ?? 0) \($0.message)" }
        == ["2 the name has no pseudonym", "4 the name has two pseudonyms"])
    #expect(throws: Diagnostics.self) {
      _ = try PseudonymKey(reading: Array("a,b\n".utf8), path: "key.csv")
    }
  }

  @Test func `a table of speakers is written and read`() throws {
    let people = [
      Speaker(label: "INT", role: .interviewer),
      Speaker(label: "=Anna, PhD", role: .participant, participant: "P1"),
      Speaker(label: "INT", role: .other),
    ]
    let map = try SpeakerTable.read(SpeakerTable.write(people), path: "speakers.csv")
    #expect(
      map
        == SpeakerMap([
          SpeakerEntry(match: "INT", role: .interviewer),
          SpeakerEntry(match: "=Anna, PhD", role: .participant, participant: "P1"),
        ]))
    let error = #expect(throws: Diagnostics.self) {
      _ = try SpeakerTable.read(Array("label,role\nA,boss\nB,intervewer\n".utf8), path: "s.csv")
    }
    #expect(error?.all.map(\.id) == ["unknown-value", "unknown-value"])
  }

  @Test(arguments: ["P1", "Anna Obi", "ANNA*"])
  func `an entry of speakers fits a label or its pseudonym`(pattern: String) throws {
    let transcript = try read(
      "Anna Obi: Hello.\nÖztürk: Yes.",
      settings: """
        pseudonyms: key.csv
        speakers: [{match: "\(pattern)", participant: "$label"}, {match: P2, role: moderator}]
        """)
    #expect(
      transcript.speakers == [
        Speaker(label: "P1", role: .participant, participant: "P1"),
        Speaker(label: "P2", role: .moderator),
      ])
    #expect(transcript.warnings.filter { $0.id == "unmapped-speaker" }.isEmpty)
  }
}

/// What ingesters do with speech that has no label.
struct UnlabelledSpeechTests {
  /// Reads what may have no labels: a line that begins with a dash.
  private struct DashIngester: Ingester {
    typealias Configuration = LineIngester.Configuration
    static let name = "dashes"
    static let summary = "Reads lines."
    static let version = 1
    let inner: LineIngester

    init(configuration: Configuration, setup: StageSetup) {
      inner = LineIngester(configuration: configuration, setup: setup)
    }

    static func recognition(of source: Source) -> Recognition { .likely }

    func transcript(from source: Source, in context: StageContext) throws -> Transcript {
      var transcript = try inner.transcript(from: source, in: context)
      for turn in transcript.turns.indices
      where transcript.speaker(of: transcript.turns[turn])?.label == "-" {
        transcript.turns[turn].speaker = nil
      }
      transcript.speakers.removeAll { $0.label == "-" }
      return transcript
    }
  }

  private func read(_ text: String, _ settings: String) throws -> Transcript {
    let node = try YAMLReader.read(Array(settings.utf8), path: "pipeline.yaml")
    let configured = try #require(
      StageFactory(DashIngester.self).configured(by: node, reporting: DiagnosticCollector()))
    guard case .ingester(let ingester) = try configured.make(StageSetup()) else {
      throw StageError("x", "no ingester")
    }
    return try ingester.transcript(
      from: Source(path: "p1.txt", bytes: Array(text.utf8)), in: StageContext())
  }

  private let text = "MODERATOR: And then?\n-: We had to wait.\nMODERATOR: For long?\n-: A year."

  @Test func `it is somebody's where the map of speakers says so`() throws {
    let transcript = try read(
      text, #"speakers: [{match: "(none)", participant: "$transcript"}]"#)
    #expect(
      transcript.turns.map { transcript.speaker(of: $0)?.participant } == [nil, "p1", nil, "p1"])
    #expect(transcript.speakers.map(\.role) == [.moderator, .participant])
    #expect(transcript.warnings.isEmpty)
  }

  @Test func `much of it is warned of, and a heading is not`() throws {
    let warnings = try read(text, "{}").warnings
    #expect(
      warnings.map(\.description) == [
        """
        p1.txt: warning: 2 of 4 turns (55 % of the text) have no label: they count as nobody's, and rules that look at \
        participants pass over them [unlabelled-speech]
        help: if one person speaks there, say who under 'speakers': {match: "(none)", participant: $transcript}
        """
      ])
    #expect(
      try read("-: Talk\nMODERATOR: And then? We had to wait for a year.", "{}").warnings.isEmpty)
  }

  @Test(arguments: [
    #"{match: "(none)"}"#, #"{match: "(none)", participant: "$label"}"#,
  ])
  func `whoever is meant has a name`(entry: String) throws {
    let collector = DiagnosticCollector()
    let node = try YAMLReader.read(Array("speakers: [\(entry)]".utf8), path: "pipeline.yaml")
    #expect(StageFactory(DashIngester.self).configured(by: node, reporting: collector) == nil)
    #expect(collector.diagnostics.all.count == 1)
  }
}
