/* The ceiling of the engine on this machine: raw SQLite, executing exactly the statements that the engine executed.
 *
 *   sqlite_ceiling RECORDING ENGINES.db NEW.db
 *
 * RECORDING is what `paidan-bench record` wrote (its form: Recorder.swift). Every statement is executed in its order on
 * the new file, from the first PRAGMA on, each prepared once and then bound, stepped to its end and reset; what a query
 * answers is read and forgotten. Only the turns are timed, like the engine's. At the end every table must hold, row by
 * row and value by value, what the engine's file holds.
 *
 * Prints one JSON object. Exit 1: the contents differ, or SQLite failed.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

enum { STATEMENTS_MAX = 4096, STEPS_MAX = 16, NAME_MAX_BYTES = 32 };

struct step {
    char name[NAME_MAX_BYTES];
    uint64_t commands;
    double wall, cpu;
};

static sqlite3_stmt *statements[STATEMENTS_MAX];
static const char *texts[STATEMENTS_MAX];
static uint32_t lengths[STATEMENTS_MAX];
static uint32_t known;
static struct step steps[STEPS_MAX];
static int steps_known;
static uint64_t executed;
/* What queries answer ends here, so that reading it is not optimized away. */
static volatile int64_t read_away;

static void fail(sqlite3 *db, const char *what) {
    fprintf(stderr, "sqlite_ceiling: %s: %s\n", what, db ? sqlite3_errmsg(db) : "");
    exit(1);
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static uint32_t take_number(const uint8_t **at) {
    uint32_t number;
    memcpy(&number, *at, sizeof number);
    *at += sizeof number;
    return number;
}

static const char *take_block(const uint8_t **at, uint32_t *length) {
    *length = take_number(at);
    const char *block = (const char *)*at;
    *at += *length;
    return block;
}

static struct step *step_named(const char *name, uint32_t length) {
    for (int i = 0; i < steps_known; i++)
        if (strlen(steps[i].name) == length && !memcmp(steps[i].name, name, length)) return &steps[i];
    if (steps_known == STEPS_MAX || length >= NAME_MAX_BYTES) fail(NULL, "too many steps, or a name too long");
    memcpy(steps[steps_known].name, name, length);
    return &steps[steps_known++];
}

/* Prepared when it is first executed: a later one's table may not exist before. */
static sqlite3_stmt *statement(sqlite3 *db, uint32_t number) {
    if (number >= known) fail(NULL, "a statement without text");
    if (!statements[number]
        && sqlite3_prepare_v3(db, texts[number], (int)lengths[number], SQLITE_PREPARE_PERSISTENT, &statements[number], NULL))
        fail(db, texts[number]);
    return statements[number];
}

static const uint8_t *bind(sqlite3 *db, sqlite3_stmt *stmt, const uint8_t *at) {
    uint32_t count = take_number(&at), length;
    for (int index = 1; index <= (int)count; index++) {
        int status = SQLITE_OK;
        int64_t integer;
        const char *block;
        switch (*at++) {
        case 'n': status = sqlite3_bind_null(stmt, index); break;
        case 'i':
            memcpy(&integer, at, sizeof integer);
            at += sizeof integer;
            status = sqlite3_bind_int64(stmt, index, integer);
            break;
        case 't':
            block = take_block(&at, &length);
            status = sqlite3_bind_text(stmt, index, block, (int)length, SQLITE_STATIC);
            break;
        case 'b':
            block = take_block(&at, &length);
            status = length ? sqlite3_bind_blob(stmt, index, block, (int)length, SQLITE_STATIC)
                            : sqlite3_bind_zeroblob(stmt, index, 0);
            break;
        default: fail(NULL, "a value of unknown type");
        }
        if (status) fail(db, sqlite3_sql(stmt));
    }
    return at;
}

static void read_row(sqlite3_stmt *stmt) {
    for (int column = sqlite3_column_count(stmt) - 1; column >= 0; column--)
        read_away += sqlite3_column_type(stmt, column) == SQLITE_INTEGER ? sqlite3_column_int64(stmt, column)
                                                                         : sqlite3_column_bytes(stmt, column);
}

static const uint8_t *execute(sqlite3 *db, const uint8_t *at) {
    sqlite3_stmt *stmt = statement(db, take_number(&at));
    at = bind(db, stmt, at);
    int status;
    while ((status = sqlite3_step(stmt)) == SQLITE_ROW) read_row(stmt);
    if (status != SQLITE_DONE) fail(db, sqlite3_sql(stmt));
    sqlite3_reset(stmt);
    executed++;
    return at;
}

static void replay(sqlite3 *db, const uint8_t *at, const uint8_t *end) {
    struct step *step = NULL;
    double wall = 0, cpu = 0;
    uint32_t length;
    while (at < end) {
        switch (*at++) {
        case 'T':
            if (known == STATEMENTS_MAX) fail(NULL, "too many statements");
            texts[known] = take_block(&at, &lengths[known]);
            known++;
            break;
        case 'S': at = execute(db, at); break;
        case 'M': {
            const char *name = take_block(&at, &length);
            step = step_named(name, length);
            step->commands += take_number(&at);
            cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
            wall = seconds(CLOCK_MONOTONIC);
            break;
        }
        case 'E':
            if (!step) fail(NULL, "a turn that did not begin");
            step->wall += seconds(CLOCK_MONOTONIC) - wall;
            step->cpu += seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
            step = NULL;
            break;
        default: fail(NULL, "a record of unknown type");
        }
    }
}

/* MARK: comparing */

static sqlite3 *open_database(const char *path, int flags) {
    sqlite3 *db;
    if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL)) fail(db, path);
    return db;
}

