/// Named values of one coding, such as `stance: optimistic`.
///
/// - Invariant: sorted by name, each name once; equal attributes have equal text.
public struct Attributes: Hashable, Sendable {
  /// The names and values, sorted by name.
  public private(set) var pairs: [Pair] = []

  /// One name with its value.
  public struct Pair: Hashable, Sendable {
    /// The attribute's name.
    public let name: String
    /// The attribute's value.
    public let value: String

    /// Whether two pairs have the same bytes; texts that merely look alike are different ones.
    public static func == (lhs: Pair, rhs: Pair) -> Bool {
      lhs.name.equalsBytewise(rhs.name) && lhs.value.equalsBytewise(rhs.value)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
      for var text in [name, value] {
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0 as UInt8)
      }
    }
  }

  /// Creates attributes without any value.
  public init() {}

  /// Creates attributes from names and values; the order does not matter.
  public init(_ values: [String: String]) {
    pairs = values.map { Pair(name: $0.key, value: $0.value) }.sorted {
      $0.name.precedesBytewise($1.name)
    }
  }

  /// Whether there is no value.
  public var isEmpty: Bool { pairs.isEmpty }

  /// The value of a name; `nil` when it has none.
  public subscript(name: String) -> String? {
    get { pairs.first { $0.name == name }?.value }
    set {
      pairs.removeAll { $0.name == name }
      guard let newValue else { return }
      let place =
        pairs.firstIndex { name.precedesBytewise($0.name) } ?? pairs.count
      pairs.insert(Pair(name: name, value: newValue), at: place)
    }
  }

  /// These attributes with another's values laid over them.
  public func overlaid(with other: Attributes) -> Attributes {
    var result = self
    for pair in other.pairs { result[pair.name] = pair.value }
    return result
  }

  /// The values by name.
  public var dictionary: [String: String] {
    Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) })
  }
}

extension Attributes: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { $1 })
  }
}

extension Attributes: Comparable {
  /// Orders attributes by their pairs, for sorted output.
  public static func < (lhs: Attributes, rhs: Attributes) -> Bool {
    lhs.pairs.lexicographicallyPrecedes(rhs.pairs) {
      $0.name.equalsBytewise($1.name)
        ? $0.value.precedesBytewise($1.value) : $0.name.precedesBytewise($1.name)
    }
  }
}
