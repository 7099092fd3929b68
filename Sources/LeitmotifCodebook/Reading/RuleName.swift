import LeitmotifModel

extension Identifier<Rule> {
  /// The rule's name without its code.
  var name: String {
    rawValue.firstIndex(of: "/").map { String(rawValue[rawValue.index(after: $0)...]) } ?? rawValue
  }
}
