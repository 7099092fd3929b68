import LeitmotifModel
public import LeitmotifPlugin

/// One table of a report, as a pipeline asks for it.
public struct TableSettings: StageConfiguration, Hashable {
  /// What a table looks like.
  public enum Kind: String, SettingChoice {
    /// A row for each code with a circle for each participant who raised it.
    case circles
    /// Counts by two attributes, or by code and one attribute.
    case split
    /// The codes that lead to each other, drawn, with those below them.
    case workflow
    /// A line for each code: how many, who, and a quotation.
    case list
  }

  /// The heading.
  public var title = ""
  /// What it looks like.
  public var kind = Kind.list
  /// The codes that it is about.
  public var codes = [CodePattern.any]
  /// The attribute that marks circles, or makes the columns of a split.
  public var attribute = ""
  /// The value that marks a circle.
  public var value = ""
  /// The attribute that makes the rows of a split; empty for a row for each code.
  public var by = ""
  /// What a filled circle means.
  public var raised = "raised"
  /// What an open circle means; empty for the attribute and its value.
  public var marked = ""
  /// How many quotations a row, or a cell of a split, shows.
  public var quotations = 1
  /// Who is quoted first in a row: participants, or numbers of codings.
  public var quote: [String: [String]] = [:]

  /// Creates the list of all themes.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("title", \.title, "The heading."),
    Setting("kind", \.kind, "What it looks like."),
    Setting("codes", \.codes, "The codes that it is about, such as limitation.*."),
    Setting("attribute", \.attribute, "What marks a circle, or makes the columns of a split."),
    Setting("value", \.value, "The attribute's value that marks a circle (○ instead of ●)."),
    Setting("by", \.by, "The attribute that makes a split's rows; a row for each code unless set."),
    Setting("raised", \.raised, "What ● means."),
    Setting("marked", \.marked, "What ○ means."),
    Setting("quotations", \.quotations, "How many quotations a row or cell shows."),
    Setting("quote", \.quote, "Who is quoted first in a row: participants or codings, by row."),
  ]

  public func validate() -> [SettingProblem] {
    var problems: [SettingProblem] = []
    if kind == .split, attribute.isEmpty {
      problems.append(
        SettingProblem(
          "attribute", "a split needs the attribute that makes its columns",
          help: "as in attribute: stance"))
    }
    if kind == .circles, attribute.isEmpty != value.isEmpty {
      problems.append(
        SettingProblem(
          attribute.isEmpty ? "attribute" : "value",
          "an open circle needs both an attribute and its value",
          help: "as in attribute: improves, value: yes"))
    }
    if quotations < 0 {
      problems.append(SettingProblem("quotations", "\(quotations) is below 0", help: "write 0"))
    }
    return problems
  }
}
