import Foundation
import LeitmotifTesting
import Testing

/// What pseudonyms replaced is in nothing that leaves the study, in whatever form.
struct PseudonymTests {
  private static let names = ["Wilhelmina", "Zwartendijk", "Łukasz"]

  /// A study of two interviews in which three people are called by their names.
  private func study() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      INT: Wilhelmina, how was the harvest?
      WILHELMINA: Poor. The harvest was Zwartendijk's, and he told Łukasz that it rained.
      """, to: "t/first.txt")
    try folder.write(
      """
      INT: And yours?
      Łukasz: A harvest like Wilhelmina’s. It rained on WILHELMINA and on me.
      """, to: "t/second.txt")
    try folder.write(
      "name,pseudonym\nWilhelmina,Anna\nZwartendijk,Berg\nŁukasz,Cem\n", to: "keys/names.csv")
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: harvest
      codes:
        - code: weather
          definition: The sky.
          rules: [any: [rained]]
        - code: crop
          definition: What grows.
          rules: [any: [harvest]]
      """, to: "codebook.yaml")
    try folder.write(
      """
      leitmotif: pipeline/1
      name: harvest
      store: harvest.sqlite
      codebook: codebook.yaml
      stages:
        - ingest: text
          files: ["t/*.txt"]
          settings: {pseudonyms: keys/names.csv}
        - segment: turns
        - segment: sentences
        - classify: keywords
        - merge: adjudicate
        - report: themes
          to: out/
          settings:
            formats: [html, text, markdown, latex, csv, xlsx]
            tables:
              - {kind: list}
              - {kind: questions, questions: [{name: harvest, match: [harvest]}]}
              - {kind: timeline}
              - {kind: methods}
      """, to: "pipeline.yaml")
    return folder
  }

  @Test func `a real name is in no report and no export`() throws {
    let folder = try study()
    let ran = try Command.run(["run", "pipeline.yaml"], in: folder.path)
    #expect(ran.status == 0, "\(ran.error)")
    var said = ran.output + ran.error
    for (format, file) in [
      ("csv", "a.csv"), ("jsonl", "a.jsonl"), ("xlsx", "a.xlsx"), ("qdpx", "a.qdpx"),
      ("qdc", "a.qdc"), ("inception", "inception.zip"), ("label-studio", "a.json"),
      ("doccano", "doccano.zip"), ("brat", "brat.zip"),
    ] {
      let isTable = ["csv", "jsonl", "xlsx"].contains(format)
      let written = try Command.run(
        ["export", "harvest.sqlite", "--format", format, "--out", "exports/\(file)"]
          + (isTable ? ["--codings"] : []), in: made(folder))
      #expect(written.status == 0, "\(format): \(written.error)")
      said += written.output + written.error
    }
    for arguments in [
      ["export", "harvest.sqlite", "--rocrate", "exports/crate"],
      ["report", "harvest.sqlite", "--json"], ["report", "harvest.sqlite"],
      ["discover", "harvest.sqlite", "--json"], ["query", "harvest.sqlite", "presence"],
      ["runs", "list", "harvest.sqlite"],
    ] {
      let result = try Command.run(arguments, in: folder.path)
      #expect(result.status == 0, "\(arguments): \(result.error)")
      said += result.output + result.error
    }
    #expect(said.contains("Anna"))
    #expect(Self.names.filter { said.localizedCaseInsensitiveContains($0) } == [])
    let found = try self.found(in: folder)
    #expect(found.read > 20)
    #expect(found.names == [])
    #expect(found.pseudonyms)
  }

  private func made(_ folder: TemporaryFolder) throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder.path("exports"), withIntermediateDirectories: true)
    return folder.path
  }

  /// Looks into every file that was written, and into what those of them hold that are archives.
  private func found(
    in folder: TemporaryFolder
  ) throws -> (read: Int, names: [String], pseudonyms: Bool) {
    let script = """
      import pathlib, sys, zipfile
      names = [n.casefold().encode() for n in sys.argv[1:]]
      read, hits, pseudonyms = 0, [], False
      def look(where, data):
          global read, pseudonyms
          read += 1
          pseudonyms = pseudonyms or b"Berg" in data
          text = data.decode("utf-8", "replace").casefold().encode()
          hits.extend(f"{where}" for n in names if n in text)
      for root in ("out", "exports"):
          for path in pathlib.Path(root).rglob("*"):
              if not path.is_file(): continue
              look(path, path.read_bytes())
              if zipfile.is_zipfile(path):
                  with zipfile.ZipFile(path) as archive:
                      for name in archive.namelist(): look(f"{path}/{name}", name.encode() + archive.read(name))
      look("harvest.sqlite", pathlib.Path("harvest.sqlite").read_bytes())
      print(read, pseudonyms, *hits, sep="\\n")
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + Self.names
    process.currentDirectoryURL = URL(filePath: folder.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    return (
      Int(lines.first ?? "") ?? 0, Array(lines.dropFirst(2)), lines.dropFirst().first == "True"
    )
  }
}
