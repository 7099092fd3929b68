import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML

/// Warns of transcripts that lie where a pipeline reads others, and that no stage of it reads: k and N would be too small,
/// and nobody would know.
enum UnreadFiles {
  /// The endings of files that hold talk, and hardly anything else.
  private static let endings: Set<String> = [
    "docx", "odt", "rtf", "vtt", "srt", "ttml", "eaf", "trs", "exb", "flk", "cha", "textgrid",
  ]

  /// The warnings about a pipeline, one for a folder.
  ///
  /// - Parameters:
  ///   - file: The pipeline.
  ///   - read: The paths of the files that its stages read.
  /// - Returns: The warnings, in the order of the folders' names.
  static func warnings(for file: PipelineFile, reading read: [String]) -> [Diagnostic] {
    let patterns = file.stages.filter { $0.factory.kind == .ingest }.flatMap(\.files)
      .compactMap(\.scalar)
    let folders = Set(
      patterns.compactMap(folder).map { plain(resolvedPath($0, besideFile: file.path)) })
    return folders.sorted().compactMap { path in
      // A folder that cannot be read has been told of.
      let names = ((try? FolderListing.entries(of: path)) ?? []).map(\.name).filter(isTranscript)
      guard !names.isEmpty else { return nil }
      let known = Set(read.map(plain))
      let unread = names.filter { !known.contains("\(path)/\($0)") }.sorted()
      guard !unread.isEmpty else { return nil }
      let shown = unread.prefix(5).joined(separator: ", ") + (unread.count > 5 ? ", …" : "")
      return .warning(
        "unread-file",
        unread.count == 1
          ? "no stage reads \(shown)" : "no stage reads \(unread.count) files: \(shown)",
        help:
          "give them a stage, such as 'ingest: office' for Word, or keep them in another folder",
        at: SourceLocation(path: path))
    }
  }

  /// The folder of a pattern, with the sign at its end; `nil` where it is itself a pattern, or the pipeline's own.
  private static func folder(of pattern: String) -> String? {
    guard let slash = pattern.lastIndex(of: "/") else { return nil }
    let folder = String(pattern[...slash])
    return folder.contains { "*?{[".contains($0) } ? nil : folder
  }

  /// A path without detours such as `./`: one folder may be written in several ways.
  private static func plain(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }

  private static func isTranscript(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), !name.hasPrefix("."), !name.hasPrefix("~$") else {
      return false
    }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }
}
