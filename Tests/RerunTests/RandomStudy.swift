import Foundation
import LeitmotifTesting

/// A small study that somebody edits at random: what is in its files, and how it is written to them.
struct RandomStudy {
  private struct Rule {
    var name: String
    var body: String
  }

  private struct Code {
    var name: String
    var rules: [Rule]
    var parent: String?
  }

  private var numbers: SeededNumbers
  private var texts: [String: [String]] = [:]
  private var codes: [Code] = []
  private var list: [String] = []
  private var negations: [String] = ["not", "never"]
  private var rows: [String] = []
  private var decisions: [String] = []
  /// Those of a second reviewer, in a file of their own.
  private var others: [String] = []
  private var comment = ""
  private var isExclusive = false
  private var role = "participant"
  private var match = "sentence"
  private var next = 0

  private static let words = [
    "cost", "Costs", "costly", "clinic", "bus", "café", "naïve", "worry", "worried", "travel",
    "not", "never", "trust", "don’t", "far away", "out of pocket", "北京", "re-read", "1999",
  ]
  private static let patterns = [
    "cost", "cost*", "clinic", "bus", "cafe", "=Costs", "~worry", "~travel", "trust", "don't",
    "\"far away\"", "\"out of pocket\"", "北京", "re-read", "@money", "naive", "nai*", "lonely",
  ]

