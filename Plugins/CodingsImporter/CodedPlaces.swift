import LeitmotifModel

/// A transcript as a coder's file refers to it: by code points, and by the words at a place.
struct CodedPlaces {
  let transcript: Transcript
  let offsets: CodePointOffsets

  init(of transcript: Transcript) {
    self.transcript = transcript
    offsets = CodePointOffsets(transcript.text)
  }
}
