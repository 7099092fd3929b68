public import LeitmotifModel

/// One line of a decisions file as it stands there: places in code points, nothing looked up yet.
public struct DecisionLine: Hashable, Sendable {
  /// What a line can say.
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case accept, reject, modify, add, `defer`, memo
  }

  /// What `modify` puts in the proposals' stead; what is `nil` stays.
  public struct Change: Hashable, Sendable {
    /// The code instead.
    public var code: Identifier<Code>?
    /// The place instead, in code points.
    public var place: Range<Int>?
    /// The attributes laid over the proposed ones.
    public var attributes: Attributes

    /// Creates a change.
    public init(
      code: Identifier<Code>? = nil, place: Range<Int>? = nil, attributes: Attributes = Attributes()
    ) {
      self.code = code
      self.place = place
      self.attributes = attributes
    }
  }

  /// What was decided.
  public var verdict: Verdict
  /// The transcript.
  public var transcript: Identifier<Transcript>
  /// The code that was decided on; empty for a note about words alone.
  public var code: Identifier<Code>
  /// The place, in code points of the canonical text.
  public var place: Range<Int>
  /// The words at the place.
  public var text = ""
  /// The label of who speaks there, by which the words are found again; empty where the file names nobody.
  public var speaker = ""
  /// What `modify` changes; `nil` for every other verdict.
  public var change: Change?
  /// The attributes of an added coding.
  public var attributes = Attributes()
  /// Who decided.
  public var reviewer: Identifier<Coder>
  /// When: ISO 8601, UTC.
  public var time = ""
  /// Why; empty when nothing was said.
  public var reason = ""
  /// The hash of the proposals that the reviewer saw; empty when it was not noted.
  public var proposals = ""
  /// The other reviewers whose decision on the place this one knowingly replaces.
  public var over: [Identifier<Coder>] = []

  /// Creates a line.
  public init(
    _ verdict: Verdict, transcript: Identifier<Transcript>, code: Identifier<Code>,
    place: Range<Int>, reviewer: Identifier<Coder>
  ) {
    self.verdict = verdict
    self.transcript = transcript
    self.code = code
    self.place = place
    self.reviewer = reviewer
  }

  /// What a line is about: lines about one place replace each other.
  public struct Place: Hashable, Sendable {
    /// The transcript.
    public var transcript: Identifier<Transcript>
    /// The code.
    public var code: Identifier<Code>
    /// The place, in code points.
    public var codePoints: Range<Int>
  }

  /// What the line is about.
  public var about: Place { Place(transcript: transcript, code: code, codePoints: place) }
}

extension DecisionLine {
  /// Reads a line; `nil` for what is no decision, of which the run says what is wrong.
  ///
  /// - Parameter json: The line's bytes without its end.
  public init?(json: ArraySlice<UInt8>) {
    guard String(validating: json, as: UTF8.self) != nil,
      case .object(let fields)? = try? JSONReader.read(Array(json), path: ""),
      let verdict = fields["decision"]?.string.flatMap(Verdict.init),
      let transcript = fields["transcript"]?.string,
      let code = fields["code"]?.string ?? (verdict == .memo ? "" : nil),
      let place = JSONValue.place(in: fields), let reviewer = fields["reviewer"]?.string
    else { return nil }
    self.init(
      verdict, transcript: Identifier(transcript), code: Identifier(code), place: place,
      reviewer: Identifier(reviewer))
    text = fields["text"]?.string ?? ""
    speaker = fields["speaker"]?.string ?? ""
    if case .object(let to)? = fields["to"] {
      change = Change(
        code: to["code"]?.string.map { Identifier($0) }, place: JSONValue.place(in: to),
        attributes: JSONValue.attributes(in: to))
    }
    attributes = JSONValue.attributes(in: fields)
    time = fields["time"]?.string ?? ""
    reason = fields["reason"]?.string ?? ""
    proposals = fields["proposals"]?.string ?? ""
    over = (fields["over"]?.elements ?? []).compactMap { $0.string.map { Identifier($0) } }
  }

  /// The line as JSON, without its end: what was decided and where comes first, so that people can read it.
  public var json: String {
    var pairs: [(String, JSONValue)] = [
      ("decision", .string(verdict.rawValue)), ("transcript", .string(transcript.rawValue)),
    ]
    if !code.rawValue.isEmpty { pairs.append(("code", .string(code.rawValue))) }
    pairs += [
      ("start", .integer(place.lowerBound)), ("end", .integer(place.upperBound)),
      ("text", .string(text)),
    ]
    if !speaker.isEmpty { pairs.append(("speaker", .string(speaker))) }
    if let change {
      var to: [(String, JSONValue)] = []
      if let code = change.code { to.append(("code", .string(code.rawValue))) }
      if let place = change.place {
        to += [("start", .integer(place.lowerBound)), ("end", .integer(place.upperBound))]
      }
      if !change.attributes.isEmpty { to.append(("attributes", change.attributes.json)) }
      pairs.append(("to", .object(Dictionary(to) { $1 })))
    }
    if !attributes.isEmpty { pairs.append(("attributes", attributes.json)) }
    pairs += [("reviewer", .string(reviewer.rawValue)), ("time", .string(time))]
    if !reason.isEmpty { pairs.append(("reason", .string(reason))) }
    if !proposals.isEmpty { pairs.append(("proposals", .string(proposals))) }
    if !over.isEmpty { pairs.append(("over", .list(over.map { .string($0.rawValue) }))) }
    let members = pairs.map { "\(JSONValue.string($0).canonicalText):\($1.canonicalText)" }
    return "{\(members.joined(separator: ","))}"
  }
}

extension JSONValue {
  fileprivate static func place(in fields: [String: JSONValue]) -> Range<Int>? {
    guard let start = fields["start"]?.integer, let end = fields["end"]?.integer, 0 <= start,
      start < end
    else { return nil }
    return start..<end
  }

  fileprivate static func attributes(in fields: [String: JSONValue]) -> Attributes {
    guard case .object(let pairs)? = fields["attributes"] else { return Attributes() }
    return Attributes(pairs.compactMapValues(\.string))
  }
}

extension Attributes {
  fileprivate var json: JSONValue { .object(dictionary.mapValues { .string($0) }) }
}

extension Decision.Verdict {
  /// The same verdict as a line of a file has it.
  public var line: DecisionLine.Verdict {
    switch self {
    case .accept: .accept
    case .reject: .reject
    case .modify: .modify
    case .add: .add
    case .defer: .defer
    case .memo: .memo
    }
  }
}
