package dev.taphouse.sql;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import java.util.List;

/** The least a dialect is: everything else is inherited, over JDBC's own metadata and types. */
final class BareSqlite extends SqlSource {
    static final Option<String> URL = Option.text("url", "JDBC URL");

    @Override
    protected List<Option<?>> connectionOptions() {
        return List.of(URL);
    }

    @Override
    protected ConnectionSpec buildConnection(SourceContext context) {
        return ConnectionSpec.of(new org.sqlite.JDBC(), context.get(URL)).property("open_mode", "65");
    }

    @Override
    protected Dialect dialect() {
        return new Dialect() {
            @Override
            public String limited(String select, long rows) {
                return select + " LIMIT " + rows;
            }
        };
    }
}
