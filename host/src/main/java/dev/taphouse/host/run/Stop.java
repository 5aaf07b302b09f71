package dev.taphouse.host.run;

import dev.taphouse.api.RecordSink;
import dev.taphouse.host.log.Log;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The wish that a run ends: first softly, at the next checkpoint; then hard, by the hooks that connectors registered and
 * out of any call. Thread-safe.
 */
public final class Stop {
    private final Set<Runnable> hooks = new LinkedHashSet<>();
    private final Set<Stop> children = new LinkedHashSet<>();
    private volatile boolean soft;
    private volatile boolean hard;

    /** Asks reads to end at their next checkpoint. */
    public void soft() {
        List<Stop> below;
        synchronized (hooks) {
            soft = true;
            below = new ArrayList<>(children);
        }
        below.forEach(Stop::soft);
    }

    /** Ends reads now: runs every hook, each once. */
    public void hard() {
        List<Runnable> now;
        List<Stop> below;
        synchronized (hooks) {
            soft = true;
            hard = true;
            now = new ArrayList<>(hooks);
            hooks.clear();
            below = new ArrayList<>(children);
        }
        now.forEach(Stop::run);
        below.forEach(Stop::hard);
    }

    /** The wish that a part of the run ends: it ends with the whole, and by itself. */
    Stop child() {
        Stop child = new Stop();
        synchronized (hooks) {
            children.add(child);
            child.soft = soft;
            child.hard = hard;
        }
        return child;
    }

    /** The part is over. */
    void forget(Stop child) {
        synchronized (hooks) {
            children.remove(child);
        }
    }

    /** Whether reads should end at a checkpoint. */
    public boolean isSoft() {
        return soft;
    }

    /** Whether reads should end anywhere. */
    public boolean isHard() {
        return hard;
    }

    /** Adds a hook; one that comes too late runs at once. */
    RecordSink.Registration onHard(Runnable hook) {
        Runnable once = new Runnable() {
            @Override
            public void run() {
                hook.run();
            }
        };
        boolean late;
        synchronized (hooks) {
            late = hard;
            if (!late) {
                hooks.add(once);
            }
        }
        if (late) {
            run(once);
        }
        return () -> {
            synchronized (hooks) {
                hooks.remove(once);
            }
        };
    }

    /** A hook that fails must not keep the others from running. */
    private static void run(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException e) {
            Log.debug("a cancel hook failed: " + e);
        }
    }
}
