package mpj.transport.rdma.verbs.disni;

/** Loads DiSNI in a process of its own and prints what stands in the way, or null. */
final class LoadDisni {
    private LoadDisni() {}

    public static void main(String[] arguments) {
        System.out.println(DisniLibrary.problem());
    }
}
