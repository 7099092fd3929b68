public import LeitmotifModel
import LeitmotifPlugin

/// Finds the transcript of a study that a foreign text is, by the text itself and never by its name alone.
public struct TranscriptFinder {
  /// A transcript, and how its offsets go with those of the foreign text.
  public struct Finding: Sendable {
    /// The transcript.
    public let transcript: Transcript
    /// How it was recognised: a clause.
    public let how: String
    private let indices: (foreign: WordIndex, own: WordIndex)?

    init(_ transcript: Transcript, _ how: String, indices: (WordIndex, WordIndex)? = nil) {
      self.transcript = transcript
      self.how = how
      self.indices = indices
    }

    /// A transcript that is the foreign text itself.
    public init(new transcript: Transcript) {
      self.init(transcript, "new")
    }

    /// The span of the transcript that a span of the foreign text is.
    ///
    /// - Returns: `nil` when there are no words in it.
    public func span(of foreign: TextSpan) -> TextSpan? {
      guard let indices else { return foreign }
      return indices.foreign.counterpart(of: foreign, in: indices.own)
    }
  }

  private let keys: [Identifier<Transcript>]
  private let known: Set<Identifier<Transcript>>
  private let lookUp: (Identifier<Transcript>) throws -> Transcript?
  private var byWords: [Int: [Identifier<Transcript>]]?

  /// Creates a finder.
  ///
  /// - Parameters:
  ///   - keys: The study's transcripts.
  ///   - lookUp: Reads one of them.
  public init(
    _ keys: some Sequence<Identifier<Transcript>>,
    lookUp: @escaping (Identifier<Transcript>) throws -> Transcript?
  ) {
    self.keys = Array(keys)
    known = Set(keys)
    self.lookUp = lookUp
  }

  /// Finds the transcript with some text.
  ///
  /// - Parameters:
  ///   - text: The foreign text.
  ///   - name: Its name, which says where to look first.
  ///   - taken: The transcripts that other texts of the project are.
  /// - Returns: `nil` when no transcript has the same words in the same order.
  /// - Throws: What reading the study throws.
  public mutating func find(
    _ text: CanonicalText, called name: String, besides taken: Set<Identifier<Transcript>> = []
  ) throws -> Finding? {
    guard !keys.isEmpty else { return nil }
    let words = WordIndex(text)
    for key in likely(name) where !taken.contains(key) {
      if let finding = try compare(text, words, with: key) { return finding }
    }
    if byWords == nil {
      var all: [Int: [Identifier<Transcript>]] = [:]
      for key in keys {
        guard let transcript = try lookUp(key) else { continue }
        all[WordIndex(transcript.text).hashValueOfWords, default: []].append(key)
      }
      byWords = all
    }
    for key in byWords?[words.hashValueOfWords] ?? [] where !taken.contains(key) {
      if let finding = try compare(text, words, with: key) { return finding }
    }
    return nil
  }

  /// The transcript of a name, for a foreign source without text.
  public func transcript(called name: String) throws -> Transcript? {
    for key in likely(name) {
      if let transcript = try lookUp(key) { return transcript }
    }
    return nil
  }

  private func likely(_ name: String) -> [Identifier<Transcript>] {
    [Identifier(name), Identifier(transcriptName(of: name))].filter(known.contains)
  }

  private func compare(
    _ text: CanonicalText, _ words: WordIndex, with key: Identifier<Transcript>
  ) throws -> Finding? {
    guard let transcript = try lookUp(key) else { return nil }
    if transcript.text == text { return Finding(transcript, "with the same text") }
    let own = WordIndex(transcript.text)
    guard own.hasSameWords(as: words) else { return nil }
    return Finding(
      transcript, "with the same words and other white space", indices: (words, own))
  }
}

/// A file's name without folders and its last ending.
public func stem(of name: String) -> String {
  Source(path: name, bytes: []).stem
}

/// What a text of another program's project is called as a transcript: its name without folders, and without the ending
/// where it is one that files of text have; `12.05.2024` and `Dr. Meier` have none.
public func transcriptName(of name: String) -> String {
  let source = Source(path: name, bytes: [])
  let stem = source.stem
  let ending = source.fileName.dropFirst(stem.count + 1).lowercased()
  return stem.isEmpty || !textEndings.contains(ending) ? source.fileName : stem
}

private let textEndings: Set<String> = [
  "txt", "text", "md", "markdown", "doc", "docx", "docm", "dotx", "odt", "rtf", "pdf", "html",
  "htm",
  "xml", "tei", "json", "jsonl", "csv", "tsv", "tab", "xlsx", "xlsm", "vtt", "srt", "ttml", "dfxp",
  "sbv", "ass", "ssa", "lrc", "ytt", "smi", "sami", "sub", "eaf", "trs", "exb", "flk", "fln",
  "textgrid", "cha", "ann", "xmi", "mp3", "mp4", "m4a", "wav", "aac", "flac", "ogg", "wma", "mov",
  "avi", "mkv", "webm", "wmv",
]
