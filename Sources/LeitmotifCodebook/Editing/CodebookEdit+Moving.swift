import LeitmotifModel
import LeitmotifYAML

/// What a code has from those above it, and has otherwise once it stands below others.
extension CodebookEdit {
  /// Says what a code inherits otherwise than before it moved.
  ///
  /// What stands below the code has it from there, and is not named again.
  ///
  /// - Parameters:
  ///   - id: The code as it is called now.
  ///   - old: The codebook before.
  ///   - oldID: The code as it was called there.
  /// - Returns: A warning for each attribute, and for the codes that it excludes.
  func changedInheritance(
    of id: Identifier<Code>, since old: Codebook, _ oldID: Identifier<Code>
  ) -> [Diagnostic] {
    guard let node = try? item(id).key.value, let now = codebook[id], let before = old[oldID] else {
      return []
    }
    func warning(_ what: String, _ before: String, _ now: String, help: String) -> Diagnostic {
      node.warning("inheritance-changed", "\(what): \(before) → \(now)", help: help)
    }
    let names = (before.attributes + now.attributes.filter { before[$0.name] == nil }).map(\.name)
    var changes = names.filter { before[$0] != now[$0] }.map { name in
      warning(
        "'\(id)' has another attribute '\(name)' than before", before[name]?.text ?? "none",
        now[name]?.text ?? "none",
        help: "what is to stay as it was goes under 'attributes' of the code itself")
    }
    let (one, other) = (old.exclusions(of: oldID), codebook.exclusions(of: id))
    if one != other {
      changes.append(
        warning(
          "'\(id)' excludes other codes than before", one, other,
          help: "look at 'exclusive' of the codes above it"))
    }
    return changes
  }
}

extension Code {
  /// The attribute of a name; `nil` when it has none.
  fileprivate subscript(name: String) -> AttributeDeclaration? {
    attributes.first { $0.name == name }
  }
}

extension Code.AttributeDeclaration {
  /// What is declared, as it may stand behind the attribute's name.
  fileprivate var text: String {
    let list = values.map { YAMLText.scalar($0) }.joined(separator: ", ")
    let parts =
      (values.isEmpty ? [] : ["values: [\(list)]"])
      + (defaultValue.map { ["default: \(YAMLText.scalar($0))"] } ?? [])
    return "{\(parts.joined(separator: ", "))}"
  }
}

extension Codebook {
  /// Which codes a code excludes, for the codes above it say so.
  fileprivate func exclusions(of id: Identifier<Code>) -> String {
    let all = codes.compactMap { code in
      code.exclusive.flatMap { exclusive in
        id.isWithin(code.id) && code.id != id
          ? "others below '\(code.id)' (\(exclusive.rawValue))" : nil
      }
    }
    return all.isEmpty ? "none" : all.joined(separator: ", ")
  }
}
