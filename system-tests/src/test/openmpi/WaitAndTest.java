import java.nio.*;
import mpi.*;

/** Every way to complete requests. */
class WaitAndTest {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int me = comm.getRank();
        int n = 6;
        IntBuffer out = MPI.newIntBuffer(1).put(0, 42);
        IntBuffer[] in = new IntBuffer[n];
        Request[] requests = new Request[n];
        // nothing has come
        post(comm, in, requests);
        Must.be(!requests[0].test(), "test");
        Must.be(requests[0].testStatus() == null, "testStatus");
        Must.be(requests[0].getStatus() == null, "getStatus");
        Must.equal(MPI.UNDEFINED, Request.testAny(requests), "testAny");
        Must.be(Request.testAnyStatus(requests) == null, "testAnyStatus");
        Must.be(!Request.testAll(requests), "testAll");
        Must.be(Request.testAllStatus(requests) == null, "testAllStatus");
        Must.equal(0, Request.testSome(requests).length, "testSome");
        Must.equal(0, Request.testSomeStatus(requests).length, "testSomeStatus");
        // one after the other
        comm.send(out, 1, MPI.INT, me, 2);
        Must.equal(2, Request.waitAny(requests), "waitAny");
        Must.be(requests[2].isNull(), "completed");
        comm.send(out, 1, MPI.INT, me, 4);
        Status status = Request.waitAnyStatus(requests);
        Must.equal(4, status.getIndex(), "index");
        Must.equal(4, status.getTag(), "tag");
        comm.send(out, 1, MPI.INT, me, 0);
        while ((status = requests[0].getStatus()) == null) {
        }
        Must.equal(1, status.getCount(MPI.INT), "count");
        Must.be(!requests[0].isNull() && requests[0].test() && requests[0].isNull(), "getStatus leaves it");
        comm.send(out, 1, MPI.INT, me, 1);
        int index;
        while ((index = Request.testAny(requests)) == MPI.UNDEFINED) {
        }
        Must.equal(1, index, "testAny");
        comm.send(out, 1, MPI.INT, me, 3);
        while ((status = Request.testAnyStatus(requests)) == null) {
        }
        Must.equal(3, status.getIndex(), "testAnyStatus");
        comm.send(out, 1, MPI.INT, me, 5);
        while (!Request.testAll(requests)) {
        }
        // none is active
        for (Request request : requests) {
            Must.be(request.isNull() && request.test(), "null requests");
            request.waitFor();
            request.free();
            status = request.waitStatus();
            Must.be(status.getSource() == MPI.ANY_SOURCE && status.getTag() == MPI.ANY_TAG
                    && status.getCount(MPI.INT) == 0 && status.getError() == 0, "an empty status");
        }
        Must.equal(MPI.UNDEFINED, Request.waitAny(requests), "waitAny of none");
        Must.equal(MPI.UNDEFINED, Request.waitAnyStatus(requests).getIndex(), "waitAnyStatus of none");
        Must.equal(MPI.UNDEFINED, Request.testAny(requests), "testAny of none");
        Must.equal(MPI.UNDEFINED, Request.testAnyStatus(requests).getIndex(), "testAnyStatus of none");
        Must.be(Request.waitSome(requests) == null && Request.waitSomeStatus(requests) == null, "waitSome of none");
        Must.be(Request.testSome(requests) == null && Request.testSomeStatus(requests) == null, "testSome of none");
        Must.be(Request.testAll(requests), "testAll of none");
        Request.waitAll(requests);
        // some
        post(comm, in, requests);
        send(comm, out, 0, 2);
        int done = 0;
        while (done < 2) {
            int[] some = Request.waitSome(requests);
            Must.be(some.length > 0 && some[0] < 2, "waitSome");
            done += some.length;
        }
        send(comm, out, 2, 4);
        while (done < 4) {
            for (Status one : Request.waitSomeStatus(requests)) {
                Must.be(one.getIndex() == one.getTag() && one.getTag() >= 2, "waitSomeStatus");
                done++;
            }
        }
        send(comm, out, 4, 5);
        while (done < 5) {
            done += Request.testSome(requests).length;
        }
        send(comm, out, 5, 6);
        while (done < 6) {
            for (Status one : Request.testSomeStatus(requests)) {
                Must.equal(5, one.getIndex(), "testSomeStatus");
                done++;
            }
        }
        // all with statuses
        post(comm, in, requests);
        send(comm, out, 0, n);
        Status[] all;
        while ((all = Request.testAllStatus(requests)) == null) {
        }
        for (int i = 0; i < n; i++) {
            Must.be(all[i].getTag() == i && all[i].getIndex() == 0 && in[i].get(0) == 42, "testAllStatus");
        }
        Must.equal(0, Request.waitAllStatus(new Request[0]).length, "no requests");
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_REQUEST, () -> Request.waitAll(new Request[1]));
        Must.pass(comm, "WaitAndTest");
        MPI.Finalize();
    }

    private static void post(Comm comm, IntBuffer[] in, Request[] requests) throws MPIException {
        for (int i = 0; i < in.length; i++) {
            in[i] = MPI.newIntBuffer(1);
            requests[i] = comm.iRecv(in[i], 1, MPI.INT, MPI.ANY_SOURCE, i);
        }
    }

    private static void send(Comm comm, IntBuffer out, int from, int to) throws MPIException {
        for (int i = from; i < to; i++) {
            comm.send(out, 1, MPI.INT, comm.getRank(), i);
        }
    }
}
