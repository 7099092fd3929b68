import Synchronization

/// Values that are worked out once and then shared, one for each type.
///
/// Two classifiers over one codebook need the same compiled codebook and, for each transcript, the same scan
/// of its words. Whoever asks first makes it; the others find it.
public final class SharedValues: Sendable {
  private let values = Mutex<[ObjectIdentifier: any Sendable]>([:])
  private let expected = Mutex<Set<ObjectIdentifier>>([])

  /// Creates an empty collection.
  public init() {}

  /// The value of a type, made on the first call.
  ///
  /// Two threads that ask at once may both make it; all callers get the one that was kept.
  public func value<Value: Sendable>(
    _ type: Value.Type = Value.self, orMake make: () throws -> Value
  ) rethrows -> Value {
    let key = ObjectIdentifier(type)
    if let known = values.withLock({ $0[key] }) as? Value { return known }
    let made = try make()
    return values.withLock { values in
      if let known = values[key] as? Value { return known }
      values[key] = made
      return made
    }
  }

  /// Says that somebody will ask for the value of a type: who can make it on the way had better do so.
  public func expect<Value: Sendable>(_ type: Value.Type) {
    expected.withLock { _ = $0.insert(ObjectIdentifier(type)) }
  }

  /// Whether somebody will ask for the value of a type.
  public func isExpected<Value: Sendable>(_ type: Value.Type) -> Bool {
    expected.withLock { $0.contains(ObjectIdentifier(type)) }
  }
}
