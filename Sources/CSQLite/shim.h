#include <sqlite3.h>

/// Turns everything off by which a database file could do more than hold rows: triggers, views, functions in its
/// schema, writes to its schema, loaded libraries. (sqlite3_db_config is variadic, which Swift cannot call.)
static inline int leitmotif_sqlite_distrust(sqlite3 *db) {
  int done = 0;
  done |= sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  done |= sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
  done |= sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
  done |= sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  done |= sqlite3_db_config(db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, (int *)0);
  done |= sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)0);
  return done;
}
