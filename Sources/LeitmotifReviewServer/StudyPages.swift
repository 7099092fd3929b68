import Foundation
import LeitmotifModel

/// Pages that only a run changes, each made once: to count a million codings takes seconds.
actor StudyPages {
  /// A page, or how far its making is.
  enum Page: Sendable {
    case made(String)
    case inTheMaking(ReadingProgress)
  }

  private enum Work {
    case going(ReadingProgress)
    case done(Result<String, any Error>)
  }

  private let open: @Sendable () throws -> any StudyReader
  private var works: [String: Work] = [:]
  /// How many pages are being made.
  private var running = 0
  /// How many pages are made at once: each takes a thread and a connection, and any address may ask
  /// for another.
  static let mostAtOnce = 4
  /// How many pages are kept; addresses with another code or voice are pages of their own.
  private static let most = 100
  /// How often somebody who asks looks again, before being told how far the page is: for half a second.
  private static let looks = 100
  /// How far the thread that makes a page gives way to the others.
  private static let niceness: Int32 = 10

  /// - Parameter open: Opens the study for one page.
  init(opening open: @escaping @Sendable () throws -> any StudyReader) {
    self.open = open
  }

  /// The main part of a page, as HTML; it is begun when nobody has yet.
  ///
  /// - Parameters:
  ///   - name: The page's name.
  ///   - make: Makes it of the study.
  /// - Returns: The page, or how far it is when it takes longer than anybody likes to wait; where
  ///   too many are being made, it is begun when who asks again finds room.
  /// - Throws: What making it throws; the next who asks begins it anew.
  func page(
    _ name: String, made make: @escaping @Sendable (any StudyReader) throws -> String
  ) async throws -> Page {
    for _ in 0..<Self.looks {
      if works[name] == nil, running < Self.mostAtOnce { begin(name, make) }
      if case .done(let result)? = works[name] {
        if case .failure = result { works[name] = nil }
        return .made(try result.get())
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    if case .going(let progress)? = works[name] { return .inTheMaking(progress) }
    return .inTheMaking(ReadingProgress())
  }

  private func begin(
    _ name: String, _ make: @escaping @Sendable (any StudyReader) throws -> String
  ) {
    let (open, progress) = (open, ReadingProgress())
    if works.count >= Self.most {
      works = works.filter { if case .going = $0.value { true } else { false } }
    }
    works[name] = .going(progress)
    running += 1
    // Not a task: those share few threads, and decisions need them. For the same reason it gives way.
    Thread.detachNewThread {
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
      let result = Result { try make(try WatchedStudy(try open(), progress: progress)) }
      Task { await self.finish(name, result) }
    }
  }

  private func finish(_ name: String, _ result: Result<String, any Error>) {
    works[name] = .done(result)
    running -= 1
  }
}
