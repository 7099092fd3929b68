import LeitmotifExchange

/// One document as one coder left it: its text, and the spans of its layers.
struct CASDocument {
  /// A span of a layer.
  struct Span {
    /// The layer's type, such as `webanno.custom.Theme`.
    var type: String
    /// Where it begins, in the document's units.
    var begin: Int
    /// Where it ends.
    var end: Int
    /// Its features that hold text, by name.
    var features: [String: String]
  }

  /// The text.
  var text = ""
  /// The spans.
  var spans: [Span] = []
  /// What offsets count.
  var unit = OffsetReading.Unit.utf16

  /// The types that every document has, and that no coder made.
  static func isCoding(_ type: String) -> Bool {
    let own = [
      "uima.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
      "de.tudarmstadt.ukp.clarin.webanno.api.type.",
      "de.tudarmstadt.ukp.inception.api.type.",
      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.",
    ]
    return !own.contains { type.hasPrefix($0) }
  }
}
