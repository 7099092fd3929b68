/// A length in a drawing, with one place.
func length(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths.isMultiple(of: 10)
    ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}

/// A value with two places.
func short(_ value: Double) -> String {
  let hundredths = Int((abs(value) * 100).rounded())
  let digits = hundredths % 100
  let sign = value < 0 && hundredths > 0 ? "−" : ""
  return "\(sign)\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)"
}

/// How wide a label is about, in a sans-serif font of 12 pixels.
func labelWidth(_ label: String) -> Double {
  label.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 6.9 : 12.5) }
}
