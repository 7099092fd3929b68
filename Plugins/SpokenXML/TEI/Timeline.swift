/// The points of a recording by name, each some time after another, in any order.
struct Timeline {
  private struct Point {
    var since: String?
    var interval: Int
  }

  private var points: [String: Point] = [:]
  private var latest: String?
  private var unit = 1000.0

  /// Begins a timeline of a unit (`s`, `ms`, `min`, `h`); seconds when it says none.
  mutating func begin(unit name: String?) {
    unit = ["ms": 1, "min": 60_000, "h": 3_600_000][name ?? "s"] ?? 1000
    latest = nil
  }

  /// Adds a point: so long after another one, or after the recording's start.
  mutating func add(id: String, since: String?, interval: String?, absolute: String?) {
    defer { latest = id }
    if let interval {
      guard let length = Double(interval), length >= 0 else { return }
      // A point that names no other one follows the one before it.
      let origin = since.map(Self.name) ?? latest
      if let milliseconds = Self.whole(length * unit) {
        points[id] = Point(since: origin, interval: milliseconds)
      }
    } else if let milliseconds = absolute.flatMap(Self.clock) ?? (latest == nil ? 0 : nil) {
      points[id] = Point(since: nil, interval: milliseconds)
    }
  }

  /// The time that an attribute such as `start="#T1"` or `start="0:12"` names.
  ///
  /// - Unit: milliseconds from the recording's start.
  /// - Returns: `nil` for a point that is not there, or that the others do not place.
  subscript(reference: String) -> Int? {
    var name: String? = Self.name(reference)
    guard let first = name, points[first] != nil else { return Self.clock(reference) }
    var total = 0
    var steps = 0
    while let current = name {
      // More steps than points: they go round in a circle.
      guard let point = points[current], steps <= points.count else { return nil }
      total += point.interval
      name = point.since
      steps += 1
    }
    return total
  }

  private static func name(_ reference: String) -> String {
    reference.hasPrefix("#") ? String(reference.dropFirst()) : reference
  }

  /// Seconds (`12.5`) or a clock's time (`0:00:12.5`) in milliseconds.
  private static func clock(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard (1...3).contains(parts.count) else { return nil }
    var seconds = 0.0
    for part in parts {
      guard let part, part >= 0 else { return nil }
      seconds = seconds * 60 + part
    }
    return whole(seconds * 1000)
  }

  /// A time in whole milliseconds; `nil` for one of more than 11 days, which no recording lasts.
  private static func whole(_ milliseconds: Double) -> Int? {
    milliseconds < 1e9 ? Int(milliseconds.rounded()) : nil
  }
}
