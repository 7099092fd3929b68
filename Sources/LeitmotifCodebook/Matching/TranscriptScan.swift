import LeitmotifModel
import LeitmotifText

/// What one walk over a transcript's speech found: every word that some rule of the codebook cares
/// about.
///
/// It is made once for a transcript and shared by the classifiers.
struct TranscriptScan: Sendable {
  /// Whose senses they are: those of one compiled codebook mean nothing to another.
  let register: SenseRegister
  /// The words and marks, in order, turn by turn.
  let occurrences: [Occurrence]
  /// For each sense of an occurrence its terms.
  let senses: Buckets
  /// The role of each turn's speaker; one without a speaker counts as `other`.
  let roles: [RoleSet]
}
