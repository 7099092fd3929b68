import LeitmotifModel
import LeitmotifYAML

extension CodebookReader {
  /// Reads codes with those below them; a code stands before its children.
  func readCodes(_ nodes: [YAMLNode], below parent: Code?) {
    for node in nodes { readCode(node, below: parent) }
  }

  private func readCode(_ node: YAMLNode, below parent: Code?) {
    let reader = MappingReader(node, of: "a code", reporting: collector)
    let key = readKey(reader)
    let path = (parent.map { [$0.id.rawValue] } ?? []) + [key?.scalar ?? "?"]
    var code = Code(
      id: Identifier(path.joined(separator: ".")), parent: parent?.id,
      name: reader.string("name") ?? (key?.scalar ?? "?").replacing("_", with: " "),
      location: key?.location ?? node.location)
    if let key { register(code.id, at: key) }
    code.uid = readUID(reader)
    code.definition = reader.string("definition") ?? ""
    code.include = reader.string("include") ?? ""
    code.exclude = reader.string("exclude") ?? ""
    code.memo = reader.string("memo") ?? ""
    code.exclusive = reader.choice("exclusive")
    code.attributes = readAttributes(
      reader.node("attributes"), inherited: parent?.attributes ?? [])
    code.rules = readRules(reader.nodes("rules") ?? [], of: code)
    code.examples = (reader.nodes("examples") ?? []).compactMap { readExample($0, of: code) }
    followers += (reader.nodes("leads_to") ?? []).map { (codes.count, $0) }
    let below = reader.nodes("codes") ?? []
    reader.refuseOthers()
    codes.append(code)
    readCodes(below, below: code)
  }

  private func readKey(_ reader: MappingReader) -> YAMLNode? {
    let help = "the key is the code's short name: 'code: cost'"
    guard let node = reader.required("code", help: help) else { return nil }
    if let key = node.scalar, !key.isEmpty, key.unicodeScalars.allSatisfy(isOfCodeKey) {
      return node
    }
    let key = node.scalar ?? node.kind
    collector.report(
      node.error(
        "invalid-name", "'\(key)' cannot be the key of a code",
        help: key.contains(".")
          ? "dots join the keys of codes and the codes below them: write the inner one under 'codes:'"
          : "use letters, digits, '_' and '-'; what people read goes into 'name'"))
    return nil
  }

  private func register(_ id: Identifier<Code>, at key: YAMLNode) {
    outline.codePlaces[id] = key.place
    if let first = codeLines[id] {
      collector.report(
        key.error(
          "duplicate-code", "the code '\(id)' stands twice; the first one is in line \(first)",
          help: "rename one of them, or join what they say"))
    } else {
      codeLines[id] = key.location.line ?? 0
    }
  }

  private func readUID(_ reader: MappingReader) -> String? {
    guard let uid = reader.string("uid"), let node = reader.node("uid") else { return nil }
    if uid.allSatisfy(\.isWhitespace) {
      collector.report(
        node.error(
          "invalid-name", "a uid is not empty",
          help: "delete the key: 'codebook fmt' writes one that is"))
      return nil
    }
    // Other programs write one GUID in several ways.
    let identity = isGUID(uid) ? normalizedGUID(uid) : uid
    if let first = uidLines[identity] {
      collector.report(
        node.error(
          "duplicate-uid", "the uid '\(uid)' stands twice; the first one is in line \(first)",
          help: "a copied code gets a uid of its own: delete this one"))
    } else {
      uidLines[identity] = node.location.line ?? 0
    }
    return uid
  }

  /// Fills in what codes lead to, once all codes are known.
  func resolveFollowers() {
    let known = codes.map(\.id).filter { codeLines[$0] != nil }.map(\.rawValue)
    for (code, node) in followers {
      guard let id = node.scalar, codeLines[Identifier(id)] != nil else {
        collector.report(
          node.error(
            "unknown-code", "there is no code '\(node.scalar ?? node.kind)'",
            help: help(for: node.scalar ?? "", known: known, called: "codes")))
        continue
      }
      codes[code].leadsTo.append(Identifier(id))
    }
  }
}
