package dev.taphouse.postgresql.codec;

import dev.taphouse.api.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A codec whose values can also stand inside of others. */
abstract class ValueCodec implements PgCodec {
    private final Type type;
    private final @Nullable PgOrder order;

    ValueCodec(Type type, @Nullable PgOrder order) {
        this.type = type;
        this.order = order;
    }

    /**
     * Writes one value as JSON.
     *
     * @param parts hears of what is lost inside
     * @return why the value is lost, and nothing is written then; null when it was written
     */
    abstract @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts);

    @Override
    public final Type type() {
        return type;
    }

    @Override
    public final Optional<PgOrder> order() {
        return Optional.ofNullable(order);
    }

    @Override
    public boolean mayLose() {
        return false;
    }

    /** Hears of lost parts of the value that is being written. */
    @FunctionalInterface
    interface Parts {
        void lost(String reason);
    }
}
