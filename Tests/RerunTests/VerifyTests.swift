import Foundation
import LeitmotifTesting
import Testing

/// What `verify` and `run --locked` see, by the command.
struct VerifyTests {
  private let folder: TemporaryFolder
  private var study: String { folder.path("study") }

  init() throws {
    folder = try TemporaryFolder()
    _ = try Command.run(["init", "study"], in: folder.path)
    let run = try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
    #expect(run.status == 0)
  }

  private func leitmotif(_ arguments: String...) throws -> Command.Result {
    try Command.run(arguments, in: study)
  }

  /// Changes the store behind the program's back.
  private func tamper(_ sql: String) throws {
    try DatabaseMaker.change(folder.path("study/study.sqlite"), by: sql)
  }

  @Test func `a transcript that was set aside is verified with the others`() throws {
    try folder.write("P1: \0 x\n", to: "study/transcripts/p9.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 4)
    for command in [["verify"], ["verify", "--replay"]] {
      let verified = try Command.run(command + ["pipeline.yaml"], in: study)
      #expect(verified.status == 0, "\(verified.output)")
    }
    #expect(try leitmotif("run", "pipeline.yaml", "--locked").status == 4)
    try folder.write("P1: \0 y\n", to: "study/transcripts/p9.txt")
    let changed = try leitmotif("verify", "pipeline.yaml")
    #expect(changed.status == 1)
    #expect(changed.output.contains("input/transcripts/p9.txt"))
    #expect(try leitmotif("run", "pipeline.yaml", "--locked").error.contains("Nothing was run"))
  }

  @Test func `with a lock no new transcript is run`() throws {
    let before = try folder.read("study/report/report.html")
    try folder.write("P9: We wait for hours.\n", to: "study/transcripts/p9.txt")
    let refused = try leitmotif("run", "pipeline.yaml", "--locked")
    #expect(refused.status == 1)
    #expect(refused.error.contains("input/transcripts/p9.txt\n  the lock: nothing"))
    #expect(refused.error.contains("Nothing was run"))
    #expect(try folder.read("study/report/report.html") == before)
    #expect(try leitmotif("verify", "pipeline.yaml").status == 1)
  }

  @Test func `a lock that states another result is seen, by transcript`() throws {
    let lock = try folder.read("study/pipeline.lock")
    let fact = try #require(lock.firstMatch(of: /result.transcript.p1 = sha256:[0-9a-f]{4}/)).output
    for wrong in [
      lock.replacing(fact, with: "result/transcript/p1 = sha256:dead"),
      lock.replacing("result/transcript/p1 ", with: "result/transcript/q1 "),
    ] {
      try folder.write(wrong, to: "study/pipeline.lock")
      let found = try leitmotif("verify", "pipeline.yaml")
      #expect(found.status == 1)
      #expect(found.output.contains("The lock file differs in result/transcript/p1:"))
    }
    try FileManager.default.removeItem(atPath: folder.path("study/pipeline.lock"))
    let without = try leitmotif("verify", "pipeline.yaml")
    #expect(without.status == 0)
    #expect(without.output.contains("no lock file"))
  }

  @Test func `a changed row is named by its transcript, or itself when all is done again`() throws {
    try tamper(
      """
      UPDATE coding SET end_byte = end_byte - 1
      WHERE start_byte = (SELECT max(start_byte) FROM coding)
      """)
    let found = try leitmotif("verify", "pipeline.yaml")
    #expect(found.status == 1)
    #expect(found.output.contains("The result differs in result/transcript/p"))
    // Whoever changed the rows changed neither the lock nor what the run says of itself.
    #expect(found.output.contains(/\n  the lock:  sha256:[0-9a-f]{64}\n  the rows:  sha256:/))
    let replayed = try leitmotif("verify", "pipeline.yaml", "--replay")
    #expect(replayed.output.contains("coding differs in p"))
    #expect(!replayed.output.contains("The result differs"))
  }

  @Test(arguments: [
    ("UPDATE coding SET speaker = 0", "The speaker of a coding differs in p1 at byte"),
    ("UPDATE codebook_code SET name = 'x'", "The codebook differs in"),
    ("UPDATE participant_attributes SET attributes = '{}'", "The participants differs in"),
  ])
  func `what stands beside the codings is compared, too`(sql: String, message: String) throws {
    try folder.write("id,site\np1,north\np2,south\n", to: "study/people.csv")
    let pipeline = try folder.read("study/pipeline.yaml")
    if !pipeline.contains("\nparticipants:") {
      try folder.write(
        pipeline.replacing(
          "\nstages:", with: "\nparticipants: {table: people.csv, key: id}\nstages:"),
        to: "study/pipeline.yaml")
    }
    let run = try leitmotif("run", "pipeline.yaml")
    #expect(run.status == 0, "\(run.error)")
    #expect(try leitmotif("verify", "pipeline.yaml").status == 0)
    try tamper(sql)
    let found = try leitmotif("verify", "pipeline.yaml")
    #expect(found.status == 1)
    #expect(found.output.contains(message), "\(found.output)")
  }

  @Test(arguments: [
    "UPDATE coding SET end_byte = end_byte + 100000", "UPDATE reading SET turns = '[]'",
    "UPDATE text SET content = substr(content, 1, 20)",
    "UPDATE text SET content = substr(content, 1, 20), bytes = 20",
  ])
  func `a store that another program changed is damaged, and crashes nobody`(sql: String) throws {
    try tamper(sql)
    for command in [
      ["report", "pipeline.yaml"], ["verify", "pipeline.yaml"],
      ["query", "study.sqlite", "themes"],
      ["export", "study.sqlite", "--codings", "--format", "jsonl"],
      ["review", "export", "pipeline.yaml", "--all"], ["plan", "pipeline.yaml"],
    ] {
      let result = try Command.run(command, in: study)
      #expect(result.status < 128, "\(command): \(result.status) \(result.error)")
    }
    #expect(try leitmotif("verify", "pipeline.yaml").error.contains("[store-damaged]"))
  }

  @Test func `a letter in front moves codings, and only what else changed is a change`() throws {
    let text = try folder.read("study/transcripts/p1.txt")
    let colon = try #require(text.firstRange(of: ": "))
    let moved = text.replacingCharacters(in: colon, with: ": Well, ")
    try folder.write(moved, to: "study/transcripts/p1.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    #expect(try changes("1") == [0, 0, 0])
    // Once more what was said once, and once less.
    try folder.write(
      moved.replacing(": Well, ", with: ": ") + "\n\nP1: I was exhausted.\n",
      to: "study/transcripts/p1.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let (more, less) = (try changes("2"), try changes("3", "2"))
    #expect(more[0] > 0 && more[0] - more[1] == 1, "\(more)")
    #expect(less[1] > 0 && less[1] - less[0] == 1, "\(less)")
  }

  /// How many codings were added, removed and changed between two runs.
  private func changes(_ runs: String...) throws -> [Int] {
    let result = try Command.run(["runs", "diff", "study.sqlite"] + runs + ["--json"], in: study)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return ["added", "removed", "changed"].map { object?[$0] as? Int ?? -1 }
  }

  @Test func `a list that changed since a run is named when that run is brought back`() throws {
    let book = try folder.read("study/codebook.yaml")
    let place = try #require(book.firstRange(of: "\nlists:"))
    try folder.write(
      book.replacingCharacters(in: place, with: "\nlists:\n  more: {file: more.txt}"),
      to: "study/codebook.yaml")
    try folder.write("hours\n", to: "study/more.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    #expect(try leitmotif("runs", "restore", "pipeline.yaml", "2").error == "")
    try folder.write("days\n", to: "study/more.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    let restored = try leitmotif("runs", "restore", "pipeline.yaml", "2")
    #expect(restored.status == 0)
    #expect(
      restored.error.contains(
        "more.txt: warning: the codebook's file of words is not as run 2 read it"))
  }

  @Test func `a run that was cleared away is listed as forgotten`() throws {
    try folder.write("P9: We wait for hours.\n", to: "study/transcripts/p9.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    #expect(try leitmotif("gc", "study.sqlite", "--keep-runs", "1").status == 0)
    #expect(try leitmotif("runs", "list", "study.sqlite").output.contains("forgotten"))
    let json = try leitmotif("runs", "list", "study.sqlite", "--json").output
    #expect(json.contains(#""forgotten":true"#) && json.contains(#""forgotten":false"#))
  }

  @Test func `what a killed writer left of a report goes with the next one`() throws {
    let files = FileManager.default
    let litter = "study/report/report.html.999999999.partial"
    let fresh = "study/report/report.html.999999998.partial"
    let living = "study/report/report.html.\(ProcessInfo.processInfo.processIdentifier).partial"
    let other = "study/report/old.csv.999999997.partial"
    for path in [litter, fresh, living, other] {
      try folder.write("half", to: path)
      guard path != fresh else { continue }
      try files.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: folder.path(path))
    }
    try folder.write("P9: We wait for hours.\n", to: "study/transcripts/p9.txt")
    #expect(try leitmotif("run", "pipeline.yaml").status == 0)
    #expect(
      [litter, fresh, living, other].map { files.fileExists(atPath: folder.path($0)) }
        == [false, true, true, false])
  }
}
