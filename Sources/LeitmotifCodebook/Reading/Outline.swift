import LeitmotifModel
import LeitmotifYAML

/// Where the parts of a codebook stand that the model knows without their places; for warnings.
struct Outline: Sendable {
  /// The words of each list.
  var lists: [String: [PlacedPattern]] = [:]
  /// The name of each list.
  var listPlaces: [String: Place] = [:]
  /// The words of each cue set.
  var cues: [String: CueWords] = [:]
  /// The words that each rule looks for.
  var rules: [Identifier<Rule>: [PlacedPattern]] = [:]
  /// The words near which each rule finds nothing.
  var exceptions: [Identifier<Rule>: [PlacedPattern]] = [:]
  /// Each rule.
  var rulePlaces: [Identifier<Rule>: Place] = [:]
  /// The key of each code.
  var codePlaces: [Identifier<Code>: Place] = [:]

  /// All words of the codebook.
  var patterns: [PlacedPattern] {
    Array(lists.values.joined()) + Array(rules.values.joined())
      + Array(exceptions.values.joined())
      + cues.values.flatMap { $0.forward + $0.backward + $0.pseudo + $0.stop }
  }

  /// The words of one cue set.
  struct CueWords: Sendable {
    var place: Place
    var forward: [PlacedPattern] = []
    var backward: [PlacedPattern] = []
    var pseudo: [PlacedPattern] = []
    var stop: [PlacedPattern] = []
  }
}

/// A pattern with its place.
struct PlacedPattern: Sendable {
  let pattern: Pattern
  let place: Place
}

/// A place with the line that a message shows.
struct Place: Sendable {
  let location: SourceLocation
  let excerpt: String?

  func error(_ id: String, _ message: String, help: String = "") -> Diagnostic {
    .error(id, message, help: help, at: location, excerpt: excerpt)
  }

  func warning(_ id: String, _ message: String, help: String = "") -> Diagnostic {
    .warning(id, message, help: help, at: location, excerpt: excerpt)
  }
}

extension YAMLNode {
  /// Where the node stands, with its line.
  var place: Place {
    Place(location: location, excerpt: location.line.flatMap(source.excerpt))
  }
}
