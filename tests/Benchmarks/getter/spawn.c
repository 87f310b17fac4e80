/*
 * Starts several commands in turn, over and over, and times each process from its start to its end.
 *
 *     spawn ROUNDS COMMAND [ARGUMENT ...] [-- COMMAND [ARGUMENT ...]] ...
 *
 * For each command prints: the median of its time and its processor time in microseconds, and the median over the rounds of
 * its time divided by that of the first command in the same round. The order turns round by round.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { MAX_COMMANDS = 16 };

extern char **environ;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double in_microseconds(struct timeval t)
{
    return (double)t.tv_sec * 1e6 + (double)t.tv_usec;
}

static int ascending(const void *left, const void *right)
{
    double l = *(const double *)left, r = *(const double *)right;
    return (l > r) - (l < r);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int argc, char **argv)
{
    char **commands[MAX_COMMANDS];
    int count = 0, rounds = argc > 2 ? atoi(argv[1]) : 0;
    if (rounds < 1)
        return 64;
    commands[count++] = argv + 2;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) {
            argv[i] = NULL;
            if (count == MAX_COMMANDS)
                return 64;
            commands[count++] = argv + i + 1;
        }
    }

    double *wall[MAX_COMMANDS], *cpu[MAX_COMMANDS], *ratio = malloc(sizeof *ratio * (size_t)rounds);
    for (int c = 0; c < count; c++) {
        wall[c] = malloc(sizeof **wall * (size_t)rounds);
        cpu[c] = malloc(sizeof **cpu * (size_t)rounds);
    }

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    for (int round = -1; round < rounds; round++) { /* the first one fills the caches */
        for (int i = 0; i < count; i++) {
            int c = (i + round + 1) % count, status;
            struct rusage usage;
            pid_t pid;
            double start = now();
            if (posix_spawn(&pid, commands[c][0], &actions, NULL, commands[c], environ) != 0 || wait4(pid, &status, 0, &usage) != pid || status != 0) {
                fprintf(stderr, "spawn: %s failed\n", commands[c][0]);
                return 1;
            }
            if (round >= 0) {
                wall[c][round] = now() - start;
                cpu[c][round] = in_microseconds(usage.ru_utime) + in_microseconds(usage.ru_stime);
            }
        }
    }

    double quotients[MAX_COMMANDS];
    for (int c = 0; c < count; c++) {
        for (int round = 0; round < rounds; round++)
            ratio[round] = wall[c][round] / wall[0][round];
        quotients[c] = median(ratio, rounds);
    }
    for (int c = 0; c < count; c++)
        printf("%.0f %.0f %.2f\n", median(wall[c], rounds), median(cpu[c], rounds), quotients[c]);
    return 0;
}
