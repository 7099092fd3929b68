import LeitmotifPlugin
import Foundation

extension PipelineFile {
  /// The way from the store's folder to the pipeline file's, such as `..`; `.` where they are one.
  ///
  /// Whoever has only the store finds the files that the pipeline names by it, and it stays right when the whole study
  /// is moved.
  var folderFromStore: String {
    let own = URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath()
      .pathComponents
    // Where the store is a link, whoever opens it is where it leads to.
    let stores = URL(filePath: store.resolved).resolvingSymlinksInPath()
      .deletingLastPathComponent().pathComponents
    let shared = zip(own, stores).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: stores.count - shared) + own.dropFirst(shared)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }
}
