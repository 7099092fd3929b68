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
    /// Nobody who coded the place coded something else there instead; who is silent is not counted.
    case incomplete
    /// The votes, weighed by how reliable each coder was measured to be, make it probable enough.
    case weighted
    /// Whatever is left: it waits for a reviewer.
    case otherwise
  }

  /// When the line applies.
  public var when = Condition.unanimous
  /// Whose votes are counted.
  public var of = ["all"]
  /// How many have to agree at least.
  public var atLeast = 1
  /// How probable a weighted vote has to make the code, between 0 and 1.
  public var probability = 0.9
  /// The codes that the line is about.
  public var codes = [CodePattern.any]
  /// The transcripts that the line is about.
  public var transcripts = [CodePattern.any]
  /// The attributes whose values the line settles; empty for a line that settles codes.
  public var attributes: [String] = []
  /// Whether a place that the line applies to waits for a reviewer instead of being final.
  public var queue = false

  /// Creates the line of the default policy: unanimous, of all.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("when", \.when, "When the line applies."),
    Setting("of", \.of, "Whose votes count: people, machine, all, or names of coders."),
    Setting("atLeast", \.atLeast, "How many have to agree at least."),
    Setting("probability", \.probability, "How probable 'weighted' has to make the code."),
    Setting("codes", \.codes, "The codes that the line is about, such as workflow.*."),
    Setting("transcripts", \.transcripts, "The transcripts that the line is about, such as p1*."),
    Setting("attributes", \.attributes, "The attributes that the line settles, instead of codes."),
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
    if !(0 < probability && probability < 1) {
      problems.append(
        SettingProblem(
          "probability", "\(probability) is no probability that can be reached",
          help: "write a number between 0 and 1, such as 0.9"))
    }
    if !attributes.isEmpty, when == .weighted || when == .incomplete {
      problems.append(
        SettingProblem(
          "attributes", "'when: \(when.rawValue)' settles codes, not the values of attributes",
          help: "use unanimous, majority, priority, only or otherwise"))
    }
    return problems
  }

  /// Whether the line is about a code in a transcript.
  func settles(_ code: Identifier<Code>, in transcript: Identifier<Transcript>) -> Bool {
    codes.contains { $0.matches(code) } && transcripts.contains { $0.matches(transcript) }
  }

  /// Whether the line is about every code and transcript.
  var isAboutAll: Bool { codes.contains(.any) && transcripts.contains(.any) }
}
