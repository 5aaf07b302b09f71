package dev.taphouse.chargebee;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a user can set, besides what every API has. */
final class ChargebeeOptions {
    static final String COLUMNS = "columns";
    static final String AUTO = "auto";

    static final Option<String> SITE = Option.text("site", "Name of the site: acme in https://acme.chargebee.com")
            .example("acme-test");
    static final Option<String> API_KEY =
            Option.secret("api_key", "Read-only key of the site, for all data").alias("site_api_key");
    static final Option<String> PRODUCT_CATALOG = Option.text(
                    "product_catalog", "Version of the site's product catalog, when the site is not to be asked")
            .oneOf(AUTO, "1", "2")
            .defaultsTo(AUTO);
    static final Option<String> CUSTOM_FIELDS = Option.text(
                    "custom_fields", "Custom fields as columns, or in one JSON text as in Mage's and singer-io's taps")
            .oneOf(COLUMNS, "json")
            .defaultsTo(COLUMNS);
    static final Option<Boolean> INCLUDE_DELETED =
            Option.flag("include_deleted", "Whether deletes are read").defaultsTo(true);
    static final Option<Optional<String>> BASE_URL = Option.text("base_url", "Address of the API, where it is another")
            .example("https://acme-test.chargebee.com/api/v2")
            .optional();

    private static final long LARGEST_PAGE = 100;
    private static final Option<Long> PAGE_SIZE =
            Option.integer("page_size", "Records of a page, 1 to 100").defaultsTo(LARGEST_PAGE);
    private static final Option<Duration> LAG = Option.duration("lag", "How long Chargebee may take to list a change")
            .defaultsTo(Duration.ofMinutes(5));
    private static final Option<Duration> LOOK_BACK = Option.duration(
                    "look_back", "How far before its bookmark a pass begins, at least a second")
            .defaultsTo(Duration.ofSeconds(1));
    private static final Option<Long> REQUESTS_PER_MINUTE = Option.integer(
                    "requests_per_minute", "Requests in a minute, at most")
            .defaultsTo(140L);
    private static final Option<Long> CONCURRENCY =
            Option.integer("concurrency", "Requests at once, at most").defaultsTo(4L);

    private ChargebeeOptions() {}

    static List<Option<?>> all() {
        return List.of(
                SITE,
                API_KEY,
                PRODUCT_CATALOG,
                CUSTOM_FIELDS,
                INCLUDE_DELETED,
                PAGE_SIZE,
                LAG,
                LOOK_BACK,
                REQUESTS_PER_MINUTE,
                CONCURRENCY,
                BASE_URL);
    }

    /** Where the API is. */
    static String baseUrl(SourceContext context) {
        long page = context.get(PAGE_SIZE);
        if (page < 1 || page > LARGEST_PAGE) {
            throw wrong("option 'page_size' is " + page, "Set it to 1 to 100.");
        }
        String site = context.get(SITE);
        if (!site.matches("[A-Za-z0-9-]+")) {
            throw wrong(
                    "option 'site' is '" + site + "', which is no name of a site",
                    "It is acme in https://acme.chargebee.com.");
        }
        return context.get(BASE_URL).orElse("https://" + site + ".chargebee.com/api/v2");
    }

    private static SourceException wrong(String what, String remedy) {
        return new SourceException(SourceException.Kind.CONFIG, what).remedy(remedy);
    }
}
