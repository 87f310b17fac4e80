/* The same objects by a subagent without any library: read, search, write. As fast as the protocol (RFC 2741) allows. */
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "model.h"

enum { HEADER = 20, MAX_PDU = 65536 };
enum { OPEN = 1, REGISTER = 3, GET = 5, GET_NEXT = 6, TEST_SET = 8, CLEANUP_SET = 11, RESPONSE = 18 };
enum { NO_SUCH_INSTANCE = 129, END_OF_MIB_VIEW = 130, COUNTER32 = 65, GEN_ERR = 5, NOT_WRITABLE = 17 };

static uint8_t received[2 * MAX_PDU], sent[MAX_PDU];

static void put(uint8_t **to, uint32_t number)
{
    memcpy(*to, &number, 4); /* The byte order of this machine: Open says which, and it is little endian wherever this runs. */
    *to += 4;
}

static uint32_t take(const uint8_t **from)
{
    uint32_t number;
    memcpy(&number, *from, 4);
    *from += 4;
    return number;
}

static void put_name(uint8_t **to, const uint32_t *first, int first_length, const uint32_t *rest, int rest_length)
{
    *(*to)++ = (uint8_t)(first_length + rest_length);
    *(*to)++ = 0, *(*to)++ = 0, *(*to)++ = 0;
    for (int i = 0; i < first_length; i++)
        put(to, first[i]);
    for (int i = 0; i < rest_length; i++)
        put(to, rest[i]);
}

static int take_name(const uint8_t **from, uint32_t *name, int *include)
{
    static const uint32_t internet[] = {1, 3, 6, 1};
    int length = 0, count = (*from)[0], prefix = (*from)[1];
    *include = (*from)[2];
    *from += 4;
    if (prefix != 0) {
        memcpy(name, internet, sizeof internet);
        name[4] = (uint32_t)prefix;
        length = 5;
    }
    for (; count > 0 && length < MAX_SUBIDS; count--)
        name[length++] = take(from);
    return length;
}

static void header(uint8_t *pdu, int type, const uint8_t *ids, size_t length)
{
    uint32_t payload = (uint32_t)(length - HEADER);
    pdu[0] = 1, pdu[1] = (uint8_t)type, pdu[2] = 0, pdu[3] = 0;
    memcpy(pdu + 4, ids, 12);
    memcpy(pdu + 16, &payload, 4);
}

/* Answers one request; gives the length of the answer, 0 for none. */
static size_t answer(const struct model *m, const uint8_t *pdu, size_t length)
{
    const uint8_t *in = pdu + HEADER, *end = pdu + length;
    uint8_t *out = sent + HEADER, *error = out + 4;
    int type = pdu[1];
    if (type == CLEANUP_SET || type == RESPONSE)
        return 0;
    put(&out, 0);
    put(&out, 0);
    if (type == GET || type == GET_NEXT) {
        while (in < end) {
            uint32_t name[MAX_SUBIDS], stop[MAX_SUBIDS], own[4], value = 0;
            int include, unused, name_length = take_name(&in, name, &include), stop_length = take_name(&in, stop, &unused);
            uint32_t position = model_lower_bound(m, name, name_length);
            int found = type == GET
                ? model_is(m, position, name, name_length)
                : (position += !include && model_is(m, position, name, name_length),
                   position < (stop_length == 0 ? model_count(m) : model_lower_bound(m, stop, stop_length)));
            put(&out, found ? COUNTER32 : type == GET ? NO_SUCH_INSTANCE : END_OF_MIB_VIEW);
            if (found) {
                int own_length = model_name(m, position, own, &value);
                put_name(&out, m->base, m->base_length, own, own_length);
                put(&out, value);
            } else {
                put_name(&out, name, name_length, NULL, 0);
            }
        }
    } else {
        error[0] = type == TEST_SET ? NOT_WRITABLE : GEN_ERR;
        error[2] = 1;
    }
    header(sent, RESPONSE, pdu + 4, (size_t)(out - sent));
    return (size_t)(out - sent);
}

static void send_all(int master, const uint8_t *octets, size_t length)
{
    while (length > 0) {
        ssize_t count = write(master, octets, length);
        if (count <= 0)
            exit(1);
        octets += count, length -= (size_t)count;
    }
}

/* Sends an administrative PDU and waits for its answer, whose session ID stays in ids. */
static void ask(int master, int type, uint8_t *ids, uint8_t *out)
{
    header(sent, type, ids, (size_t)(out - sent));
    send_all(master, sent, (size_t)(out - sent));
    if (read(master, received, sizeof received) < HEADER + 8 || received[HEADER + 4] != 0 || received[HEADER + 5] != 0) {
        fprintf(stderr, "the master refused PDU type %d\n", type);
        exit(1);
    }
    memcpy(ids, received + 4, 4);
    ids[8]++;
}

int main(int argc, char **argv)
{
    struct model model = {0};
    model_parse(&model, argc, argv);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
    int master = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(master, (struct sockaddr *)&address, sizeof address) != 0) {
        perror(argv[1]);
        return 1;
    }

    uint8_t ids[12] = {0}, *out = sent + HEADER;
    put(&out, 0);                        /* o.timeout */
    put_name(&out, NULL, 0, NULL, 0);    /* o.id */
    put(&out, 0);                        /* o.descr */
    ask(master, OPEN, ids, out);
    out = sent + HEADER;
    put(&out, 127 << 8);                 /* r.priority */
    put_name(&out, model.base, model.base_length, NULL, 0);
    ask(master, REGISTER, ids, out);

    for (size_t have = 0;;) {
        ssize_t count = read(master, received + have, sizeof received - have);
        if (count <= 0)
            return 0;
        have += (size_t)count;
        size_t done = 0;
        while (have - done >= HEADER) {
            uint32_t payload;
            memcpy(&payload, received + done + 16, 4);
            if (have - done < HEADER + payload)
                break;
            send_all(master, sent, answer(&model, received + done, HEADER + payload));
            done += HEADER + payload;
        }
        memmove(received, received + done, have -= done);
    }
}
