#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

struct cicu_breaker {
  UBreakIterator *iterator;
  UText *text;
};

cicu_breaker *cicu_breaker_open(cicu_pieces pieces) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIteratorType type = pieces == CICU_WORDS ? UBRK_WORD : UBRK_CHARACTER;
  UBreakIterator *iterator = ubrk_open(type, "", NULL, 0, &status);
  if (U_FAILURE(status)) return NULL;
  cicu_breaker *breaker = calloc(1, sizeof *breaker);
  if (breaker == NULL) {
    ubrk_close(iterator);
    return NULL;
  }
  breaker->iterator = iterator;
  return breaker;
}

void cicu_breaker_close(cicu_breaker *breaker) {
  if (breaker == NULL) return;
  ubrk_close(breaker->iterator);
  if (breaker->text != NULL) utext_close(breaker->text);
  free(breaker);
}

bool cicu_breaker_set(cicu_breaker *breaker, const uint8_t *text, int64_t length) {
  UErrorCode status = U_ZERO_ERROR;
  breaker->text = utext_openUTF8(breaker->text, (const char *)text, length, &status);
  ubrk_setUText(breaker->iterator, breaker->text, &status);
  if (U_FAILURE(status)) return false;
  ubrk_first(breaker->iterator);
  return true;
}

int64_t cicu_breaker_next(cicu_breaker *breaker, bool *is_word) {
  int32_t start = ubrk_current(breaker->iterator);
  int32_t end = ubrk_next(breaker->iterator);
  if (end == UBRK_DONE) return -1;
  // A syllable of Korean with anything unseen behind it has the status of a mark.
  *is_word = ubrk_getRuleStatus(breaker->iterator) >= UBRK_WORD_NUMBER
    || u_isalpha(utext_char32At(breaker->text, start));
  return end;
}

// Characters that show nothing and mean nothing: soft hyphen, word joiner, zero width no-break
// space, the signs that say in which direction text runs or how to draw the sign before them, and
// those of formulas that nobody sees. The joiners of Persian and Indic scripts and of emoji are
// none: they change what is written.
static bool is_invisible(UChar32 c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || c == 0x200E || c == 0x200F
    || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069)
    || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0100 && c <= 0xE01EF);
}

// Marks that are written on a letter. The others belong to it: vowel signs and nuktas of Indic
// scripts, voicing of Kana, vowels and tones of Thai.
static bool is_diacritic(UChar32 c) {
  uint8_t class = u_getCombiningClass(c);
  return (class >= 10 && class <= 36) || class >= 200;
}

static UChar32 fold_quote(UChar32 c) {
  switch (c) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0xB4:
    case 0xFF07:
      return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB:
    case 0xFF02:
      return '"';
    default: return c;
  }
}

static UChar32 fold_hyphen(UChar32 c) {
  switch (c) {
    case 0x2010: case 0x2011: case 0x2212: case 0xFE63: case 0xFF0D: return '-';
    default: return c;
  }
}

// Decomposes, folds letter by letter, composes: canonically equivalent words become equal.
int32_t cicu_fold(
  const uint8_t *word, int32_t length, int32_t options, uint8_t *folded, int32_t capacity
) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status) || length > INT32_MAX / 32) return -1;
  // UTF-16 takes no more units than UTF-8 takes bytes; a decomposition grows a unit at most
  // fourfold.
  int32_t room = 4 * length + 4;
  UChar *source = malloc(3 * (size_t)room * sizeof(UChar));
  if (source == NULL) return -1;
  UChar *decomposed = source + room;
  UChar *letters = decomposed + room;
  int32_t count = 0, result = -1;
  u_strFromUTF8(source, room, &count, (const char *)word, length, &status);
  count = unorm2_normalize(nfd, source, count, decomposed, room, &status);
  if (U_SUCCESS(status)) {
    int32_t kept = 0;
    for (int32_t i = 0; i < count;) {
      UChar32 c;
      U16_NEXT(decomposed, i, count, c);
      if (is_invisible(c) || (options & CICU_DIACRITICS && is_diacritic(c))) continue;
      if (options & CICU_QUOTES) c = fold_quote(c);
      if (options & CICU_HYPHENS) c = fold_hyphen(c);
      // The iota below a letter stays a mark: as a letter it would count where marks do not.
      if (options & CICU_CASE && c != 0x345) c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
      U16_APPEND_UNSAFE(letters, kept, c);
    }
    count = unorm2_normalize(nfc, letters, kept, source, room, &status);
    u_strToUTF8((char *)folded, capacity, &result, source, count, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR || status == U_STRING_NOT_TERMINATED_WARNING)
      status = U_ZERO_ERROR;
  }
  free(source);
  return U_FAILURE(status) ? -1 : result;
}

bool cicu_is_white_space(uint32_t character) { return u_isUWhiteSpace((UChar32)character); }
bool cicu_is_lower_case(uint32_t character) { return u_isULowercase((UChar32)character); }
bool cicu_is_upper_case(uint32_t character) { return u_isUUppercase((UChar32)character); }

bool cicu_is_in_words(uint32_t character) {
  return U_GET_GC_MASK((UChar32)character) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK | U_GC_PC_MASK);
}

bool cicu_shows_nothing(uint32_t character) {
  return U_GET_GC_MASK((UChar32)character) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_M_MASK);
}

bool cicu_is_of_east_asia(uint32_t character) {
  UChar32 c = (UChar32)character;
  if (c < 0x1100) return false;
  int32_t script = u_getIntPropertyValue(c, UCHAR_SCRIPT);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || (c >= 0xAC00 && c <= 0xD7A3)
    || u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_KATAKANA;
}

int32_t cicu_unicode_version(void) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0] * 256 + version[1];
}
