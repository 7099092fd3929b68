public import LeitmotifModel

/// A project of another program, as its file says it: nothing is placed, matched or checked yet.
public struct ForeignProject: Sendable {
  /// The format, by the name that pipelines use: `qdpx`, `taguette`, ….
  public var format: String

  /// The program that wrote it, with its version where the file says it; empty when it does not.
  public var tool: String

  /// The project's name; empty when it has none.
  public var name: String

  /// The texts.
  public var sources: [ForeignSource] = []

  /// The codes, a parent before its children.
  public var codes: [ForeignCode] = []

  /// The codings, in the file's order.
  public var codings: [ForeignCoding] = []

  /// People and things that the sources are about.
  public var cases: [ForeignCase] = []

  /// What coders have finished; `nil` where the format does not say it.
  public var coverage: [ForeignCoverage]?

  /// Notes that belong to no coding.
  public var notes: [ForeignNote] = []

  /// What is in the file and not taken over, and why.
  public var losses: [Loss] = []

  /// How the format counts places.
  public var counting = OffsetCounting()

  /// What joins the names of a code and those above it (`::`); empty where names are no paths.
  public var pathSeparator = ""

  /// Creates an empty project.
  ///
  /// - Parameters:
  ///   - format: The format's name.
  ///   - tool: The program that wrote it.
  ///   - name: The project's name.
  public init(format: String, tool: String = "", name: String = "") {
    self.format = format
    self.tool = tool
    self.name = name
  }

  /// The names of all coders who coded or finished something, in order.
  public var coders: [String] {
    Set(codings.lazy.map(\.coder)).union((coverage ?? []).lazy.map(\.coder)).sorted()
  }

  /// All notes, also those on its texts.
  public var allNotes: [ForeignNote] {
    sources.filter { !$0.memo.isEmpty }
      .map { ForeignNote(subject: "source \($0.name)", text: $0.memo) } + notes
  }

  private var placesOfCodes: [[String]: Int] = [:]

  /// The place of the code of a name, or of a path of names from the top; codes that are new are added.
  public mutating func code(called path: String...) -> Int {
    code(at: path)
  }

  /// The place of the code at a path of names from the top; codes that are new are added.
  public mutating func code(at path: [String]) -> Int {
    if let place = placesOfCodes[path] { return place }
    let parent = path.count > 1 ? code(at: Array(path.dropLast())) : nil
    codes.append(ForeignCode(name: path.last ?? "", parent: parent))
    placesOfCodes[path] = codes.count - 1
    return codes.count - 1
  }

  private struct NamedText: Hashable {
    let name: String
    let text: [UInt8]
  }

  private var placesOfTexts: [NamedText: Int] = [:]

  /// The place of the source with some name and text; one that is new is added.
  ///
  /// Two of one text and different names are two: what people are asked twice, they may code otherwise.
  public mutating func source(called name: String, text: [UInt8]) -> Int {
    let key = NamedText(name: name, text: text)
    if let place = placesOfTexts[key] { return place }
    sources.append(ForeignSource(name: name, text: text))
    placesOfTexts[key] = sources.count - 1
    return sources.count - 1
  }

  /// Notes that something is not taken over; equal things are counted.
  ///
  /// - Parameters:
  ///   - what: The kind of thing, in the plural.
  ///   - reason: Why it is left out.
  ///   - count: How many there are.
  public mutating func lose(_ what: String, because reason: String, count: Int = 1) {
    guard count > 0 else { return }
    if let place = losses.firstIndex(where: { $0.what == what && $0.reason == reason }) {
      losses[place].count += count
    } else {
      losses.append(Loss(what: what, reason: reason, count: count))
    }
  }
}

/// One text of a foreign project.
public struct ForeignSource: Sendable {
  /// Its name in the project.
  public var name: String

  /// Its text as the project keeps it, UTF-8, with its own line ends and mark; `nil` when the project has none.
  public var text: [UInt8]?

  /// Its identity in the project; empty when it has none.
  public var guid: String

  /// What its people noted about it.
  public var memo: String

  /// Creates a source.
  public init(name: String, text: [UInt8]?, guid: String = "", memo: String = "") {
    self.name = name
    self.text = text
    self.guid = guid
    self.memo = memo
  }
}

/// One code of a foreign project.
public struct ForeignCode: Hashable, Sendable {
  /// Its name.
  public var name: String

  /// The code above it, by its place in the project's list; `nil` at the top.
  public var parent: Int?

