/*
 * The old method in C: finds one number in a Berkeley DB hash file.
 *
 *     legacy-getter FILE KEY           prints the number
 *     legacy-getter --load FILE        makes the file from "KEY VALUE" lines of standard input
 */
#include <db.h>
#include <stdio.h>
#include <string.h>

static DB *open_file(const char *path, u_int32_t flags)
{
    DB *db;
    int error = db_create(&db, NULL, 0);
    if (error == 0)
        error = db->open(db, NULL, path, NULL, DB_HASH, flags, 0644);
    if (error == 0)
        return db;
    printf("Couldn't open database: %s\n", db_strerror(error));
    return NULL;
}

static int load(const char *path)
{
    char key[256], value[32];
    DB *db = open_file(path, DB_CREATE | DB_TRUNCATE);
    if (db == NULL)
        return 1;
    while (scanf("%255s %31s", key, value) == 2) {
        DBT k = { .data = key, .size = (u_int32_t)strlen(key) }, v = { .data = value, .size = (u_int32_t)strlen(value) };
        if (db->put(db, NULL, &k, &v, 0) != 0)
            return 1;
    }
    return db->close(db, 0) != 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--load") == 0)
        return load(argv[2]);
    if (argc != 3)
        return 64;
    DB *db = open_file(argv[1], DB_RDONLY);
    if (db == NULL)
        return 1;
    DBT k = { .data = argv[2], .size = (u_int32_t)strlen(argv[2]) }, v = { 0 };
    int error = db->get(db, NULL, &k, &v, 0);
    if (error == 0)
        printf("%.*s\n", (int)v.size, (char *)v.data);
    else
        printf("No such key \"%s\"\n", argv[2]);
    db->close(db, 0);
    return error != 0;
}
