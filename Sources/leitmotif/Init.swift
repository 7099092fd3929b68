import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPipeline

/// `leitmotif init FOLDER`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a first study that runs as it stands: pipeline, codebook, two transcripts.")

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  func run() throws {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: folder, isDirectory: &isFolder) {
      let isEmpty =
        isFolder.boolValue && (try? files.contentsOfDirectory(atPath: folder))?.isEmpty == true
      guard isEmpty else {
        throw Diagnostics(
          .error(
            "folder-not-empty", "there is something in it already; nothing was written",
            help: "name a new folder", at: SourceLocation(path: folder)))
      }
    }
    for name in ["", "transcripts", "coders"] {
      do {
        try files.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw Diagnostics(
          .error(
            "unwritable-file", "the folder cannot be made",
            help: "look at the permissions above it",
            at: SourceLocation(path: folder)))
      }
    }
    for (name, content) in Self.content { try writeWhole(content, to: "\(folder)/\(name)") }
    print(
      """
      Made \(folder) with two short transcripts, a codebook and a pipeline. Next:

        cd \(folder)
        leitmotif codebook test codebook.yaml
        leitmotif run pipeline.yaml

      README.md in it says what each file is.
      """)
  }

  /// The files of the first study, as they stand in `FirstStudy`.
  private static let content: [(name: String, bytes: [UInt8])] = [
    ("README.md", PackageResources.README_md),
    ("pipeline.yaml", PackageResources.pipeline_yaml),
    ("codebook.yaml", PackageResources.codebook_yaml),
    ("participants.csv", PackageResources.participants_csv),
    ("decisions.jsonl", []),
    ("transcripts/p1.txt", PackageResources.p1_txt),
    ("transcripts/p2.txt", PackageResources.p2_txt),
  ]
}
