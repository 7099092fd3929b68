import LeitmotifExchange
import LeitmotifModel
import LeitmotifXML

/// Collects what a `project.qde` or `.qdc` says, in its own terms: texts are not read, GUIDs not looked
/// up; those of users and codes are numbered.
struct RefiHandler: XMLHandler {
  /// A text: a source, a note, what stands for a PDF or a recording.
  struct Text {
    var guid: String
    var name: String
    var plainPath: String?
    var richPath: String?
    var content: String?
    /// The number of its user.
    var author = GUIDNumbers.none
    var time = ""
    var memo = ""
    var isNote = false
  }

  /// A selection, or a whole text, that was coded.
  struct Selection {
    var text: Int
    /// What it is called in messages.
    var id: String
    var name: String?
    /// Where it begins and ends; `nil` where that is not said in characters.
    var place: (start: Int, end: Int)?
    /// The number of its user.
    var user: Int
    var time: String
    var memo = ""
    var codings = 0
  }

  /// A coding of the selection that was read last.
  struct RawCoding {
    var selection: Int
    /// The numbers of its code and user.
    var code = GUIDNumbers.none
    var user: Int
    var time: String
    var notes: [String] = []
  }

  private(set) var root = ""
  private(set) var origin = ""
  private(set) var projectName = ""
  /// The identities by which elements name users and codes, in numbers.
  private(set) var guids = GUIDNumbers()
  /// The names of users, by number.
  private(set) var users: [Int: String] = [:]
  private(set) var codes: [ForeignCode] = []
  private(set) var variables: [String: String] = [:]
  /// The cases, with the identities of their sources and the ids of their selections.
  private(set) var cases:
    [(guid: String, raw: ForeignCase, sources: [String], selections: [String])] = []
  private(set) var sourceValues: [(text: Int, name: String, value: String)] = []
  private(set) var texts: [Text] = []
  private(set) var selections: [Selection] = []
  private(set) var codings: [RawCoding] = []
  private(set) var syncPoints: [String: Int] = [:]
  /// The sync points between which selections lie whose place is not said in characters, by the selection's place.
  private(set) var syncs: [Int: (from: String, to: String)] = [:]
  /// Sets with the sources that are in them.
  private(set) var sets: [(name: String, sources: [String])] = []
  private(set) var lost: [String: Int] = [:]

