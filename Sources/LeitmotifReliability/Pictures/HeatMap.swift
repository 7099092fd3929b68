import LeitmotifModel

/// A drawing of how far each two coders agree: the darker, the more.
public struct HeatMap: Hashable, Sendable {
  /// What the drawing shows, read out where it cannot be seen.
  public let title: String

  /// The coders.
  public let names: [String]

  /// The value for each two coders, at most 1; `nil` where they are not compared or there is no value.
  public let values: [[Double?]]

  /// Creates a drawing; `values` has a row and a column for each name.
  public init(title: String, names: [String], values: [[Double?]]) {
    precondition(
      values.count == names.count && values.allSatisfy { $0.count == names.count },
      "each two coders have a cell")
    self.title = title
    self.names = names
    self.values = values
  }

  private static let cell = 58.0
  private static let gap = 3.0

  /// The drawing as SVG, which needs no other file and follows the page's colour of text.
  public var svg: String {
    let left = (names.map(labelWidth).max() ?? 0) + 14
    let top = 26.0
    let side = Self.cell + Self.gap
    let size = (
      width: left + Double(names.count) * side + 4, height: top + Double(names.count) * side * 0.62
    )
    var text = """
      <svg class="heat" viewBox="0 0 \(length(max(size.width, 40))) \(length(size.height))" \
      width="\(length(max(size.width, 40)))" role="img" font-family="system-ui,sans-serif" font-size="12" \
      fill="currentColor"><title>\(escapedForMarkup(title))</title>

      """
    for (column, name) in names.enumerated() {
      let x = left + Double(column) * side + Self.cell / 2
      text +=
        "<text x=\"\(length(x))\" y=\"16\" text-anchor=\"middle\">\(escapedForMarkup(clipped(name)))"
        + "<title>\(escapedForMarkup(name))</title></text>\n"
    }
    for (row, name) in names.enumerated() {
      let y = top + Double(row) * side * 0.62
      text +=
        "<text x=\"\(length(left - 8))\" y=\"\(length(y + 22))\" text-anchor=\"end\">\(escapedForMarkup(name))</text>\n"
      for column in names.indices { text += cell(row, column, left + Double(column) * side, y) }
    }
    return text + "</svg>"
  }

  private func cell(_ row: Int, _ column: Int, _ x: Double, _ y: Double) -> String {
    let height = Self.cell * 0.62
    let place = """
      x="\(length(x))" y="\(length(y))" width="\(length(Self.cell))" height="\(length(height))" rx="3"
      """
    guard row != column else {
      return "<rect \(place) fill=\"currentColor\" fill-opacity=\"0.06\"/>\n"
    }
    let value = values[row][column]
    let share = min(max(value ?? 0, 0), 1)
    let colour = share > 0.55 ? "#fff" : "currentColor"
    return """
      <g><title>\(escapedForMarkup(names[row])) and \(escapedForMarkup(names[column])): \(value.map(short) ?? "no value")</title>\
      <rect \(place) fill="#0a6c78" fill-opacity="\(short(0.04 + 0.96 * share * share))"/>\
      <text x="\(length(x + Self.cell / 2))" y="\(length(y + height / 2 + 4))" text-anchor="middle" \
      fill="\(colour)">\(value.map(short) ?? "–")</text></g>

      """
  }

  private func clipped(_ name: String) -> String {
    name.count <= 8 ? name : name.prefix(7) + "…"
  }
}
