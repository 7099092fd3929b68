import LeitmotifModel
import LeitmotifPipeline
import LeitmotifTesting
import Testing

struct PipelineLoaderTests {
  private static let codebook = """
    leitmotif: codebook/1
    codebook: small
    codes:
      - code: sleep
        definition: Sleep.
        rules: [{id: words, any: [tired]}]
        examples: [{text: "I am tired.", expect: {}}]
    """

  private func load(_ pipeline: String, in folder: TemporaryFolder) throws -> Pipeline {
    try folder.write(pipeline, to: "p.yaml")
    return try Pipeline(path: folder.path("p.yaml"), registry: FewStages.registry)
  }

  /// What is said of a pipeline file beside a small study.
  private func message(_ pipeline: String) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write("A: I am tired", to: "one.txt")
    try folder.write(Self.codebook, to: "codebook.yaml")
    do {
      _ = try load(pipeline, in: folder)
      return "no error"
    } catch {
      return "\(error)".replacing(folder.path + "/", with: "")
    }
  }

  @Test func `everything that is wrong is said at once, each in its place`() throws {
    let message = try message(
      """
      leitmotif: pipeline/1
      name: bad
      stoer: x.sqlite
      codebook: codebok.yaml
      stages:
        - ingest: line
          files: ["*.txt"]
        - ingest: lines
          files: ["*.doc"]
          settings: {rol: participant}
        - segment: lines
          from: [ingst]
        - {}
        - report: count
      """)
    #expect(
      message == """
        p.yaml:1:1: error: a pipeline needs 'store' [missing-key]
          1 | leitmotif: pipeline/1
            | ^
        help: for example  store: study.sqlite
        p.yaml:3:1: error: a pipeline has no 'stoer' [unknown-key]
          3 | stoer: x.sqlite
            | ^^^^^
        help: did you mean 'store'?
        p.yaml:4:11: error: the codebook 'codebok.yaml' is not there [missing-file]
          4 | codebook: codebok.yaml
            |           ^^^^^^^^^^^^
        help: paths are relative to the pipeline file
        p.yaml:6:13: error: no plugin 'line' for 'ingest' [unknown-stage]
          6 |   - ingest: line
            |             ^^^^
        help: did you mean 'lines'?
        p.yaml:10:16: error: there is no setting 'rol' [unknown-setting]
          10 |     settings: {rol: participant}
             |                ^^^
        help: did you mean 'role'?
        p.yaml:12:12: error: no stage before this one has the id 'ingst' [unknown-stage-id]
          12 |     from: [ingst]
             |            ^^^^^
        help: there are no ids before it
        p.yaml:13:5: error: a stage says its kind first [stage-kind]
          13 |   - {}
             |     ^
        help: kinds: ingest, segment, classify, import, merge, report; for example  - segment: sentences
        """)
  }

  @Test func `missing files and inputs are said together`() throws {
    let message = try message(
      """
      leitmotif: pipeline/1
      name: bad
      store: x.sqlite
      codebook: codebok.yaml
      participants: {table: people.csv}
      stages:
        - ingest: lines
          files: ["*.doc"]
        - report: count
      """)
    #expect(
      message == """
        p.yaml:4:11: error: the codebook 'codebok.yaml' is not there [missing-file]
          4 | codebook: codebok.yaml
            |           ^^^^^^^^^^^^
        help: paths are relative to the pipeline file
        p.yaml:5:23: error: the participants' table 'people.csv' is not there [missing-file]
          5 | participants: {table: people.csv}
            |                       ^^^^^^^^^^
        help: paths are relative to the pipeline file
        p.yaml:8:13: error: no file fits '*.doc' [no-files]
          8 |     files: ["*.doc"]
            |             ^^^^^^^
        help: paths are relative to the pipeline file; look at folder, name and ending
        p.yaml:9:5: error: 'report: count' takes final codings, and nothing before it makes any [missing-input]
          9 |   - report: count
            |     ^
        help: put  - merge: adjudicate  before it
        """)
  }

  @Test func `rules need the segments that they look at`() throws {
    let message = try message(
      """
      leitmotif: pipeline/1
      name: bad
      store: x.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: lines
          files: ["*.txt"]
        - classify: words
      """)
    #expect(
      message.contains("p.yaml:8:5: error: rules of 'classify' look at one sentence at a time"))
    #expect(message.contains("[missing-input]"))
  }

  @Test func `a pipeline without stages is none, and one that makes nothing final is warned of`()
    throws
  {
    let none = try message("leitmotif: pipeline/1\nname: none\nstore: x.sqlite\nstages: []\n")
    #expect(none.contains("p.yaml:4:9: error: there is no stage [missing-input]"))
    let folder = try TemporaryFolder()
    try folder.write("A: I am tired", to: "one.txt")
    try folder.write(Self.codebook, to: "codebook.yaml")
    let pipeline = try load(
      """
      leitmotif: pipeline/1
      name: proposals
      store: x.sqlite
      codebook: codebook.yaml
      stages: [{ingest: lines, files: [one.txt]}, {segment: lines}, {classify: words}]
      """, in: folder)
    #expect(pipeline.warnings.all.map(\.id) == ["nothing-final"])
  }

  @Test func `a codebook is no pipeline`() throws {
    let message = try message(Self.codebook)
    #expect(
      message == """
        p.yaml:1:12: error: this program reads 'pipeline/1', not 'codebook/1' [unknown-format]
          1 | leitmotif: codebook/1
            |            ^^^^^^^^^^
        help: this is a codebook; name the pipeline file that uses it
        """)
  }

  @Test func `two files of one name are an error that names both`() throws {
    let folder = try TemporaryFolder()
    try folder.write("A: x", to: "a/one.txt")
    try folder.write("A: x", to: "b/one.txt")
    let pipeline = """
      leitmotif: pipeline/1
      name: doubled
      store: x.sqlite
      stages: [{ingest: lines, files: ["a/*.txt", "b/*.txt"]}]
      """
    let error = try #require(throws: Diagnostics.self) { _ = try load(pipeline, in: folder) }
    let message = error.description.replacing(folder.path + "/", with: "")
    #expect(message.contains("two files have the name 'one': 'a/one.txt' and 'b/one.txt'"))
    #expect(message.contains("[duplicate-transcript]"))
  }

  @Test func `a participant who stands twice in the table is an error`() throws {
    let folder = try TemporaryFolder()
    try folder.write("A: x", to: "one.txt")
    try folder.write("id,age\nP1,30\nP2,40\nP1,50\n,9\n", to: "people.csv")
    let pipeline = """
      leitmotif: pipeline/1
      name: people
      store: x.sqlite
      participants: {table: people.csv}
      stages: [{ingest: lines, files: ["*.txt"]}]
      """
    let error = try #require(throws: Diagnostics.self) { _ = try load(pipeline, in: folder) }
    #expect(error.all.map(\.id) == ["duplicate-participant", "missing-participant-id"])
    #expect(error.all.map { $0.location?.line } == [4, 5])
  }

  @Test func `a check of a code that is gone is an error, and says what became of it`() throws {
    let folder = try TemporaryFolder()
    try folder.write("A: I am tired", to: "one.txt")
    try folder.write(
      Self.codebook + "\nmigrations:\n  - {rename: rest, to: sleep}\n  - {retire: hours}\n",
      to: "codebook.yaml")
    let pipeline = """
      leitmotif: pipeline/1
      name: checks
      store: x.sqlite
      codebook: codebook.yaml
      stages: [{ingest: lines, files: ["*.txt"]}]
      checks:
        - {that: participants(rest) >= 1}
        - {that: agreement.krippendorff_alpha >= 0.6, codes: [hours]}
      """
    let error = try #require(throws: Diagnostics.self) { _ = try load(pipeline, in: folder) }
    #expect(
      error.all.map { "\($0.location?.line ?? 0) \($0.help)" } == [
        "7 it is 'sleep' now, by a step under 'migrations' of the codebook",
        "8 it was retired by a step of the codebook: take it out here",
      ])
  }

  @Test func `talk that lies among the transcripts and that no stage reads is warned of`()
    throws
  {
    let folder = try TemporaryFolder()
    for name in ["p1.txt", "p2.docx", "p3.VTT", "~$p2.docx", "notes.md", "../x.docx"] {
      try folder.write("P1: Yes.\n", to: "talks/\(name)")
    }
    let pipeline = """
      leitmotif: pipeline/1
      name: talks
      store: x.sqlite
      stages: [{ingest: lines, files: ["talks/*.txt", "*.txt"]}]
      """
    try folder.write("P2: No.\n", to: "p4.txt")
    let warnings = try load(pipeline, in: folder).warnings.all
    #expect(warnings.map(\.message) == ["no stage reads 2 files: p2.docx, p3.VTT"])
    #expect(warnings.first?.location?.path.hasSuffix("/talks") == true)
    let otherwise = pipeline.replacing("\"*.txt\"", with: "\"./talks/*.docx\", \"./talks/*.VTT\"")
    #expect(try load(otherwise, in: folder).warnings.all == [])
    try folder.write("P2: No.\n", to: "talks/p2.docx")
    let all = pipeline.replacing("talks/*.txt", with: "talks/*.{txt,docx,VTT}")
    #expect(try load(all, in: folder).warnings.all == [])
  }

  @Test(arguments: ["queue = 0", "waiting == 0", "queue == none", "queue", "participants() is 3"])
  func `a check that is none is refused with an example`(check: String) throws {
    let message = try message(
      """
      leitmotif: pipeline/1
      name: checks
      store: x.sqlite
      stages: [{ingest: lines, files: ["*.txt"]}]
      checks: [{that: "\(check)"}]
      """)
    #expect(message.contains("[check-syntax]"))
    #expect(message.contains("help: for example  queue == 0"))
  }
}
