import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifText

/// One question of the interview guide, and how its turn is known.
public struct QuestionSettings: StageConfiguration, Hashable {
  /// What the report calls it.
  public var name = ""
  /// Words or phrases of the interviewer, one of which begins the question; `*` ends a word's beginning.
  public var match: [String] = []

  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("name", \.name, "What the report calls it."),
    Setting("match", \.match, "Words of the interviewer, one of which begins the question."),
  ]

  public func validate() -> [SettingProblem] {
    if name.isEmpty { return [SettingProblem("name", "a question needs a name")] }
    return match.isEmpty || match.contains { pieces(of: $0).isEmpty }
      ? [
        SettingProblem(
          "match", "'\(name)' needs words by which it is known", help: "as in match: [five years]")
      ] : []
  }
}

/// Which participants raise a theme after which question of the guide.
struct QuestionTally: Tally {
  private let themes: Set<Int>
  private let phrases: [[[[UInt8]]]]
  /// For each theme and question, who and where; the last question is what comes before any.
  private(set) var found:
    [Int: [(participants: Set<Identifier<Participant>>, examples: Examples)]] =
      [:]

  init(of themes: Set<Int>, _ questions: [QuestionSettings]) {
    self.themes = themes
    phrases = questions.map { question in question.match.map(Self.words) }
  }

  private static func words(of text: String) -> [[UInt8]] {
    pieces(of: text).map { folded($0, by: .standard) }
  }

  mutating func add(_ placed: PlacedTranscript, tree: CodeTree) {
    let questions = self.questions(in: placed.transcript)
    for place in placed.places {
      guard let participant = place.participant, let turn = place.turn else { continue }
      let question = questions[turn]
      for theme in tree.atOrAbove(place.theme) where themes.contains(theme) {
        var row = found[theme] ?? Array(repeating: ([], Examples()), count: phrases.count + 1)
        row[question].participants.insert(participant)
        row[question].examples.append(place.id)
        found[theme] = row
      }
    }
  }

  /// For each turn, the question that was asked last.
  private func questions(in transcript: Transcript) -> [Int] {
    var current = phrases.count
    return transcript.turns.map { turn in
      guard let role = transcript.speaker(of: turn)?.role,
        role == .interviewer || role == .moderator
      else { return current }
      let words = Self.words(of: transcript.text[turn.span])
      if let asked = phrases.firstIndex(where: { question in
        question.contains { Self.holds(words, $0) }
      }) {
        current = asked
      }
      return current
    }
  }

  private static func holds(_ words: [[UInt8]], _ phrase: [[UInt8]]) -> Bool {
    // `automat*` comes as a word and a mark.
    let isOpen = phrase.last == [UInt8(ascii: "*")]
    let phrase = isOpen ? Array(phrase.dropLast()) : phrase
    guard let last = phrase.last, words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains { start in
      let found = words[start..<start + phrase.count]
      guard isOpen else { return found.elementsEqual(phrase) }
      return found.dropLast().elementsEqual(phrase.dropLast())
        && (found.last?.starts(with: last) ?? false)
    }
  }
}
