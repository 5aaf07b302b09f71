package dev.taphouse.host.run;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of the process are doing.
 *
 * @param one the thread in question, a line for each call
 * @param all every thread, the same way
 */
record ThreadDump(String one, String all) {

    /** Looks now. */
    static ThreadDump of(@Nullable Thread inQuestion) {
        Map<String, String> texts = new TreeMap<>();
        String one = "";
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            String text = text(each.getKey(), each.getValue());
            texts.put(each.getKey().getName() + each.getKey().getId(), text);
            if (each.getKey() == inQuestion) {
                one = text;
            }
        }
        return new ThreadDump(one, String.join("\n", texts.values()));
    }

    private static String text(Thread thread, StackTraceElement[] calls) {
        StringBuilder text = new StringBuilder("thread '" + thread.getName() + "', " + thread.getState() + "\n");
        for (StackTraceElement call : calls) {
            text.append("    at ").append(call).append('\n');
        }
        return text.toString();
    }
}
