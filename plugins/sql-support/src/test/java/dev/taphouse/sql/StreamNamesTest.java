package dev.taphouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamNamesTest {

    @Test
    void namesByTableAndWithSchemasByBoth() {
        List<String> clashes = new ArrayList<>();
        assertThat(StreamNames.assign(List.of(table("", "orders"), table("public", "orders")), clashes))
                .containsOnlyKeys("orders", "public-orders");
        assertThat(clashes).isEmpty();
    }

    @Test
    void tellsTablesApartWhoseNamesMeet() {
        List<String> clashes = new ArrayList<>();
        assertThat(StreamNames.assign(List.of(table("a", "b-c"), table("a-b", "c"), table("a", "-b-c")), clashes))
                .containsOnlyKeys("a-b-c", "a-b--c", "a--b-c");
        assertThat(clashes)
                .containsExactly("stream 'a-b--c' is table 'a-b.c': the name 'a-b-c' is that of table 'a.b-c'");
    }

    @Test
    void filtersByNameOrSchemaAndName() {
        TableFilter filter = new TableFilter(List.of("order?", "audit.*"));
        assertThat(filter.takes(table("public", "orders"))).isTrue();
        assertThat(filter.takes(table("audit", "log"))).isTrue();
        assertThat(filter.takes(table("public", "order"))).isFalse();
        assertThat(new TableFilter(List.of()).takes(table("", "x"))).isTrue();
    }

    private static Table table(String schema, String name) {
        return Table.of(schema, name, List.of());
    }
}
