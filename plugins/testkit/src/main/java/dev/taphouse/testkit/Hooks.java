package dev.taphouse.testkit;

import dev.taphouse.api.RecordSink;
import java.util.ArrayList;
import java.util.List;

/** The hooks that unblock a call; each is run at most once. Safe for several threads. */
final class Hooks {
    private final List<Runnable> hooks = new ArrayList<>();
    private boolean ran;

    synchronized RecordSink.Registration add(Runnable hook) {
        Runnable own = hook::run;
        hooks.add(own);
        return () -> remove(own);
    }

    /** How many are in place. */
    synchronized int size() {
        return hooks.size();
    }

    /** Whether any was run. */
    synchronized boolean ran() {
        return ran;
    }

    void run() {
        List<Runnable> now;
        synchronized (this) {
            now = List.copyOf(hooks);
            hooks.clear();
            ran |= !now.isEmpty();
        }
        now.forEach(Runnable::run);
    }

    private synchronized void remove(Runnable hook) {
        hooks.remove(hook);
    }
}
