import CLibXML2
import LeitmotifModel
import Synchronization

/// Keeps libxml2 from opening anything.
///
/// The parser's options already forbid it. Should a way around them exist, it ends here: the loader that libxml2
/// asks for every file and address loads nothing, and counts.
enum ExternalEntities {
  private static let refused = Mutex(0)

  /// How often libxml2 asked for something since the program began.
  static var refusals: Int { refused.withLock { $0 } }

  /// Installs the loader; once is enough, for libxml2 has one for the whole program.
  ///
  /// What libxml2 would print by itself, such as bytes that it cannot decode, goes nowhere: this it has for each thread.
  static func refuse() {
    _ = installed
    xmlSetStructuredErrorFunc(nil) { _, _ in }
  }

  private static let installed: Void = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in
      ExternalEntities.refused.withLock { $0 += 1 }
      return nil
    }
  }()
}

extension AnyXMLListener {
  /// Whether an entity may be expanded once more: it is the file's own, and all of them together have stood for
  /// no more than ten times the file so far (and a few megabytes, for small files).
  ///
  /// libxml2 has such a bound itself, but it does not hold where nobody keeps the tree.
  func mayExpand(_ entity: xmlEntity, at location: SourceLocation) -> Bool {
    guard thrown == nil else { return false }
    if entity.etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY {
      fail(
        .error(
          "external-entity", "the file takes part of its content from another file",
          help: "put that content into this file; nothing else is ever opened", at: location))
      return false
    }
    expandedSize += Int(entity.length) + 16
    guard expandedSize <= 10 * fileSize + (4 << 20) else {
      fail(.entityExpansion(at: location))
      return false
    }
    return true
  }
}

extension Diagnostic {
  static func entityExpansion(at location: SourceLocation) -> Diagnostic {
    .error(
      "entity-expansion", "the file's entities stand for more text than it should ever hold",
      help: "somebody may have made the file to do harm; ask where it comes from", at: location)
  }
}
