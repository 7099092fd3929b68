import ArgumentParser
import Foundation
import LeitmotifBuiltins
import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import LeitmotifStore

extension Runs {
  /// `leitmotif runs restore PIPELINE RUN`.
  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Brings back the codebook and the lock file of an earlier run.",
      discussion: """
        The files are written where the pipeline has them; one that no run of the store has read as it is now \
        (edits that were never run) is left alone, and nothing is written. With --to they are written to another \
        folder. The next 'leitmotif run' then computes nothing anew.
        """)

    @Argument(
      help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
    var pipeline: String

    @Argument(help: "The run's number.")
    var number: Int

    @Option(help: "Another folder to write the files to.", completion: .directory)
    var to: String?

    func run() throws {
      let file = try PipelineFile.read(path: pipeline, registry: StageRegistry(builtinStages))
      let store = try Store(at: file.store.resolved, access: .read)
      let reader = try store.reader(ofRun: number)
      guard try to != nil || !store.isOfAnother(reader.run, than: file.name) else {
        throw Diagnostics(
          .error(
            "other-pipeline", "run \(number) is of the pipeline '\(reader.run.pipeline)'",
            help:
              "nothing was written: name that pipeline's file, or another folder with --to, also where this one was renamed",
            at: SourceLocation(path: pipeline)))
      }
      guard let codebook = file.codebook?.file.resolved else {
        throw Diagnostics(
          .error(
            "missing-codebook", "the pipeline names no codebook to bring back",
            at: SourceLocation(path: pipeline)))
      }
      var wanted: [(path: String, bytes: [UInt8], isKnown: (String) throws -> Bool)] = [
        (
          codebook, Array(try reader.codebookSource.utf8),
          { try store.hasCodebook(source: $0) }
        )
      ]
      if let lock = try store.lock(ofRun: number) {
        wanted.append((file.lockPath, Array(lock.utf8), { try store.hasLock($0) }))
      }
      let targets = try wanted.map { each -> (path: String, bytes: [UInt8]) in
        guard let to else { return (each.path, each.bytes) }
        try FileManager.default.createDirectory(
          atPath: to, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        return ("\(to)/\(URL(filePath: each.path).lastPathComponent)", each.bytes)
      }
      var there: [String: [UInt8]] = [:]
      for (target, each) in zip(targets, wanted)
      where FileManager.default.fileExists(atPath: target.path) {
        let now = try readFile(target.path).bytes
        there[target.path] = now
        let isSafe = try now == target.bytes || each.isKnown(String(decoding: now, as: UTF8.self))
        guard isSafe else {
          throw Diagnostics(
            .error(
              "unsaved-edits", "it has edits that no run has read; nothing was written",
              help: "run the pipeline with it first, or bring the run back elsewhere with --to",
              at: SourceLocation(path: target.path)))
        }
      }
      for target in targets {
        if let now = there[target.path] {
          try rewrite(target.path, from: now, to: target.bytes)
        } else {
          try writeWhole(target.bytes, to: target.path)
        }
        print("Wrote \(displayPath(target.path)) as run \(number) had it.")
      }
      printWarnings(try Self.otherLists(of: wanted[0].bytes, at: codebook, in: reader, file))
    }

    /// Warnings about files of words that the codebook names and the run read otherwise: of these the store keeps the
    /// hash alone.
    private static func otherLists(
      of bytes: [UInt8], at path: String, in reader: StoreReader, _ file: PipelineFile
    ) throws -> [Diagnostic] {
      var now: [String: Digest] = [:]
      _ = try? CodebookFile.read(bytes, path: path) { list in
        let bytes = (try? readFile(list).bytes) ?? []
        now[list] = Digest(of: bytes)
        return bytes
      }
      let then = Dictionary(try reader.inputs.map { ($0.path, $0.digest) }) { first, _ in first }
      return now.keys.sorted().compactMap { list in
        guard let before = then[file.relativePath(list)], before != now[list] else { return nil }
        return .warning(
          "other-list", "the codebook's file of words is not as run \(reader.run.id) read it",
          help: "bring it back from git or a copy (sha256 \(before)); the store does not keep it",
          at: SourceLocation(path: displayPath(list)))
      }
    }
  }
}
