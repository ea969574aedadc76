import mpi.*;

/** Several threads of a rank communicate at a time. */
class EnvThreads {
    public static void main(String[] args) throws Exception {
        int provided = MPI.InitThread(args, MPI.THREAD_MULTIPLE);
        Must.equal(MPI.THREAD_MULTIPLE, provided, "level");
        Must.equal(MPI.THREAD_MULTIPLE, MPI.queryThread(), "level");
        final Comm comm = MPI.COMM_WORLD;
        final int rank = comm.getRank();
        final int size = comm.getSize();
        final Throwable[] failure = new Throwable[1];
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            final int tag = t;
            threads[t] = new Thread() {
                @Override
                public void run() {
                    try {
                        Must.be(!MPI.isThreadMain(), "main thread");
                        int[] token = {rank * 100 + tag};
                        int[] got = new int[1];
                        for (int i = 0; i < 50; i++) {
                            comm.sendRecv(token, 1, MPI.INT, (rank + 1) % size, tag,
                                    got, 1, MPI.INT, (rank + size - 1) % size, tag);
                            Must.equal((rank + size - 1) % size * 100 + tag, got[0], "token");
                        }
                    } catch (Throwable e) {
                        failure[0] = e;
                    }
                }
            };
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Must.be(failure[0] == null, "a thread failed: " + failure[0]);
        Must.pass(comm, "EnvThreads");
        MPI.Finalize();
    }
}
