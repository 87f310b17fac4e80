/*
 * Asks an SNMP agent as fast as it answers, with so many requests outstanding, and checks every value of every answer.
 *
 *     loader PORT BASE-OID ROWS get|getnext|bulk OUTSTANDING N SECONDS
 *
 * get and getnext ask for N cells of the table at BASE.2.1 in one request; bulk asks for N repetitions of its 5 columns.
 * Prints: answers a second, varbinds a second, the median and the 99th percentile of the time to an answer in microseconds.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { MESSAGES = 512, MAX_OUTSTANDING = 256, MAX_MESSAGE = 8192, MAX_TIMES = 8 << 20 };
enum { GET = 0xA0, GET_NEXT = 0xA1, RESPONSE = 0xA2, GET_BULK = 0xA5, COUNTER32 = 0x41 };

static struct message { uint8_t octets[MAX_MESSAGE]; int length, id; } messages[MESSAGES];
static struct { uint32_t id; double at; } outstanding[MAX_OUTSTANDING];
static float times[MAX_TIMES];

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Messages are written from their end to their beginning: a length is known before it is written. */
static uint8_t *wrap(uint8_t *from, const uint8_t *end, uint8_t tag)
{
    long length = end - from;
    if (length > 255)
        *--from = (uint8_t)length, *--from = (uint8_t)(length >> 8), *--from = 0x82;
    else if (length > 127)
        *--from = (uint8_t)length, *--from = 0x81;
    else
        *--from = (uint8_t)length;
    *--from = tag;
    return from;
}

static uint8_t *integer(uint8_t *from, uint32_t number)
{
    uint8_t *end = from;
    do
        *--from = (uint8_t)number;
    while (number >>= 8);
    if (*from & 0x80)
        *--from = 0;
    return wrap(from, end, 0x02);
}

static uint8_t *subid(uint8_t *from, uint32_t number)
{
    *--from = number & 0x7F;
    while (number >>= 7)
        *--from = (uint8_t)(0x80 | (number & 0x7F));
    return from;
}

static uint8_t *varbind(uint8_t *from, const uint32_t *base, int base_length, uint32_t column, uint32_t row, int is_column)
{
    uint8_t *end = from;
    *--from = 0, *--from = 0x05;
    uint8_t *name_end = from;
    if (!is_column)
        from = subid(from, row);
    from = subid(from, column);
    from = subid(subid(from, 1), 2);
    for (int i = base_length - 1; i > 1; i--)
        from = subid(from, base[i]);
    *--from = (uint8_t)(base[0] * 40 + base[1]);
    return wrap(wrap(from, name_end, 0x06), end, 0x30);
}

static void compose(struct message *m, int type, const uint32_t *base, int base_length, uint32_t rows, uint32_t n)
{
    uint8_t buffer[MAX_MESSAGE], *end = buffer + sizeof buffer, *from = end;
    if (type == GET_BULK) {
        for (uint32_t column = 6; column >= 2; column--)
            from = varbind(from, base, base_length, column, 1 + (uint32_t)rand() % (rows - n), 0);
    } else {
        for (uint32_t i = 0; i < n; i++)
            from = varbind(from, base, base_length, 2 + (uint32_t)rand() % 5, 1 + (uint32_t)rand() % (rows - 1), 0);
    }
    from = wrap(from, end, 0x30);
    from = integer(from, type == GET_BULK ? n : 0);
    from = integer(from, 0);
    uint8_t *id_end = from;
    from -= 4; /* The request ID, 4 octets, filled in for each sending. */
    uint8_t *id = from;
    from = wrap(from, id_end, 0x02);
    from = wrap(from, end, (uint8_t)type);
    static const char community[] = "public";
    uint8_t *community_end = from;
    from -= sizeof community - 1;
    memcpy(from, community, sizeof community - 1);
    from = wrap(from, community_end, 0x04);
    from = wrap(integer(from, 1), end, 0x30);
    m->length = (int)(end - from);
    m->id = (int)(id - from);
    memcpy(m->octets, from, (size_t)m->length);
}

static void broken(const char *what)
{
    fprintf(stderr, "loader: an answer %s\n", what);
    exit(1);
}

