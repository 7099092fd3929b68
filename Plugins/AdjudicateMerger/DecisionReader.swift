import LeitmotifModel

/// Reads one decision from the fields of its line.
struct DecisionReader {
  private(set) var problems = Diagnostics()
  /// A warning, when the decision's code is used no more.
  private(set) var setAside: Diagnostic?
  private let fields: [String: JSONValue]
  private let codebook: Codebook
  private let location: SourceLocation
  /// The code that it names and that is used no more.
  private var retired: Identifier<Code>?

  private static let known = [
    "decision", "transcript", "code", "start", "end", "text", "speaker", "attributes", "to",
    "reviewer", "time", "reason", "proposals", "over",
  ]
  private static let verdicts = ["accept", "reject", "modify", "add", "defer", "memo"]

  init(fields: [String: JSONValue], codebook: Codebook, location: SourceLocation) {
    self.fields = fields
    self.codebook = codebook
    self.location = location
  }

  /// The decision, unless something is wrong with the line.
  mutating func decision(called id: Identifier<Decision>) -> WrittenDecision? {
    refuseOthers(in: fields, known: Self.known)
    let verdict = required(text("decision"), "decision")
    let transcript = required(text("transcript"), "transcript")
    // A note may be about words alone.
    let written = verdict == "memo" ? text("code") ?? "" : required(text("code"), "code")
    let reviewer = required(text("reviewer"), "reviewer")
    let place = required(place(in: fields), "start and end")
    let code = written.flatMap { $0.isEmpty ? "" : today(Identifier($0)) }
    let attributes = attributes(in: fields, of: code)
    let replacement = replacement(for: code)
    if let verdict { checkShape(of: verdict) }
    let (quotation, speaker) = (text("text") ?? "", text("speaker") ?? "")
    let (time, reason) = (text("time") ?? "", text("reason") ?? "")
    let proposals = text("proposals") ?? ""
    let over = names("over")
    if let retired, problems.isEmpty {
      setAside = .warning(
        "code-retired", "'\(retired)' is used no more: the decision is set aside",
        help: "it stays in the file; nothing has to be done, unless another code is meant by now",
        at: location)
    }
    guard problems.isEmpty, retired == nil, let verdict, let transcript, let code, let reviewer,
      let place
    else { return nil }
    return WrittenDecision(
      decision: Decision(
        id: id, transcript: Identifier(transcript), code: code, span: TextSpan(start: 0, end: 0),
        verdict: meaning(of: verdict, replacement.coding), attributes: attributes,
        quotation: quotation, reviewer: Identifier(reviewer), time: time, reason: reason,
        proposals: proposals, over: over),
      place: place, replacement: replacement.place, speaker: speaker, location: location)
  }

  private func meaning(
    of verdict: String, _ replacement: Decision.Replacement
  ) -> Decision.Verdict {
    switch verdict {
    case "accept": .accept
    case "reject": .reject
    case "modify": .modify(replacement)
    case "add": .add
    case "defer": .defer
    default: .memo
    }
  }

  private mutating func checkShape(of verdict: String) {
    guard Self.verdicts.contains(verdict) else {
      return report(
        "unknown-value", "'\(verdict)' is no decision",
        help: helpForUnknown(verdict, known: Self.verdicts, called: "decisions"))
    }
    let isModified = verdict == "modify"
    if isModified != (fields["to"] != nil) {
      report(
        isModified ? "missing-key" : "misplaced-key",
        isModified ? "'modify' needs 'to'" : "'to' belongs to 'modify', not to '\(verdict)'",
        help: "as in \"to\":{\"code\":\"limitation.novelty\"}")
    }
    if verdict != "add", fields["attributes"] != nil {
      report(
        "misplaced-key", "'attributes' belongs to 'add', not to '\(verdict)'",
        help: "to change attributes write \"decision\":\"modify\" with \"to\":{\"attributes\":…}")
    }
  }

  private mutating func replacement(
    for code: Identifier<Code>?
  ) -> (coding: Decision.Replacement, place: Range<Int>?) {
    switch fields["to"] {
    case nil: return (Decision.Replacement(), nil)
    case .object(let to)?:
      refuseOthers(in: to, known: ["code", "start", "end", "attributes"])
      if to.isEmpty { report("missing-key", "'to' says nothing", help: "name what is to change") }
      let other = text("code", in: to).flatMap { today(Identifier($0)) }
      return (
        Decision.Replacement(code: other, attributes: attributes(in: to, of: other ?? code)),
        place(in: to)
      )
    default:
      report("wrong-type", "'to' is an object")
      return (Decision.Replacement(), nil)
    }
  }

