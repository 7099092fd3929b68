import LeitmotifLabels
import LeitmotifPlugin

/// Makes turns of cues.
///
/// A cue with a name begins a turn. One without continues it where the file names speakers, and is a turn of
/// its own where the file names nobody. Sounds in brackets (`( clock ticking )`) are not speech.
struct CueTurns {
  private(set) var speech = SpokenText()
  /// Who speaks at the moment, and whether a turn of theirs can be continued.
  private var label: String?
  private var canGoOn = false

  init(_ cues: [Cue]) {
    let isNamed = cues.contains { $0.label != nil }
    let prefixes = CueLabels(isNamed ? [] : cues.map(\.text))
    for cue in cues {
      if isNamed {
        add(cue.text[...], of: cue, label: cue.label, changesSpeaker: cue.label != nil)
      } else if prefixes.isEmpty {
        canGoOn = false
        add(cue.text[...], of: cue, label: nil, changesSpeaker: true)
      } else {
        for part in prefixes.parts(of: cue.text) {
          add(part.words, of: cue, label: part.label, changesSpeaker: part.changesSpeaker)
        }
      }
    }
  }

  private mutating func add(
    _ words: ArraySlice<UInt8>, of cue: Cue, label next: String?, changesSpeaker: Bool
  ) {
    if changesSpeaker {
      label = next
      canGoOn = false
    }
    if isOnlySound(words) { return }
    if canGoOn {
      speech.goOn(words, end: cue.end)
    } else if speech.add(words, label: label, start: cue.start, end: cue.end) {
      canGoOn = label != nil
    }
  }
}