/* Steps into a value of the tag; gives its length. */
static long enter(const uint8_t **p, const uint8_t *end, int tag)
{
    if (end - *p < 2 || (*p)[0] != tag)
        broken("is not what was asked for");
    long length = (*p)[1];
    *p += 2;
    if (length & 0x80) {
        int count = length & 0x7F;
        for (length = 0; count > 0; count--)
            length = length << 8 | *(*p)++;
    }
    if (length > end - *p)
        broken("is cut off");
    return length;
}

static uint32_t number(const uint8_t **p, const uint8_t *end, int tag)
{
    uint32_t value = 0;
    for (long length = enter(p, end, tag); length > 0; length--)
        value = value << 8 | *(*p)++;
    return value;
}

/* Checks an answer; gives the number of its varbinds and, in id, its request ID. */
static int check(const uint8_t *p, const uint8_t *end, uint32_t *id)
{
    enter(&p, end, 0x30);
    number(&p, end, 0x02);
    p += enter(&p, end, 0x04);
    enter(&p, end, RESPONSE);
    *id = number(&p, end, 0x02);
    if (number(&p, end, 0x02) != 0)
        broken("is an error");
    number(&p, end, 0x02);
    enter(&p, end, 0x30);
    int count = 0;
    for (; p < end; count++) {
        enter(&p, end, 0x30);
        long length = enter(&p, end, 0x06);
        uint32_t last[2] = {0, 0}, part = 0;
        for (; length > 0; length--, p++) {
            part = part << 7 | (*p & 0x7F);
            if (!(*p & 0x80))
                last[0] = last[1], last[1] = part, part = 0;
        }
        if (number(&p, end, COUNTER32) != last[0] * 1000000 + last[1])
            broken("has a wrong value");
    }
    return count;
}

static int slower(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    if (argc != 8) {
        fprintf(stderr, "usage: loader PORT BASE-OID ROWS get|getnext|bulk OUTSTANDING N SECONDS\n");
        return 64;
    }
    uint32_t base[128], rows = (uint32_t)atoi(argv[3]), n = (uint32_t)atoi(argv[6]);
    int base_length = 0, window = atoi(argv[5]);
    for (char *p = argv[2]; *p != 0; p += *p == '.')
        base[base_length++] = (uint32_t)strtoul(p, &p, 10);
    int type = strcmp(argv[4], "bulk") == 0 ? GET_BULK : strcmp(argv[4], "getnext") == 0 ? GET_NEXT : GET;
    for (int i = 0; i < MESSAGES; i++)
        compose(&messages[i], type, base, base_length, rows, n);

    int agent = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(agent, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("connect");
        return 1;
    }

    uint32_t next = 0x01000000;
    long answers = 0, varbinds = 0, lost = 0;
    double begin = now(), end = begin + atof(argv[7]);
    for (double t = begin; t < end; t = now()) {
        for (int slot = 0; slot < window; slot++) {
            if (outstanding[slot].id != 0 && t - outstanding[slot].at < 2)
                continue;
            lost += outstanding[slot].id != 0;
            struct message *m = &messages[next % MESSAGES];
            uint32_t id = htonl(next);
            memcpy(m->octets + m->id, &id, 4);
            outstanding[slot].id = next++;
            outstanding[slot].at = now();
            send(agent, m->octets, (size_t)m->length, 0);
        }
        struct pollfd ready = {.fd = agent, .events = POLLIN};
        poll(&ready, 1, 100);
        static uint8_t answer[65536];
        ssize_t length;
        while ((length = recv(agent, answer, sizeof answer, MSG_DONTWAIT)) > 0) {
            uint32_t id;
            int count = check(answer, answer + length, &id);
            for (int slot = 0; slot < window; slot++) {
                if (outstanding[slot].id == id) {
                    outstanding[slot].id = 0;
                    if (answers < MAX_TIMES)
                        times[answers] = (float)((now() - outstanding[slot].at) * 1e6);
                    answers++, varbinds += count;
                }
            }
        }
    }
    if (answers == 0 || lost > 0) {
        fprintf(stderr, "loader: %ld answers, %ld requests were not answered\n", answers, lost);
        return 1;
    }
    double seconds = now() - begin;
    long kept = answers < MAX_TIMES ? answers : MAX_TIMES;
    qsort(times, (size_t)kept, sizeof *times, slower);
    printf("%.0f %.0f %.0f %.0f\n", (double)answers / seconds, (double)varbinds / seconds, times[kept / 2], times[kept * 99 / 100]);
    return 0;
}