  private mutating func attributes(
    in fields: [String: JSONValue], of code: Identifier<Code>?
  ) -> Attributes {
    guard let value = fields["attributes"] else { return Attributes() }
    guard case .object(let pairs) = value else {
      report("wrong-type", "'attributes' is an object")
      return Attributes()
    }
    let declared = code.flatMap { codebook[$0] }?.attributes
    var result = Attributes()
    for (name, value) in pairs.sorted(by: { $0.key < $1.key }) {
      guard case .string(let text) = value else {
        report("wrong-type", "the attribute '\(name)' is text")
        continue
      }
      result[name] = text
      guard let declared, let code else { continue }
      guard let attribute = declared.first(where: { $0.name == name }) else {
        report(
          "unknown-attribute", "'\(code)' has no attribute '\(name)'",
          help: helpForUnknown(name, known: declared.map(\.name), called: "attributes"))
        continue
      }
      if !attribute.values.isEmpty, !attribute.values.contains(text) {
        report(
          "unknown-value", "'\(text)' is no value of '\(name)'",
          help: helpForUnknown(text, known: attribute.values, called: "values"))
      }
    }
    return result
  }

  private mutating func place(in fields: [String: JSONValue]) -> Range<Int>? {
    if fields["start"] == nil, fields["end"] == nil { return nil }
    guard let start = fields["start"]?.integer, let end = fields["end"]?.integer else {
      report("wrong-type", "'start' and 'end' are whole numbers, and both are needed")
      return 0..<1
    }
    guard start >= 0, start < end else {
      report(
        "reversed-span", "a place from \(start) to \(end) holds nothing",
        help: "start and end count code points from 0; end is one behind the last")
      return 0..<1
    }
    return start..<end
  }

  private mutating func text(
    _ name: String, in other: [String: JSONValue]? = nil
  ) -> String? {
    switch (other ?? fields)[name] {
    case nil: return nil
    case .string(let text)?: return text
    default:
      report("wrong-type", "'\(name)' is text")
      return ""
    }
  }

  private mutating func names(_ name: String) -> [Identifier<Coder>] {
    guard let value = fields[name] else { return [] }
    guard case .list(let values) = value else {
      report("wrong-type", "'\(name)' is a list of names", help: "as in \"\(name)\":[\"ada\"]")
      return []
    }
    return values.compactMap { value in
      if case .string(let text) = value { return Identifier(text) }
      report("wrong-type", "'\(name)' is a list of names", help: "as in \"\(name)\":[\"ada\"]")
      return nil
    }
  }

  private mutating func required<Value>(_ value: Value?, _ name: String) -> Value? {
    if value == nil { report("missing-key", "a decision needs \(name)") }
    return value
  }

  /// The code that is meant today: codes are renamed, moved and merged.
  ///
  /// - Returns: `nil` for one that is used no more, or that the codebook never had.
  private mutating func today(_ code: Identifier<Code>) -> Identifier<Code>? {
    guard !codebook.codes.isEmpty else { return code }
    switch codebook.fate(of: code) {
    case .code(let code): return code
    // Which of its parts is meant, only a person can say: until then it keeps its id.
    case .split(let code, _): return code
    case .retired:
      retired = code
      return nil
    case .unknown: break
    }
    let known = codebook.codes.map(\.id.rawValue)
    let help = helpForUnknown(code.rawValue, known: known, called: "codes")
    report(
      "unknown-code", "the codebook has no code '\(code)'",
      help: help + (help.hasSuffix("?") ? " A" : "; a")
        + " code that was in use goes by 'leitmotif codebook retire', 'merge' or 'split'")
    return code
  }

  private mutating func refuseOthers(in fields: [String: JSONValue], known: [String]) {
    for name in fields.keys.sorted() where !known.contains(name) {
      report(
        "unknown-key", "a decision has no '\(name)'",
        help: helpForUnknown(name, known: known, called: "keys"))
    }
  }

  private mutating func report(_ id: String, _ message: String, help: String = "") {
    problems.append(.error(id, message, help: help, at: location))
  }
}
