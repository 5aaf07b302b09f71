package dev.taphouse.postgresql.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of types is made of the two files that code and tests are made of. {@code -Dtypes.write=true} writes it. */
class TypesPageTest {
    private static final Path PAGE = Path.of("../../docs/postgresql-types.md");
    private static final int LONGEST = 70;

    @Test
    void thePageIsWhatTheFilesSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("types.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as(
                        "docs/postgresql-types.md is not what types.tsv and values.tsv say: run this test with -Dtypes.write=true")
                .hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(ValueRow.resource("types.head.md"));
        page.append(
                "\n## What becomes of each type\n\n| PostgreSQL | Becomes | Orders rows | Note |\n|---|---|---|---|\n");
        for (TypeRow row : TypeRow.ALL.values()) {
            PgCodec codec =
                    new PgCodecs(PgPolicy.DEFAULT, (field, reason) -> {}).of(PgType.base(0, "pg_catalog", row.name()));
            String order = row.isOrdered() ? row.isCursor() ? "as cursor and key" : "as key" : "";
            page.append("| `%s` | %s | %s | %s |\n".formatted(row.name(), codec.type(), order, row.note()));
        }
        page.append(
                        "\n## Values at the edges\n\nEach is read from real servers of two major versions in the tests.\n\n")
                .append("| Column | Value | In the row |\n|---|---|---|\n");
        for (Map.Entry<String, List<ValueRow>> type : byType().entrySet()) {
            for (ValueRow row : type.getValue()) {
                page.append("| `%s` | %s | %s |\n".formatted(row.type(), code(row.sql()), shown(row.json())));
            }
        }
        return page.toString();
    }

    private static Map<String, List<ValueRow>> byType() {
        Map<String, List<ValueRow>> types = new LinkedHashMap<>();
        ValueRow.all()
                .forEach(row -> types.computeIfAbsent(row.type(), type -> new ArrayList<>())
                        .add(row));
        return types;
    }

    private static String shown(String json) {
        return json.startsWith("lost:") ? "null, counted: " + json.substring(5) : code(json);
    }

    private static String code(String text) {
        String line = text.replace('\n', ' ').replace("\u007f", "").replace("|", "\\|");
        String fence = line.contains("`") ? "``" : "`";
        return fence + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + fence;
    }
}
