public import Foundation

/// A file that holds what a test expects, whole.
///
/// With `LEITMOTIF_RECORD=1` the file is written instead of compared, and the test fails all the same: a run that
/// records is no run that tests.
public struct Golden: Sendable {
  /// Whether files are written instead of compared.
  public static let isRecording = ProcessInfo.processInfo.environment["LEITMOTIF_RECORD"] == "1"

  /// The file.
  public let url: URL

  /// Creates the expectation of a file of the project, named by its path from the project's folder.
  public init(_ path: String) {
    url = Command.projectFolder.appending(path: path)
  }

  /// Compares a text with the file.
  ///
  /// - Parameter actual: The text.
  /// - Returns: `nil` when they are the same; otherwise the first line that differs, or that it was recorded.
  /// - Throws: When the file cannot be read or written.
  public func difference(from actual: String) throws -> String? {
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      return "recorded \(url.lastPathComponent); run again without LEITMOTIF_RECORD"
    }
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard expected != actual else { return nil }
    let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let right = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(left.count, right.count) {
      let before = line < left.count ? String(left[line]) : "(end)"
      let now = line < right.count ? String(right[line]) : "(end)"
      if before != now {
        return "\(url.lastPathComponent):\(line + 1):\n  expected: \(before)\n  actual:   \(now)"
      }
    }
    return "\(url.lastPathComponent) differs in its line ends"
  }
}
