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
    /// Of those who raised one theme, how many raised another.
    case linked
    /// Each participant under one of some codes that exclude each other.
    case exclusive
    /// How many participants of each kind raised a theme.
    case attributes
    /// After which question of the guide a theme comes up.
    case questions
    /// How often two codes stand together.
    case cooccurrence
    /// How many codings there are, by participant or by time in the interview.
    case frequency
    /// The codes as a tree, with what is below each counted in.
    case hierarchy
    /// How many new codes each interview brings.
    case saturation
    /// Where in an interview each theme comes up.
    case timeline
    /// How the study was done, as a paragraph.
    case methods
    /// What changed since the run before.
    case changes
  }

  /// What a table of frequencies has in its columns.
  public enum Axis: String, SettingChoice {
    /// The participants.
    case participant
    /// The tenths of an interview.
    case time
  }

  /// The heading.
  public var title = ""
  /// What it looks like.
  public var kind = Kind.list
  /// The codes that it is about.
  public var codes = [CodePattern.any]
  /// The codes in the columns of linked themes and co-occurrences; those of the rows unless set.
  public var with: [CodePattern] = []
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
  /// How far two codings may stand apart to stand together.
  public var within = Togetherness.segment
  /// What the columns of a table of frequencies are.
  public var over = Axis.participant
  /// The questions of the interview guide.
  public var questions: [QuestionSettings] = []
  /// The transcripts of a timeline, or the order of a saturation curve; all of them in order unless set.
  public var transcripts: [String] = []
  /// When a saturation curve ends.
  public var saturation = SaturationSettings()
  /// How many quotations a row, or a cell of a split, shows.
  public var quotations = 1
  /// How they are chosen where nobody pinned any.
  public var choose = ChoiceRule.spread
  /// Whether quotations show what the coders noted.
  public var memos = false
  /// Who is quoted first in a row: participants, or numbers of codings.
  public var quote: [String: [PinnedQuotation]] = [:]

  /// Creates the list of all themes.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("title", \.title, "The heading."),
    Setting("kind", \.kind, "What it looks like."),
    Setting("codes", \.codes, "The codes that it is about, such as limitation.*."),
    Setting("with", \.with, "The codes in the columns; those of the rows unless set."),
    Setting(
      "attribute", \.attribute,
      "What marks a circle, makes the columns of a split, or tells participants apart."),
    Setting("value", \.value, "The attribute's value that marks a circle (○ instead of ●)."),
    Setting("by", \.by, "The attribute that makes a split's rows; a row for each code unless set."),
    Setting("raised", \.raised, "What ● means."),
    Setting("marked", \.marked, "What ○ means."),
    Setting("within", \.within, "How far two codings may stand apart to stand together."),
    Setting("over", \.over, "Whether frequencies are by participant or by time."),
    Setting("questions", \.questions, "The questions of the guide, and how each is known."),
    Setting("transcripts", \.transcripts, "Which transcripts, in which order; all unless set."),
    Setting("saturation", \.saturation, "When a saturation curve ends."),
    Setting("quotations", \.quotations, "How many quotations a row or cell shows."),
    Setting("choose", \.choose, "How quotations are chosen where none are pinned."),
    Setting("memos", \.memos, "Show what the coders noted below each quotation."),
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
    if kind == .attributes, attribute.isEmpty {
      problems.append(
        SettingProblem(
          "attribute", "it needs the participants' attribute that makes its columns",
          help: "a column of the participants' table, as in attribute: sector"))
    }
    if kind == .circles, attribute.isEmpty != value.isEmpty {
      problems.append(
        SettingProblem(
          attribute.isEmpty ? "attribute" : "value",
          "an open circle needs both an attribute and its value",
          help: "as in attribute: improves, value: yes"))
    }
    if kind == .questions, questions.isEmpty {
      problems.append(
        SettingProblem(
          "questions", "it needs the questions of the guide",
          help: "as in questions: [{name: The future, match: [five years]}]"))
    }
    if quotations < 0 {
      problems.append(SettingProblem("quotations", "\(quotations) is below 0", help: "write 0"))
    }
    return problems
  }
}

extension TableSettings.Kind {
  /// The title of a table that has none.
  var heading: String {
    switch self {
    case .circles: "Who raised what"
    case .split: "Who raised what, by kind"
    case .workflow: "What follows what"
    case .list: "Themes"
    case .linked: "Themes that go together"
    case .exclusive: "Where each participant stands"
    case .attributes: "Themes by kind of participant"
    case .questions: "Themes by question"
    case .cooccurrence: "Codes that stand together"
    case .frequency: "How often each code was given"
    case .hierarchy: "The codebook, counted"
    case .saturation: "New codes by interview"
    case .timeline: "When each theme comes up"
    case .methods: "How the study was done"
    case .changes: "What changed since the last report"
    }
  }
}
