/// Tells tiers of speech from tiers of notes about it, by their names and by where their records begin and end.
struct TierChoice {
  /// The tiers that are speech.
  var speech: [Tier] = []
  /// The others.
  var leftOut: [Tier] = []

  /// Chooses among tiers that may all be speech.
  ///
  /// - Parameters:
  ///   - tiers: The tiers, in the file's order.
  ///   - patterns: The names that the user gave; when there are any, nothing else counts.
  init(_ tiers: [Tier], named patterns: [String]) {
    guard patterns.isEmpty else {
      for tier in tiers { add(tier, asSpeech: tier.isNamed(by: patterns)) }
      return
    }
    for tier in tiers {
      let isNote =
        TierName(tier.name).isNote || speech.contains { Self.describes(tier, what: $0) }
      add(tier, asSpeech: !isNote)
    }
    // Tiers of words repeat what a tier of sentences says.
    let words = speech.filter { TierName($0.name).isWords }
    if !words.isEmpty, words.count < speech.count {
      leftOut += words
      speech.removeAll { TierName($0.name).isWords }
    }
    if speech.isEmpty { (speech, leftOut) = (tiers, []) }
  }

  private mutating func add(_ tier: Tier, asSpeech isSpeech: Bool) {
    if isSpeech { speech.append(tier) } else { leftOut.append(tier) }
  }

  /// Whether a tier's records begin and end with those of another one, and lie over them.
  ///
  /// People rarely begin and end at the same millisecond; notes about their words do, record by record.
  private static func describes(_ tier: Tier, what other: Tier) -> Bool {
    guard tier.records.count > 2, tier.records.count * 2 > other.records.count,
      tier.records.allSatisfy({ $0.start != nil && $0.end != nil })
    else { return false }
    let starts = Set(other.records.compactMap(\.start))
    let ends = Set(other.records.compactMap(\.end))
    return tier.records.allSatisfy { record in
      record.start.map(starts.contains) == true && record.end.map(ends.contains) == true
    }
  }
}

/// What a tier's name says about it.
struct TierName {
  private let words: [String]

  /// Looks at a name: `Person1 (Utterance)`, `words-pos`, `MOT@gesture`.
  init(_ name: String) {
    words = name.lowercased().split { !$0.isLetter }.map(String.init)
  }

  /// Whether the tier holds notes about speech.
  var isNote: Bool { words.contains { Self.notes.contains($0) } }

  /// Whether the tier holds speech word by word.
  var isWords: Bool { words.contains { Self.wordLevels.contains($0) } }

  private static let wordLevels: Set<String> = [
    "word", "words", "token", "tokens", "tok", "wort", "wörter", "mot", "mots", "palabra",
    "palabras", "ort", "ortho",
  ]

  private static let notes: Set<String> = [
    // What is seen and heard.
    "gesture", "gestures", "gest", "geste", "gestes", "gesten", "gestos", "gaze", "regard", "blick",
    "hand", "hands", "head", "posture", "movement", "nonverbal", "noise", "noises", "geräusch",
    "geräusche", "bruit", "bruits", "ruido", "ruidos", "breath", "pause", "pauses", "silence",
    "silences", "mute", "music", "action", "actions", "activity", "activities",
    // Notes of those who transcribe.
    "marker", "markers", "mark", "marks", "comment", "comments", "comentario", "comentarios",
    "kommentar", "kommentare", "commentaire", "commentaires", "note", "notes", "notiz", "notizen",
    "error", "errors", "topic", "topics", "theme", "themes", "section", "sections", "context",
    // Levels of a linguist.
    "translation", "translations", "übersetzung", "traduction", "traducción", "gloss", "glosses",
    "lemma", "lemmas", "lemmata", "pos", "morph", "morphs", "morphology", "syntax", "dep",
    "phone", "phones", "phoneme", "phonemes", "phon", "phonetic", "phonetics", "ipa", "syllable",
    "syllables", "syll", "prosody", "intonation", "pitch", "tone", "tones", "struct", "annotation",
    "annotations",
  ]
}