  /// The elements that are open.
  private var elements: [RefiElement] = []
  private var meanings = NameMeanings<RefiElement>()
  private var codePath: [Int] = []
  private var textPath: [Int] = []
  private var characters: [UInt8] = []
  private var variable = ""
  private var value: String?
  /// The name of the PDF or recording that a text stands for.
  private var carrier = ""

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    if elements.isEmpty {
      root = element.name
      origin = element["origin"] ?? ""
      projectName = element["name"] ?? ""
    }
    let meaning = meanings.meaning(of: element) { RefiElement(rawValue: $0) ?? .other }
    let parent = elements.last
    elements.append(meaning)
    characters.removeAll(keepingCapacity: true)
    switch meaning {
    case .user:
      if let guid = element["guid"] { users[guids.number(of: guid)] = element["name"] ?? "" }
    case .code: startCode(element)
    case .variable:
      variable = normalizedGUID(element["guid"] ?? "")
      variables[variable] = element["name"] ?? ""
    case .case:
      cases.append(
        (normalizedGUID(element["guid"] ?? ""), ForeignCase(name: element["name"] ?? ""), [], []))
    case .variableValue: (variable, value) = ("", nil)
    case .variableRef: variable = normalizedGUID(element["targetGUID"] ?? "")
    case .sourceRef:
      if parent == .case, !cases.isEmpty {
        cases[cases.count - 1].sources.append(normalizedGUID(element["targetGUID"] ?? ""))
      }
    case .selectionRef where parent == .case && !cases.isEmpty:
      cases[cases.count - 1].selections.append(Self.id(ofSelection: element["targetGUID"]))
    case .pdfSource, .audioSource, .videoSource: carrier = element["name"] ?? ""
    case .textSource, .note, .representation, .transcript, .textDescription: startText(element)
    case .plainTextSelection, .transcriptSelection: startSelection(element)
    case .set: sets.append((element["name"] ?? "", []))
    case .memberSource:
      if !sets.isEmpty {
        sets[sets.count - 1].sources.append(normalizedGUID(element["targetGUID"] ?? ""))
      }
    case .syncPoint:
      if let guid = element["guid"], let position = element["position"].flatMap({ Int($0) }) {
        syncPoints[normalizedGUID(guid)] = position
      }
    case .coding: startCoding(element, in: parent)
    case .codeRef:
      if parent == .coding, !codings.isEmpty {
        codings[codings.count - 1].code = guids.number(of: element["targetGUID"])
      }
    case .noteRef:
      if parent == .coding, !codings.isEmpty {
        codings[codings.count - 1].notes.append(normalizedGUID(element["targetGUID"] ?? ""))
      }
    default:
      if let kind = meaning.lostKind { lost[kind, default: 0] += 1 }
    }
  }

  mutating func text(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer { characters.append(contentsOf: $0) }
  }

  mutating func end() throws(Diagnostics) {
    let meaning = elements.removeLast()
    var content: String { String(decoding: characters, as: UTF8.self) }
    switch meaning {
    case .code: codePath.removeLast()
    case .textSource, .note, .representation, .transcript, .textDescription:
      textPath.removeLast()
    case .plainTextContent:
      if let text = textPath.last { texts[text].content = content }
    case .description: describe(content)
    case .textValue, .booleanValue, .integerValue, .floatValue, .dateValue, .dateTimeValue:
      value = content
    case .variableValue: endValue()
    default: break
    }
    characters.removeAll(keepingCapacity: true)
  }

  private mutating func startCode(_ element: borrowing XMLElement) {
    codes.append(
      ForeignCode(
        name: element["name"] ?? "", parent: codePath.last, color: element["color"] ?? "",
        guid: normalizedGUID(element["guid"] ?? ""), isCodable: element["isCodable"] != "false"))
    codePath.append(codes.count - 1)
  }

  private mutating func startText(_ element: borrowing XMLElement) {
    var text = Text(
      guid: normalizedGUID(element["guid"] ?? ""), name: element["name"] ?? carrier,
      plainPath: element["plainTextPath"], richPath: element["richTextPath"])
    text.author = guids.number(of: element["creatingUser"] ?? element["modifyingUser"])
    text.time = element["creationDateTime"] ?? ""
    text.isNote = element.name == "Note"
    if text.name.isEmpty { text.name = carrier }
    texts.append(text)
    textPath.append(texts.count - 1)
  }

  private mutating func startSelection(_ element: borrowing XMLElement) {
    guard let text = textPath.last else { return }
    var place: (start: Int, end: Int)?
    if let start = element["startPosition"].flatMap({ Int($0) }),
      let end = element["endPosition"].flatMap({ Int($0) })
    {
      place = (start, end)
    }
    if place == nil, let from = element["fromSyncPoint"], let to = element["toSyncPoint"] {
      syncs[selections.count] = (normalizedGUID(from), normalizedGUID(to))
    }
    selections.append(
      Selection(
        text: text, id: Self.id(ofSelection: element["guid"]), name: element["name"], place: place,
        user: guids.number(of: element["creatingUser"] ?? element["modifyingUser"]),
        time: element["creationDateTime"] ?? ""))
  }

  private static func id(ofSelection guid: String?) -> String {
    "selection " + normalizedGUID(guid ?? "")
  }

  private mutating func startCoding(
    _ element: borrowing XMLElement, in parent: RefiElement?
  ) {
    let user = guids.number(of: element["creatingUser"])
    let time = element["creationDateTime"] ?? ""
    switch parent {
    case .plainTextSelection, .transcriptSelection: break
    case .textSource, .representation:
      guard let text = textPath.last else { return }
      selections.append(
        Selection(
          text: text, id: Self.id(ofSelection: element["guid"]), user: GUIDNumbers.none, time: ""))
    default:
      lost["codings of pictures and recordings", default: 0] += 1
      // What its CodeRef says must not reach another coding.
      codings.append(RawCoding(selection: -1, user: user, time: time))
      return
    }
    guard !selections.isEmpty else { return }
    selections[selections.count - 1].codings += 1
    codings.append(RawCoding(selection: selections.count - 1, user: user, time: time))
  }

  private mutating func describe(_ content: String) {
    switch elements.last {
    case .code: if let code = codePath.last { codes[code].definition = content }
    case .plainTextSelection, .transcriptSelection:
      if !selections.isEmpty { selections[selections.count - 1].memo = content }
    case .textSource, .note, .representation, .transcript:
      if let text = textPath.last { texts[text].memo = content }
    default: break
    }
  }

  private mutating func endValue() {
    guard let name = variables[variable], let value, !value.isEmpty else { return }
    if elements.last == .case, !cases.isEmpty {
      cases[cases.count - 1].raw.attributes[name] = value
    } else if let text = textPath.last {
      sourceValues.append((text, name, value))
    }
  }
}
