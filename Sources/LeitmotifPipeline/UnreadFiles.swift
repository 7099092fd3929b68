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
    return Set(patterns.compactMap(folder)).sorted().compactMap { folder in
      let path = resolvedPath(folder, besideFile: file.path)
      // A folder that cannot be read has been told of.
      let names = ((try? FolderListing.entries(of: path)) ?? []).map(\.name).filter(isTranscript)
      guard !names.isEmpty else { return nil }
      let known = Set(read.filter { $0.hasPrefix(path) }.map { $0.dropFirst(path.count) })
      let unread = names.filter { !known.contains($0[...]) }.sorted()
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

  private static func isTranscript(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), !name.hasPrefix("."), !name.hasPrefix("~$") else {
      return false
    }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }
}
