import LeitmotifModel

/// Voices that are compared with each other.
public struct Comparison: Hashable, Sendable {
  /// What sort of comparison it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// All people together.
    case people
    /// All people and the classifiers together.
    case everybody
    /// Two voices.
    case pair
    /// One person's work with the same person's work at another time.
    case sameCoder = "same-coder"
  }

  /// What people call it: `ada – ben`, `people`, `people and machine`.
  public let name: String

  /// What sort of comparison it is.
  public let kind: Kind

  /// The places of the compared voices in the question, at least two.
  public let voices: [Int]

  /// A bit for each voice.
  var mask: UInt64 { voices.reduce(0) { $0 | 1 << UInt64($1) } }

  /// The comparisons that voices allow: all together, then each two, then people with themselves.
  ///
  /// The merged result rests on the others, so that it is compared with each, and never counted among them. Work of
  /// a person at a second time is compared with that person's first alone.
  ///
  /// - Parameter voices: The voices.
  /// - Returns: None for fewer than two voices.
  public static func all(of voices: [Voice]) -> [Comparison] {
    let firsts = firstWorks(of: voices)
    var pairs: [Comparison] = []
    var own: [Comparison] = []
    for first in voices.indices {
      for second in voices.indices where second > first {
        let name = "\(voices[first].name) – \(voices[second].name)"
        if voices[first].isSamePerson(as: voices[second]) {
          own.append(Comparison(name: name, kind: .sameCoder, voices: [first, second]))
        } else if firsts.contains(first), firsts.contains(second),
          Set(voices[first].members).isDisjoint(with: voices[second].members)
        {
          pairs.append(Comparison(name: name, kind: .pair, voices: [first, second]))
        }
      }
    }
    return together(firsts, of: voices) + pairs + own
  }

  /// Every one of some voices together.
  ///
  /// - Returns: `nil` for fewer than two.
  public static func together(_ voices: [Voice]) -> Comparison? {
    guard voices.count > 1 else { return nil }
    return Comparison(
      name: voices.map(\.name).joined(separator: ", "),
      kind: voices.count == 2
        ? .pair : voices.allSatisfy { $0.kind == .person } ? .people : .everybody,
      voices: Array(voices.indices))
  }

  /// The places of the voices that are no person's second work.
  static func firstWorks(of voices: [Voice]) -> [Int] {
    voices.indices.filter { index in
      !voices[..<index].contains { $0.isSamePerson(as: voices[index]) }
    }
  }

  private static func together(_ firsts: [Int], of voices: [Voice]) -> [Comparison] {
    let people = firsts.filter { voices[$0].kind == .person }
    // A classifier speaks once: by itself, or within several.
    var heard: Set<String> = []
    let machines = firsts.filter { index in
      let members = voices[index].members.map(\.rawValue)
      guard voices[index].kind == .machine, heard.isDisjoint(with: members) else { return false }
      heard.formUnion(members)
      return true
    }
    var result: [Comparison] = []
    if people.count > 2 { result.append(Comparison(name: "people", kind: .people, voices: people)) }
    if !machines.isEmpty, people.count + machines.count > 2 {
      let name = machines.count == 1 ? voices[machines[0]].name : "classifiers"
      result.append(
        Comparison(
          name: people.isEmpty ? name : "people and \(name)", kind: .everybody,
          voices: people + machines))
    }
    return result
  }
}
