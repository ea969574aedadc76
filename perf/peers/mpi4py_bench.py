"""The benchmarks of mpj-bench for mpi4py: the same loops, options, repetitions and table.

mpirun -n 2 python3 mpi4py_bench.py BENCHMARK [options] [--pickle]

Without --pickle messages are bytearrays and, of reductions, numpy arrays, by the methods in capitals; with it they are
objects of the same size, by the others.
"""

import argparse
import time

from mpi4py import MPI

WORLD = MPI.COMM_WORLD
RANK = WORLD.rank
RANKS = WORLD.size
TAG = 1
DATA_TAG = 100
ACK_TAG = 101
LARGE_BYTES = 8192


def sizes(text):
    if "," in text:
        return sorted({int(size) for size in text.split(",")})
    least, colon, most = text.rpartition(":")
    return doubled(int(least) if colon else min(1, int(most)), int(most))


def doubled(least, most):
    size = least
    found = []
    while size <= most:
        found.append(size)
        size = size * 2 if size else 1
    return found


def scaled(base, least, size):
    return max(least, base if size <= LARGE_BYTES else base * LARGE_BYTES // size)


def repetitions(options, size, base, least, base_warmup, least_warmup):
    iterations = options.i or scaled(base, least, size)
    warmup = scaled(base_warmup, least_warmup, size) if options.x is None else options.x
    return iterations, warmup


def pattern(size, turn):
    return bytes((i * 31 + turn * 7 + 1) & 0xFF for i in range(size))


def check(data, turn):
    if bytes(data) != pattern(len(data), turn):
        raise SystemExit(f"wrong data in a message of {len(data)} bytes")


def header(options, key, *columns):
    if RANK == 0:
        kind = "objects" if options.pickle else "buffers"
        print(f"# {options.benchmark}, mpi4py, {kind}, {RANKS} ranks")
        print(f"# {key:12}" + "".join(f" {column:>18}" for column in columns), flush=True)


def row(key, *values):
    if RANK == 0:
        print(f"{key:<14}" + "".join(f" {value:18.3f}" for value in values), flush=True)


class Messages:
    """How messages of one size go to and from a rank."""

    def __init__(self, options, size):
        self.pickle = options.pickle
        self.data = bytearray(size)
        self.room = bytearray(size)

    def rewrite(self, turn):
        self.data[:] = bytes([turn & 0xFF]) * len(self.data)

    def send(self, to, tag=TAG):
        if self.pickle:
            WORLD.send(self.data, to, tag)
        else:
            WORLD.Send([self.data, MPI.BYTE], to, tag)

    def recv(self, source, tag=TAG):
        if self.pickle:
            self.room = WORLD.recv(source=source, tag=tag)
        else:
            WORLD.Recv([self.room, MPI.BYTE], source, tag)

    def isend(self, to):
        if self.pickle:
            return WORLD.isend(self.data, to, DATA_TAG)
        return WORLD.Isend([self.data, MPI.BYTE], to, DATA_TAG)

    def irecv(self, source):
        if self.pickle:
            # irecv of an object guesses its size unless it is told
            return WORLD.irecv(bytearray(len(self.data) + 1024), source, DATA_TAG)
        return WORLD.Irecv([self.room, MPI.BYTE], source, DATA_TAG)

    def wait(self, requests):
        if self.pickle:
            for found in MPI.Request.waitall(requests):
                self.room = self.room if found is None else found
        else:
            MPI.Request.Waitall(requests)


def sum_of_leaders(options, mine):
    return WORLD.allreduce(mine if RANK < options.p else 0.0)


def partner(options):
    if RANK < options.p:
        return RANK + options.p
    return RANK - options.p if RANK < 2 * options.p else None


def ping_pong(options, messages, iterations, rewrite):
    peer = partner(options)
    leads = RANK < options.p
    for turn in range(iterations if peer is not None else 0):
        if not leads:
            messages.recv(peer)
        if rewrite:
            messages.rewrite(turn)
        messages.send(peer)
        if leads:
            messages.recv(peer)


def latency(options, size):
    iterations, warmup = repetitions(options, size, 10_000, 500, 20_000, 500)
    messages = Messages(options, size)
    ping_pong(options, messages, warmup, options.rewrite)
    start = time.perf_counter()
    ping_pong(options, messages, iterations, options.rewrite)
    microseconds = (time.perf_counter() - start) * 1e6 / (2 * iterations)
    leads = RANK < options.p
    for turn in range(3 if options.c and partner(options) is not None else 0):
        messages.data[:] = pattern(size, turn + (not leads))
        ping_pong(options, messages, 1, False)
        check(messages.room, turn + leads)
    return (sum_of_leaders(options, microseconds) / options.p,)


def windows(options, messages, iterations, rewrite):
    peer = partner(options)
    leads = RANK < options.p
    both = options.benchmark == "bibw"
    sends, receives = leads or both, both or not leads
    ack = bytearray(4)
    for turn in range(iterations if peer is not None else 0):
        requests = []
        for _ in range(options.W if receives else 0):
            if options.blocking:
                messages.recv(peer, DATA_TAG)
            else:
                requests.append(messages.irecv(peer))
        for w in range(options.W if sends else 0):
            if rewrite:
                messages.rewrite(turn + w)
            if options.blocking:
                messages.send(peer, DATA_TAG)
            else:
                requests.append(messages.isend(peer))
        messages.wait(requests)
        if leads:
            WORLD.Recv(ack, peer, ACK_TAG)
        else:
            WORLD.Send(ack, peer, ACK_TAG)


def bandwidth(options, size):
    if options.rewrite and not options.blocking:
        raise SystemExit("--rewrite: give --blocking too; this program has one buffer")
    iterations, warmup = repetitions(options, size, 1_000, 50, 400, 50)
    messages = Messages(options, size)
    windows(options, messages, warmup, options.rewrite)
    start = time.perf_counter()
    windows(options, messages, iterations, options.rewrite)
    ways = 2 if options.benchmark == "bibw" else 1
    rate = ways * options.W * iterations / (time.perf_counter() - start)
    for turn in range(3 if options.c and partner(options) is not None else 0):
        messages.data[:] = pattern(size, turn)
        windows(options, messages, 1, False)
        if RANK >= options.p or options.benchmark == "bibw":
            check(messages.room, turn)
    rate = sum_of_leaders(options, rate)
    return rate * size / 1e6, rate


def rounds(messages, iterations):
    following, previous = (RANK + 1) % RANKS, (RANK - 1) % RANKS
    for _ in range(iterations):
        if RANK == 0:
            messages.send(following)
        messages.recv(previous)
        if RANK != 0:
            messages.send(following)


def hop(options, size):
    iterations, warmup = repetitions(options, size, 10_000, 500, 10_000, 500)
    messages = Messages(options, size)
    rounds(messages, warmup)
    WORLD.barrier()
    start = time.perf_counter()
    rounds(messages, iterations)
    return ((time.perf_counter() - start) * 1e6 / (iterations * RANKS),)


def buffers(size, is_sum, blocks):
    if is_sum:
        import numpy

        return numpy.zeros(size // 4, "f"), numpy.zeros(size // 4, "f")
    return bytearray(size * blocks[0]), bytearray(size * blocks[1])


def shares(size):
    count = size // 4
    return [count // RANKS + (i < count % RANKS) for i in range(RANKS)]


# name: size of an element, blocks sent and received, the call with buffers, the call with objects
COLLECTIVES = {
    "barrier": (0, (0, 0), lambda s, r: WORLD.Barrier(), lambda s: WORLD.barrier()),
    "bcast": (1, (1, 0), lambda s, r: WORLD.Bcast([s, MPI.BYTE]), lambda s: WORLD.bcast(s)),
    "gather": (1, (1, RANKS), lambda s, r: WORLD.Gather([s, MPI.BYTE], [r, MPI.BYTE]), lambda s: WORLD.gather(s)),
    "scatter": (
        1,
        (RANKS, 1),
        lambda s, r: WORLD.Scatter([s, MPI.BYTE], [r, MPI.BYTE]),
        lambda s: WORLD.scatter([s] * RANKS if RANK == 0 else None),
    ),
    "allgather": (
        1,
        (1, RANKS),
        lambda s, r: WORLD.Allgather([s, MPI.BYTE], [r, MPI.BYTE]),
        lambda s: WORLD.allgather(s),
    ),
    "alltoall": (
        1,
        (RANKS, RANKS),
        lambda s, r: WORLD.Alltoall([s, MPI.BYTE], [r, MPI.BYTE]),
        lambda s: WORLD.alltoall([s] * RANKS),
    ),
    "reduce": (4, (1, 1), lambda s, r: WORLD.Reduce(s, r), lambda s: WORLD.reduce(s)),
    "allreduce": (4, (1, 1), lambda s, r: WORLD.Allreduce(s, r), lambda s: WORLD.allreduce(s)),
    "reduce_scatter": (4, (1, 1), lambda s, r: WORLD.Reduce_scatter(s, r, shares(s.nbytes)), None),
    "scan": (4, (1, 1), lambda s, r: WORLD.Scan(s, r), lambda s: WORLD.scan(s)),
    "exscan": (4, (1, 1), lambda s, r: WORLD.Exscan(s, r), lambda s: WORLD.exscan(s)),
}


def spent(call, element, iterations):
    seconds = 0.0
    for _ in range(iterations):
        start = time.perf_counter()
        call()
        seconds += time.perf_counter() - start
        if element:
            WORLD.Barrier()
    return seconds


def collective(options):
    element, blocks, with_buffers, with_objects = COLLECTIVES[options.benchmark]
    if options.pickle and with_objects is None:
        raise SystemExit(f"mpi4py has no {options.benchmark} of objects")
    header(options, "Size" if element else "Ranks", "Avg (us)", "Min (us)", "Max (us)")
    for size in (options.m or doubled(element, 1 << 20)) if element else [0]:
        send, recv = buffers(size, element == 4, (1, 1) if options.pickle else blocks)
        call = (lambda: with_objects(send)) if options.pickle else (lambda: with_buffers(send, recv))
        iterations, warmup = repetitions(options, size, 5_000, 100, 5_000, 100)
        spent(call, element, warmup)
        mine = spent(call, element, iterations) * 1e6 / iterations
        average = WORLD.allreduce(mine) / RANKS
        row(size if element else RANKS, average, WORLD.allreduce(mine, MPI.MIN), WORLD.allreduce(mine, MPI.MAX))


BANDWIDTH = ("Bandwidth (MB/s)", "Messages/s")

# name: columns, what answers a row, least and greatest size
MESSAGES = {
    "latency": (("Latency (us)",), latency, 1, 4 << 20),
    "multi-lat": (("Latency (us)",), latency, 1, 4 << 20),
    "bw": (BANDWIDTH, bandwidth, 1, 4 << 20),
    "bibw": (BANDWIDTH, bandwidth, 1, 4 << 20),
    "mbw-mr": (BANDWIDTH, bandwidth, 1, 4 << 20),
    "ring": (("Hop (us)",), hop, 8, 8),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark", choices=[*MESSAGES, *COLLECTIVES])
    parser.add_argument("-m", type=sizes, help="[MIN:]MAX or a list of message sizes")
    parser.add_argument("-i", type=int, default=0, help="iterations")
    parser.add_argument("-x", type=int, help="iterations before measuring")
    parser.add_argument("-W", type=int, default=64, help="messages in a window")
    parser.add_argument("-p", type=int, default=1, help="pairs")
    parser.add_argument("-c", action="store_true", help="check the data")
    parser.add_argument("--blocking", action="store_true")
    parser.add_argument("--rewrite", action="store_true")
    parser.add_argument("--pickle", action="store_true")
    options = parser.parse_args()
    if options.benchmark in COLLECTIVES:
        collective(options)
        return
    columns, measure, least, most = MESSAGES[options.benchmark]
    header(options, "Size", *columns)
    for size in options.m or doubled(least, most):
        WORLD.barrier()
        row(size, *measure(options, size))


main()
