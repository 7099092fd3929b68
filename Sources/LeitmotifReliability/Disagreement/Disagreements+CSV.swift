import LeitmotifModel
import LeitmotifTable

extension Disagreements {
  /// The list as a table for a spreadsheet: a row for each place, those first that cost the most agreement.
  ///
  /// Where units are participants, a column names them, and the place is that of the first words.
  /// Below each compared coder's name stand the codes that he gave there, `{}` for none, blank for no rating.
  public var table: [UInt8] {
    let names = comparison.voices.map { voices[$0] }
    let ofParticipants = all.contains { $0.participant != nil }
    var table = TableWriter(
      columns: ["order", "alpha would rise by"] + (ofParticipants ? ["participant"] : []) + [
        "transcript", "start", "end", "code",
      ] + names
        + ["given instead", "text", "waits for a reviewer"])
    let order = Dictionary(
      uniqueKeysWithValues: groups.enumerated().map { ($1.pattern, ($0 + 1, $1.gain)) })
    for item in all {
      let (place, gain) = order[item.pattern] ?? (0, nil)
      let own = comparison.voices.map { voice in
        item.codes[voice].map { $0.isEmpty ? "{}" : $0.map(\.rawValue).joined(separator: ";") }
          ?? ""
      }
      let other = [item.pattern.code, item.pattern.other].compactMap(\.self)
        .first { $0 != item.code }
      table.append(
        [String(place), gain.map(format) ?? ""]
          + (ofParticipants ? [item.participant?.rawValue ?? ""] : []) + [
            item.transcript.rawValue,
            String(item.place.lowerBound), String(item.place.upperBound), item.code.rawValue,
          ] + own + [other?.rawValue ?? "", item.quotation, item.isQueued ? "yes" : "no"])
    }
    return table.bytes
  }
}

/// A number with four places, without an exponent.
func format(_ value: Double) -> String {
  let parts = Int((abs(value) * 10_000).rounded())
  let digits = String(parts % 10_000)
  let padding = String(repeating: "0", count: 4 - digits.count)
  return "\(value < 0 && parts > 0 ? "-" : "")\(parts / 10_000).\(padding)\(digits)"
}
