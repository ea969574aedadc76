package mpj.tools;

import mpj.wireup.ProcessManager;

/**
 * What becomes of exceptions that leave a thread: as in any Java program they end the thread, but a JVM that is out of
 * memory or worse ends the job, which would else wait for ever.
 */
record FatalErrors(ProcessManager manager) implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof VirtualMachineError) {
            Failures.abort(manager, "uncaught exception in thread \"" + thread.getName() + "\"", failure);
        }
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        failure.printStackTrace();
    }
}
