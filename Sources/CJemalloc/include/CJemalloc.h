/// What jemalloc is told by the programs that link it; see settings.c.
extern const char *malloc_conf;
