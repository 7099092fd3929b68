public import LeitmotifPlugin

/// A way in which plain-text transcripts print who speaks.
public enum LabelStyle: String, CaseIterable, Hashable, Sendable {
  /// `Anna: Hello.`
  case colon
  /// `Anna (00:01:02): Hello.` or `Anna [1:02]: Hello.`
  case timedColon = "timed-colon"
  /// `Anna: 00:01:02`, and her words below.
  case colonTime = "colon-time"
  /// `**Anna:** Hello.` or `**Anna** (01:02): Hello.`
  case bold
  /// `[01:02] ANNA: Hello.`
  case leadingTime = "leading-time"
  /// `Anna  1:02`, and her words below.
  case nameLine = "name-line"
  /// `Anna`, two blanks behind it, and her words below.
  case bareNameLine = "bare-name-line"
  /// `A   Hello.`, the label in the margin and continuation lines indented.
  case margin
  /// `[anna] Hello.`
  case bracket
  /// `[00:01.000 --> 00:02.500] Hello.`, or one time in front: nobody is named.
  case cueLines = "cue-lines"
  /// As the setting `label` says.
  case custom

  /// How a label looks, for `inspect`.
  var example: String {
    switch self {
    case .colon: "Name: text"
    case .timedColon: "Name (time): text"
    case .colonTime: "Name: time"
    case .bold: "**Name:** text"
    case .leadingTime: "[time] Name: text"
    case .nameLine: "Name  time"
    case .bareNameLine: "Name on a line of its own"
    case .margin: "N   text"
    case .bracket: "[name] text"
    case .cueLines: "time text"
    case .custom: "the setting 'label'"
    }
  }

  /// The styles that one transcript may mix.
  var layout: Layout {
    switch self {
    case .colon, .timedColon, .colonTime, .bold, .leadingTime: .colons
    case .nameLine: .nameLines
    case .bareNameLine: .bareNameLines
    case .margin: .margin
    case .bracket: .brackets
    case .cueLines: .cues
    case .custom: .custom
    }
  }

  /// A way to lay out a whole transcript.
  enum Layout: Int, CaseIterable {
    /// Labels end in a colon; some have times, some are bold.
    case colons
    case nameLines
    case bareNameLines
    case margin
    case brackets
    case cues
    case custom
  }
}

/// The setting `style`.
public enum StyleChoice: String, SettingChoice, Hashable {
  /// Decided by looking at the whole file.
  case auto
  case colon
  case timedColon = "timed-colon"
  case colonTime = "colon-time"
  case bold
  case leadingTime = "leading-time"
  case nameLine = "name-line"
  case bareNameLine = "bare-name-line"
  case margin
  case bracket
  case cueLines = "cue-lines"
  /// No labels at all.
  case none

  /// The one style to look for; `nil` for `auto` and `none`.
  var style: LabelStyle? { LabelStyle(rawValue: rawValue) }
}
