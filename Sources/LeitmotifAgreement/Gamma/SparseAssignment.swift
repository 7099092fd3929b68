/// Rows that each take one column at a cost, or none at cost 1, at the least total cost.
struct SparseAssignment {
  private let edges: [[(column: Int, cost: Double)]]
  /// The column of each row; `nil` for none.
  private(set) var columns: [Int?]
  private var rows: [Int?]
  private var rowPotentials: [Double]
  private var columnPotentials: [Double]

  init(edges: [[(column: Int, cost: Double)]], columns count: Int) {
    self.edges = edges
    columns = Array(repeating: nil, count: edges.count)
    rows = Array(repeating: nil, count: count)
    // Potentials under which no reduced cost is below 0.
    rowPotentials = edges.map { min(1, $0.map(\.cost).min() ?? 1) }
    columnPotentials = Array(repeating: 0, count: count)
  }

  mutating func solve() {
    for row in edges.indices { augment(from: row) }
  }

  /// Finds the shortest path from a row to a free column, or to a row that gives its column up, by
  /// Dijkstra's algorithm on reduced costs.
  private mutating func augment(from start: Int) {
    var distances: [Int: Double] = [:]
    var previous: [Int: Int] = [:]
    var settled: Set<Int> = []
    var settledRows: [(row: Int, distance: Double)] = []
    var queue = Heap()
    var row = start
    var distance = 0.0
    // The best row so far to end at with no column.
    var ending = (cost: Double.infinity, row: start)
    var free: Int?
    while true {
      settledRows.append((row, distance))
      let leaving = distance + 1 - rowPotentials[row]
      if leaving < ending.cost { ending = (leaving, row) }
      for edge in edges[row] where !settled.contains(edge.column) {
        let length =
          distance + edge.cost - rowPotentials[row] - columnPotentials[edge.column]
        if length < distances[edge.column] ?? .infinity {
          distances[edge.column] = length
          previous[edge.column] = row
          queue.push((length, edge.column))
        }
      }
      var next: (cost: Double, column: Int)?
      while let candidate = queue.pop() {
        if !settled.contains(candidate.column) {
          next = candidate
          break
        }
      }
      guard let next, next.cost < ending.cost else { break }
      settled.insert(next.column)
      guard let owner = rows[next.column] else {
        free = next.column
        distance = next.cost
        break
      }
      row = owner
      distance = next.cost
    }
    let total = free == nil ? ending.cost : distance
    for (row, distance) in settledRows { rowPotentials[row] += total - distance }
    for column in settled {
      let distance = distances[column] ?? total
      if distance < total { columnPotentials[column] -= total - distance }
    }
    var column = free
    if free == nil {
      column = columns[ending.row]
      columns[ending.row] = nil
      if ending.row == start { return }
    }
    while let current = column, let owner = previous[current] {
      column = columns[owner]
      columns[owner] = current
      rows[current] = owner
      if owner == start { break }
    }
  }
}

/// A queue of columns, the cheapest first.
private struct Heap {
  private var items: [(cost: Double, column: Int)] = []

  mutating func push(_ item: (cost: Double, column: Int)) {
    items.append(item)
    var child = items.count - 1
    while child > 0, Self.precedes(items[child], items[(child - 1) / 2]) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (cost: Double, column: Int)? {
    guard let top = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      var parent = 0
      while true {
        var child = 2 * parent + 1
        guard child < items.count else { break }
        if child + 1 < items.count, Self.precedes(items[child + 1], items[child]) { child += 1 }
        guard Self.precedes(items[child], items[parent]) else { break }
        items.swapAt(child, parent)
        parent = child
      }
    }
    return top
  }

  private static func precedes(
    _ lhs: (cost: Double, column: Int), _ rhs: (cost: Double, column: Int)
  ) -> Bool {
    lhs < rhs
  }
}
