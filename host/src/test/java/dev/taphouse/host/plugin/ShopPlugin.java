package dev.taphouse.host.plugin;

import java.nio.file.Path;
import java.util.Map;

/**
 * The zip of a connector {@code shop} for tests of the command line: {@code orders}, five rows by a cursor that is a
 * time, and {@code customers}, three rows. It logs the limit it is given, and can fail and change its token on request.
 */
public final class ShopPlugin {
    private static final String SOURCE = """
            package shop;
            import dev.taphouse.api.*;
            import java.time.Instant;
            import java.util.*;
            public class Shop implements Source {
                static final Option<String> NAME = Option.text("name", "Name of the shop").alias("shop_name");
                static final Option<Optional<String>> TOKEN = Option.secret("token", "Token").optional();
                static final Option<Optional<Long>> SIZE = Option.integer("size", "Size").optional();
                static final Option<Boolean> ROTATE = Option.flag("rotate", "Whether the token changes").defaultsTo(false);
                static final Option<Optional<Map<String, Object>>> AUTH =
                        Option.object("auth", "Who", "{\\"type\\": \\"object\\"}").optional();
                static final Option<String> FAIL = Option.text("fail", "What fails").defaultsTo("nothing");
                public List<Option<?>> options() {
                    return List.of(NAME, TOKEN, SIZE, ROTATE, AUTH, FAIL);
                }
                public SourceSession open(SourceContext context) {
                    return new Session(context);
                }
                static final StreamSpec ORDERS = StreamSpec.of("orders", Field.of("id", Type.INT64).notNull(),
                                Field.of("at", Type.INSTANT).notNull(), Field.of("what", Type.TEXT))
                        .keys("id").defaultCursor("at").ordered();
                static final StreamSpec CUSTOMERS =
                        StreamSpec.of("customers", Field.of("id", Type.INT64).notNull()).keys("id");
                record Session(SourceContext context) implements SourceSession {
                    public void check() throws Exception {
                        if (context.get(FAIL).equals("check")) {
                            throw new SourceException(SourceException.Kind.CREDENTIALS, "the shop does not know you")
                                    .remedy("Set another token.");
                        }
                        System.out.println("noise of a connector");
                        context.log().log(System.Logger.Level.INFO, "name " + context.get(NAME) + ", token "
                                + context.get(TOKEN) + ", size " + context.get(SIZE) + ", auth " + context.get(AUTH));
                        if (context.get(ROTATE)) {
                            context.secrets("main", old -> Map.of("token", "rotated"));
                        }
                    }
                    public List<StreamSpec> discover(Set<String> only) {
                        List<StreamSpec> all = new ArrayList<>(List.of(ORDERS, CUSTOMERS));
                        all.removeIf(spec -> !only.isEmpty() && !only.contains(spec.name()));
                        return all;
                    }
                    public OptionalLong count(StreamRead read) {
                        return read.spec() == ORDERS ? OptionalLong.of(5) : OptionalLong.empty();
                    }
                    public void read(Split split, RecordSink out) {
                        StreamRead read = split.stream();
                        RowWriter rows = out.rows(read.spec().name());
                        context.log().log(System.Logger.Level.INFO, read.spec().name() + " limit " + read.limit()
                                + " query " + read.query());
                        int count = read.spec().name().equals("orders") ? 5 : 3;
                        String from = read.from().cursor().orElse("");
                        for (int i = 1; i <= count; i++) {
                            Instant at = Instant.parse("2026-01-0" + i + "T00:00:00Z");
                            boolean ended = read.until().isPresent() && !at.isBefore(read.until().get());
                            if (!ended && at.toString().compareTo(from) >= 0) {
                                rows.add(Map.of("id", i, "at", at, "what", "o/" + i));
                            }
                        }
                    }
                }
            }
            """;

    private static final Map<String, byte[]> CLASSES =
            new JavaCode().with("shop.Shop", SOURCE).compile();

    private ShopPlugin() {}

    /** Writes the zip into the plugins folder of a home. */
    public static void install(Path home) {
        PluginZip.bare("shop")
                .classes(CLASSES)
                .service("shop.Shop")
                .entry("templates/config.json", "{\"name\": \"mine\"}")
                .write(home.resolve("plugins"));
    }
}
