import LeitmotifTesting
import Testing

struct ExportTests {
  /// The first study, run.
  private static func study() throws -> TemporaryFolder {
    let folder = try Study.first()
    try #require(Command.run(["run", "pipeline.yaml"], in: folder.path("study")).status == 0)
    return folder
  }

  @Test(arguments: [
    (["--codings", "--out", "c.csv"], #"{"codings":5,"file":"c.csv","format":"csv","losses":[]}"#),
    (
      ["--codings", "--final", "--out", "f.XLSX"],
      #"{"codings":5,"file":"f.XLSX","format":"xlsx","losses":[]}"#
    ),
    (
      ["--out", "c.qdc"],
      #"{"codings":0,"file":"c.qdc","format":"qdc","losses":["#
        + #"{"count":5,"reason":"the format has no place for them","what":"rules"},"#
        + #"{"count":9,"reason":"the format has no place for them","what":"examples"},"#
        + #"{"count":1,"reason":"the format has no place for them","what":"declared attributes"}]}"#
    ),
    (
      ["--rocrate", "crate"],
      #"{"files":["crate/ro-crate-metadata.json","crate/pipeline.json","crate/codebook.yaml","#
        + #""crate/themes.csv"],"folder":"crate"}"#
    ),
  ])
  func `what was written is said to programs, and nothing else`(
    arguments: [String], expected: String
  ) throws {
    let folder = try Self.study()
    let result = try Command.run(
      ["export", "study.sqlite", "--json"] + arguments, in: folder.path("study"))
    #expect(result.output == expected + "\n")
    #expect(result.error == "")
    #expect(result.status == 0)
  }

  @Test func `losses as JSON are those that people read`() throws {
    let folder = try Self.study()
    let result = try Command.run(
      ["export", "study.sqlite", "--out", "c.qdc", "--losses", "l.json"],
      in: folder.path("study"))
    #expect(result.output == "c.qdc: the codebook\n")
    #expect(
      result.error == """
        left out: 5 rules: the format has no place for them
        left out: 9 examples: the format has no place for them
        left out: 1 declared attributes: the format has no place for them

        """)
    #expect(
      try folder.read("study/l.json").hasPrefix(#"{"codings":0,"format":"qdc","losses":[{"#))
  }

  @Test(arguments: [
    (["--codings", "--json"], "--json needs --out or --rocrate."),
    (["--format", "csv"], "Say what to export: --codings, or --rocrate FOLDER"),
    (["--out", "codings.jsonl"], "Say what to export: --codings, or --rocrate FOLDER"),
    (["--codings", "--rocrate", "crate"], "Say one of --codings and --rocrate FOLDER"),
    (
      ["--codings", "--out", "book.qdc"],
      "A .qdc holds the codebook and no codings: leave out --codings"
    ),
  ])
  func `what cannot be meant is refused`(arguments: [String], message: String) throws {
    let result = try Command.run(["export", "study.sqlite"] + arguments, in: "/")
    #expect(result.error.hasPrefix("Error: \(message)\n"), "\(result.error)")
    #expect(result.status == 64)
  }
}
