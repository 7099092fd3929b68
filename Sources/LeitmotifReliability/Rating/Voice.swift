public import LeitmotifModel

/// One side of a comparison: a person, a classifier, several classifiers taken together, or the merged result.
public struct Voice: Hashable, Sendable {
  /// What sort of voice it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// One person.
    case person
    /// One classifier, or several that count as one.
    case machine
    /// What the merge made of everybody's codings; it rests on the others, and is no coder beside them.
    case final
  }

  /// What the comparison calls it.
  public let name: String

  /// What sort of voice it is.
  public let kind: Kind

  /// The coders that speak through it, sorted; none for the merged result.
  public let members: [Identifier<Coder>]

  /// Whether two voices are one person's at two times: `ada` and `ada@second`.
  ///
  /// A study does not keep when somebody coded. Who codes twice does it under two names, alike up to an `@`; addresses
  /// of mail are different people's.
  func isSamePerson(as other: Voice) -> Bool {
    kind == .person && other.kind == .person && person == other.person
  }

  private var person: Substring {
    let own = members.first?.rawValue ?? name
    guard let at = own.lastIndex(of: "@") else { return own[...] }
    let isOnly = own.firstIndex(of: "@") == at
    let ending = own[at...].split(separator: ".").dropFirst().last
    return isOnly && ending?.first?.isLetter == true ? own[...] : own[..<at]
  }

  /// The same voice under another name.
  public func called(_ name: String) -> Voice {
    Voice(name: name, kind: kind, members: members)
  }

  /// The voices that a study has: each person, all classifiers as `machine`, and `final`.
  ///
  /// - Parameter coders: The study's coders.
  /// - Returns: People by name, then the machine where there is a classifier, then the merged result.
  public static func usual(of coders: [Coder]) -> [Voice] {
    let names = SpokenNames(coders)
    let people = coders.filter { $0.kind == .person }.map {
      Voice(name: $0.id.rawValue, kind: .person, members: [$0.id])
    }
    return people + (names.machine.map { [$0] } ?? []) + [names.final]
  }

  /// The people of a study.
  public static func people(of coders: [Coder]) -> [Voice] {
    usual(of: coders).filter { $0.kind == .person }
  }

  /// Every name that `named(_:among:)` knows, besides classifiers joined by `+`.
  public static func known(of coders: [Coder]) -> [String] { SpokenNames(coders).known }

  /// The voices of some names: coders, `machine`, `final`, or classifiers joined by `+`.
  ///
  /// - Parameters:
  ///   - names: The names, each once.
  ///   - coders: The study's coders.
  /// - Returns: A voice for each name, in the order given.
  /// - Throws: `Diagnostics` (`unknown-coder`) with every name that nobody has.
  public static func named(
    _ names: [String], among coders: [Coder]
  ) throws(Diagnostics) -> [Voice] {
    let spoken = SpokenNames(coders)
    var unknown = Diagnostics()
    var voices: [Voice] = []
    for name in names {
      if let voice = spoken.voice(name) {
        voices.append(voice)
      } else {
        unknown.append(
          .error(
            "unknown-coder", "the study has no coder '\(name)'",
            help: helpForUnknown(name, known: spoken.known, called: "coders")))
      }
    }
    try unknown.throwIfErrors()
    return voices
  }
}

/// What voices are called in a study; a person's name goes before one of ours.
private struct SpokenNames {
  private let coders: [Coder]
  /// All classifiers as one; `nil` where there is none.
  let machine: Voice?
  let final: Voice

  init(_ coders: [Coder]) {
    self.coders = coders
    let machines = coders.filter { $0.kind == .machine }.map(\.id).sorted()
    func isFree(_ name: String) -> Bool { !coders.contains { $0.id.rawValue == name } }
    let joined = machines.map(\.rawValue).joined(separator: "+")
    machine =
      machines.isEmpty
      ? nil
      : Voice(
        name: isFree("machine") ? "machine" : joined, kind: .machine, members: machines)
    let finalName = FinalCoding.coder.rawValue
    final = Voice(name: isFree(finalName) ? finalName : "merged", kind: .final, members: [])
  }

  var known: [String] {
    coders.map(\.id.rawValue) + (machine.map { [$0.name] } ?? []) + [final.name]
  }

  func voice(_ name: String) -> Voice? {
    if let coder = coders.first(where: { $0.id.rawValue == name }) {
      return Voice(
        name: name, kind: coder.kind == .person ? .person : .machine, members: [coder.id])
    }
    if name == machine?.name { return machine }
    if name == final.name { return final }
    let parts = name.split(separator: "+").map { Identifier<Coder>(String($0)) }
    let isOfClassifiers = parts.allSatisfy { part in
      coders.contains { $0.id == part && $0.kind == .machine }
    }
    guard parts.count > 1, isOfClassifiers else { return nil }
    return Voice(name: name, kind: .machine, members: Set(parts).sorted())
  }
}
