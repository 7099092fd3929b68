import CLibXML2
import LeitmotifModel

/// What libxml2 calls while it reads.
///
/// Entities are declared and looked up by libxml2's own functions, which keep them in a document; all that would
/// load something (`externalSubset`, `resolveEntity`) stays empty.
nonisolated(unsafe) let saxHandler: xmlSAXHandler = {
  var handler = xmlSAXHandler()
  handler.initialized = XML_SAX2_MAGIC
  handler.startDocument = xmlSAX2StartDocument
  handler.internalSubset = xmlSAX2InternalSubset
  handler.entityDecl = xmlSAX2EntityDecl
  handler.getEntity = { lookUp(xmlSAX2GetEntity, $0, $1) }
  handler.getParameterEntity = { lookUp(xmlSAX2GetParameterEntity, $0, $1) }
  handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
    guard let parser = parser(context), let listener = listener(of: parser), let name else {
      return
    }
    let number = listener.names.number(at: name)
    let element = XMLElement(
      name: listener.names.all[number], nameNumber: number, namespace: namespace,
      line: Int(xmlSAX2GetLineNumber(context)),
      attributes: UnsafeBufferPointer(
        start: UnsafeRawPointer(attributes)?.assumingMemoryBound(to: UnsafePointer<UInt8>?.self),
        count: attributes == nil ? 0 : Int(count) * 5))
    listener.attempt(parser) { () throws(Diagnostics) in try listener.began(element) }
  }
  handler.endElementNs = { context, _, _, _ in
    guard let parser = parser(context), let listener = listener(of: parser) else { return }
    listener.attempt(parser) { () throws(Diagnostics) in try listener.ended() }
  }
  handler.characters = passText
  handler.ignorableWhitespace = passText
  handler.cdataBlock = passText
  handler.serror = { context, error in
    guard let parser = parser(context), let listener = listener(of: parser),
      let error = error?.pointee, error.level.rawValue >= XML_ERR_ERROR.rawValue,
      error.domain != XML_FROM_NAMESPACE.rawValue
    else { return }
    let location = position(in: listener, of: parser, of: error)
    let damage = diagnostic(of: error, at: location)
    if error.code == XML_ERR_ENTITY_LOOP.rawValue {
      listener.fail(damage)
    } else if listener.note(damage) {
      return
    }
    stop(parser)
  }
  return handler
}()

/// Gives libxml2 the next piece of a file, and takes it off what is left.
let readPiece: xmlInputReadCallback = { rest, buffer, size in
  guard let rest = rest?.assumingMemoryBound(to: Slice<UnsafeBufferPointer<UInt8>>.self),
    let buffer, size > 0
  else { return -1 }
  let piece = rest.pointee.prefix(Int(size))
  rest.pointee.removeFirst(piece.count)
  UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)).copyBytes(from: piece)
  return Int32(piece.count)
}

private let passText: charactersSAXFunc = { context, text, count in
  guard let parser = parser(context), let listener = listener(of: parser), let text else { return }
  let piece = UnsafeBufferPointer(start: text, count: Int(count))
  guard listener.isRecovering else {
    listener.attempt(parser) { () throws(Diagnostics) in try listener.text(piece.span) }
    return
  }
  // Of a damaged file libxml2 hands on whatever stands there; what is no UTF-8 becomes U+FFFD.
  let mended = Array(String(decoding: piece, as: UTF8.self).utf8)
  listener.attempt(parser) { () throws(Diagnostics) in try listener.text(mended.span) }
}

/// Looks an entity up for libxml2, which expands what it gets: here ends what must not be expanded.
private func lookUp(
  _ find: getEntitySAXFunc, _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?
) -> xmlEntityPtr? {
  guard let parser = parser(context), let listener = listener(of: parser),
    let entity = find(context, name)
  else { return nil }
  let mayExpand = listener.mayExpand(entity.pointee, at: position(in: listener, of: parser))
  if mayExpand { return entity }
  stop(parser)
  return nil
}

