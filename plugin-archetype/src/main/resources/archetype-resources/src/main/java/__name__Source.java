package ${package};

import dev.taphouse.api.Option;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamRead;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies tab-separated files that grow at their end: put your own source in their place. */
public final class ${name}Source implements Source {
    static final Option<String> FOLDER = Option.text("folder", "Folder of the .tsv files");
    static final Option<Instant> START_DATE = Option.instant("start_date", "Leave out rows last changed before this")
            .defaultsTo(Instant.EPOCH);

    @Override
    public List<Option<?>> options() {
        return List.of(FOLDER, START_DATE);
    }

    @Override
    public SourceSession open(SourceContext context) {
        SimpleSession session = new SimpleSession(() -> check(context));
        for (var stream : context.streams()) { // one for each file in schemas/
            // Ordered: rows come by their cursor, so that a read that was cut short goes on where it ended.
            session.stream(stream.ordered(), (read, rows) -> load(context, read, rows));
        }
        return session;
    }

    private static void check(SourceContext context) {
        String folder = context.get(FOLDER);
        if (!Files.isDirectory(Path.of(folder))) {
            throw new SourceException(Kind.CONFIG, "option 'folder' is '" + folder + "', which is no folder")
                    .remedy("Set it to the folder that holds the .tsv files.");
        }
    }

    private static void load(SourceContext context, StreamRead read, RowWriter rows) throws IOException {
        Path file = Path.of(context.get(FOLDER), read.spec().name() + ".tsv");
        if (!Files.exists(file)) {
            throw new SourceException(Kind.ABSENT, "there is no file " + file);
        }
        Instant from = read.from().cursor().map(Instant::parse).orElse(context.get(START_DATE));
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String[] names = Objects.requireNonNullElse(lines.readLine(), "").split("\t", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, String> row = row(names, line.split("\t", -1));
                if (!Instant.parse(row.getOrDefault("updated_at", "")).isBefore(from)) {
                    rows.add(row);
                }
            }
        } catch (DateTimeException e) {
            throw new SourceException(Kind.DATA, "updated_at is not a time like 2026-01-31T00:00:00Z in " + file, e);
        }
    }

    private static Map<String, String> row(String[] names, String[] cells) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, cells.length); i++) {
            if (!cells[i].isEmpty()) { // an empty cell is a null
                row.put(names[i], cells[i]);
            }
        }
        return row;
    }
}
