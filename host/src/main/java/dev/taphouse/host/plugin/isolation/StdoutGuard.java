package dev.taphouse.host.plugin.isolation;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.URLConnection;

/** Keeps what plugins and libraries print out of the protocol stream. */
public final class StdoutGuard {

    private StdoutGuard() {}

    /**
     * Takes standard output away from everybody else: {@code System.out} is standard error from here on. Also stops the
     * JDK from caching the jars that resources are read from, which would keep them open. To be called once, before any
     * plugin code runs.
     *
     * @return the real standard output, not buffered
     */
    public static OutputStream take() {
        System.setOut(System.err);
        URLConnection.setDefaultUseCaches("jar", false);
        return new FileOutputStream(FileDescriptor.out);
    }
}
