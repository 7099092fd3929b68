import LeitmotifModel
import LeitmotifPlugin
import LeitmotifXML

/// Hears a TEI file, and keeps its speech with who spoke and when.
struct TEIHandler: XMLHandler {
  /// One `<u>` with speech in it.
  struct Utterance {
    /// The label; `nil` where the file names nobody.
    var who: String?
    /// The speech.
    var span: TextSpan
    /// When it begins and ends, as the file writes it.
    var start: String?
    var end: String?
  }

  /// The speech of all utterances.
  private(set) var speech = Speech()
  /// The utterances, in the file's order.
  private(set) var utterances: [Utterance] = []
  /// The points in time that utterances refer to.
  private(set) var timeline = Timeline()
  /// The roles that the file gives to labels.
  private(set) var roles: [String: Role] = [:]
  /// What the header says about the interview.
  private(set) var metadata: [String: String] = [:]

  /// What kind of file it is: `tei`, or `gum` for texts whose words stand one in a line, with notes behind tabs.
  private(set) var format = "tei"

  private let path: String
  /// What the elements of each name are, by its number.
  private var kinds = NameMeanings<ElementKind>()
  private var tokens: TokenLines?
  private var printedName: Speech?
  /// What the elements around are; silent ones are only counted.
  private var around: [ElementKind] = []
  private var silentDepth = 0
  private var choices: [Int] = []
  private var title = Speech()
  private var person = (ids: [String](), role: Role?.none)
  private var block: (who: String?, start: String?, end: String?)
  private var current: Utterance?
  private var endIsGiven = false
  private var currentRole: Role?

  init(path: String) {
    self.path = path
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    if around.isEmpty { try lookAtRoot(element) }
    guard silentDepth == 0 else {
      silentDepth += 1
      return
    }
    var kind = kind(of: element)
    if current != nil {
      // An utterance inside another is part of what the outer one's speaker says.
      if kind == .utterance { kind = .part }
      startInUtterance(kind, element)
    } else {
      startOutside(kind, element)
    }
    if silentDepth == 0 { around.append(kind) }
  }

  mutating func end() throws(Diagnostics) {
    guard silentDepth == 0 else {
      silentDepth -= 1
      return
    }
    guard let kind = around.popLast() else { return }
    switch kind {
    case .part where current != nil: speech.part()
    case .choice where current != nil: choices.removeLast()
    case .utterance: endUtterance()
    case .block: block = (nil, nil, nil)
    case .person: endPerson()
    case .title: endTitle()
    case .speakerName: endPrintedName()
    default: break
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard silentDepth == 0 else { return }
    if printedName != nil {
      printedName?.append(text)
    } else if current != nil {
      if tokens == nil { speech.append(text) } else { tokens?.append(text, to: &speech) }
    } else if around.last == .title {
      title.append(text)
    }
  }

  private mutating func lookAtRoot(_ root: borrowing XMLElement) throws(Diagnostics) {
    switch root.name {
    case "TEI", "teiCorpus", "TEI.2": break
    case "text" where root["speakerList"] != nil || root["id"] != nil:
      format = "gum"
      tokens = TokenLines()
      metadata["title"] = root["title"]
    case let name:
      throw Diagnostics(
        .error(
          "not-tei", "the file is XML but not TEI: it begins with <\(name)>",
          help: "a TEI file begins with <TEI>; 'ingest: xml' reads other XML by paths that you set",
          at: SourceLocation(path: path, line: root.line)))
    }
  }

  private mutating func kind(of element: borrowing XMLElement) -> ElementKind {
    // In lists of tokens the words at which somebody laughs stand inside the laughter.
    let hasTokens = tokens != nil
    return kinds.meaning(of: element) { hasTokens && $0 == "incident" ? .part : ElementKind($0) }
  }
}

extension TEIHandler {
  private mutating func startOutside(_ kind: ElementKind, _ element: borrowing XMLElement) {
    switch kind {
    case .utterance: begin(element)
    case .block:
      block = (element["who"], element["start"] ?? element["from"], element["end"] ?? element["to"])
    case .timeline: timeline.begin(unit: element["unit"])
    case .when:
      if around.last == .timeline, let id = element["id"] {
        timeline.add(
          id: id, since: element["since"], interval: element["interval"],
          absolute: element["absolute"])
      }
    case .title where around.last == .titleStatement && metadata["title"] == nil:
      title = Speech()
      title.beginUtterance()
    case .person:
      person = ([element["id"], element["n"]].compactMap { $0 }, element["role"].flatMap(role))
    case .alternative: if let id = element["type"] { person.ids.append(id) }
    case .language where metadata["language"] == nil: metadata["language"] = element["ident"]
    case .remark, .event: silentDepth = 1
    default: break
    }
  }

