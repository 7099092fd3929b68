import LeitmotifModel
import LeitmotifReview
import LeitmotifStore
import Synchronization

/// What the reviewers sit at: the study as a run left it, until they ask for what a later run made.
final class Sitting: Sendable {
  /// The study, its session, and the pages that no decision changes.
  struct Table: Sendable {
    let desk: ReviewDesk
    let session: ReviewSession
    let pages: StudyPages

    init(_ desk: ReviewDesk) throws {
      self.desk = desk
      session = try desk.session()
      pages = StudyPages { try desk.ownReader() }
    }

    /// Whether a run has come to its end since; a store that cannot be read now does not say so.
    var isBehind: Bool { (try? desk.isBehind) ?? false }
  }

  private let current: Mutex<Table>

  /// Sits down at a study.
  ///
  /// - Throws: What the study throws.
  init(_ desk: ReviewDesk) throws {
    current = Mutex(try Table(desk))
  }

  /// The table as it is now: whoever answers a request asks once, or would mix two runs.
  var table: Table { current.withLock(\.self) }

  /// Takes the newest run's study; decisions are in their files, and go on to count.
  ///
  /// - Throws: What the study throws; the reviewers then stay where they are.
  func renew() throws {
    let renewed = try Table(try table.desk.renewed())
    current.withLock { $0 = renewed }
  }
}
