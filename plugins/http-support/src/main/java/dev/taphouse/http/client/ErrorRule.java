package dev.taphouse.http.client;

import java.util.Optional;
import java.util.Set;

/**
 * What to do about an answer where the usual is not right. The first rule that matches holds. Answers that are a success
 * are looked at too by rules that name their status: some APIs say 200 and put the error in the body.
 *
 * @param statuses the statuses it is for; empty for all that are no success
 * @param when what the body must hold in its first 64 KB; empty for any body
 * @param action what to do
 * @param remedy a sentence for the user; empty for the usual one
 */
public record ErrorRule(Set<Integer> statuses, Optional<Match> when, Action action, Optional<String> remedy) {

    /** Copies the statuses. */
    public ErrorRule {
        statuses = Set.copyOf(statuses);
    }

    /** Whether it is for answers of this status. */
    boolean isFor(int status) {
        return statuses.contains(status) || (statuses.isEmpty() && !Statuses.isSuccess(status));
    }

    /**
     * A value in the body, which is JSON then.
     *
     * @param path names with dots between, elements of lists in brackets, such as {@code errors[0].code}
     * @param equals the value as text
     */
    public record Match(String path, String equals) {}

    /** What to do. */
    public enum Action {
        /** Send again, with back-off, as long as the cap on retries lasts. */
        RETRY,
        /** Fail the stream, or the run for what concerns it whole. */
        FAIL,
        /** The config is wrong, which ends the run: {@link dev.taphouse.api.SourceException.Kind#CONFIG}. */
        FAIL_RUN,
        /** There is nothing here: the pass goes on as after an empty list. */
        SKIP,
        /** The stream is not to be had here: {@link dev.taphouse.api.SourceException.Kind#ABSENT}. */
        SKIP_STREAM,
        /** Make a new token and send again, once. */
        REFRESH_TOKEN
    }
}
