package dev.taphouse.host.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one pipe on a thread of its own, at most as many as it is allowed, so that the tap at the other end
 * feels a slow target. Ends at the end of the pipe, or when it is closed; never by an exception.
 */
final class LineReader implements Runnable {
    private final InputStream in;
    private final long limit;
    private final Thread thread;
    private final List<String> lines = new ArrayList<>();
    private int allowed;
    private long total;
    private int badUtf8Line;
    private boolean unfinished;
    private boolean overflow;
    private boolean ended;

    private LineReader(InputStream in, long limit, int allowed, String name) {
        this.in = in;
        this.limit = limit;
        this.allowed = allowed;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    static LineReader start(InputStream in, long limit, int allowed, String name) {
        LineReader reader = new LineReader(in, limit, allowed, name);
        reader.thread.start();
        return reader;
    }

    @Override
    public void run() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (!take(chunk, n, line)) {
                    return;
                }
            }
        } catch (IOException e) {
            // closed by whoever had enough of it
        } finally {
            end(line);
        }
    }

    private boolean take(byte[] chunk, int length, ByteArrayOutputStream line) {
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                add(line.toByteArray());
                line.reset();
                if (!awaitPermission()) {
                    return false;
                }
            } else {
                line.write(chunk[i]);
            }
        }
        return count(length);
    }

    private synchronized boolean count(int more) {
        total += more;
        overflow = total > limit;
        notifyAll();
        return !overflow;
    }

    private synchronized void add(byte[] line) {
        if (badUtf8Line == 0 && !isUtf8(line)) {
            badUtf8Line = lines.size() + 1;
        }
        lines.add(new String(line, StandardCharsets.UTF_8));
        notifyAll();
    }

    private synchronized boolean awaitPermission() {
        try {
            while (lines.size() >= allowed) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private synchronized void end(ByteArrayOutputStream rest) {
        if (rest.size() > 0) {
            unfinished = true;
            add(rest.toByteArray());
        }
        ended = true;
        notifyAll();
    }

    /** Allows so many lines in all. */
    synchronized void allow(int count) {
        allowed = count;
        notifyAll();
    }

    /** Waits until so many lines are there, or it is clear that they will not come, or the time is over. */
    synchronized boolean await(int count, long deadlineNanos) throws InterruptedException {
        while (lines.size() < count && !ended) {
            long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return lines.size() >= count;
    }

    /** Waits for the thread, then gives up on it and on the pipe. */
    void join(long millis) throws InterruptedException {
        allow(Integer.MAX_VALUE);
        thread.join(millis);
        thread.interrupt();
        close(in);
        thread.join(millis);
    }

    /** Closes the reading end at once. */
    void close() {
        close(in);
    }

    synchronized boolean isOverflow() {
        return overflow;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized Run.LineBytes bytes() {
        return new Run.LineBytes(total, unfinished, badUtf8Line);
    }

    private static boolean isUtf8(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(line))
                            .limit()
                    >= 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void close(@Nullable InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // then it is closed
        }
    }
}
