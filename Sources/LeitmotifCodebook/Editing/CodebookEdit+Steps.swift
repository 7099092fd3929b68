public import LeitmotifModel
import LeitmotifYAML

extension CodebookEdit {
  /// Gives a code another key; the ids of the codes below it change with it.
  ///
  /// - Parameters:
  ///   - id: The code.
  ///   - key: Its new key.
  /// - Throws: `Diagnostics` when there is no such code, the key is no key, or another code has it.
  public mutating func rename(_ id: Identifier<Code>, to key: String) throws(Diagnostics) {
    try spreadSteps()
    let item = try item(id)
    let new = Identifier<Code>((id.parentPath.map { "\($0)." } ?? "") + key)
    guard new != id else {
      throw problem(
        "invalid-target", "'\(id)' has the key '\(key)' already", "name another key")
    }
    guard let place = place(of: item.key.value), !key.isEmpty,
      key.unicodeScalars.allSatisfy(isOfCodeKey)
    else {
      throw problem(
        "invalid-name", "'\(key)' cannot be the key of a code", "use letters, digits, '_' and '-'")
    }
    try requireFree(new, for: item)
    var changed = text
    changed.apply(
      [
        EditedText.Change(
          line: place.line, column: place.start, length: place.end - place.start,
          text: YAMLText.scalar(key))
      ] + references(to: id, becoming: new))
    try take(
      changed, keeping: [id: new],
      recording: CodeStep(.rename, from: id, to: [new], uids: uids(of: [item])))
  }

  /// Puts a code, with those below it, below another one; `warnings` tell what it inherits otherwise there.
  ///
  /// - Parameters:
  ///   - id: The code.
  ///   - parent: The code to put it below; `nil` for the top.
  /// - Throws: `Diagnostics` when there is no such code, or it does not fit there.
  public mutating func move(
    _ id: Identifier<Code>, below parent: Identifier<Code>?
  ) throws(Diagnostics) {
    try spreadSteps()
    let item = try item(id)
    if let parent { _ = try self.item(parent) }
    let key = item.key.value.scalar ?? ""
    let new = Identifier<Code>(parent.map { "\($0).\(key)" } ?? key)
    if let parent, parent.isWithin(id) {
      throw problem("invalid-target", "'\(id)' cannot stand below itself", "name another code")
    }
    guard new != id else {
      throw problem("invalid-target", "'\(id)' stands there already", "name another code")
    }
    try requireFree(new, for: item)
    try spread(id)
    if let parent { try spread(parent) }
    let above = try parent.map { id throws(Diagnostics) in try self.item(id) }
    if let last = siblings(below: above).last { try spread(last.id) }
    let place = try parent.map { id throws(Diagnostics) in try self.item(id) }
    let before = codebook
    var changed = text
    changed.apply(references(to: id, becoming: new))
    try relocate(self.item(id), below: place, in: &changed)
    try take(
      changed, keeping: [id: new],
      recording: CodeStep(.move, from: id, to: [new], uids: uids(of: [item])))
    warnings += changedInheritance(of: new, since: before, id)
  }

