package dev.taphouse.host.run;

import dev.taphouse.api.Split;
import dev.taphouse.host.log.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a run, side by side, each on a thread of its own. It ends those that give no sign of life, and gives up
 * those that do not end. Used by the engine's thread alone.
 */
final class Crew {
    private static final long TICK_MILLIS = 100;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final int size;
    private final Conduct conduct;
    private final Stop stop;
    private final Syncing syncing;
    private final Work work;
    private final Set<Reading> running = new LinkedHashSet<>();
    private final BlockingQueue<Reading> ended = new LinkedBlockingQueue<>();
    private @Nullable Problem endOfRun;
    private @Nullable Throwable thrown;
    private long hardSince;
    private boolean interrupted;

    Crew(int size, Conduct conduct, Stop stop, Syncing syncing, Work work) {
        this.size = size;
        this.conduct = conduct;
        this.stop = stop;
        this.syncing = syncing;
        this.work = work;
    }

    /**
     * Reads everything that is planned, or until the run is to end.
     *
     * @return what ended the whole run before its time
     * @throws IOException when stdout cannot be written
     */
    Optional<Problem> read(List<Split> splits) throws IOException {
        Schedule schedule = new Schedule(splits);
        while (begin(schedule)) {
            Reading reading = awaitEnd();
            if (reading != null && running.contains(reading)) {
                end(reading, schedule);
            }
            running.forEach(this::lookAfter);
            giveUp(schedule);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
        return Optional.ofNullable(endOfRun);
    }

    /** Begins what can be begun; whether there is something to wait for. */
    private boolean begin(Schedule schedule) {
        if (stop.isSoft()) {
            schedule.close();
        }
        while (running.size() < size) {
            Optional<Split> split = schedule.next();
            if (split.isEmpty()) {
                break;
            }
            begin(split.get());
        }
        return !running.isEmpty();
    }

    private void begin(Split split) {
        Reading reading = new Reading(split, stop);
        running.add(reading);
        syncing.begin(split, split.streams().get(0));
        reading.start(conduct.threads().newThread("read-" + name(split), () -> run(reading)));
    }

    private static String name(Split split) {
        String stream = split.streams().get(0).spec().name();
        return split.lane().isEmpty() ? stream : stream + "-" + split.lane();
    }

    private void run(Reading reading) {
        Log.about(reading.split().streams().size() == 1 ? name(reading.split()) : "");
        try {
            reading.returned(work.read(reading));
        } catch (Throwable e) { // rethrown on the engine's thread
            reading.threw(e);
        } finally {
            ended.add(reading);
        }
    }

    private @Nullable Reading awaitEnd() {
        try {
            return ended.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            stop.hard();
            running.forEach(Reading::interrupt);
            return null;
        }
    }

    private void end(Reading reading, Schedule schedule) {
        leave(reading, schedule);
        if (reading.thrown().isPresent()) {
            thrown = thrown == null ? reading.thrown().get() : thrown;
            schedule.close();
            stop.hard();
        } else if (reading.endOfRun().isPresent()) {
            endOfRun = endOfRun == null ? reading.endOfRun().get() : endOfRun;
            schedule.close();
            running.forEach(other -> other.stop().soft());
        } else if (reading.isSilent()) {
            work.silent(reading);
        } else if (!reading.stop().isSoft()) {
            syncing.end(reading.split());
        }
    }

    private void leave(Reading reading, Schedule schedule) {
        running.remove(reading);
        schedule.done(reading.split());
        stop.forget(reading.stop());
    }

    private void lookAfter(Reading reading) {
        long patience = conduct.patience().toNanos();
        if (patience > 0 && reading.pulse().silence() > patience && !reading.isSilent()) {
            work.dumped(reading, ThreadDump.of(reading.thread()));
            reading.end();
        }
    }

    /** A read that was ended and stays where it is would keep the others, and the last STATE, from going out. */
    private void giveUp(Schedule schedule) {
        long now = System.nanoTime();
        if (stop.isHard() && hardSince == 0) {
            hardSince = now;
        }
        boolean late = hardSince != 0 && now - hardSince > GRACE_NANOS;
        for (Reading reading : new ArrayList<>(running)) {
            boolean stuck = late && reading.pulse().owes() || reading.nanosSinceEnd() > GRACE_NANOS;
            if (stuck) {
                Log.warn("the read of '" + name(reading.split()) + "' does not end, and is given up");
                reading.giveUp();
                end(reading, schedule);
            }
        }
    }

    private void rethrow() throws IOException {
        if (thrown instanceof IOException broken) {
            throw broken;
        }
        if (thrown instanceof RuntimeException bug) {
            throw bug;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** What is done with a split. */
    interface Work {
        /**
         * Reads it, on the thread of the reading.
         *
         * @return what ends the whole run
         * @throws IOException when stdout cannot be written
         */
        Optional<Problem> read(Reading reading) throws IOException;

        /** Takes what all threads were doing when it gave no sign of life. On the engine's thread. */
        void dumped(Reading reading, ThreadDump dump);

        /** Takes the end of a read that gave no sign of life. On the engine's thread. */
        void silent(Reading reading);
    }
}
