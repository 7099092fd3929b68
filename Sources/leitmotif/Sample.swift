import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifReliability
import LeitmotifStore

/// `leitmotif sample STORE`: draws what several coders code independently of each other.
struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws transcripts or segments for several coders to code independently.",
    discussion: """
      leitmotif sample airnd.sqlite --transcripts 3 --coders ada,ben --to double-coding
        Writes sample.csv, which says what was drawn, and an empty coder's file each for 'import: codings'.
      leitmotif sample airnd.sqlite --sentences 200 --by sector --coders ada,ben --to double-coding
        Writes a table each with a row for a sentence; the coders fill in the last column. Then:
        leitmotif agree --ratings double-coding/ada.csv --ratings double-coding/ben.csv --coders ada,ben \
      --coefficient mv-alpha

      The coders see nothing of what the machine or anybody else coded. The same seed draws the same. \
      'leitmotif agree --plan' says how many units are enough.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Option(help: "How many whole transcripts to draw.")
  var transcripts: Int?

  @Option(help: "How many turns of participants to draw.")
  var turns: Int?

  @Option(help: "How many sentences of participants to draw.")
  var sentences: Int?

  @Option(help: "Draw in proportion from each value of this column of the participants' table.")
  var by: String?

  @Option(parsing: .unconditional, help: "Who is to code, separated by commas.")
  var coders: String

  @Option(
    help: "The folder for the files; files that are there stay as they are.", completion: .directory
  )
  var to: String

  @Option(help: "Where random numbers start: the same seed, the same sample.")
  var seed: UInt64 = 1

  @Flag(help: "Print one line of JSON.")
  var json = false

  func validate() throws {
    let counts = [transcripts, turns, sentences].compactMap(\.self)
    guard counts.count == 1, counts[0] > 0 else {
      throw ValidationError("give one of --transcripts, --turns and --sentences, above 0")
    }
    var seen: Set<String> = []
    for name in coders.namesBetweenCommas {
      guard seen.insert(name.lowercased()).inserted else {
        throw ValidationError("--coders names '\(name)' twice")
      }
      guard !name.isEmpty, !name.contains("/"), !name.hasPrefix("."), name != "unit" else {
        throw ValidationError("'\(name)' cannot name a file: use letters and digits")
      }
    }
    guard !seen.isEmpty else { throw ValidationError("--coders names nobody") }
    guard !seen.contains("sample") else {
      throw ValidationError("'sample' is the list's name: give the coder another one")
    }
  }

  func run() throws {
    let study = try Store(at: store, access: .read).reader()
    try requireAttribute(of: study)
    let names = coders.namesBetweenCommas
    let (count, unit): (Int, CodingSample.Unit) =
      transcripts.map { ($0, .transcript) } ?? turns.map { ($0, .turn) }
      ?? (sentences ?? 0, .sentence)
    let sample = try CodingSample(
      count, unit, of: study, by: by, coders: names.map { Identifier($0) }, seed: seed)
    guard !sample.items.isEmpty else {
      throw Diagnostics(
        .error(
          "nothing-to-draw",
          try sample.finished.count < study.transcripts.count
            ? "there is no \(unit.rawValue) to draw"
            : "all of them have finished every transcript: \(sample.finished.map(\.rawValue).joined(separator: ", "))",
          help: "nothing was written; add interviews, or name other coders",
          at: SourceLocation(path: store)))
    }
    let files =
      [("sample.csv", sample.list)] + names.map { ("\($0).csv", sample.sheet(for: $0)) }
    try write(files)
    if json {
      printJSON(json(of: sample, files: files.map(\.0)))
    } else {
      show(sample, asked: count)
    }
  }

  private func requireAttribute(of study: any StudyReader) throws {
    guard let by else { return }
    let known = Set(try study.participants.flatMap { $0.attributes.keys }).sorted()
    guard known.contains(by) else {
      throw Diagnostics(
        .error(
          "unknown-participant-attribute", "the participants' table has no column '\(by)'",
          help: helpForUnknown(by, known: known, called: "columns")))
    }
  }

  /// Writes all files, or none where one is there already.
  private func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    var problems = Diagnostics()
    for (name, _) in files where FileManager.default.fileExists(atPath: "\(to)/\(name)") {
      problems.append(
        .error(
          "file-exists", "the file is there already; nothing was written",
          help: "name another folder with --to: somebody's work may be in it",
          at: SourceLocation(path: "\(to)/\(name)")))
    }
    try problems.throwIfErrors()
    do {
      try FileManager.default.createDirectory(
        atPath: to, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostics(
        .error(
          "unwritable-file", "the folder cannot be made",
          help: "look at the permissions above it", at: SourceLocation(path: to)))
    }
    for (name, bytes) in files { try writeWhole(bytes, to: "\(to)/\(name)") }
  }

  private func show(_ sample: CodingSample, asked: Int) {
    let noun = sample.unit.rawValue
    let rows = sample.strata.map { [$0.name, String($0.drawn.count), String($0.size)] }
    print(
      "Drew \(counted(sample.items.count, noun)), seed \(seed).\n\n"
        + textTable([["stratum", "drawn", "of"]] + rows, rightAligned: [1, 2]))
    if sample.items.count < asked { print("\nThere are no more than that.") }
    if !sample.finished.isEmpty {
      print(
        "\nNot drawn from, for all of them have finished it: "
          + sample.finished.map(\.rawValue).joined(separator: ", "))
    }
    let files = coders.namesBetweenCommas.map { "\(to)/\($0).csv" }
    print("\nList:   \(to)/sample.csv\nCoders: \(files.joined(separator: ", "))")
    if sample.unit == .transcript {
      print(
        """

        Each coder codes the transcripts of the list and writes a row for each coding; a transcript in which nothing
        was found gets a row with its name alone. Once 'import: codings' reads the file, its transcripts are finished.
        """)
    } else {
      print(
        """

        Each coder fills in the last column: one code, several as a;b, none as {}. Blank is not done yet.
        """)
    }
  }

  private func json(of sample: CodingSample, files: [String]) -> JSONValue {
    [
      "unit": .string(sample.unit.rawValue), "drawn": .integer(sample.items.count),
      "seed": .integer(Int(clamping: seed)),
      "strata": .list(
        sample.strata.map {
          ["name": .string($0.name), "drawn": .integer($0.drawn.count), "of": .integer($0.size)]
        }),
      "finished": .list(sample.finished.map { .string($0.rawValue) }),
      "files": .list(files.map { .string("\(to)/\($0)") }),
    ]
  }
}
