// Debian builds libxml2 with ICU, so <libxml/encoding.h> includes ICU's headers; Foundation carries another
// ICU, and clang refuses the two in one program ("'UErrorCode' has different definitions in different
// modules", swiftlang/swift-foundation-icu#93). Without the macro the headers show no ICU. That hides the last
// two fields of xmlCharEncodingHandler, which only libxml2 itself allocates. To be removed with the first
// toolchain that compiles without it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
