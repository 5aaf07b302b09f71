package dev.taphouse.testkit.http;

import java.io.IOException;
import java.util.Map;
import java.util.Random;

/**
 * Puts faults before another handler, by chance: busy answers, resets, bodies that end too early. A request that is sent
 * often enough is answered.
 */
public final class RandomFaults implements HttpHandler {
    private final HttpHandler healthy;
    private final Random random;
    private final int percent;

    /**
     * Faults.
     *
     * @param seed for the same faults again
     * @param percent how many of the requests meet one
     */
    public RandomFaults(long seed, int percent, HttpHandler healthy) {
        this.random = new Random(seed);
        this.percent = percent;
        this.healthy = healthy;
    }

    @Override
    public void handle(ReceivedRequest request, Reply reply) throws IOException, InterruptedException {
        switch (fault()) {
            case 0 -> reply.json(503, "{\"message\":\"down for a moment\"}");
            case 1 -> reply.send(429, Map.of("Retry-After", "0"), "");
            case 2 -> reply.reset();
            case 3 -> reply.close();
            case 4 -> healthy.handle(request, reply.cutAfter(1));
            case 5 -> healthy.handle(request, reply.cutAfter(200));
            case 6 -> healthy.handle(request, reply.cutAfter(2000));
            default -> healthy.handle(request, reply);
        }
    }

    private synchronized int fault() {
        return random.nextInt(100) < percent ? random.nextInt(7) : -1;
    }
}
