"""Ping-pong of ranks 0 and 1 with whole objects, as `mpj-bench objects`: the round trip in milliseconds.

mpirun -n 2 python3 objects.py [-i ITERATIONS] [-x WARMUP] [--shape SHAPE,...] [--pkl5]
"""

import argparse
import time

from mpi4py import MPI

NODES = (1 << 15) - 1
ARRAY_LENGTH = 8_000_000
LIST_LENGTH = 100
TAG = 1


class Node:
    __slots__ = ("key", "weight", "label", "left", "right")

    def __init__(self, key, left, right):
        self.key = key
        self.weight = 0.5 * key
        self.label = "node " + str(key)
        self.left = left
        self.right = right


def tree(key, nodes):
    if key > nodes:
        return None
    return Node(key, tree(2 * key, nodes), tree(2 * key + 1, nodes))


def ones():
    import numpy

    return numpy.ones(ARRAY_LENGTH)


def in_a_list():
    objects = list(range(LIST_LENGTH))
    objects[LIST_LENGTH // 2] = ones()
    return objects


SHAPES = {
    "string": lambda: "a short message",
    "tree": lambda: tree(1, NODES),
    "array": ones,
    "list": in_a_list,
}


def exchange(world, thing, iterations):
    for _ in range(iterations):
        if world.rank == 0:
            world.send(thing, 1, TAG)
            back = world.recv(source=1, tag=TAG)
            assert type(back) is type(thing)
        elif world.rank == 1:
            world.send(world.recv(source=0, tag=TAG), 0, TAG)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-i", type=int, default=20)
    parser.add_argument("-x", type=int, default=5)
    parser.add_argument("--shape", default=",".join(SHAPES))
    parser.add_argument("--pkl5", action="store_true", help="pickle protocol 5, arrays out of band")
    options = parser.parse_args()
    world = MPI.COMM_WORLD
    if options.pkl5:
        from mpi4py.util import pkl5

        world = pkl5.Intracomm(world)
    if world.rank == 0:
        print("# objects, mpi4py", "pkl5" if options.pkl5 else "pickle")
        print("# Shape Round trip (ms)", flush=True)
    for shape in options.shape.split(","):
        thing = SHAPES[shape]()
        world.barrier()
        exchange(world, thing, options.x)
        start = time.perf_counter()
        exchange(world, thing, options.i)
        milliseconds = (time.perf_counter() - start) * 1e3 / options.i
        if world.rank == 0:
            print(f"{shape:14} {milliseconds:18.3f}", flush=True)


main()
