/*
 * What agentx-sample serves, for the C subagents that it is measured against:
 * scalars BASE.1.1.0 to BASE.1.N.0, scalar n of value n, and a table of cells BASE.2.1.C.R,
 * columns C from 2 to 6, of value C x 1000000 + R; all of them Counter32.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SUBIDS 128

struct model {
    uint32_t base[MAX_SUBIDS];
    int base_length;
    uint32_t scalars, rows;
};

static inline uint32_t model_count(const struct model *m)
{
    return m->scalars + 5 * m->rows;
}

/* The name of the instance at a position in OID order, without the base; gives its length. */
static inline int model_name(const struct model *m, uint32_t position, uint32_t *name, uint32_t *value)
{
    if (position < m->scalars) {
        name[0] = 1, name[1] = position + 1, name[2] = 0;
        *value = position + 1;
        return 3;
    }
    position -= m->scalars;
    name[0] = 2, name[1] = 1, name[2] = 2 + position / m->rows, name[3] = 1 + position % m->rows;
    *value = name[2] * 1000000 + name[3];
    return 4;
}

static inline int model_compare(const uint32_t *a, int a_length, const uint32_t *b, int b_length)
{
    for (int i = 0; i < a_length && i < b_length; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return a_length - b_length;
}

/* The position of the first instance that is not before a name: a binary search, as a subagent with real data has to make. */
static inline uint32_t model_lower_bound(const struct model *m, const uint32_t *name, int length)
{
    int before = model_compare(name, length < m->base_length ? length : m->base_length, m->base, m->base_length);
    if (before != 0)
        return before < 0 ? 0 : model_count(m);

    uint32_t low = 0, high = model_count(m);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, own[4], value;
        int own_length = model_name(m, middle, own, &value);
        if (model_compare(own, own_length, name + m->base_length, length - m->base_length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the instance at a position has a name. */
static inline int model_is(const struct model *m, uint32_t position, const uint32_t *name, int length)
{
    uint32_t own[4], value;
    if (position == model_count(m))
        return 0;
    int own_length = model_name(m, position, own, &value);
    return length == m->base_length + own_length && memcmp(own, name + m->base_length, own_length * sizeof(uint32_t)) == 0;
}

/* SOCKET BASE-OID SCALARS ROWS */
static inline void model_parse(struct model *m, int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: %s SOCKET BASE-OID SCALARS ROWS\n", argv[0]);
        exit(64);
    }
    for (char *p = argv[2]; *p != 0; p += *p == '.')
        m->base[m->base_length++] = (uint32_t)strtoul(p, &p, 10);
    m->scalars = (uint32_t)atoi(argv[3]);
    m->rows = (uint32_t)atoi(argv[4]);
}