  /// What it means.
  public var definition: String

  /// What its people noted about it.
  public var memo: String

  /// Its colour as `#RRGGBB`; empty when it has none.
  public var color: String

  /// Its identity in the project; empty when it has none.
  public var guid: String

  /// Whether it may be given to a text; a category only holds other codes.
  public var isCodable: Bool

  /// Creates a code.
  public init(
    name: String, parent: Int? = nil, definition: String = "", memo: String = "",
    color: String = "", guid: String = "", isCodable: Bool = true
  ) {
    self.name = name
    self.parent = parent
    self.definition = definition
    self.memo = memo
    self.color = color
    self.guid = guid
    self.isCodable = isCodable
  }
}

/// One coding of a foreign project.
public struct ForeignCoding: Hashable, Sendable {
  /// Where it is.
  public enum Place: Hashable, Sendable {
    /// From one offset to before another, as the format counts.
    case offsets(Int, Int)
    /// The whole text.
    case whole
    /// Wherever the quotation stands.
    case quoted
  }

  /// The text, by its place in the project's list.
  public var source: Int

  /// The code, by its place in the project's list; `nil` for a place that was marked and given none.
  public var code: Int?

  /// Who coded; empty when the project does not say it.
  public var coder: String

  /// Where.
  public var place: Place

  /// The words that the file quotes; `nil` when it quotes none.
  public var quotation: String?

  /// What the coder noted; empty when nothing.
  public var memo: String

  /// When it was coded, as ISO 8601; empty when the file does not say it.
  public var time: String

  /// What it is called in the project, for messages: an id, never words of the text.
  public var id: String

  /// Creates a coding.
  public init(
    source: Int, code: Int?, coder: String, place: Place, quotation: String? = nil,
    memo: String = "", time: String = "", id: String
  ) {
    self.source = source
    self.code = code
    self.coder = coder
    self.place = place
    self.quotation = quotation
    self.memo = memo
    self.time = time
    self.id = id
  }
}

/// Someone or something that sources are about: a participant, as a rule.
public struct ForeignCase: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// What is known of it, by name.
  public var attributes: [String: String]
  /// The sources about it, by their places in the project's list.
  public var sources: [Int]
  /// What is about it in sources that are not wholly so.
  public var parts: [Part] = []

  /// A part of a source, as the format counts.
  public struct Part: Hashable, Sendable {
    /// The source, by its place in the project's list.
    public var source: Int
    /// Where it begins.
    public var start: Int
    /// Where it ends.
    public var end: Int

    /// Creates a part.
    public init(source: Int, start: Int, end: Int) {
      self.source = source
      self.start = start
      self.end = end
    }
  }

  /// Creates a case.
  public init(name: String, attributes: [String: String] = [:], sources: [Int] = []) {
    self.name = name
    self.attributes = attributes
    self.sources = sources
  }
}

/// What one coder has finished.
public struct ForeignCoverage: Hashable, Sendable {
  /// Who.
  public var coder: String
  /// The text, by its place in the project's list.
  public var source: Int
  /// The code, by its place in the project's list; `nil` for all.
  public var code: Int?

  /// Creates the coverage of one text.
  public init(coder: String, source: Int, code: Int? = nil) {
    self.coder = coder
    self.source = source
    self.code = code
  }
}

/// A note that belongs to no coding: on the project, a text, a code, or a place.
public struct ForeignNote: Hashable, Sendable {
  /// What it is about: `project`, `source NAME`, `code NAME`, ….
  public var subject: String
  /// What it says.
  public var text: String
  /// Who wrote it; empty when the file does not say it.
  public var author: String
  /// When it was written; empty when the file does not say it.
  public var time: String

  /// Creates a note.
  public init(subject: String, text: String, author: String = "", time: String = "") {
    self.subject = subject
    self.text = text
    self.author = author
    self.time = time
  }
}

/// Something that a file holds and that is not taken over, or that a format cannot hold.
public struct Loss: Hashable, Sendable {
  /// The kind of thing, in the plural: `pictures`.
  public var what: String
  /// Why it is left out: a clause.
  public var reason: String
  /// How many there are.
  public var count: Int

  /// Creates a loss.
  public init(what: String, reason: String, count: Int = 1) {
    self.what = what
    self.reason = reason
    self.count = count
  }

  /// The loss as data.
  public var json: JSONValue {
    ["what": .string(what), "reason": .string(reason), "count": .integer(count)]
  }
}
