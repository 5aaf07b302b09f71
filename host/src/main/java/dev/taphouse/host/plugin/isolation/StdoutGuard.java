package dev.taphouse.host.plugin.isolation;

import dev.taphouse.host.log.MaskedOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;

/** Keeps what plugins and libraries print out of the protocol stream. */
public final class StdoutGuard {

    private StdoutGuard() {}

    /**
     * Takes standard output away from everybody else: {@code System.out} is standard error from here on, and secrets are
     * masked in what is printed on either. The last line may have to be flushed when the process ends. Also stops the
     * JDK from caching the jars that resources are read from, which would keep them open. To be called once, before any
     * plugin code runs.
     *
     * @return the real standard output, not buffered
     */
    public static OutputStream take() {
        PrintStream masked = new PrintStream(new MaskedOutput(System.err), false, StandardCharsets.UTF_8);
        System.setErr(masked);
        System.setOut(masked);
        URLConnection.setDefaultUseCaches("jar", false);
        return new FileOutputStream(FileDescriptor.out);
    }
}
