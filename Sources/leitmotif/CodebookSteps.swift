import ArgumentParser
import Foundation
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin

/// A command that changes one codebook in place and records what it did.
protocol CodebookStepCommand: ParsableCommand {
  var codebook: String { get }
  /// Changes the codebook.
  func change(_ edit: inout CodebookEdit) throws
  /// What was done, for people.
  var done: String { get }
}

extension CodebookStepCommand {
  func run() throws {
    let bytes = try readFile(codebook).bytes
    var edit = try CodebookEdit(bytes, path: codebook) { try readFile($0).bytes }
    // What is to be followed later needs an identity now.
    try edit.addUIDs(makeUID)
    try change(&edit)
    try rewrite(codebook, from: bytes, to: edit.bytes)
    printWarnings(edit.warnings)
    print("\(codebook): \(done)")
  }

  func makeUID() -> String { UUID().uuidString.lowercased() }
}

private let recorded = """
  The step is recorded under 'migrations:' in the file, so that what people coded and decided follows it.
  """

private let othersStay = " Comments and order stay."

/// `leitmotif codebook rename`.
struct CodebookRename: CodebookStepCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Gives a code another key.",
    discussion: recorded + othersStay)

  @Argument(help: "The codebook.", completion: .file())
  var codebook: String

  @Argument(help: "The code's id, such as access.cost.")
  var code: String

  @Argument(help: "Its new key, such as price.")
  var key: String

  var done: String { "'\(code)' has the key '\(key)' now" }
  func change(_ edit: inout CodebookEdit) throws { try edit.rename(Identifier(code), to: key) }
}

/// `leitmotif codebook move`.
struct CodebookMove: CodebookStepCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Puts a code, with those below it, below another one.",
    discussion: recorded + othersStay)

  @Argument(help: "The codebook.", completion: .file())
  var codebook: String

  @Argument(help: "The code's id.")
  var code: String

  @Option(help: "The id of the code to put it below; without it the code goes to the top.")
  var below: String?

  var done: String { "'\(code)' stands \(below.map { "below '\($0)'" } ?? "at the top") now" }
  func change(_ edit: inout CodebookEdit) throws {
    try edit.move(Identifier(code), below: below.map { Identifier($0) })
  }
}

/// `leitmotif codebook merge`.
struct CodebookMerge: CodebookStepCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Lets a code go into another one, with its rules and examples.",
    discussion: recorded + """
       What was written of the code goes into the memo of the other one, and its comments stand below that. \
      The definition of the other code is not changed: look whether it still fits.
      """)

  @Argument(help: "The codebook.", completion: .file())
  var codebook: String

  @Argument(help: "The code's id.")
  var code: String

  @Option(help: "The id of the code that it goes into.")
  var into: String

  var done: String { "'\(code)' went into '\(into)'" }
  func change(_ edit: inout CodebookEdit) throws {
    try edit.merge(Identifier(code), into: Identifier(into))
  }
}

/// `leitmotif codebook split`.
struct CodebookSplit: CodebookStepCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Takes a code apart into several.",
    discussion: recorded + othersStay + """
       Rules, examples and the codes below stay with the first new code; divide them by hand. What people coded \
      with the old code waits in the review queue, for only a person can say which of the new codes is meant.
      """)

  @Argument(help: "The codebook.", completion: .file())
  var codebook: String

  @Argument(help: "The code's id.")
  var code: String

  @Option(help: "The keys of the new codes, with commas between: taste,health")
  var into: String

  var done: String { "'\(code)' was split into \(into)" }
  func change(_ edit: inout CodebookEdit) throws {
    let keys = into.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    try edit.split(Identifier(code), into: keys, makeUID: makeUID)
  }
}

/// `leitmotif codebook retire`.
struct CodebookRetire: CodebookStepCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Takes a code, with those below it, out of use.",
    discussion: recorded + " Its comments go with it; everything else stays as it is.")

  @Argument(help: "The codebook.", completion: .file())
  var codebook: String

  @Argument(help: "The code's id.")
  var code: String

  var done: String { "'\(code)' is used no more" }
  func change(_ edit: inout CodebookEdit) throws { try edit.retire(Identifier(code)) }
}
