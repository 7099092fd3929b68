#include "CICU.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

int32_t cicu_guess_encodings(
  const uint8_t *bytes, int32_t length, cicu_guess *guesses, int32_t capacity
) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return 0;
  int32_t count = 0;
  ucsdet_setText(detector, (const char *)bytes, length, &status);
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &status);
  if (U_FAILURE(status) || matches == NULL) count = 0;
  if (count > capacity) count = capacity;
  for (int32_t i = 0; i < count; i++) {
    guesses[i] = (cicu_guess){0};
    const char *name = ucsdet_getName(matches[i], &status);
    const char *language = ucsdet_getLanguage(matches[i], &status);
    if (name != NULL) strncpy(guesses[i].name, name, sizeof guesses[i].name - 1);
    if (language != NULL) strncpy(guesses[i].language, language, sizeof guesses[i].language - 1);
    guesses[i].confidence = ucsdet_getConfidence(matches[i], &status);
  }
  ucsdet_close(detector);
  return count;
}

bool cicu_knows_encoding(const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  ucnv_close(converter);
  return name[0] != 0 && U_SUCCESS(status);
}

// Writes U+FFFD for what cannot be decoded, and counts.
static void replace(
  const void *context, UConverterToUnicodeArgs *arguments, const char *bytes, int32_t length,
  UConverterCallbackReason reason, UErrorCode *status
) {
  if (reason > UCNV_IRREGULAR) return;
  *(int64_t *)context += 1;
  *status = U_ZERO_ERROR;
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

int64_t cicu_decode(
  const char *name, const uint8_t *bytes, int64_t length, bool replaces, uint8_t *text,
  int64_t capacity, int64_t *wrong
) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from = ucnv_open(name, &status);
  UConverter *to = ucnv_open("UTF-8", &status);
  int64_t replaced = 0, result = -1;
  *wrong = -1;
  if (U_SUCCESS(status)) {
    ucnv_setToUCallBack(
      from, replaces ? replace : UCNV_TO_U_CALLBACK_STOP, &replaced, NULL, NULL, &status);
    UChar pivot[4096];
    UChar *pivot_source = pivot, *pivot_target = pivot;
    const char *source = (const char *)bytes;
    char *target = (char *)text;
    ucnv_convertEx(
      to, from, &target, target + capacity, &source, source + length, pivot, &pivot_source,
      &pivot_target, pivot + 4096, true, true, &status);
    if (U_SUCCESS(status)) {
      result = target - (char *)text;
      *wrong = replaced;
    } else {
      char invalid[32];
      int8_t count = sizeof invalid;
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(from, invalid, &count, &ignored);
      *wrong = source - (const char *)bytes - (U_SUCCESS(ignored) ? count : 0);
    }
  }
  ucnv_close(from);
  ucnv_close(to);
  return result;
}
