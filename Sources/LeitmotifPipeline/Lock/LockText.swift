import LeitmotifDigest
import LeitmotifModel

/// Writes a lock file as its facts come, in order.
struct LockText {
  private(set) var bytes: [UInt8]

  init(capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
    end(LockFile.head)
  }

  /// Begins a fact of thousands: a name of two parts, and a hash.
  mutating func add(_ prefix: String, _ name: String, digest: Digest) {
    bytes.append(contentsOf: prefix.utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: " = sha256:".utf8)
    bytes.appendHexadecimal(digest.bytes)
  }

  /// Ends a line.
  mutating func end(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Writes the facts that come before a name of two parts, and takes them away.
  mutating func add(
    _ facts: inout ArraySlice<(key: String, value: String)>, before prefix: String, _ name: String
  ) {
    while let first = facts.first, Self.precedes(first.key, prefix, name) {
      end("\(first.key) = \(first.value)")
      facts.removeFirst()
    }
  }

  /// Writes all facts that are left.
  mutating func add(_ facts: inout ArraySlice<(key: String, value: String)>) {
    for (name, value) in facts { end("\(name) = \(value)") }
    facts = []
  }

  private static func precedes(_ name: String, _ prefix: String, _ rest: String) -> Bool {
    name.hasPrefix(prefix) ? name.precedesBytewise(prefix + rest) : name.precedesBytewise(prefix)
  }
}

extension Array {
  /// The items by their names' bytes; mostly they come so.
  func sortedByName<Value>() -> Self where Element == (name: String, value: Value) {
    let isSorted = zip(self, dropFirst()).allSatisfy { !$1.name.precedesBytewise($0.name) }
    return isSorted ? self : sorted { $0.name.precedesBytewise($1.name) }
  }
}
