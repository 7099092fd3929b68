import LeitmotifModel
import Mustache

/// Escapes what transcripts and people say for a page.
struct SafeMarkup: MustacheContentType {
  static let name = "SAFE"

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  static func escaped(_ text: String) -> String {
    escapedForMarkup(text, replacesDirection: true)
  }
}
