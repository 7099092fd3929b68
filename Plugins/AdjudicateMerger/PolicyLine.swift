import LeitmotifModel
public import LeitmotifPlugin

/// One line of a policy: when it applies, whose word it takes, and for which codes.
public struct PolicyLine: StageConfiguration, Hashable {
  /// What has to hold for a line to apply.
  public enum Condition: String, SettingChoice {
    /// Everyone with a vote proposed it.
    case unanimous
    /// More than half of those with a vote proposed it.
    case majority
    /// The first of the named who has a vote proposed it.
    case priority
    /// Nobody else proposed it.
    case only
    /// Whatever is left: it waits for a reviewer.
    case otherwise
  }

  /// When the line applies.
  public var when = Condition.unanimous
  /// Whose votes are counted.
  public var of = ["all"]
  /// How many have to agree at least.
  public var atLeast = 1
  /// The codes that the line is about.
  public var codes = [CodePattern.any]
  /// Whether a place that the line applies to waits for a reviewer instead of being final.
  public var queue = false

  /// Creates the line of the default policy: unanimous, of all.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("when", \.when, "When the line applies."),
    Setting("of", \.of, "Whose votes count: people, machine, all, or names of coders."),
    Setting("atLeast", \.atLeast, "How many have to agree at least."),
    Setting("codes", \.codes, "The codes that the line is about, such as workflow.*."),
    Setting("queue", \.queue, "Whether it then waits for a reviewer instead of being final."),
  ]

  public func validate() -> [SettingProblem] {
    var problems: [SettingProblem] = []
    if atLeast < 1 {
      problems.append(
        SettingProblem("atLeast", "at least \(atLeast) says nothing", help: "count from 1"))
    }
    if of.isEmpty {
      problems.append(
        SettingProblem("of", "nobody is named", help: "name people, machine, all, or coders"))
    }
    if when == .priority, of == ["all"] {
      problems.append(
        SettingProblem(
          "of", "'when: priority' has to know who comes first",
          help: "name them in order, as in of: [ada, rules]"))
    }
    return problems
  }

  func settles(_ code: Identifier<Code>) -> Bool {
    codes.contains { $0.matches(code) }
  }
}
