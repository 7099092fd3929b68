import LeitmotifStore
import Synchronization

/// Reads the kept results of rules, each layout of them once.
final class KeptCells: Sendable {
  private let store: Store
  private let layouts = Mutex<[Int64: CellLayout?]>([:])

  init(in store: Store) {
    self.store = store
  }

  /// The kept results on a unit of text; `nil` when there are none.
  ///
  /// - Throws: `StoreError`.
  func pack(ofUnit unit: [UInt8]) throws -> CellPack? {
    guard let kept = try store.cellPack(ofUnit: unit), let layout = try layout(kept.layout) else {
      return nil
    }
    return CellPack(kept.pack, of: layout)
  }

  private func layout(_ number: Int64) throws -> CellLayout? {
    if let known = layouts.withLock({ $0[number] }) { return known }
    let layout = try store.cellLayout(number).flatMap { CellLayout($0) }
    layouts.withLock { $0[number] = layout }
    return layout
  }
}
