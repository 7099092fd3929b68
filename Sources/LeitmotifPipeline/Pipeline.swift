import LeitmotifDigest
public import LeitmotifModel
import LeitmotifPlugin

/// A pipeline that was read, checked and made ready to run.
public struct Pipeline: Sendable {
  /// The file it was read from.
  public let file: PipelineFile

  /// The codebook; empty when the pipeline has none.
  public let codebook: Codebook

  /// What is odd in the files, though it runs.
  public let warnings: Diagnostics

  /// The participants of the table; empty without one.
  public let participants: [Participant]

  let codebookSource: CodebookSource
  let transcripts: [TranscriptFile]
  let coderFiles: [(stage: Int, path: String)]
  let stages: [AnyStage]
  let graph: StageGraph
  let files: PipelineFiles
  /// The files that each stage read when it was made.
  let stageInputs: [[StageInput]]

  /// A file that a stage's settings name.
  struct StageInput: Sendable {
    let digest: Digest
    /// Whether what it says counts with the transcripts that it is about, as decisions do.
    let countsByTranscript: Bool
  }

  /// The text of the codebook's file and what it is known by.
  struct CodebookSource: Sendable {
    let text: String
    let digest: Digest
  }

  /// One file that a transcript is read from.
  struct TranscriptFile: Sendable {
    let key: Identifier<Transcript>
    /// The file, as it stood before anybody read it.
    let found: PipelineFiles.FoundFile
    /// The place of the ingester among the stages.
    let ingester: Int

    var path: String { found.path }
  }
}
