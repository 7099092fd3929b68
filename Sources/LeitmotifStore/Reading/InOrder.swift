import Dispatch
import Synchronization

/// Makes something of each of some things, as many at the same time as there are makers, and hands it out in order.
///
/// Whoever finds that what comes next is made hands it out, while the others go on making: so what only one can do at
/// a time holds nobody up. The engine's `OrderedWork` does the like with tasks; whoever reads a study waits for it without.
///
/// - Parameters:
///   - things: The things.
///   - makers: What makes, each for one thread; not empty.
///   - make: Makes something of one thing.
///   - body: Is handed what was made, one after the other, though not always on the same thread.
/// - Throws: The error of the first thing that has one; nothing that comes after it is handed out.
func inOrder<Thing: Sendable, Maker: Sendable, Made: Sendable>(
  _ things: [Thing], by makers: [Maker], make: @Sendable (Maker, Thing) throws -> Made,
  _ body: (Made) throws -> Void
) throws {
  guard makers.count > 1 else {
    for thing in things { try body(make(makers[0], thing)) }
    return
  }
  let line = WaitingLine<Made>()
  // What was made and not handed out sits in memory, maybe a whole transcript each: of that there is room for a few.
  let room = DispatchSemaphore(value: 0)
  for _ in 0..<(2 * makers.count) { room.signal() }
  withoutActuallyEscaping(body) { body in
    // The line lets one at a time hand out, and whoever comes next sees what the one before did.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: makers.count) { number in
      while true {
        room.wait()
        guard let place = line.nextToMake(of: things.count) else {
          // Whoever else waits for room finds out, too, that there is no more to do.
          room.signal()
          return
        }
        line.add(Result { try make(makers[number], things[place]) }, at: place)
        while let made = line.nextToHandOut() {
          line.handedOut(Result { try body(made.get()) })
          room.signal()
        }
      }
    }
  }
  if let failure = line.failure { throw failure }
}

/// Things that are being made, in the order in which they are to be handed out.
private final class WaitingLine<Made: Sendable>: Sendable {
  private struct State {
    var begun = 0
    var handedOut = 0
    var made: [Int: Result<Made, any Error>] = [:]
    /// Whether somebody is handing out.
    var isBusy = false
    var failure: (any Error)?
  }

  private let state = Mutex(State())

  /// The first error that was met while handing out.
  var failure: (any Error)? { state.withLock(\.failure) }

  /// The place of the next thing to be made; `nil` when there is none, or nothing is handed out any more.
  func nextToMake(of count: Int) -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.begun < count else { return nil }
      defer { state.begun += 1 }
      return state.begun
    }
  }

  func add(_ made: Result<Made, any Error>, at place: Int) {
    state.withLock { $0.made[place] = made }
  }

  /// What comes next, if it is made and nobody else is handing out; who gets it says when it is `handedOut(_:)`.
  func nextToHandOut() -> Result<Made, any Error>? {
    state.withLock { state in
      guard !state.isBusy, state.failure == nil,
        let made = state.made.removeValue(forKey: state.handedOut)
      else { return nil }
      state.isBusy = true
      return made
    }
  }

  func handedOut(_ outcome: Result<Void, any Error>) {
    state.withLock { state in
      state.isBusy = false
      state.handedOut += 1
      if case .failure(let error) = outcome { state.failure = error }
    }
  }
}
