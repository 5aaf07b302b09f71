package dev.taphouse.testkit.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A server in a container of the official image. */
final class ContainerBacking implements Backing {
    private static final int PORT = 5432;

    private final GenericContainer<?> container;

    private ContainerBacking(GenericContainer<?> container) {
        this.container = container;
    }

    @SuppressWarnings("resource") // closed by close, or by Testcontainers when the JVM ends
    static ContainerBacking start(int major, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("postgres:" + major))
                .withEnv("POSTGRES_PASSWORD", PostgresServer.SUPERUSER.password())
                .withCommand(command.toArray(String[]::new))
                .withExposedPorts(PORT)
                // The image starts a server twice: to set itself up, and to stay.
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2));
        // Docker would give a container that starts again another port.
        container.setPortBindings(List.of(freePort() + ":" + PORT));
        container.start();
        return new ContainerBacking(container);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PORT);
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("there is no free port: " + e.getMessage(), e);
        }
    }
}
