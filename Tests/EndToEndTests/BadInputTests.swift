import Foundation
import LeitmotifTesting
import Testing

/// What goes wrong in a study's files: a clear word, a status, nothing lost, never a crash.
struct BadInputTests {
  /// Runs the first study after something was done to its folder.
  private func run(after change: (TemporaryFolder) throws -> Void) throws -> Command.Result {
    let folder = try Study.first()
    try change(folder)
    return try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
  }

  @Test(arguments: [
    ("", "empty-file"), ("P1: a\u{0}b", "binary-file"), ("P1: caf\u{FF}", "invalid-utf8"),
  ])
  func `a transcript that cannot be read is set aside, the others are coded`(
    content: String, id: String
  ) throws {
    let bytes = Data(content.unicodeScalars.map { UInt8($0.value) })
    let result = try run { try $0.write(bytes, to: "study/transcripts/p3.txt") }
    #expect(result.status == 4)
    #expect(result.error.contains("transcripts/p3.txt"))
    #expect(result.error.contains("[\(id)]"))
    #expect(result.output.contains("2 transcripts"))
    #expect(result.output.contains("Set aside, not coded: p3"))
  }

  @Test func `a store in the place of a pipeline is said to be one`() throws {
    let folder = try Study.first()
    #expect(try Command.run(["run", "pipeline.yaml"], in: folder.path("study")).status == 0)
    let run = try Command.run(["run", "study.sqlite"], in: folder.path("study"))
    #expect(run.status == 2)
    #expect(run.error.contains("[not-a-pipeline]"))
    let report = try Command.run(["report", "pipeline.yaml"], in: folder.path("study"))
    #expect(report.status == 2)
    #expect(report.error.contains("give a study's store, such as study.sqlite"))
  }

