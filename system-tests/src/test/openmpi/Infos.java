import mpi.*;

/** Keys and values. */
class Infos {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Info info = new Info();
        Must.be(!info.isNull() && info.size() == 0, "a new one");
        info.set("host", "a");
        info.set("path", "b c");
        info.set("host", "d");
        Must.be(info.size() == 2 && info.get("host").equals("d") && info.get("none") == null, "values");
        boolean host = false;
        boolean path = false;
        for (int i = 0; i < info.size(); i++) {
            host |= info.getKey(i).equals("host");
            path |= info.getKey(i).equals("path");
        }
        Must.be(host && path, "keys");
        Info dup = info.dup();
        Info clone = info.clone();
        info.delete("host");
        Must.be(info.size() == 1 && dup.size() == 2 && clone.get("path").equals("b c"), "copies");
        MPI.COMM_WORLD.setErrhandler(MPI.ERRORS_RETURN);
        MPI.COMM_SELF.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_INFO_NOKEY, () -> info.delete("host"));
        Must.fail(MPI.ERR_INFO_KEY, () -> info.getKey(1));
        Must.fail(MPI.ERR_INFO, () -> MPI.INFO_NULL.get("host"));
        info.free();
        Must.be(info.isNull(), "freed");
        Must.fail(MPI.ERR_INFO, () -> info.get("path"));
        Must.be(MPI.INFO_ENV.size() > 0, "the environment");
        Must.be(MPI.INFO_ENV.get("wdir") != null, "the folder");
        Must.pass(MPI.COMM_WORLD, "Infos");
        MPI.Finalize();
    }
}
