// ICU behind plain C: Unicode's data and boundaries, without a single ICU type in sight, for
// Foundation carries another ICU, and clang refuses the two in one Swift file
// (swiftlang/swift-foundation-icu#93).
#pragma once
#include <stdbool.h>
#include <stdint.h>

// What a text is cut into: characters as a reader sees them, or words, with ICU's dictionaries for
// scripts that put no spaces (UAX 29).
typedef enum { CICU_CHARACTERS, CICU_WORDS } cicu_pieces;

// Boundaries of the pieces of a text.
typedef struct cicu_breaker cicu_breaker;

// Returns NULL when ICU's data cannot be loaded.
cicu_breaker *cicu_breaker_open(cicu_pieces pieces);
void cicu_breaker_close(cicu_breaker *breaker);

// Sets the text, valid UTF-8, which must stay where it is until the next call; false when ICU
// fails.
bool cicu_breaker_set(cicu_breaker *breaker, const uint8_t *text, int64_t length);

// The end of the next piece in bytes, or -1 behind the last; says whether the piece is a word, where
// words are asked for.
int64_t cicu_breaker_next(cicu_breaker *breaker, bool *is_word);

// What cicu_fold folds; the values are those of LeitmotifModel's Rule.Folding.
enum { CICU_CASE = 1, CICU_DIACRITICS = 2, CICU_QUOTES = 4, CICU_HYPHENS = 8 };

// Folds a word, valid UTF-8, for comparison, and returns the length of the result in bytes, of
// which as many as fit were written; -1 when ICU fails.
int32_t cicu_fold(
  const uint8_t *word, int32_t length, int32_t options, uint8_t *folded, int32_t capacity);

bool cicu_is_white_space(uint32_t character);
bool cicu_is_lower_case(uint32_t character);
bool cicu_is_upper_case(uint32_t character);

// Whether a character is a letter, a digit or a mark on one, or joins these like the underscore.
bool cicu_is_in_words(uint32_t character);

// Whether a character is a control or format character, or a mark that combines.
bool cicu_shows_nothing(uint32_t character);

// Whether it is of Chinese or Japanese writing, or a Korean syllable.
bool cicu_is_of_east_asia(uint32_t character);

// The version of Unicode whose data ICU has, as major * 256 + minor.
int32_t cicu_unicode_version(void);

// One guess at a text's encoding: ICU's name, the language it fits (two letters, or none), and how
// sure ICU is, in percent.
typedef struct {
  char name[40];
  char language[4];
  int32_t confidence;
} cicu_guess;

// Guesses the encoding of a text, the surest first, and returns how many guesses were written.
int32_t cicu_guess_encodings(
  const uint8_t *bytes, int32_t length, cicu_guess *guesses, int32_t capacity);

// Whether ICU has a converter of that name.
bool cicu_knows_encoding(const char *name);

// Decodes to UTF-8 and returns the length of the result in bytes; `wrong` is then how many sequences
// were replaced by U+FFFD. Returns -1 where something cannot be decoded and must not be replaced
// (`wrong` is its offset), or when ICU fails (`wrong` is -1). Three bytes of room for each byte do,
// or four for encodings whose single bytes stand for more.
int64_t cicu_decode(
  const char *name, const uint8_t *bytes, int64_t length, bool replaces, uint8_t *text,
  int64_t capacity, int64_t *wrong);
