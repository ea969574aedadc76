/*
 * The options of mpj-bench, its rule for iterations and warm-up, its pattern and its rows, for programs with MPI and without. They
 * must stay the same as in mpj.perf.bench (Sizes, Repetitions, Payload, Table), or a race compares different loops.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Messages over this size get fewer repetitions. */
#define LARGE_BYTES 8192L
#define PAGE_BYTES 4096

#define MOST_LISTED 64

typedef struct {
    long min, max;          /* message sizes, doubled from min to max */
    long listed[MOST_LISTED];   /* or these, in rising order */
    int listed_sizes;
    long iterations;        /* 0: by the rule */
    long warmup;            /* -1: by the rule */
    int window;
    int tests;              /* of a nonblocking collective operation */
    int pairs;              /* rank i and rank i + pairs exchange messages */
    int blocking, both_ways, rewrite, validate;
    long base_iterations, base_warmup;
    long floor_iterations, floor_warmup;
} peer_options;

static inline void peer_usage(const char *program)
{
    fprintf(stderr,
            "usage: %s [-m [MIN:]MAX|SIZE,SIZE...] [-i ITERATIONS] [-x WARMUP] [-W WINDOW] [-t TESTS] [-p PAIRS]\n"
            "       [--blocking] [--both-ways] [--rewrite] [-c]\n", program);
}

static inline void peer_end(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static inline long peer_number(const char *program, const char *text, char **end, long least)
{
    long value = strtol(text, end, 10);
    if (*end == text || value < least) {
        peer_usage(program);
        exit(2);
    }
    return value;
}

static inline void peer_sizes(const char *program, const char *text, peer_options *o)
{
    char *end;
    long first = peer_number(program, text, &end, 0);
    if (*end == ',') {
        o->min = first;
        o->max = first;
        o->listed[o->listed_sizes++] = first;
        while (*end == ',' && o->listed_sizes < MOST_LISTED) {
            o->max = peer_number(program, end + 1, &end, o->max + 1);
            o->listed[o->listed_sizes++] = o->max;
        }
    } else if (*end == ':') {
        o->min = first;
        o->max = peer_number(program, end + 1, &end, first);
    } else {
        o->max = first;
        if (o->min > first)
            o->min = first;
    }
}

static inline void peer_parse(int argc, char **argv, peer_options *o)
{
    static const struct option longs[] = {
        {"message-size", required_argument, 0, 'm'}, {"iterations", required_argument, 0, 'i'},
        {"warmup", required_argument, 0, 'x'},       {"window-size", required_argument, 0, 'W'},
        {"test-calls", required_argument, 0, 't'},   {"num-pairs", required_argument, 0, 'p'},
        {"blocking", no_argument, 0, 'B'},           {"both-ways", no_argument, 0, 'D'},
        {"rewrite", no_argument, 0, 'R'},            {"validation", no_argument, 0, 'c'},
        {0, 0, 0, 0}};
    char *end;
    int c;
    while ((c = getopt_long(argc, argv, "m:i:x:W:t:p:c", longs, 0)) != -1) {
        switch (c) {
        case 'm': peer_sizes(argv[0], optarg, o); break;
        case 'i': o->iterations = peer_number(argv[0], optarg, &end, 1); break;
        case 'x': o->warmup = peer_number(argv[0], optarg, &end, 0); break;
        case 'W': o->window = (int) peer_number(argv[0], optarg, &end, 1); break;
        case 't': o->tests = (int) peer_number(argv[0], optarg, &end, 0); break;
        case 'p': o->pairs = (int) peer_number(argv[0], optarg, &end, 1); break;
        case 'B': o->blocking = 1; break;
        case 'D': o->both_ways = 1; break;
        case 'R': o->rewrite = 1; break;
        case 'c': o->validate = 1; break;
        default: peer_usage(argv[0]); exit(2);
        }
    }
}

static inline long peer_scaled(long base, long least, long size)
{
    long scaled = size <= LARGE_BYTES ? base : base * LARGE_BYTES / size;
    return scaled < least ? least : scaled;
}

static inline long peer_iterations(const peer_options *o, long size)
{
    return o->iterations > 0 ? o->iterations : peer_scaled(o->base_iterations, o->floor_iterations, size);
}

static inline long peer_warmup(const peer_options *o, long size)
{
    return o->warmup >= 0 ? o->warmup : peer_scaled(o->base_warmup, o->floor_warmup, size);
}

/* The size after this one: the next of a list, or doubled; 1 after 0. */
static inline long peer_next(const peer_options *o, long size)
{
    for (int i = 0; i < o->listed_sizes; i++)
        if (o->listed[i] > size)
            return o->listed[i];
    return size == 0 ? 1 : size * 2;
}

/* A page-aligned buffer whose pages have been touched. */
static inline char *peer_buffer(long size, char fill)
{
    void *memory;
    if (posix_memalign(&memory, PAGE_BYTES, size > 0 ? (size_t) size : 1) != 0)
        peer_end("out of memory");
    memset(memory, fill, size > 0 ? (size_t) size : 1);
    return memory;
}

static inline char peer_byte(long round, long index)
{
    return (char) (index * 31 + round * 7 + 1);
}

static inline void peer_pattern(char *buffer, long size, long round)
{
    for (long i = 0; i < size; i++)
        buffer[i] = peer_byte(round, i);
}

static inline void peer_check(const char *buffer, long size, long round)
{
    for (long i = 0; i < size; i++) {
        if (buffer[i] != peer_byte(round, i)) {
            fprintf(stderr, "wrong data in a message of %ld bytes, at byte %ld\n", size, i);
            peer_end("validation failed");
        }
    }
}

static inline void peer_row(long key, double value)
{
    printf("%-14ld %18.3f\n", key, value);
    fflush(stdout);
}

#endif
