package dev.taphouse.testkit;

import dev.taphouse.api.RecordSink;
import java.util.ArrayList;
import java.util.List;

/** The hooks that unblock a call; each is run at most once. Safe for several threads. */
final class Hooks {
    private final List<Hook> hooks = new ArrayList<>();
    private boolean ran;

    synchronized RecordSink.Registration add(Runnable hook) {
        Hook own = new Hook(hook);
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
        List<Hook> now;
        synchronized (this) {
            now = List.copyOf(hooks);
            hooks.clear();
            ran |= !now.isEmpty();
        }
        now.forEach(hook -> hook.action.run());
    }

    private synchronized void remove(Hook hook) {
        hooks.remove(hook);
    }

    /** One registration: the same action may be registered twice. */
    private static final class Hook {
        private final Runnable action;

        Hook(Runnable action) {
            this.action = action;
        }
    }
}
