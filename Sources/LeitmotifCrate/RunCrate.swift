import LeitmotifModel
public import LeitmotifStore

/// A run as a Workflow Run RO-Crate: what was run on what, with what result, for archives and for whoever repeats it.
///
/// It holds the pipeline, the codebook and the results that it is given. Of the interviews it holds names, sizes
/// and hashes, never a word.
///
/// - Source: Workflow Run Crate 0.5, https://w3id.org/ro/wfrun/workflow/0.5, on RO-Crate 1.1.
public struct RunCrate: Sendable {
  /// One file of the crate.
  public struct File: Hashable, Sendable {
    /// Its name in the crate's folder.
    public let name: String
    /// What it is, in a sentence.
    public let description: String
    /// Its media type.
    public let format: String
    /// Its content.
    public let bytes: [UInt8]

    /// Creates a file.
    public init(name: String, description: String, format: String, bytes: [UInt8]) {
      self.name = name
      self.description = description
      self.format = format
      self.bytes = bytes
    }
  }

  /// The files, the description of them all in front.
  public let files: [File]

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - study: The study as the run left it.
  ///   - toolVersion: The version of the program that ran it.
  ///   - results: What the run gave; no interview's words should be in it.
  ///   - license: Under what terms others may use the crate: an address, or words.
  /// - Throws: `StoreError`.
  public init(
    of study: StoreReader, toolVersion: String, results: [File], license: String
  ) throws {
    let codebook = try study.codebook
    let pipeline = File(
      name: "pipeline.json", description: "The pipeline, with every default filled in",
      format: "application/json", bytes: try Self.pipeline(of: study))
    let rules = File(
      name: "codebook.yaml", description: "The codebook \(codebook.name) as the run read it",
      format: "application/yaml", bytes: Array(try study.codebookSource.utf8))
    let graph = CrateGraph(
      run: study.run, codebook: codebook, coders: try study.coders, inputs: try study.inputs,
      toolVersion: toolVersion, pipeline: pipeline, rules: rules, results: results,
      license: license)
    let metadata = File(
      name: "ro-crate-metadata.json", description: "", format: "application/ld+json",
      bytes: Array((graph.json.canonicalText + "\n").utf8))
    files = [metadata, pipeline, rules] + results
  }

  /// The pipeline without where its folder is from the store, which may name folders of a machine.
  private static func pipeline(of study: StoreReader) throws -> [UInt8] {
    let text = try study.pipelineText
    guard case .object(var values)? = try? JSONReader.read(Array(text.utf8), path: "pipeline")
    else { return Array(text.utf8) }
    values["folder"] = nil
    return Array(JSONValue.object(values).canonicalText.utf8)
  }
}
