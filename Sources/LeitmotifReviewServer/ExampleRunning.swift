import LeitmotifCodebook
import LeitmotifModel
import LeitmotifReview
import LeitmotifStore

extension ReviewDesk {
  /// What came of the examples of the run's codebook.
  ///
  /// - Returns: Nothing when the codebook needs files that the store does not keep, such as word lists.
  /// - Throws: What the study throws.
  func exampleResults() throws -> [ExampleResult] {
    struct NotKept: Error {}
    let source = Array(try study.codebookSource.utf8)
    do {
      let file = try CodebookFile.read(source, path: "codebook.yaml") { _ in throw NotKept() }
      return try runExamples(of: file.codebook)
    } catch {
      return []
    }
  }
}
