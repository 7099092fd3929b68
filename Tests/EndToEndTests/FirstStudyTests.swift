import Foundation
import LeitmotifTesting
import Testing

struct FirstStudyTests {
  @Test func `the first study runs as it stands`() throws {
    let folder = try Study.first()
    let study = folder.path("study")
    let check = try Command.run(["codebook", "check", "codebook.yaml"], in: study)
    #expect(check.status == 0)
    #expect(check.error == "")
    let test = try Command.run(["codebook", "test", "codebook.yaml"], in: study)
    #expect(test.status == 0)
    let run = try Command.run(["run", "pipeline.yaml", "--json"], in: study)
    #expect(run.status == 0)
    #expect(run.error == "")
    let object = try Study.object(run.output)
    #expect(object["transcripts"] as? Int == 2)
    #expect(object["codings"] as? Int == 5)
    #expect(try folder.read("study/report/report.html").contains("Long hours"))
  }

  @Test func `an example that fails is a warning, and with --strict nothing is run`() throws {
    let folder = try Study.first()
    let study = folder.path("study")
    let book = try folder.read("study/codebook.yaml")
    let place = try #require(book.range(of: "reject: true"))
    let wrong = book.replacingCharacters(in: place, with: "expect: {}")
    try folder.write(wrong, to: "study/codebook.yaml")
    let strict = try Command.run(["run", "pipeline.yaml", "--strict"], in: study)
    #expect(strict.status == 1)
    #expect(strict.error.contains("but no rule finds anything [failing-example]"))
    #expect(strict.error.hasSuffix("with --strict every example has to come out as it says.\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("study/study.sqlite")))
    for command in ["plan", "run", "run"] {
      let result = try Command.run([command, "pipeline.yaml"], in: study)
      #expect(result.status == 0)
      #expect(result.error.contains("[failing-example]"))
    }
    try folder.write(book, to: "study/codebook.yaml")
    let again = try Command.run(["run", "pipeline.yaml", "--strict"], in: study)
    #expect(again.status == 0 && again.error.isEmpty)
  }

  @Test func `words that nobody says are named by check`() throws {
    let folder = try Study.first()
    let study = folder.path("study")
    _ = try Command.run(["run", "pipeline.yaml"], in: study)
    try folder.write(
      """
      leitmotif: codebook/1
      codebook: t
      language: en
      lists: {l: [overtime, unheard]}
      codes:
        - code: a
          definition: x
          examples: [{text: x, reject: true}]
          rules:
            - any: ["@l", "three days", "three nights", exhaust*]
            - query: friday AND NOT nobody

      """, to: "study/b.yaml")
    let found = try Command.run(
      ["codebook", "check", "b.yaml", "--store", "study.sqlite"], in: study)
    #expect(found.status == 0)
    let places = found.error.split(separator: "\n").filter { $0.hasPrefix("b.yaml") }
    #expect(
      places.map(String.init) == [
        "b.yaml:4:23: warning: 'unheard' stands in none of the 2 transcripts of study.sqlite "
          + "[unsaid-term]",
        "b.yaml:10:35: warning: 'three nights' stands in none of the 2 transcripts of study.sqlite "
          + "[unsaid-term]",
        "b.yaml:11:31: warning: 'nobody' stands in none of the 2 transcripts of study.sqlite "
          + "[unsaid-term]",
      ])
  }

  @Test func `the steps of README go as they are printed`() throws {
    let readme = try String(
      contentsOf: Command.projectFolder.appending(path: "README.md"), encoding: .utf8)
    let steps = readme.matches(of: /(?m)^ {7}(leitmotif .+|cd .+)$/).map { String($0.1) }
    #expect(steps.count >= 7)
    let folder = try TemporaryFolder()
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-ec", steps.joined(separator: "\n")]
    shell.currentDirectoryURL = URL(filePath: folder.path)
    let programs = Command.executable.deletingLastPathComponent().path
    shell.environment = ["PATH": "\(programs):/usr/bin:/bin"]
    let errors = URL(filePath: try folder.write("", to: "errors"))
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = try FileHandle(forWritingTo: errors)
    try shell.run()
    shell.waitUntilExit()
    let problems = try folder.read("errors")
    #expect(shell.terminationStatus == 0, "\(problems)")
  }

  @Test func `a folder with something in it is left as it is`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "study/notes.txt")
    let result = try Command.run(["init", "study"], in: folder.path)
    #expect(result.status == 2)
    #expect(
      result.error == """
        study: error: there is something in it already; nothing was written [folder-not-empty]
        help: name a new folder

        """)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("study")) == ["notes.txt"])
  }

  @Test func `what is made and written is for its owner alone`() throws {
    let folder = try Study.first()
    _ = try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
    for name in ["study/study.sqlite", "study/report/report.html", "study/codebook.yaml"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
  }

  @Test func `plan says what run then does`() throws {
    let folder = try Study.first()
    let study = folder.path("study")
    for (word, replacement) in [
      ("", ""), ("overtime,", "overtime, busy,"), ("Too tired", "So tired"),
    ] {
      if !word.isEmpty {
        let edited = try folder.read("study/codebook.yaml").replacing(word, with: replacement)
        try folder.write(edited, to: "study/codebook.yaml")
      }
      let plan = try Study.object(
        Command.run(["plan", "pipeline.yaml", "--json"], in: study).output)
      let run = try Study.object(Command.run(["run", "pipeline.yaml", "--json"], in: study).output)
      let planned = plan["cells"] as? [String: Int]
      let done = run["cells"] as? [String: Int]
      #expect(planned?["computed"] == done?["computed"])
      #expect(planned?["reused"] == done?["reused"])
    }
  }
}