  /// Lets a code go into another one: its rules and examples join that one's, what people wrote of it goes into that
  /// one's memo, and it is there no more.
  ///
  /// Its rules set what they had from its defaults, where the other code has others.
  ///
  /// - Parameters:
  ///   - id: The code.
  ///   - other: The code that it goes into.
  /// - Throws: `Diagnostics` when there is no such code, codes stand below it, or its rules do not fit.
  public mutating func merge(
    _ id: Identifier<Code>, into other: Identifier<Code>
  ) throws(Diagnostics) {
    try spreadSteps()
    _ = try self.item(other)
    guard id != other else {
      throw problem("invalid-target", "'\(id)' cannot go into itself", "name another code")
    }
    guard !other.isWithin(id),
      try self.item(id).node["codes"]?.isEmpty ?? true
    else {
      throw problem(
        "invalid-target", "'\(id)' cannot go into '\(other)' while codes stand below it",
        "move or merge those first")
    }
    try requireAttributes(of: id, in: other)
    try requireNamedRules(of: self.item(id))
    try spread(id)
    try spread(other)
    for key in ["rules", "examples"] {
      for code in [id, other] {
        if let list = try self.item(code).node.mapping?.first(where: { $0.name == key }) {
          try spread(list: list)
        }
      }
    }
    try spellOutDefaults(of: id, for: other)
    let lost = lost(of: id, in: other)
    try keepNotes(of: id, in: other)
    try dropReferences(to: id, goingInto: other)
    let outcomes = [other, id].flatMap { codebook[$0]?.outcomes ?? [] }
    let (item, target) = (try self.item(id), try self.item(other))
    var changed = text
    changed.apply(references(to: id, becoming: other) + newRuleNames(of: item, in: target))
    var parts = try removals(of: item, CodeLines(of: item, in: changed), in: changed)
    var keys: [LineChange] = []
    var additions: [LineChange] = []
    for key in ["examples", "rules"] {
      let new = try listLines(key, of: item, for: target, in: changed)
      guard !new.isEmpty else { continue }
      let isThere = target.node[key] != nil
      let addition = try addition(of: new, to: key, of: target, in: changed)
      if isThere { additions.append(addition) } else { keys.append(addition) }
    }
    // From the end of the file to its start, so that the places above stay where they are; what stands below
    // another at the same line comes first.
    parts += keys + additions
    for part in parts.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      changed.remove(part.lines)
      changed.insert(part.new, before: part.lines.lowerBound)
    }
    try take(
      changed, keeping: [id: other],
      recording: CodeStep(.merge, from: id, to: [other], uids: uids(of: [target]))
    ) { $0[other]?.outcomes == outcomes }
    warnings += lost
  }

  /// Takes a code apart: it gets the first of some keys, and new codes beside it the others.
  ///
  /// Rules, examples and the codes below stay with the first; who divides them says what each means.
  ///
  /// - Parameters:
  ///   - id: The code.
  ///   - keys: The keys, at least two.
  ///   - makeUID: Makes a new identity each time.
  /// - Throws: `Diagnostics` when there is no such code, or a key is taken.
  public mutating func split(
    _ id: Identifier<Code>, into keys: [String], makeUID: () -> String
  ) throws(Diagnostics) {
    try spreadSteps()
    let found = try item(id)
    guard keys.count >= 2, Set(keys).count == keys.count,
      keys.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(isOfCodeKey) })
    else {
      throw problem(
        "invalid-name", "a code is split into at least two codes",
        "name their keys: --into one,other")
    }
    let path = id.parentPath.map { "\($0)." } ?? ""
    let new = keys.map { Identifier<Code>(path + $0) }
    guard !new.contains(id) else {
      throw problem(
        "invalid-target", "'\(id)' cannot be one of its own parts",
        "give the part another key: what people coded with '\(id)' would all be taken for it")
    }
    for id in new { try requireFree(id, for: found, keepsIdentity: false) }
    try spread(id)
    let item = try self.item(id)
    guard let place = place(of: item.key.value), let old = item.node["uid"],
      let uid = self.place(of: old)
    else {
      throw problem("cannot-edit", "the code '\(id)' cannot be edited safely", "split it by hand")
    }
    let uids = keys.map { _ in makeUID() }
    let lines = try CodeLines(of: item, in: text)
    var changed = text
    changed.apply(
      [
        EditedText.Change(
          line: place.line, column: place.start, length: place.end - place.start,
          text: YAMLText.scalar(keys[0])),
        EditedText.Change(
          line: uid.line, column: uid.start, length: uid.end - uid.start, text: uids[0]),
      ] + references(to: id, becoming: new[0]))
    let margin = String(repeating: " ", count: lines.margin)
    let beside = zip(keys, uids).dropFirst().flatMap { key, uid in
      ["\(margin)- code: \(YAMLText.scalar(key, inBrackets: false))", "\(margin)  uid: \(uid)"]
    }
    changed.insert(beside.map { Array($0.utf8) }, before: lines.range.upperBound)
    try take(
      changed, keeping: [id: new[0]], recording: CodeStep(.split, from: id, to: new, uids: uids))
  }

  /// Takes a code out of use, with those below it.
  ///
  /// - Parameter id: The code.
  /// - Throws: `Diagnostics` when there is no such code.
  public mutating func retire(_ id: Identifier<Code>) throws(Diagnostics) {
    try spreadSteps()
    try requireUnnamed(try item(id))
    try spread(id)
    let item = try item(id)
    var changed = text
    try remove(item, CodeLines(of: item, in: changed), in: &changed)
    try take(changed, keeping: [:], recording: CodeStep(.retire, from: id))
  }
}

extension Identifier<Code> {
  /// The code's own key: the last one of its path.
  package var key: String {
    rawValue.lastIndex(of: ".").map { String(rawValue[rawValue.index(after: $0)...]) } ?? rawValue
  }

  /// The id of the code above; `nil` at the top.
  var parentPath: String? {
    rawValue.lastIndex(of: ".").map { String(rawValue[..<$0]) }
  }
}
