import ArgumentParser
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin

/// `leitmotif lock merge BASE OURS THEIRS`.
struct Lock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Merges the lock files that runs write beside pipelines.",
    subcommands: [Merge.self])

  /// `leitmotif lock merge BASE OURS THEIRS`.
  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Merges two lock files that came from one; git's merge driver.",
      discussion: """
        Write  *.lock merge=leitmotif-lock  to .gitattributes, and once in each clone:

          git config merge.leitmotif-lock.driver 'leitmotif lock merge %O %A %B'

        A fact that one side changed is taken from that side; a fact that both changed is left \
        out, for only a run can say what it is. The result is written to OURS.
        """)

    @Argument(help: "What both came from.", completion: .file())
    var base: String

    @Argument(help: "One side; the result is written here.", completion: .file())
    var ours: String

    @Argument(help: "The other side.", completion: .file())
    var theirs: String

    func run() throws {
      let (merged, leftOut) = LockFile.merged(
        try Self.lock(ours), try Self.lock(theirs), base: try Self.lock(base))
      try writeWhole(Array(merged.text.utf8), to: ours)
      guard !leftOut.isEmpty else { return }
      printError(
        "\(leftOut.count) facts were changed on both sides and are left out, \(leftOut[0]) among them: 'leitmotif run' writes them."
      )
    }

    /// A lock; git gives an empty file where there was none.
    private static func lock(_ path: String) throws -> LockFile {
      let text = String(decoding: try readFile(path).bytes, as: UTF8.self)
      return text.isEmpty ? LockFile() : try LockFile(reading: text, path: path)
    }
  }
}
