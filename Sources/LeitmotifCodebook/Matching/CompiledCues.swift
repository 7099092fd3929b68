/// A cue set under one folding, its words replaced by pattern sets.
struct CompiledCues: Hashable, Sendable {
  let forward: Int
  let backward: Int
  let pseudo: Int
  let stop: Int
  let reach: Int
  /// The most words and marks that one of the cues has.
  let longest: Int

  var patterns: [Int] { [forward, backward, pseudo, stop] }
}
