#include "CJemalloc.h"

// jemalloc reads this name when a program starts. Huge pages, where the system lends them to who asks (as Linux does by
// default): a file of 40 MB is otherwise ten thousand pages, each fetched and cleared by itself, and so is its text.
const char *malloc_conf = "thp:always";
