public import LeitmotifModel

/// What two runs of one store found otherwise: final codings, themes, agreement.
public struct RunDifference: Hashable, Sendable {
  /// Why a final coding is not as it was.
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    /// The transcript's text is another, or it came or went.
    case text
    /// The rule was edited, added or removed.
    case rule
    /// A list or cue set that the rule uses was edited.
    case list
    /// An operator of rules has another version.
    case `operator`
    /// A plugin has another version or other settings.
    case plugin
    /// A reviewer decided.
    case decision
    /// A person coded otherwise.
    case coder
    /// A speaker has another role, or is another participant.
    case speaker
    /// Something else in the merge: another proposal at the place, another policy.
    case merge
  }

  /// What became of a final coding.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case added, removed, changed
  }

  /// Something that is only called otherwise now.
  public struct Rename: Hashable, Sendable {
    /// What became of it.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// It has another name, or stands below another code.
      case renamed
      /// It went into another code.
      case merged
      /// It was taken out of another code: a merging, seen from the later run.
      case split
    }

    /// What has a name.
    public enum Subject: String, CaseIterable, Hashable, Sendable {
      case code, transcript
    }

    /// What became of it.
    public var kind: Kind
    /// What it is.
    public var subject: Subject
    /// What it was called.
    public var from: String
    /// What it is called now.
    public var to: String
  }

  /// One final coding that is not as it was.
  public struct Change: Hashable, Sendable {
    /// What became of it.
    public var kind: Kind
    /// Why.
    public var cause: Cause
    /// Its transcript, as the later run calls it.
    public var transcript: Identifier<Transcript>
    /// Who says it; `nil` for nobody of the study.
    public var participant: Identifier<Participant>?
    /// Who said it before; `nil` for an added one, too.
    public var participantBefore: Identifier<Participant>?
    /// Its code, as the later run calls it.
    public var code: Identifier<Code>
    /// The coding before; `nil` for an added one.
    public var before: FinalCoding?
    /// The coding now; `nil` for a removed one.
    public var now: FinalCoding?
    /// Where it stood, in code points of the text before.
    public var placeBefore: Range<Int>?
    /// Where it stands, in code points of the text now.
    public var placeNow: Range<Int>?
    /// The words, with the sentences around them.
    public var quotation: String
  }

  /// How many participants raised a code in each of the runs.
  public struct Theme: Hashable, Sendable {
    /// The code.
    public var code: Identifier<Code>
    /// Participants before, of so many.
    public var before: (k: Int, n: Int) { (counts[0], counts[1]) }
    /// Participants now, of so many.
    public var now: (k: Int, n: Int) { (counts[2], counts[3]) }

    private let counts: [Int]

    init(code: Identifier<Code>, before: (k: Int, n: Int), now: (k: Int, n: Int)) {
      self.code = code
      counts = [before.k, before.n, now.k, now.n]
    }
  }

  /// A coefficient of agreement among people in each of the runs.
  public struct Agreement: Hashable, Sendable {
    /// The coefficient.
    public var coefficient: String
    /// Its value before; `nil` where it is undefined.
    public var before: Double?
    /// Its value now.
    public var now: Double?
  }

  /// The two runs' numbers; none where a codebook was only tried.
  public var runs: [Int]
  /// What has another name; it is compared with what it was.
  public var renames: [Rename]
  /// The final codings that are not as they were, by transcript, place and code.
  public var changes: [Change]
  /// The codes that another number of participants raised, by code.
  public var themes: [Theme]
  /// The coefficients that moved.
  public var agreement: [Agreement]

  /// How many changes there are of each kind.
  public func count(of kind: Kind) -> Int { changes.count { $0.kind == kind } }
}
