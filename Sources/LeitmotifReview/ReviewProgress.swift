/// How far the reviewers are: what has been decided since the run that made the queue.
public struct ReviewProgress: Hashable, Sendable {
  /// Items in all.
  public var total = 0
  /// Items that are decided; the next run settles them.
  public var done = 0
  /// Items put off, which are not done.
  public var deferred = 0
  /// Items left whose earlier decision no longer fits.
  public var stale = 0

  /// Creates figures.
  public init(total: Int = 0, done: Int = 0, deferred: Int = 0, stale: Int = 0) {
    self.total = total
    self.done = done
    self.deferred = deferred
    self.stale = stale
  }

  /// Items that nobody has decided on.
  public var left: Int { total - done }
}
