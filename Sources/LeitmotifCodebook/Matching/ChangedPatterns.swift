import LeitmotifModel

extension Rule.Body {
  /// The body with other patterns, and other distances of a query unless `nil`.
  func changed(distance: Int? = nil, _ pattern: (Pattern) -> Pattern) -> Rule.Body {
    switch self {
    case .any(let patterns): .any(patterns.map(pattern))
    case .all(let patterns): .all(patterns.map(pattern))
    case .query(let query): .query(query.changed(distance: distance, pattern))
    case .regex: self
    }
  }
}

extension Query {
  /// The query with other patterns, and other distances unless `nil`.
  func changed(distance: Int? = nil, _ pattern: (Pattern) -> Pattern) -> Query {
    func changed(_ part: Query) -> Query { part.changed(distance: distance, pattern) }
    return switch self {
    case .pattern(let old): .pattern(pattern(old))
    case .regex: self
    case .and(let parts): .and(parts.map(changed))
    case .or(let parts): .or(parts.map(changed))
    case .not(let part): .not(changed(part))
    case .near(let left, let right, let words):
      .near(changed(left), changed(right), within: distance ?? words)
    case .before(let left, let right, let words):
      .before(changed(left), changed(right), within: distance ?? words)
    }
  }
}