  /// A study of a few interviews and codes.
  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    for _ in 0..<3 { addTranscript() }
    for _ in 0..<3 { addCode() }
    list = ["price", "cost"]
  }

  // MARK: - Edits

  /// Makes one edit.
  ///
  /// - Returns: What it is, for messages.
  mutating func edit() -> String {
    switch numbers.below(22) {
    case 0: return did("comment") { $0.comment += "# \($0.numbers.below(9))\n" }
    case 1...4: return did("rule edited") { $0.editRule() }
    case 5: return did("code added") { $0.addCode() }
    case 6:
      return did("code removed") { study in
        guard study.codes.count > 1 else { return }
        let gone = study.codes.remove(at: study.numbers.below(study.codes.count)).name
        for place in study.codes.indices where study.codes[place].parent == gone {
          study.codes[place].parent = nil
        }
        // What people said of it, and of the codes that stood below it, is of no code any more.
        let isAboutIt = { (line: String) in
          line.contains(".\(gone)\"") || line.contains("\"\(gone)")
        }
        study.decisions.removeAll(where: isAboutIt)
        study.others.removeAll(where: isAboutIt)
        study.rows.removeAll { $0.contains(".\(gone),") || $0.contains(",\(gone)") }
      }
    case 7: return did("codes in another order") { $0.codes.shuffle(using: &$0.numbers) }
    case 8:
      return did("rules in another order") { study in
        let place = study.numbers.below(study.codes.count)
        study.codes[place].rules.shuffle(using: &study.numbers)
      }
    case 9: return did("list edited") { $0.list = $0.some(["price", "cost", "fee", "bus"]) }
    case 10: return did("cues edited") { $0.negations = $0.some(["not", "never", "don't", "no"]) }
    case 11...13:
      return did("text edited") { study in
        let key = study.anyTranscript()
        let line = study.line()
        var lines = study.texts[key] ?? []
        lines[study.numbers.below(lines.count)] = line
        study.texts[key] = lines
        study.forget(key)
      }
    case 14: return did("transcript added") { $0.addTranscript() }
    case 15:
      return did("transcript removed") { study in
        guard study.texts.count > 1 else { return }
        let key = study.anyTranscript()
        study.texts[key] = nil
        study.forget(key)
      }
    case 16: return did("decision made") { $0.decide() }
    case 17: return did("coding by hand") { $0.codeByHand() }
    case 18: return did("codes exclude each other") { $0.isExclusive.toggle() }
    case 19:
      return did("places") { $0.match = $0.numbers.element(of: ["sentence", "turn", "exact"]) }
    case 20:
      return did("a reviewer learned of the other") { study in
        guard let last = study.others.last, !last.contains("over") else { return }
        study.others.removeLast()
        study.others.append(last.replacing("}", with: ",\"over\":[\"eva\"]}"))
      }
    default:
      return did("roles") { $0.role = $0.role == "participant" ? "interviewer" : "participant" }
    }
  }

  private mutating func did(_ what: String, _ change: (inout RandomStudy) -> Void) -> String {
    change(&self)
    return what
  }

  private mutating func some(_ words: [String]) -> [String] {
    let found = words.filter { _ in numbers.chance() }
    return found.isEmpty ? [words[0]] : found
  }

  private mutating func anyTranscript() -> String { numbers.element(of: texts.keys.sorted()) }

  /// What people said of a transcript that is another one now.
  private mutating func forget(_ key: String) {
    rows.removeAll { $0.hasPrefix("\(key),") }
    decisions.removeAll { $0.contains("\"transcript\":\"\(key)\"") }
    others.removeAll { $0.contains("\"transcript\":\"\(key)\"") }
  }

  private mutating func line() -> String {
    let words = (0...numbers.below(9)).map { _ in numbers.element(of: Self.words) }
    return "\(numbers.chance() ? "INT" : "P1"): \(words.joined(separator: " "))."
  }

  private mutating func addTranscript() {
    next += 1
    texts["t\(next)"] = (0...numbers.below(4)).map { _ in line() }
  }

  private mutating func addCode() {
    next += 1
    let parent = codes.isEmpty || numbers.chance() ? nil : codes.first { $0.parent == nil }?.name
    codes.append(Code(name: "c\(next)", rules: [rule(), rule()], parent: parent))
  }

  private mutating func editRule() {
    let place = numbers.below(codes.count)
    if numbers.below(4) == 0 || codes[place].rules.isEmpty {
      codes[place].rules.append(rule())
    } else {
      let rule = numbers.below(codes[place].rules.count)
      if numbers.below(4) == 0 {
        codes[place].rules.remove(at: rule)
      } else {
        codes[place].rules[rule].body = body()
      }
    }
  }

  private mutating func rule() -> Rule {
    next += 1
    return Rule(name: "r\(next)", body: body())
  }

  private mutating func body() -> String {
    func one(_ study: inout RandomStudy) -> String { study.numbers.element(of: Self.patterns) }
    let any =
      "[\((0...numbers.below(3)).map { _ in "'" + one(&self).replacing("'", with: "''") + "'" }.joined(separator: ", "))]"
    switch numbers.below(11) {
    case 0: return "query: '\(quoted(one(&self))) AND \(quoted(one(&self)))'"
    case 1:
      return "query: '\(quoted(one(&self))) NEAR/3 (\(quoted(one(&self))) OR bus)', scope: turn"
    case 2: return "query: '\(quoted(one(&self))) AND NOT \(quoted(one(&self)))'"
    case 3: return "regex: '\\b[0-9]{4}\\b'"
    case 4: return "all: \(any)"
    case 5: return "any: \(any), context: {negation: drop}"
    case 6: return "any: \(any), unless: {near: [bus, 'tru*'], within: 2}"
    case 7: return "any: \(any), roles: [participant, interviewer]"
    case 8: return "any: \(any), overlap: all"
    case 9: return "any: \(any), overlap: codebook"
    default: return "any: \(any)"
    }
  }

  private func quoted(_ pattern: String) -> String { pattern.replacing("'", with: "''") }

  private func path(of code: Code) -> String {
    code.parent.map { "\($0).\(code.name)" } ?? code.name
  }

  /// A place of some letters in a transcript.
  private mutating func place() -> (key: String, start: Int, end: Int, text: String) {
    let key = anyTranscript()
    let text = (texts[key] ?? []).map { $0 + "\n" }.joined().unicodeScalars.map { $0 }
    let start = 5 + numbers.below(max(1, text.count - 8))
    let end = min(start + 1 + numbers.below(6), text.count - 1)
    return (key, start, max(start, end), "")
  }

  private mutating func decide() {
    let code = path(of: numbers.element(of: codes))
    let (key, start, end, _) = place()
    let verdict = numbers.element(of: ["accept", "reject", "add", "defer"])
    func line(_ verdict: String, _ reviewer: String) -> String {
      "{\"decision\":\"\(verdict)\",\"transcript\":\"\(key)\",\"code\":\"\(code)\",\"start\":\(start),\"end\":\(end),\"reviewer\":\"\(reviewer)\",\"time\":\"2026-01-01T00:00:00Z\"}"
    }
    decisions.append(line(verdict, "eva"))
    if numbers.chance() { others.append(line(numbers.element(of: ["accept", "reject"]), "fay")) }
  }

  private mutating func codeByHand() {
    let code = path(of: numbers.element(of: codes))
    let (key, start, end, _) = place()
    let row = "\(key),\(code),\(start),\(end),\(numbers.element(of: ["ada", "ben"]))"
    if !rows.contains(row) { rows.append(row) }
  }

  // MARK: - Files

  /// Writes the study to a folder, and takes away what it does not have.
  func write(to folder: TemporaryFolder) throws {
    let old = (try? FileManager.default.contentsOfDirectory(atPath: folder.path("texts"))) ?? []
    for name in old where texts[String(name.dropLast(4))] == nil {
      try FileManager.default.removeItem(atPath: folder.path("texts/\(name)"))
    }
    for (key, lines) in texts {
      let text = lines.map { $0 + "\n" }.joined()
      if (try? folder.read("texts/\(key).txt")) != text {
        try folder.write(text, to: "texts/\(key).txt")
      }
    }
    try folder.write(codebook, to: "codebook.yaml")
    try folder.write(
      "transcript,code,start,end,coder\n" + rows.map { $0 + "\n" }.joined(), to: "coders.csv")
    try folder.write(decisions.map { $0 + "\n" }.joined(), to: "decisions.jsonl")
    try folder.write(others.map { $0 + "\n" }.joined(), to: "others.jsonl")
    try folder.write(pipeline, to: "p.yaml")
  }

  private var codebook: String {
    var text = """
      \(comment)leitmotif: codebook/1
      codebook: random
      language: en
      lists: {money: [\(list.joined(separator: ", "))]}
      cues: {negation: {forward: ["\(negations.joined(separator: "\", \""))"], reach: 3}}
      codes:

      """
    for code in codes where code.parent == nil {
      text += entry(code, indent: "  ")
      if isExclusive { text += "    exclusive: segment\n" }
      let below = codes.filter { $0.parent == code.name }
      if !below.isEmpty { text += "    codes:\n" }
      for code in below { text += entry(code, indent: "      ") }
    }
    return text
  }

  private func entry(_ code: Code, indent: String) -> String {
    var text = "\(indent)- code: \(code.name)\n\(indent)  definition: It.\n"
    if !code.rules.isEmpty { text += "\(indent)  rules:\n" }
    for rule in code.rules { text += "\(indent)    - {id: \(rule.name), \(rule.body)}\n" }
    return text
  }

  private var pipeline: String {
    """
    leitmotif: pipeline/1
    name: random
    store: s.sqlite
    codebook: codebook.yaml
    stages:
      - ingest: text
        files: ["texts/*.txt"]
        settings: {speakers: [{match: "INT", role: \(role)}, {match: "P*", role: participant, participant: "$label"}]}
      - segment: turns
      - segment: sentences
      - classify: keywords
      - classify: rules
      - import: codings
        files: ["coders.csv"]
      - merge: adjudicate
        settings: {decisions: [decisions.jsonl, others.jsonl], match: \(match)}
      - report: themes
        to: out
    """
  }
}
