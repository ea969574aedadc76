import mpi.*;

/** Groups and what can be made of them. */
class Groups {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Group world = MPI.COMM_WORLD.getGroup();
        int size = world.getSize();
        int rank = world.getRank();
        Must.equal(MPI.COMM_WORLD.getRank(), rank, "rank");
        Must.be(MPI.COMM_WORLD.getGroup() != world, "a handle of its own");
        Must.equal(MPI.IDENT, Group.compare(world, MPI.COMM_WORLD.getGroup()), "the same members");
        int[] even = new int[(size + 1) / 2];
        int[] reversed = new int[size];
        int[] all = new int[size];
        for (int i = 0; i < size; i++) {
            even[i / 2] = i / 2 * 2;
            reversed[i] = size - 1 - i;
            all[i] = i;
        }
        Group evens = world.incl(even);
        Group odds = world.excl(even);
        Must.be(evens.getSize() == even.length && odds.getSize() == size - even.length, "sizes");
        Must.equal(rank % 2 == 0 ? rank / 2 : MPI.UNDEFINED, evens.getRank(), "rank");
        Group back = world.incl(reversed);
        Must.equal(size == 1 ? MPI.IDENT : MPI.SIMILAR, Group.compare(world, back), "another order");
        Must.equal(size - 1 - rank, back.getRank(), "rank");
        Must.equal(MPI.UNEQUAL, Group.compare(evens, odds), "other members");
        Must.equal(MPI.IDENT, Group.compare(world, Group.union(world, evens)), "union");
        Must.equal(size == 2 || size == 1 ? MPI.IDENT : MPI.SIMILAR, Group.compare(world, Group.union(evens, odds)), "union");
        Must.equal(MPI.IDENT, Group.compare(evens, Group.intersection(world, evens)), "intersection");
        Must.equal(MPI.IDENT, Group.compare(odds, Group.difference(world, evens)), "difference");
        Must.equal(MPI.IDENT, Group.compare(MPI.GROUP_EMPTY, Group.intersection(evens, odds)), "nothing");
        Must.equal(0, world.incl(new int[0]).getSize(), "nobody");
        int[][] range = {{0, size - 1, 2}};
        Must.equal(MPI.IDENT, Group.compare(evens, world.rangeIncl(range)), "rangeIncl");
        Must.equal(MPI.IDENT, Group.compare(odds, world.rangeExcl(range)), "rangeExcl");
        Must.equal(MPI.IDENT, Group.compare(back, world.rangeIncl(new int[][] {{size - 1, 0, -1}})), "downwards");
        int[] translated = Group.translateRanks(world, all, evens);
        for (int i = 0; i < size; i++) {
            Must.equal(i % 2 == 0 ? i / 2 : MPI.UNDEFINED, translated[i], "translated");
        }
        Must.equal(MPI.PROC_NULL, Group.translateRanks(world, new int[] {MPI.PROC_NULL}, evens)[0], "PROC_NULL");
        evens.free();
        Must.be(evens.isNull() && !world.isNull() && !MPI.GROUP_EMPTY.isNull(), "freed");
        MPI.COMM_WORLD.setErrhandler(MPI.ERRORS_RETURN);
        MPI.COMM_SELF.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_GROUP, () -> evens.getSize());
        Must.fail(MPI.ERR_RANK, () -> world.incl(new int[] {size}));
        Must.pass(MPI.COMM_WORLD, "Groups");
        MPI.Finalize();
    }
}
