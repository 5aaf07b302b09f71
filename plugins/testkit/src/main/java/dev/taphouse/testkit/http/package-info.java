/**
 * An HTTP server for tests that can do what servers should not: answers cut off, reset, slow or endless.
 *
 * <pre>{@code
 * try (FaultServer server = FaultServer.start((request, reply) -> {
 *     switch (request.path()) {
 *         case "/cut" -> reply.head(200, Map.of("Content-Length", "100")).bytes("[1,").close();
 *         case "/reset" -> reply.head(200, Map.of("Content-Length", "100")).bytes("[1,").reset();
 *         default -> reply.send(200, Map.of("Content-Type", "application/json"), "[1,2]");
 *     }
 * })) { ... server.url("/cut") ... }
 * }</pre>
 */
@NullMarked
package dev.taphouse.testkit.http;

import org.jspecify.annotations.NullMarked;
