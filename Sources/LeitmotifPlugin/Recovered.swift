public import LeitmotifModel

extension Diagnostic {
  /// The warning of an ingester that read a damaged file as far as it could, because `recover` asked for it.
  ///
  /// - Parameter damage: What is wrong with the file, and where.
  /// - Returns: The same as a warning.
  public static func recovered(_ damage: Diagnostic) -> Diagnostic {
    .warning(
      "recovered", "the file is damaged, and only what could be read is here: \(damage.message)",
      help: "'recover' asked for it; compare the end with the recording", at: damage.location)
  }
}
