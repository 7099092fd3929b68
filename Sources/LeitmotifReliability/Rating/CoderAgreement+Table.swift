public import LeitmotifModel
import LeitmotifTable

extension CoderAgreement {
  /// Writes the pooled ratings as a table that `leitmotif agree --ratings` reads.
  ///
  /// A row is a unit and a code, a column a voice; a cell is one of `CodedCoefficient.categories`, or blank where the
  /// voice has no rating. Characters each have a row.
  ///
  /// - Parameters:
  ///   - study: The study that the agreement is of.
  ///   - write: Takes the table piece by piece.
  /// - Throws: Whatever the study and `write` throw.
  public func writeRatings(
    of study: any StudyReader, to write: ([UInt8]) throws -> Void
  ) throws {
    var table = TableWriter(columns: ["unit"] + voices.map(\.name))
    var participants: [Identifier<Participant>: [Identifier<Code>: RatingState]] = [:]
    var reader = try RatingReader(of: study, question)
    let coverage = reader
    try reader.forEachTranscript { rated in
      let offsets = CodePointOffsets(rated.segmented.transcript.text)
      for code in codesGiven {
        let places = rated.places[code] ?? CodePlaces()
        try places.forEachRun(
          ofUnits: rated.space.count, covered: coverage.covered([code], in: rated.key)
        ) { units, state in
          for participant in rated.space.participants.isEmpty
            ? [] : rated.space.participants[units]
          {
            let known = participants[participant]?[code]
            participants[participant, default: [:]][code] = known?.joined(with: state) ?? state
          }
          guard rated.space.participants.isEmpty else { return }
          for unit in units {
            for place in rated.space.places(of: unit..<unit + 1, offsets) {
              append("\(place.name) \(code)", state.settled, to: &table)
              if table.bytes.count > 1 << 20 { try write(table.takeBytes()) }
            }
          }
        }
      }
      try write(table.takeBytes())
    }
    for participant in participants.keys.sorted() {
      for code in codesGiven {
        guard let state = participants[participant]?[code] else { continue }
        append("\(participant) \(code)", state.settled, to: &table)
      }
    }
    try write(table.takeBytes())
  }

  private func append(_ unit: String, _ state: RatingState, to table: inout TableWriter) {
    guard state.covered != 0 else { return }
    table.append(
      [unit]
        + voices.indices.map { voice in
          let bit: UInt64 = 1 << UInt64(voice)
          guard state.covered & bit != 0 else { return "" }
          return CodedCoefficient.categories[state.coded & bit == 0 ? 0 : 1]
        })
  }
}
