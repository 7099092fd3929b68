/// How the numbers of cells are shown: as dates and times, or as they are.
struct CellStyles: Sendable {
  private enum Shape {
    case number, date, time, dateAndTime
  }

  private let shapes: [Shape]
  private let startsIn1904: Bool

  /// Looks at a workbook's styles.
  init(_ handler: StylesHandler, startsIn1904: Bool) {
    shapes = handler.styles.map { Self.shape(of: $0, among: handler.formats) }
    self.startsIn1904 = startsIn1904
  }

  /// The text of a number: `2026-05-04`, `09:12:00`, `2026-05-04 09:12:00` where its style makes it a date or a
  /// time, else its digits.
  func shown(_ value: String, style: Int) -> String {
    guard let number = Double(value), number.isFinite else { return value }
    let shape = shapes.indices.contains(style) ? shapes[style] : .number
    // Excel knows no dates before 1900, and none after 9999.
    guard shape != .number, (0..<2_958_466).contains(number) else {
      return Self.digits(number, value)
    }
    var days = Int(number)
    var seconds = Int(((number - Double(days)) * 86_400).rounded())
    if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
    switch shape {
    case .time: return Self.clock(days * 86_400 + seconds)
    case .date: return date(days)
    default: return seconds == 0 ? date(days) : "\(date(days)) \(Self.clock(seconds))"
    }
  }

  /// At most 15 digits count, as in every spreadsheet program: 0.30000000000000004 is shown as 0.3.
  private static func digits(_ number: Double, _ written: String) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
    guard abs(number) < 1e15, abs(number) >= 1e-5 else { return written }
    for places in 1...15 {
      let scale = power(of: places)
      let rounded = (number * scale).rounded() / scale
      if abs(rounded - number) <= abs(number) * 1e-15 { return "\(rounded)" }
    }
    return "\(number)"
  }

  private static func power(of places: Int) -> Double {
    (0..<places).reduce(1.0) { power, _ in power * 10 }
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// The day of a serial number: 1 is 1900-01-01, and 60 the 29th of February that 1900 did not have.
  private func date(_ serial: Int) -> String {
    var days = serial
    if startsIn1904 { days += 1462 }
    if days < 60 { days += 1 }
    // Days since 1970-01-01, then the civil calendar.
    // Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    let shifted = days - 25_569 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))"
  }

  private static func shape(of format: Int, among formats: [Int: String]) -> Shape {
    switch format {
    case 14...17: return .date
    case 18...21, 45...47: return .time
    case 22: return .dateAndTime
    default: break
    }
    guard let code = formats[format] else { return .number }
    let letters = letters(of: code)
    let hasDay = letters.contains { $0 == "y" || $0 == "d" }
    let hasHour = letters.contains { $0 == "h" || $0 == "s" }
    return switch (hasDay, hasHour) {
    case (true, true): .dateAndTime
    case (true, false): .date
    case (false, true): .time
    case (false, false): .number
    }
  }

  /// The letters of a format that stand for something: not those in quotes, behind a backslash, or of a colour.
  private static func letters(of code: String) -> [Character] {
    var letters: [Character] = []
    var isQuoted = false
    var isEscaped = false
    var bracket: [Character]?
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if let inside = bracket {
        // `[h]:mm` counts hours beyond a day; `[red]` is a colour.
        if character == "]" {
          if inside.allSatisfy({ $0 == "h" || $0 == "m" || $0 == "s" }) { letters += inside }
          bracket = nil
        } else {
          bracket = inside + [character]
        }
      } else {
        switch character {
        case "\\", "_", "*": isEscaped = true
        case "\"": isQuoted = true
        case "[": bracket = []
        case ";": return letters
        default: if character.isLetter { letters.append(character) }
        }
      }
    }
    return letters
  }
}
