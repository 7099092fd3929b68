/// What the names of a file's elements mean to a handler, each found out once.
public struct NameMeanings<Meaning> {
  /// By the names' numbers; `nil` for a name that nobody has asked about.
  @usableFromInline var known: [Meaning?] = []

  /// No name is known yet.
  public init() {}

  /// What an element's name means.
  ///
  /// - Parameters:
  ///   - element: The element.
  ///   - find: Finds out what a name means; asked once a name, so it must not depend on where the element stands.
  /// - Returns: The meaning.
  @inlinable
  public mutating func meaning(
    of element: borrowing XMLElement, _ find: (String) -> Meaning
  ) -> Meaning {
    let number = element.nameNumber
    if number < known.count, let meaning = known[number] { return meaning }
    while known.count <= number { known.append(nil) }
    let meaning = find(element.name)
    known[number] = meaning
    return meaning
  }
}