static sqlite3_stmt *query(sqlite3 *db, const char *sql) {
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL)) fail(db, sql);
    return stmt;
}

static int same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column) {
    if (sqlite3_column_type(a, column) != sqlite3_column_type(b, column)) return 0;
    int length = sqlite3_column_bytes(a, column);
    return length == sqlite3_column_bytes(b, column)
        && (!length || !memcmp(sqlite3_column_blob(a, column), sqlite3_column_blob(b, column), (size_t)length));
}

/* - Returns: how many rows both have. */
static int64_t compare_table(sqlite3 *engines, sqlite3 *ours, const char *table) {
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", table);
    sqlite3_stmt *a = query(engines, sql), *b = query(ours, sql);
    for (int64_t rows = 0;; rows++) {
        int status = sqlite3_step(a);
        if (status != sqlite3_step(b)) {
            fprintf(stderr, "sqlite_ceiling: %s: one has %lld rows, the other has more\n", table, (long long)rows);
            exit(1);
        }
        if (status == SQLITE_DONE) {
            sqlite3_finalize(a);
            sqlite3_finalize(b);
            return rows;
        }
        if (status != SQLITE_ROW) fail(engines, table);
        for (int column = 0; column < sqlite3_column_count(a); column++)
            if (!same_value(a, b, column)) {
                fprintf(stderr, "sqlite_ceiling: %s differs in row %lld\n", table, (long long)rows + 1);
                exit(1);
            }
    }
}

static void compare(sqlite3 *engines, sqlite3 *ours) {
    sqlite3_stmt *tables = query(engines, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    const char *comma = "";
    printf("\"rows\":{");
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        printf("%s\"%s\":%lld", comma, table, (long long)compare_table(engines, ours, table));
        comma = ",";
    }
    printf("}");
    sqlite3_finalize(tables);
}

static int64_t pragma(sqlite3 *db, const char *sql) {
    sqlite3_stmt *stmt = query(db, sql);
    int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
    sqlite3_finalize(stmt);
    return value;
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: sqlite_ceiling RECORDING ENGINES.db NEW.db\n");
        return 2;
    }
    int file = open(arguments[1], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) fail(NULL, arguments[1]);
    const uint8_t *recording
        = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (recording == MAP_FAILED || status.st_size < 8 || memcmp(recording, "PDREC001", 8)) fail(NULL, "no recording");

    sqlite3 *db = open_database(arguments[3], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    /* The one setting that the product makes by no statement of its own. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    replay(db, recording + 8, recording + status.st_size);
    if (pragma(db, "PRAGMA synchronous") != 2 || pragma(db, "PRAGMA foreign_keys") != 1)
        fail(NULL, "not as durable, or not as strict, as the product");

    printf("{\"sqlite\":\"%s\",\"statements\":%llu,\"steps\":{", sqlite3_libversion(), (unsigned long long)executed);
    for (int i = 0; i < steps_known; i++)
        printf("%s\"%s\":{\"commands\":%llu,\"wall\":%.6f,\"cpu\":%.6f}", i ? "," : "", steps[i].name,
               (unsigned long long)steps[i].commands, steps[i].wall, steps[i].cpu);
    printf("},");
    sqlite3 *engines = open_database(arguments[2], SQLITE_OPEN_READONLY);
    compare(engines, db);
    printf("}\n");
    for (uint32_t i = 0; i < known; i++) sqlite3_finalize(statements[i]);
    sqlite3_close(engines);
    sqlite3_close(db);
    return 0;
}
