import LeitmotifModel

/// A drawing of values with their intervals, a row for each.
///
/// Dotted lines stand at .667 and .800, between which Krippendorff advises tentative conclusions only.
///
/// - Source: K. Krippendorff, "Content Analysis", 4th ed. (2019), chapter 12.
public struct ForestPlot: Hashable, Sendable {
  /// A value.
  public struct Row: Hashable, Sendable {
    /// What it is of.
    public var label: String
    /// The value; `nil` when there is none.
    public var value: Double?
    /// The interval's lower bound; `nil` without an interval.
    public var lower: Double?
    /// The interval's upper bound; `nil` without an interval.
    public var upper: Double?
    /// Whether it sums up others.
    public var isWhole: Bool

    /// Creates a row.
    public init(
      label: String, value: Double?, lower: Double? = nil, upper: Double? = nil,
      isWhole: Bool = false
    ) {
      self.label = label
      self.value = value
      self.lower = lower
      self.upper = upper
      self.isWhole = isWhole
    }
  }

  /// What the drawing shows, read out where it cannot be seen.
  public let title: String

  /// The values, from top to bottom.
  public let rows: [Row]

  /// Creates a drawing.
  public init(title: String, rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  private static let rowHeight = 19.0
  private static let plotWidth = 320.0

  /// Where the axis begins: 0, or lower by steps of .2 when a value is, never below −1.
  private var least: Double {
    let lowest = rows.compactMap { $0.lower ?? $0.value }.min() ?? 0
    return lowest >= 0 ? 0 : max(-1, (lowest * 5).rounded(.down) / 5)
  }

  /// The drawing as SVG, which needs no other file and follows the page's colour of text.
  public var svg: String {
    let left = min((rows.map { labelWidth($0.label) }.max() ?? 0) + 16, 360)
    let least = self.least
    func x(_ value: Double) -> Double {
      left + (min(max(value, least), 1) - least) / (1 - least) * Self.plotWidth
    }
    let bottom = Double(rows.count) * Self.rowHeight + 6
    let (width, height) = (left + Self.plotWidth + 140, bottom + 26)
    var text = """
      <svg class="forest" viewBox="0 0 \(length(width)) \(length(height))" width="\(length(width))" role="img" \
      font-family="system-ui,sans-serif" font-size="12" fill="currentColor"><title>\(escapedForMarkup(title))</title>

      """
    for tick in Self.ticks(from: least) {
      text += line(x(tick), 2, x(tick), bottom, opacity: tick == 0 ? 0.5 : 0.12)
      text +=
        "<text x=\"\(length(x(tick)))\" y=\"\(length(bottom + 15))\" text-anchor=\"middle\" "
        + "fill-opacity=\"0.7\">\(short(tick))</text>\n"
    }
    for bound in [2.0 / 3, 0.8] {
      text += line(x(bound), 2, x(bound), bottom, opacity: 0.45, dashes: "2 3")
    }
    for (place, row) in rows.enumerated() {
      let y = Double(place) * Self.rowHeight + 14
      text += draw(row, y, left: left, x: x)
    }
    return text + "</svg>"
  }

  private func draw(_ row: Row, _ y: Double, left: Double, x: (Double) -> Double) -> String {
    let weight = row.isWhole ? " font-weight=\"700\"" : ""
    var text =
      "<text x=\"\(length(left - 10))\" y=\"\(length(y + 4))\" text-anchor=\"end\"\(weight)>"
      + "\(escapedForMarkup(row.label))</text>\n"
    let end = left + Self.plotWidth + 12
    guard let value = row.value else {
      return text + "<text x=\"\(length(end))\" y=\"\(length(y + 4))\">no value</text>\n"
    }
    var words = short(value)
    if let lower = row.lower, let upper = row.upper {
      text +=
        "<path d=\"M\(length(x(lower))) \(length(y))H\(length(x(upper)))\" stroke=\"#0a7480\" "
        + "stroke-width=\"2\"/>\n"
      words += " (\(short(lower)) to \(short(upper)))"
    }
    if row.isWhole {
      let (a, b) = (x(value) - 6, x(value) + 6)
      text +=
        "<path d=\"M\(length(a)) \(length(y))L\(length(x(value))) \(length(y - 6))L\(length(b)) "
        + "\(length(y))L\(length(x(value))) \(length(y + 6))Z\" fill=\"#0a7480\"/>\n"
    } else {
      text +=
        "<circle cx=\"\(length(x(value)))\" cy=\"\(length(y))\" r=\"4\" fill=\"#0a7480\"/>\n"
    }
    return text + "<text x=\"\(length(end))\" y=\"\(length(y + 4))\"\(weight)>\(words)</text>\n"
  }

  private func line(
    _ x: Double, _ y: Double, _ toX: Double, _ toY: Double, opacity: Double, dashes: String = ""
  ) -> String {
    let dash = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    return "<path d=\"M\(length(x)) \(length(y))L\(length(toX)) \(length(toY))\" "
      + "stroke=\"currentColor\" stroke-opacity=\"\(short(opacity))\"\(dash)/>\n"
  }

  private static func ticks(from least: Double) -> [Double] {
    (Int((least * 5).rounded())...5).map { Double($0) / 5 }
  }
}
