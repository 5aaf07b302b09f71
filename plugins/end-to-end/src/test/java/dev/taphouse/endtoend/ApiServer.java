package dev.taphouse.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that serves an API on this machine, until it is closed. */
final class ApiServer implements AutoCloseable {
    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String url;
    private final String authorization;

    private ApiServer(Process process, String url, String user) {
        this.process = process;
        this.url = url;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    /** Serves an SQLite file by Datasette. */
    static ApiServer datasette(Path database) {
        int port = freePort();
        return start(
                port,
                database.resolveSibling("datasette.log"),
                "/-/versions.json",
                System.getenv("TAPHOUSE_DATASETTE"),
                "serve",
                database.toString(),
                "-p",
                Integer.toString(port),
                "--setting",
                "max_returned_rows",
                "1000");
    }

    /** Serves Kinto, in memory. */
    static ApiServer kinto(Path folder) {
        int port = freePort();
        Path ini = folder.resolve("kinto.ini");
        write(ini, """
                [server:main]
                use = egg:waitress#main
                listen = 127.0.0.1:%d
                [app:main]
                use = egg:kinto
                kinto.includes = kinto.plugins.default_bucket
                multiauth.policies = basicauth
                kinto.userid_hmac_secret = x
                """.formatted(port));
        return start(
                port,
                folder.resolve("kinto.log"),
                "/v1/",
                System.getenv("TAPHOUSE_KINTO"),
                "start",
                "--ini",
                ini.toString());
    }

    /** Serves a file by json-server. */
    static ApiServer jsonServer(Path folder, String content) {
        int port = freePort();
        Path file = folder.resolve("db.json");
        write(file, content);
        return start(
                port,
                folder.resolve("json-server.log"),
                "/db",
                System.getenv("TAPHOUSE_JSON_SERVER"),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                file.toString());
    }

    private static ApiServer start(int port, Path log, String ready, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            ApiServer server = new ApiServer(process, "http://127.0.0.1:" + port, "tap");
            for (int i = 0; i < TRIES; i++) {
                if (server.isReady(ready)) {
                    return server;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            server.close();
            throw new AssertionError(List.of(command) + " is not ready: " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady(String path) throws InterruptedException {
        try {
            return send("GET", path, "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    /** What a GET of a path brings. */
    String get(String path) {
        return call("GET", path, "");
    }

    /** What a request with JSON brings; it has to succeed. */
    String call(String method, String path, String json) {
        try {
            HttpResponse<String> response = send(method, path, json);
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
        request.method(
                method,
                json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