  @Test(arguments: [
    ["report", "study.sqlite", "--json"], ["query", "study.sqlite", "themes", "--csv"],
    ["export", "study.sqlite", "--codings"], ["runs", "list", "study.sqlite"], ["--help"],
    ["export", "--help"], ["--version"],
  ])
  func `output that cannot be written is an error`(arguments: [String]) throws {
    let folder = try Study.first()
    #expect(try Command.run(["run", "pipeline.yaml"], in: folder.path("study")).status == 0)
    let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    let process = try Command.start(arguments, in: folder.path("study"), output: full)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 2)
  }

  @Test func `two files by whose names one coder finished one transcript are named`() throws {
    let result = try run { folder in
      let pipeline = try folder.read("study/pipeline.yaml")
      let coders = "- import: codings\n  #   files: [\"coders/*.csv\"]"
      #expect(pipeline.contains("# " + coders))
      try folder.write(
        pipeline.replacing(
          "# " + coders, with: "- import: codings\n    files: [\"coders/**/*.csv\"]"),
        to: "study/pipeline.yaml")
      for team in ["a", "b"] {
        try folder.write("transcript,code,start,end\np1,,,\n", to: "study/coders/\(team)/eva.csv")
        try folder.write(
          "transcript,code,start,end\np\(team == "a" ? 1 : 2),,,\n",
          to: "study/coders/\(team)/tom.csv")
      }
    }
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("'eva' finished 'p1' here and in"))
    // Somebody may have a file for each transcript.
    #expect(!result.error.contains("'tom'"))
  }

  @Test func `a participant that the table lacks is named as it was looked for`() throws {
    let result = try run { folder in
      let pipeline = try folder.read("study/pipeline.yaml")
      try folder.write(
        pipeline.replacing("\"$label\"", with: "\"$transcript\""), to: "study/pipeline.yaml")
    }
    #expect(
      result.error.contains(
        "the speaker 'P1' is 'p1', who is no participant of the table [unknown-participant]\n"
          + "help: add a row 'p1' to the table, or mend the name: did you mean 'P1'?"),
      "\(result.error)")
  }

  @Test(arguments: [
    ("segment: sentences", "{segment: sentences, id: turns}", "help: give this one another, or"),
    (
      "merge: adjudicate", "merge: adjudicate\n  - merge: adjudicate",
      "help: keep one of them: it settles"
    ),
  ])
  func `a stage that stands twice is told how to go on`(
    stage: String, other: String, help: String
  ) throws {
    let result = try run { folder in
      let pipeline = try folder.read("study/pipeline.yaml")
        .replacing("- segment: turns", with: "- {segment: turns, id: turns}")
      try folder.write(
        pipeline.replacing("- \(stage)", with: "- \(other)"), to: "study/pipeline.yaml")
    }
    #expect(result.status == 2)
    #expect(result.error.contains(help), "\(result.error)")
  }

  @Test func `a list that a codebook names and that is not there is not the codebook`() throws {
    let result = try run { folder in
      try folder.write(
        "leitmotif: codebook/1\ncodebook: t\nlists:\n  money: {file: lists/money.txt}\n",
        to: "study/codebook.yaml")
    }
    #expect(result.status == 2)
    #expect(
      result.error.contains("codebook.yaml:4:17: error: 'lists/money.txt': there is no such file"),
      "\(result.error)")
    #expect(result.error.contains("help: its path is relative to the codebook"))
    #expect(!result.error.contains("is not there"))
  }

  @Test func `rules that no stage runs are warned of`() throws {
    let result = try run { folder in
      let pipeline = try folder.read("study/pipeline.yaml")
      try folder.write(
        pipeline.split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.contains("classify: keywords") }.joined(separator: "\n"),
        to: "study/pipeline.yaml")
    }
    #expect(result.error.contains("[rules-without-stage]"))
  }

  @Test func `a speaker nobody mapped is named, with the number of turns`() throws {
    let result = try run {
      try $0.write(
        "P1: Hello.\n\nVISITOR: I knocked.\n\nP1: Come in.\n\nVISITOR: Thanks.\n",
        to: "study/transcripts/p3.txt")
    }
    #expect(result.status == 0)
    #expect(result.error.contains("'VISITOR'"))
    #expect(result.error.contains("[unmapped-speaker]"))
    #expect(!result.error.contains("knocked"))
  }

  @Test func `a transcript without labels is coded as nobody's, with a warning`() throws {
    let result = try run {
      try $0.write(
        "it was late when we stopped.\nso we went home.\n", to: "study/transcripts/p3.txt")
    }
    #expect(result.status == 0)
    #expect(result.error.contains("[no-labels]"))
  }

  @Test func `a participant who stands twice is an error before anything runs`() throws {
    let result = try run { try $0.write("id,role\nP1,a\nP1,b\n", to: "study/participants.csv") }
    #expect(result.status == 2)
    #expect(
      result.error.contains("participants.csv:3:1: error: 'P1' stands in line 2 already"))
    #expect(result.output == "")
  }

  @Test func `a coder's file is checked whole, and no interview text is shown`() throws {
    let result = try run { folder in
      try folder.write(
        """
        transcript,code,start,end,text
        p1,workload.hours,9000,9010,
        p1,workload.hour,0,5,
        p9,workload.hours,0,5,
        p1,workload.hour,0,5,exhausted
        """, to: "study/coders/ada.csv")
      let pipeline = try folder.read("study/pipeline.yaml")
        .replacing("  # - import: codings", with: "  - import: codings")
        .replacing("  #   files: [\"coders", with: "    files: [\"coders")
      try folder.write(pipeline, to: "study/pipeline.yaml")
    }
    #expect(result.status == 2)
    for line in 2...5 { #expect(result.error.contains("coders/ada.csv:\(line):")) }
    #expect(result.error.contains("did you mean 'workload.hours'?"))
    #expect(!result.error.contains("exhausted"))
  }

  @Test func `a store that a newer program wrote is left as it is`() throws {
    let folder = try Study.first()
    let study = folder.path("study")
    _ = try Command.run(["run", "pipeline.yaml"], in: study)
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    shell.arguments = [
      "python3", "-c",
      "import sqlite3,sys; c = sqlite3.connect(sys.argv[1]); c.execute('pragma user_version = 999'); c.commit()",
      "\(study)/study.sqlite",
    ]
    try shell.run()
    shell.waitUntilExit()
    try #require(shell.terminationStatus == 0)
    let before = try Data(contentsOf: URL(filePath: "\(study)/study.sqlite"))
    let result = try Command.run(["run", "pipeline.yaml"], in: study)
    #expect(result.status == 2)
    #expect(result.error.contains("[store-too-new]"))
    #expect(try Data(contentsOf: URL(filePath: "\(study)/study.sqlite")) == before)
  }

  @Test func `a file that is no store is left as it is`() throws {
    let folder = try Study.first()
    try folder.write("my only copy", to: "study/study.sqlite")
    let result = try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
    #expect(result.status == 2)
    #expect(result.error.contains("[not-a-store]"))
    #expect(try folder.read("study/study.sqlite") == "my only copy")
  }

  @Test func `a report folder that cannot be made is said, and the store is there`() throws {
    let folder = try Study.first()
    try folder.write("a file", to: "study/report")
    let result = try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
    #expect(result.status == 2)
    #expect(result.error.contains("[unwritable-file]"))
    let runs = try Command.run(["runs", "list", "study.sqlite"], in: folder.path("study"))
    #expect(runs.output.contains("succeeded"))
  }

  @Test func `a command line that is wrong exits with 64`() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(["run"], in: folder.path)
    #expect(result.status == 64)
    #expect(result.error.contains("Missing expected argument"))
    #expect(try Command.run(["rnu"], in: folder.path).status == 64)
  }

  @Test func `a pipeline that is not there is said, and where it is looked for`() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(["run", "none.yaml"], in: folder.path)
    #expect(result.status == 2)
    #expect(
      result.error == """
        none.yaml: error: there is no such file [missing-file]
        help: look at the path; those in a pipeline are relative to its file

        """)
  }

  @Test(arguments: [
    (["runn"], "there is no command 'runn'", "did you mean 'run'?"),
    (["codebook", "chek", "x"], "there is no command 'chek'", "did you mean 'check'?"),
    (["runs", "undo"], "there is no command 'undo'", "commands: list, show, diff, restore"),
  ])
  func `a command that there is none of is told with the nearest one`(
    arguments: [String], message: String, help: String
  ) throws {
    let result = try Command.run(arguments, in: Command.projectFolder.path)
    #expect(result.error == "error: \(message) [unknown-command]\nhelp: \(help)\n")
    #expect(result.status == 64)
  }
}
