import LeitmotifModel

/// The saturation curve: codes so far after each interview, in order and on average.
struct SaturationDrawing {
  let curve: SaturationCurve
  let title: String

  private static let width = 640
  private static let height = 240
  private static let left = 44
  private static let bottom = 34

  var html: HTML {
    guard curve.steps.count > 1, let most = curve.steps.last?.total, most > 0 else { return "" }
    let inOrder = curve.steps.map { Double($0.total) }
    let onAverage = curve.steps.map(\.meanTotal)
    let dots = curve.steps.enumerated().map { place, step -> HTML in
      """
      <circle class="point" cx="\(x(place))" cy="\(y(Double(step.total), most))" r="3.5">\
      <title>\(place + 1): \(step.total)</title></circle>
      """
    }
    let stop: HTML =
      curve.stop.map { stop in
        """
        <line class="stop" x1="\(x(stop - 1))" x2="\(x(stop - 1))" y1="8" \
        y2="\(Self.height - Self.bottom)"/>
        """
      } ?? ""
    return """
      <figure>
      <svg class="chart" viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-label="\(title)">
      <path class="axis" d="M\(Self.left) 8V\(Self.height - Self.bottom)H\(Self.width - 8)"/>
      <text class="tick" x="\(Self.left - 8)" y="\(y(Double(most), most) + 4)">\(most)</text>
      <text class="tick" x="\(Self.left - 8)" y="\(Self.height - Self.bottom + 4)">0</text>
      <text class="tick mid" x="\(x(0))" y="\(Self.height - Self.bottom + 18)">1</text>
      <text class="tick mid" x="\(x(curve.steps.count - 1))" y="\(Self.height - Self.bottom + 18)">\
      \(curve.steps.count)</text>
      \(stop)<path class="mean" d="\(path(onAverage, most))"/><path class="line" d="\(path(inOrder, most))"/>
      \(curve.steps.count <= 60 ? dots : [])
      </svg>
      <figcaption>Codes so far after each interview: in order (line), mean over random orders (dashes)\
      \(curve.stop == nil ? "" : "; the upright line is where the stop rule holds" as HTML).</figcaption>
      </figure>
      """
  }

  private func x(_ place: Int) -> Int {
    let room = Self.width - Self.left - 24
    return Self.left + 8 + place * room / max(1, curve.steps.count - 1)
  }

  private func y(_ value: Double, _ most: Int) -> Int {
    let room = Double(Self.height - Self.bottom - 16)
    return Self.height - Self.bottom - Int((value / Double(most) * room).rounded())
  }

  private func path(_ values: [Double], _ most: Int) -> String {
    values.enumerated().map { place, value in
      "\(place == 0 ? "M" : "L")\(x(place)) \(y(value, most))"
    }.joined()
  }
}
