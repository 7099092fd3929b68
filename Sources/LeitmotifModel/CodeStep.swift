/// One step in the history of a codebook's codes, by which what people said of a code follows it.
public struct CodeStep: Hashable, Sendable {
  /// What became of a code.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// It has another key.
    case rename
    /// It stands below another code.
    case move
    /// It went into another code.
    case merge
    /// It was taken apart into several.
    case split
    /// It is used no more.
    case retire
  }

  /// What happened.
  public var kind: Kind

  /// The id that the code had until then.
  public var from: Identifier<Code>

  /// The ids that stand for it since then: none when it was retired, several when it was split.
  public var to: [Identifier<Code>]

  /// The identities of those codes, in the same order; they outlive later renaming.
  public var uids: [String]

  /// Where it stands in the codebook.
  public var location: SourceLocation?

  /// Creates a step.
  public init(
    _ kind: Kind, from: Identifier<Code>, to: [Identifier<Code>] = [], uids: [String] = [],
    location: SourceLocation? = nil
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.uids = uids
    self.location = location
  }
}

/// What became of a code that somebody named.
public enum CodeFate: Hashable, Sendable {
  /// It is this code today.
  case code(Identifier<Code>)
  /// It, or what it was called last, was split into several, and only a person can say which is meant.
  case split(Identifier<Code>, into: [Identifier<Code>])
  /// It is used no more.
  case retired
  /// The codebook never had it, or does not say what became of it.
  case unknown
}

extension Codebook {
  /// What became of a code, by the steps that the codebook has recorded.
  ///
  /// A code that is there is itself. Otherwise each step is taken in order; the identity that a step names is
  /// followed to wherever that code stands today.
  ///
  /// - Parameter id: The id as somebody wrote it, perhaps long ago.
  /// - Returns: The code of today, or why there is none.
  /// - Complexity: O(codes + steps).
  public func fate(of id: Identifier<Code>) -> CodeFate {
    guard self[id] == nil else { return .code(id) }
    var id = id
    for step in steps {
      guard let rest = id.rest(below: step.from) else { continue }
      switch step.kind {
      case .retire: return .retired
      case .split where rest.isEmpty:
        return .split(id, into: step.to.indices.map { place(of: step, $0) })
      default:
        guard !step.to.isEmpty else { continue }
        id = Identifier(place(of: step, 0).rawValue + rest)
        if self[id] != nil { return .code(id) }
      }
    }
    return .unknown
  }

  /// Whether a code of an earlier codebook went into another one since; one that another went into did not.
  public func isMerged(_ id: Identifier<Code>) -> Bool {
    var id = id
    for step in steps {
      guard let rest = id.rest(below: step.from) else { continue }
      if step.kind == .merge, rest.isEmpty { return true }
      guard step.kind != .retire, let next = step.to.first else { return false }
      id = Identifier(next.rawValue + rest)
    }
    return false
  }

  /// The codes that were split and are there no more, each with the codes that it became.
  ///
  /// What people coded with one of them waits under its old id until a reviewer says which is meant.
  public var splits: [Identifier<Code>: [Identifier<Code>]] {
    let ids = Set(steps.lazy.filter { $0.kind == .split }.map(\.from))
    return Dictionary(
      ids.compactMap { id in
        if case .split(id, let parts) = fate(of: id) { (id, parts) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a code that a step leads to stands today, or stood after the step.
  private func place(of step: CodeStep, _ index: Int) -> Identifier<Code> {
    guard step.uids.indices.contains(index) else { return step.to[index] }
    return codes.first { $0.uid == step.uids[index] }?.id ?? step.to[index]
  }
}

extension Identifier<Code> {
  /// What stands behind another code's id: empty for that code itself, `.key…` for one below it.
  fileprivate func rest(below other: Identifier<Code>) -> String? {
    guard rawValue.hasPrefix(other.rawValue) else { return nil }
    let rest = rawValue.dropFirst(other.rawValue.count)
    return rest.isEmpty || rest.first == "." ? String(rest) : nil
  }
}