/// Makes libxml2 end.
///
/// In a document type `xmlStopParser` frees what libxml2 2.9 goes on to read, the parameter entities that it is in.
/// There it reads on to the end of the type, and nobody listens: no entity is expanded any more (`mayExpand`).
private func stop(_ parser: xmlParserCtxtPtr) {
  guard parser.pointee.inSubset != 0 else { return xmlStopParser(parser) }
  parser.pointee.disableSAX = 1
}

private func parser(_ context: UnsafeMutableRawPointer?) -> xmlParserCtxtPtr? {
  context?.assumingMemoryBound(to: xmlParserCtxt.self)
}

private func listener(of parser: xmlParserCtxtPtr) -> AnyXMLListener? {
  parser.pointee._private.map { Unmanaged<AnyXMLListener>.fromOpaque($0).takeUnretainedValue() }
}

/// Where the file is read, or where an error of libxml2 says it is.
///
/// The content of an entity has a parser and lines of its own; people look for the place that uses it.
private func position(
  in listener: AnyXMLListener, of parser: xmlParserCtxtPtr, of error: xmlError? = nil
) -> SourceLocation {
  guard let error, parser == listener.context else {
    let outermost = listener.context ?? parser
    return SourceLocation(
      path: listener.path, line: Int(xmlSAX2GetLineNumber(outermost)),
      column: Int(xmlSAX2GetColumnNumber(outermost)))
  }
  return SourceLocation(
    path: listener.path, line: error.line > 0 ? Int(error.line) : nil,
    column: error.int2 > 0 ? Int(error.int2) : nil)
}

/// The error in libxml2's words, which name elements and entities but never quote text.
private func diagnostic(of error: xmlError, at location: SourceLocation) -> Diagnostic {
  if error.code == XML_ERR_ENTITY_LOOP.rawValue { return .entityExpansion(at: location) }
  if error.code == XML_ERR_ATTRIBUTE_WITHOUT_VALUE.rawValue {
    // libxml2 would name the attribute: where somebody wrote "<" in a sentence, that is a word of it.
    return .error(
      "xml-syntax", "something looks like an attribute but has no value",
      help: "write &lt; for a \"<\" that begins no element", at: location)
  }
  if error.code == XML_ERR_INTERNAL_ERROR.rawValue, isAboutSize(error) {
    return .error(
      "xml-syntax", "a tag, or something else that is read whole, has more than ten million bytes",
      help: "a transcript has its words between tags, not within one", at: location)
  }
  let words = error.message.map { String(cString: $0) } ?? ""
  let line = words.split(separator: "\n").first.map(String.init) ?? "the file is no XML"
  return .error("xml-syntax", lowercasedFirst(line), help: helpForXML(error), at: location)
}

/// libxml2 has no code for what it does not read because it is too large, only words.
private func isAboutSize(_ error: xmlError) -> Bool {
  error.message.map { String(cString: $0).contains("Huge input") } ?? false
}

private func helpForXML(_ error: xmlError) -> String {
  switch UInt32(error.code) {
  case XML_ERR_TAG_NOT_FINISHED.rawValue, XML_ERR_DOCUMENT_END.rawValue:
    "the file may have been cut off: export or download it again"
  case XML_ERR_DOCUMENT_EMPTY.rawValue: "the file may be no XML at all: look at its beginning"
  case XML_ERR_INVALID_ENCODING.rawValue, XML_ERR_INVALID_CHAR.rawValue:
    "the first line may name the wrong encoding"
  case XML_ERR_UNDECLARED_ENTITY.rawValue:
    "write the character itself; what a DTD outside the file declares is never loaded"
  default: "mend it there, or export the file again"
  }
}

private func lowercasedFirst(_ text: String) -> String {
  // "AttValue: …" and the like begin with a name.
  guard let first = text.first, text.dropFirst().first?.isLowercase == true else { return text }
  return first.lowercased() + text.dropFirst()
}
