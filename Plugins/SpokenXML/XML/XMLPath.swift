/// Where something stands in an XML file: `interview/answer`, `@who`, `speaker/@name`, `.`.
///
/// Names are without prefixes; `*` is any one element; a path that begins with `//` may begin at any depth.
struct XMLPath: Hashable {
  /// The elements on the way.
  private(set) var steps: [String]
  /// The attribute at its end; `nil` for the element's own text.
  private(set) var attribute: String?
  /// Whether anything may stand in front.
  private(set) var isAnywhere: Bool

  /// Reads a path as a user writes it.
  ///
  /// - Returns: `nil` for what is no path.
  init?(_ written: String) {
    isAnywhere = written.hasPrefix("//")
    var parts = written.drop { $0 == "/" }.split(separator: "/", omittingEmptySubsequences: false)
      .map(String.init)
    if parts == ["."] { parts = [] }
    if let last = parts.last, last.hasPrefix("@") {
      attribute = String(last.dropFirst())
      parts.removeLast()
    }
    guard !written.isEmpty, attribute?.isEmpty != true,
      parts.allSatisfy({ !$0.isEmpty && !$0.contains("@") })
    else { return nil }
    steps = parts
  }

  /// Whether the path leads to the last of some elements, each inside the one before.
  func leads(to elements: some BidirectionalCollection<String>) -> Bool {
    guard isAnywhere ? elements.count >= steps.count : elements.count == steps.count else {
      return false
    }
    return zip(elements.suffix(steps.count), steps).allSatisfy { $0 == $1 || $1 == "*" }
  }
}
