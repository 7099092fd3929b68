import LeitmotifPlugin

/// What a label looks like, as far as that says whether it names a person.
enum LabelShape: Hashable {
  /// A role by itself: `Interviewer`, `Q`.
  case role
  /// A word or letter with a number: `P1`, `Speaker 0`, `SPEAKER_00`.
  case numbered
  /// A few capitals: `SL`.
  case initials
  /// A word with a capital: `Anna`.
  case word
  /// Several words, each with a capital but for particles: `Aaron van Wirdum`.
  case name
  /// One word without a capital, or in a script that has none: `darosior`, `问`.
  case handle
  /// Anything else, such as the beginning of a sentence.
  case phrase

  init(_ label: String) {
    if knownRole(ofLabel: label, among: []) != nil {
      self = .role
      return
    }
    // In meetings people write behind their names who they are: `Ada Obi (she/her)`, `Ada Obi | Farms`.
    var words = label.split(separator: " ").filter { $0.contains { $0.isLetter || $0.isNumber } }
    if words.count > 1, words.last?.hasPrefix("(") == true,
      words.last?.dropFirst().first?.isLowercase == true
    {
      words.removeLast()
    }
    guard (1...6).contains(words.count),
      !words.contains(where: { $0.hasSuffix(".") && $0.count > 4 })
    else {
      self = .phrase
      return
    }
    if isNumbered(label) {
      self = .numbered
    } else if words.count == 1 {
      self = LabelShape(word: words[0])
    } else {
      let isName = words.allSatisfy { isCapital($0) || particles.contains(String($0)) }
      let isCaseless = words.count <= 3 && words.allSatisfy(hasNoCase)
      self = isName && isCapital(words[0]) || isCaseless ? .name : .phrase
    }
  }

  private init(word: Substring) {
    let letters = word.unicodeScalars
    if letters.contains(where: { $0.properties.isUppercase }), isCapital(word) {
      let isShort = letters.count <= 4 && letters.allSatisfy { !$0.properties.isLowercase }
      self = isShort ? .initials : .word
    } else {
      let isWord = letters.allSatisfy { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
          || scalar == "-" || isPartOfLetter(scalar)
      }
      self = isWord && letters.count <= 20 ? .handle : .phrase
    }
  }
}

/// Whether a label is one of several that only a number tells apart, but no part of a text (`Chapter 2`).
private func isNumbered(_ label: String) -> Bool {
  let stem = label.prefix { !("0"..."9").contains($0) }
  let number = label.dropFirst(stem.count)
  guard !stem.isEmpty, !number.isEmpty, number.count <= 3,
    number.allSatisfy({ ("0"..."9").contains($0) })
  else { return false }
  let word = stem.filter { $0 != " " && $0 != "_" && $0 != "-" && $0 != "#" }
  return word.count <= 14 && !word.isEmpty && word.allSatisfy(\.isLetter)
}

/// Whether a label has letters, several, and none of them is small.
func isAllCapitals(_ label: String) -> Bool {
  label.unicodeScalars.count(where: \.properties.isAlphabetic) > 1 && hasNoSmallLetter(label)
}

/// Whether a label has a capital, and no small letter.
func hasNoSmallLetter(_ label: String) -> Bool {
  let letters = label.unicodeScalars.filter(\.properties.isAlphabetic)
  return letters.contains(where: \.properties.isUppercase)
    && !letters.contains(where: \.properties.isLowercase)
}

/// Whether a word begins as names do: with a capital, a digit, or a bracket before one.
private func isCapital(_ word: Substring) -> Bool {
  guard let first = word.unicodeScalars.first(where: { $0 != "(" && $0 != "'" && $0 != "’" }) else {
    return false
  }
  if first.properties.isUppercase || first == "&" { return true }
  // "O'Connor" and "d'Arc" have their capital further on.
  return first.properties.numericType != nil
    || word.unicodeScalars.prefix(4).contains { $0.properties.isUppercase }
}

/// Whether a word is of letters that are neither small nor capital: of most scripts of Asia.
private func hasNoCase(_ word: Substring) -> Bool {
  word.unicodeScalars.allSatisfy { scalar in
    isPartOfLetter(scalar) || scalar.properties.isAlphabetic && !scalar.properties.isCased
  }
}

/// Whether a scalar is a vowel or tone mark, or joins letters.
private func isPartOfLetter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .spacingMark: true
  default: scalar == "\u{200C}" || scalar == "\u{200D}"
  }
}

private let particles: Set<String> = [
  "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el",
  "al", "bin", "ibn", "ben", "zu", "zum", "zur", "ter", "ten", "af", "av", "y", "e", "and", "und",
  "et",
]

/// Words in front of a colon that name nobody, in lower case.
let notSpeakers: Set<String> = [
  // What a document says about itself or its parts.
  "note", "notes", "nb", "n.b", "ps", "p.s", "example", "examples", "summary", "source", "sources",
  "date", "time", "title", "topic", "topics", "theme", "agenda", "url", "link", "links", "media",
  "slides", "video", "audio", "transcript", "transcription", "transcribed by", "transcript by",
  "place", "location", "duration", "recorded", "recording", "participants", "speakers", "tags",
  "updated", "update", "warning", "tip", "important", "remark", "remarks", "re", "subject",
  "abstract",
  "introduction", "conclusion", "background", "methods", "results", "discussion", "references",
  "keywords", "contents", "chapter", "section", "part", "step", "figure", "fig", "table",
  "appendix",
  "option", "phase", "day", "week", "version", "todo", "see", "see also", "http", "https", "mailto",
  "file", "disclaimer", "spoiler", "edit", "definition", "task", "tasks", "goal", "goals", "pros",
  "cons", "email", "e-mail", "phone", "tel", "address", "website", "break", "heat map", "box plot",
  // Sounds.
  "laughter", "laughs", "music", "applause", "pause", "silence", "crosstalk", "inaudible", "noise",
  // How sentences begin.
  "so", "well", "and", "but", "or", "the", "this", "that", "it", "yes", "no", "okay", "ok", "right",
  "then", "now", "first", "second", "third", "finally", "also", "because", "however", "firstly",
  "secondly", "thirdly", "plus", "again", "remember", "look", "listen", "basically", "meaning",
  // The same in other languages.
  "datum", "titel", "thema", "ort", "dauer", "hinweis", "anmerkung", "quelle", "beispiel",
  "zusammenfassung", "teilnehmer", "fecha", "título", "tema", "lugar", "duración", "nota", "fuente",
  "ejemplo", "resumen", "titre", "thème", "lieu", "durée", "remarque", "exemple", "résumé", "主题",
  "位置", "幻灯片", "日期", "标题", "时间", "地点", "来源", "视频",
]

/// Whether a label is known to name nobody; a number behind it does not matter.
func isNoSpeaker(_ label: String) -> Bool {
  var word = label.lowercased()[...]
  while let last = word.last, last.isNumber || last == " " || last == "." { word.removeLast() }
  return word.isEmpty || notSpeakers.contains(String(word))
}
