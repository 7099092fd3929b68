import LeitmotifExchange
import LeitmotifModel
import LeitmotifXML

/// Collects what a `project.qde` or `.qdc` says, in its own terms: texts are not read, GUIDs not looked up.
struct RefiHandler: XMLHandler {
  /// A text: a source, a note, what stands for a PDF or a recording.
  struct Text {
    var guid: String
    var name: String
    var plainPath: String?
    var richPath: String?
    var content: String?
    var author = ""
    var time = ""
    var memo = ""
    var isNote = false
  }

  /// A selection, or a whole text, that was coded.
  struct Selection {
    var text: Int
    var guid: String
    var name: String?
    var start: Int?
    var end: Int?
    var from: String?
    var to: String?
    var user: String
    var time: String
    var memo = ""
    var codings = 0
  }

  /// A coding of the selection that was read last.
  struct RawCoding {
    var selection: Int
    var code = ""
    var user: String
    var time: String
    var notes: [String] = []
  }

  private(set) var root = ""
  private(set) var origin = ""
  private(set) var projectName = ""
  private(set) var users: [String: String] = [:]
  private(set) var codes: [ForeignCode] = []
  private(set) var variables: [String: String] = [:]
  private(set) var cases: [(guid: String, raw: ForeignCase, sources: [String])] = []
  private(set) var sourceValues: [(text: Int, name: String, value: String)] = []
  private(set) var texts: [Text] = []
  private(set) var selections: [Selection] = []
  private(set) var codings: [RawCoding] = []
  private(set) var syncPoints: [String: Int] = [:]
  /// Sets with the sources that are in them.
  private(set) var sets: [(name: String, sources: [String])] = []
  private(set) var lost: [String: Int] = [:]

  private var elements: [String] = []
  private var codePath: [Int] = []
  private var textPath: [Int] = []
  private var characters: [UInt8] = []
  private var variable = ""
  private var value: String?
  /// The name of the PDF or recording that a text stands for.
  private var carrier = ""

  private static let lostKinds = [
    "PictureSource": "pictures", "PictureSelection": "selections of pictures",
    "PDFSelection": "areas of PDF pages", "AudioSelection": "selections of recordings",
    "VideoSelection": "selections of recordings", "Link": "links", "Graph": "graphs",
    "SelectionRef": "selections of cases",
  ]

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    let name = element.name
    if elements.isEmpty {
      root = name
      origin = element["origin"] ?? ""
      projectName = element["name"] ?? ""
    }
    elements.append(name)
    characters = []
    if let kind = Self.lostKinds[name] { lost[kind, default: 0] += 1 }
    switch name {
    case "User":
      if let guid = element["guid"] { users[normalizedGUID(guid)] = element["name"] ?? "" }
    case "Code": startCode(element)
    case "Variable":
      variable = normalizedGUID(element["guid"] ?? "")
      variables[variable] = element["name"] ?? ""
    case "Case":
      cases.append(
        (normalizedGUID(element["guid"] ?? ""), ForeignCase(name: element["name"] ?? ""), []))
    case "VariableValue": (variable, value) = ("", nil)
    case "VariableRef": variable = normalizedGUID(element["targetGUID"] ?? "")
    case "SourceRef":
      if elements.dropLast().last == "Case", !cases.isEmpty {
        cases[cases.count - 1].sources.append(normalizedGUID(element["targetGUID"] ?? ""))
      }
    case "PDFSource", "AudioSource", "VideoSource": carrier = element["name"] ?? ""
    case "TextSource", "Note", "Representation", "Transcript", "TextDescription": startText(element)
    case "PlainTextSelection", "TranscriptSelection": startSelection(element)
    case "Set": sets.append((element["name"] ?? "", []))
    case "MemberSource":
      if !sets.isEmpty {
        sets[sets.count - 1].sources.append(normalizedGUID(element["targetGUID"] ?? ""))
      }
    case "SyncPoint":
      if let guid = element["guid"], let position = element["position"].flatMap({ Int($0) }) {
        syncPoints[normalizedGUID(guid)] = position
      }
    case "Coding": startCoding(element)
    case "CodeRef":
      if elements.dropLast().last == "Coding", !codings.isEmpty {
        codings[codings.count - 1].code = normalizedGUID(element["targetGUID"] ?? "")
      }
    case "NoteRef":
      if elements.dropLast().last == "Coding", !codings.isEmpty {
        codings[codings.count - 1].notes.append(normalizedGUID(element["targetGUID"] ?? ""))
      }
    default: break
    }
  }

  mutating func text(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer { characters.append(contentsOf: $0) }
  }

  mutating func end() throws(Diagnostics) {
    let name = elements.removeLast()
    let content = String(decoding: characters, as: UTF8.self)
    switch name {
    case "Code": codePath.removeLast()
    case "TextSource", "Note", "Representation", "Transcript", "TextDescription":
      textPath.removeLast()
    case "PlainTextContent":
      if let text = textPath.last { texts[text].content = content }
    case "Description": describe(content)
    case "TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue":
      value = content
    case "VariableValue": endValue()
    default: break
    }
    characters = []
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
    text.author = normalizedGUID(element["creatingUser"] ?? element["modifyingUser"] ?? "")
    text.time = element["creationDateTime"] ?? ""
    text.isNote = element.name == "Note"
    if text.name.isEmpty { text.name = carrier }
    texts.append(text)
    textPath.append(texts.count - 1)
  }

  private mutating func startSelection(_ element: borrowing XMLElement) {
    guard let text = textPath.last else { return }
    selections.append(
      Selection(
        text: text, guid: normalizedGUID(element["guid"] ?? ""), name: element["name"],
        start: element["startPosition"].flatMap { Int($0) },
        end: element["endPosition"].flatMap { Int($0) },
        from: element["fromSyncPoint"].map(normalizedGUID),
        to: element["toSyncPoint"].map(normalizedGUID),
        user: normalizedGUID(element["creatingUser"] ?? element["modifyingUser"] ?? ""),
        time: element["creationDateTime"] ?? ""))
  }

  private mutating func startCoding(_ element: borrowing XMLElement) {
    let parent = elements.dropLast().last ?? ""
    let user = normalizedGUID(element["creatingUser"] ?? "")
    let time = element["creationDateTime"] ?? ""
    switch parent {
    case "PlainTextSelection", "TranscriptSelection": break
    case "TextSource", "Representation":
      guard let text = textPath.last else { return }
      selections.append(
        Selection(text: text, guid: normalizedGUID(element["guid"] ?? ""), user: "", time: ""))
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
    case "Code": if let code = codePath.last { codes[code].definition = content }
    case "PlainTextSelection", "TranscriptSelection":
      if !selections.isEmpty { selections[selections.count - 1].memo = content }
    case "TextSource", "Note", "Representation", "Transcript":
      if let text = textPath.last { texts[text].memo = content }
    default: break
    }
  }

  private mutating func endValue() {
    guard let name = variables[variable], let value, !value.isEmpty else { return }
    if elements.last == "Case", !cases.isEmpty {
      cases[cases.count - 1].raw.attributes[name] = value
    } else if let text = textPath.last {
      sourceValues.append((text, name, value))
    }
  }
}
