public import LeitmotifModel
public import LeitmotifPlugin
public import LeitmotifYAML

/// A quotation that a table is told to show: a participant, or the number of a coding, perhaps edited.
public struct PinnedQuotation: SettingValue, Hashable {
  /// The participant's name, or the coding's number.
  public var quote: String
  /// The words as they are to be printed, with `[...]` and `[clarifications]`; empty for the words as they are.
  public var text = ""

  /// Creates a pin.
  public init(_ quote: String, text: String = "") {
    self.quote = quote
    self.text = text
  }

  public static var settingType: SettingType { .text }

  /// Reads a name, or a mapping of `quote` and `text`.
  public static func read(
    _ node: YAMLNode, reporting collector: DiagnosticCollector
  ) -> PinnedQuotation? {
    if let name = node.scalar, !name.isEmpty { return PinnedQuotation(name) }
    guard let form = Form.read(node, reporting: collector) else { return nil }
    return PinnedQuotation(form.quote, text: form.text)
  }

  public var value: JSONValue {
    text.isEmpty ? .string(quote) : ["quote": .string(quote), "text": .string(text)]
  }

  /// The long form.
  private struct Form: StageConfiguration {
    var quote = ""
    var text = ""

    static let settings: [Setting<Self>] = [
      Setting("quote", \.quote, "A participant, or the number of a coding."),
      Setting("text", \.text, "The words as they are to be printed."),
    ]

    func validate() -> [SettingProblem] {
      quote.isEmpty
        ? [
          SettingProblem(
            "quote", "it is not said who is quoted", help: "as in quote: 2dd2f92625850cf4")
        ] : []
    }
  }
}
