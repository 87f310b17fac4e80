/*
 * Asks an SNMP agent for one variable again and again, one request at a time, and tells how long the answers took.
 *
 *     poll PORT OID SECONDS
 *
 * Prints: answers, then the median, the 99th percentile and the maximum of the time to an answer in microseconds.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { MAX_TIMES = 1 << 20, PAUSE = 1000000 };

static float times[MAX_TIMES];

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int slower(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

/* A get of version 2c from community public, each length in one octet; gives its length and where the request ID stands. */
static int compose(uint8_t *message, char *oid, int *id)
{
    uint8_t name[128];
    int length = 0;
    uint32_t first = (uint32_t)strtoul(oid, &oid, 10) * 40;
    for (int i = 0; *oid == '.'; i++) {
        uint32_t subid = (uint32_t)strtoul(oid + 1, &oid, 10) + (i == 0 ? first : 0);
        for (int shift = 28; shift >= 0; shift -= 7)
            if (shift == 0 || subid >> shift != 0)
                name[length++] = (uint8_t)((subid >> shift & 0x7F) | (shift > 0 ? 0x80 : 0));
        if (length > 60)
            return -1;
    }
    uint8_t head[] = {
        0x30, (uint8_t)(33 + length), 2, 1, 1, 4, 6, 'p', 'u', 'b', 'l', 'i', 'c', 0xA0, (uint8_t)(20 + length), 2, 4, 0, 0, 0, 0,
        2, 1, 0, 2, 1, 0, 0x30, (uint8_t)(6 + length), 0x30, (uint8_t)(4 + length), 6, (uint8_t)length};
    memcpy(message, head, sizeof head);
    memcpy(message + sizeof head, name, (size_t)length);
    memcpy(message + sizeof head + length, "\5", 2);
    *id = 17;
    return (int)sizeof head + length + 2;
}

int main(int argc, char **argv)
{
    uint8_t message[256], answer[65536];
    int id, length = argc == 4 ? compose(message, argv[2], &id) : -1;
    if (length < 0) {
        fprintf(stderr, "usage: poll PORT OID SECONDS\n");
        return 64;
    }
    int agent = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(agent, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("connect");
        return 1;
    }
    long count = 0;
    uint32_t number = 0x01000000;
    double end = now() + atof(argv[3]);
    for (double t = now(); t < end && count < MAX_TIMES; t = now()) {
        uint32_t wire = htonl(++number);
        memcpy(message + id, &wire, 4);
        send(agent, message, (size_t)length, 0);
        struct pollfd ready = {.fd = agent, .events = POLLIN};
        ssize_t got = poll(&ready, 1, 5000) == 1 ? recv(agent, answer, sizeof answer, 0) : -1;
        /* The type of the value stands behind the name: Counter32, or the variable is not there. */
        uint8_t *value = got > 0 ? memmem(answer, (size_t)got, message + 33, (size_t)length - 35) : NULL;
        if (value == NULL || value[length - 35] != 0x41) {
            fprintf(stderr, "poll: no counter was answered\n");
            return 1;
        }
        times[count++] = (float)((now() - t) * 1e6);
        nanosleep(&(struct timespec){.tv_nsec = PAUSE}, NULL);
    }
    qsort(times, (size_t)count, sizeof *times, slower);
    printf("%ld %.0f %.0f %.0f\n", count, times[count / 2], times[count * 99 / 100], times[count - 1]);
    return 0;
}
