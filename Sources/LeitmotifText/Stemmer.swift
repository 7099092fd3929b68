import CStemmer
import Synchronization

/// Cuts words down to their stems, by Snowball.
///
/// - Source: M. F. Porter, "Snowball: A language for stemming algorithms" (2001),
///   https://snowballstem.org.
public final class Stemmer: Sendable {
  private let stemmer: Mutex<Handle>

  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// Snowball has one Norwegian, for Bokmål and for Nynorsk.
  private static let sameStems = ["nb": "no", "nn": "no"]

  /// Creates the stemmer of a language, as BCP 47 has it: `en`, `de-AT`, ….
  ///
  /// It is `nil` when Snowball does not know the language.
  public init?(language: String) {
    let name = language.lowercased().split(separator: "-").first.map(String.init) ?? ""
    guard let pointer = sb_stemmer_new(Self.sameStems[name] ?? name, "UTF_8") else { return nil }
    stemmer = Mutex(Handle(pointer: pointer))
  }

  deinit {
    stemmer.withLock { sb_stemmer_delete($0.pointer) }
  }

  /// The stem of a word in small letters.
  public func stem(of word: [UInt8]) -> [UInt8] {
    stemmer.withLock { handle in
      guard let stem = sb_stemmer_stem(handle.pointer, word, Int32(clamping: word.count)) else {
        return word
      }
      return Array(
        UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle.pointer))))
    }
  }
}
