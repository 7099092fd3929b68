public import LeitmotifPlugin

/// The stages that pipelines can name.
public struct StageRegistry: Sendable {
  /// The factories, in the order in which they are listed.
  public let factories: [StageFactory]

  /// Creates a registry of some factories; of two with one kind and name the first counts.
  public init(_ factories: [StageFactory]) {
    self.factories = factories
  }

  /// The factory of a stage; `nil` when there is none of that name.
  public func factory(_ kind: StageKind, _ name: String) -> StageFactory? {
    factories.first { $0.kind == kind && $0.name == name }
  }

  /// The names of one kind, sorted.
  public func names(of kind: StageKind) -> [String] {
    factories.filter { $0.kind == kind }.map(\.name).sorted()
  }
}
