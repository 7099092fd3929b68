public import Mustache

// In a template a section of no words, or of nothing counted, is left out: so pages hold plain strings and
// numbers, and no optionals beside them.

extension String: @retroactive MustacheCustomRenderable {
  public var renderText: String { self }
  public var isNull: Bool { isEmpty }
}

extension Int: @retroactive MustacheCustomRenderable {
  public var renderText: String { String(self) }
  public var isNull: Bool { self == 0 }
}
