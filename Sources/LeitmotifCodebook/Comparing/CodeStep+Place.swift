public import LeitmotifModel

extension CodeStep {
  /// The step wherever it stands: the same one in two codebooks.
  public var withoutPlace: CodeStep {
    var result = self
    result.location = nil
    return result
  }
}
