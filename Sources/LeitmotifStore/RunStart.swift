public import LeitmotifDigest
public import LeitmotifModel

/// What a run starts with.
public struct RunStart: Sendable {
  /// The pipeline's name.
  public var pipeline: String
  /// The pipeline with every default filled in.
  public var pipelineText: String
  /// The codebook.
  public var codebook: Codebook
  /// The codebook's file.
  public var codebookSource: String
  /// The hash of the codebook's file with all files that it names; equal hashes are one version.
  public var codebookDigest: Digest
  /// Who takes part: the pipeline's classifiers and the people whose files it reads.
  public var coders: [Coder]
  /// The participants' table.
  public var participants: [Participant]
  /// The decisions, in the order of their files.
  public var decisions: [Decision]
  /// The files that are read.
  public var inputs: [InputFile]
  /// The version of Leitmotif.
  public var toolVersion: String

  /// Creates a start.
  public init(
    pipeline: String, pipelineText: String, codebook: Codebook, codebookSource: String,
    codebookDigest: Digest, coders: [Coder] = [], participants: [Participant] = [],
    decisions: [Decision] = [], inputs: [InputFile] = [], toolVersion: String
  ) {
    self.pipeline = pipeline
    self.pipelineText = pipelineText
    self.codebook = codebook
    self.codebookSource = codebookSource
    self.codebookDigest = codebookDigest
    self.coders = coders
    self.participants = participants
    self.decisions = decisions
    self.inputs = inputs
    self.toolVersion = toolVersion
  }
}
