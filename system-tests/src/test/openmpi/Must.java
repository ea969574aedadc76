import mpi.*;

/** What the programs expect. */
class Must {
    static void be(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }

    static void equal(long expected, long actual, String what) {
        be(expected == actual, what + ": expected " + expected + ", got " + actual);
    }

    static void equal(double expected, double actual, String what) {
        be(expected == actual, what + ": expected " + expected + ", got " + actual);
    }

    static void equal(String expected, String actual, String what) {
        be(expected.equals(actual), what + ": expected " + expected + ", got " + actual);
    }

    static void fail(int errorClass, Call call) {
        try {
            call.run();
        } catch (MPIException e) {
            equal(errorClass, e.getErrorClass(), "the class of " + e.getMessage());
            return;
        } catch (Exception e) {
            throw new IllegalStateException("not an MPIException", e);
        }
        throw new IllegalStateException("nothing was thrown instead of an error of class " + errorClass);
    }

    static void fail(Class<? extends Throwable> type, Call call) {
        try {
            call.run();
        } catch (Throwable e) {
            be(type.isInstance(e), "expected a " + type + ", got " + e);
            return;
        }
        throw new IllegalStateException("no " + type + " was thrown");
    }

    /** The last thing that a program does. */
    static void pass(Comm comm, String program) throws MPIException {
        comm.barrier();
        if (comm.getRank() == 0) {
            System.out.println(program + " passed");
        }
    }

    interface Call {
        void run() throws Exception;
    }
}