  private mutating func startInUtterance(_ kind: ElementKind, _ element: borrowing XMLElement) {
    if around.last == .choice, let first = choices.popLast() {
      // Of several readings only the first is heard.
      choices.append(first + 1)
      if first > 0 { silentDepth = 1 }
    }
    switch kind {
    case .part: speech.part()
    case .event, .border:
      if element["break"] != "no" { speech.part() }
      silentDepth = 1
    case .remark: silentDepth = 1
    case .speakerName:
      printedName = Speech()
      printedName?.beginUtterance()
    case .choice: if silentDepth == 0 { choices.append(0) }
    case .anchor:
      if let point = element["synch"] {
        if current?.start == nil { current?.start = point }
        if !endIsGiven { current?.end = point }
      }
    default: break
    }
  }

  private mutating func begin(_ element: borrowing XMLElement) {
    let who = (element["who"] ?? block.who).map(label).flatMap { $0.isEmpty ? nil : $0 }
    current = Utterance(
      who: who, span: TextSpan(start: 0, end: 0), start: element["start"] ?? block.start,
      end: element["end"] ?? block.end)
    endIsGiven = current?.end != nil
    currentRole = element["ana"].flatMap(role)
    speech.beginUtterance()
  }

  private mutating func endUtterance() {
    defer { current = nil }
    guard var utterance = current, let span = speech.endUtterance() else { return }
    utterance.span = span
    utterances.append(utterance)
    if let who = utterance.who, roles[who] == nil { roles[who] = currentRole }
  }

  /// The printed name is the label where the file gives no other.
  private mutating func endPrintedName() {
    defer { printedName = nil }
    guard current?.who == nil, printedName?.endUtterance() != nil, let name = printedName else {
      return
    }
    var label = String(decoding: name.bytes, as: UTF8.self)
    while label.last == ":" || label.last == "." { label.removeLast() }
    current?.who = label.isEmpty ? nil : label
  }

  private mutating func endPerson() {
    for id in person.ids { roles[id] = person.role ?? roles[id] }
    person = ([], nil)
  }

  private mutating func endTitle() {
    guard around.last == .titleStatement, metadata["title"] == nil, title.endUtterance() != nil
    else { return }
    metadata["title"] = String(decoding: title.bytes, as: UTF8.self)
  }

  /// `#P1` or `people.xml#P1` as `P1`; several people who speak at once keep a blank between them.
  private func label(_ who: String) -> String {
    who.split { $0 == " " || $0 == "\n" || $0 == "\t" }.map { reference in
      reference.lastIndex(of: "#").map { String(reference[reference.index(after: $0)...]) }
        ?? String(reference)
    }.joined(separator: " ")
  }

  /// The role that one of the words of an attribute names, as `role="interviewer"` or `ana="#chair"`.
  private func role(_ words: String) -> Role? {
    words.split { $0 == " " || $0 == "\n" }.lazy.compactMap { word in
      knownRole(ofLabel: String(word.drop { $0 == "#" }))
    }.first
  }
}
