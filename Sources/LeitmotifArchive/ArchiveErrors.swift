import LeitmotifModel

extension Diagnostic {
  static func brokenArchive(_ reason: String, in path: String) -> Diagnostic {
    .error(
      "archive-broken", "the file cannot be unpacked: \(reason)",
      help: "it may have been cut off: copy, download or export it again",
      at: SourceLocation(path: path))
  }

  static func brokenMember(_ name: String, _ reason: String, in path: String) -> Diagnostic {
    brokenArchive("'\(name)' in it is damaged (\(reason))", in: path)
  }

  static func encryptedArchive(in path: String) -> Diagnostic {
    .error(
      "archive-encrypted", "the file is locked with a password",
      help: "open it in the program that made it, and save it without a password",
      at: SourceLocation(path: path))
  }

  static func memberName(_ kind: String, in path: String) -> Diagnostic {
    .error(
      "archive-member-name", "something in the file has \(kind) for a name",
      help: "no office program makes such a file: ask where it comes from, or save it again",
      at: SourceLocation(path: path))
  }

  static func duplicateMember(_ name: String, in path: String) -> Diagnostic {
    .error(
      "archive-duplicate-member",
      "'\(name)' is in the file twice, and programs differ in which they show",
      help: "open it in the program that made it, look at it, and save it again",
      at: SourceLocation(path: path))
  }

  static func tooManyMembers(_ limit: Int, in path: String) -> Diagnostic {
    .error(
      "archive-too-large", "the file holds more than \(limit) files",
      help: "somebody may have made it to do harm; ask where it comes from",
      at: SourceLocation(path: path))
  }

  static func memberTooLarge(_ name: String, in path: String) -> Diagnostic {
    .error(
      "archive-too-large", "'\(name)' in the file unpacks to more than it should ever hold",
      help: "somebody may have made it to do harm; ask where it comes from",
      at: SourceLocation(path: path))
  }
}
