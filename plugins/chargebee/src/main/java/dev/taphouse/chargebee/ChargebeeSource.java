package dev.taphouse.chargebee;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.Api;
import dev.taphouse.http.HttpSource;
import dev.taphouse.http.HttpStream;
import dev.taphouse.http.Probe;
import dev.taphouse.http.auth.Credential;
import dev.taphouse.http.client.ClientSettings;
import dev.taphouse.http.client.ErrorRule;
import dev.taphouse.http.client.RateBudget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies the billing records of a Chargebee site. */
public final class ChargebeeSource extends HttpSource {
    static final Option<String> SITE = Option.text("site", "Name of the site: acme in https://acme.chargebee.com")
            .example("acme-test");
    static final Option<String> API_KEY = Option.secret("api_key", "API key of the site, Read-only with all data")
            .alias("site_api_key");
    static final Option<Optional<String>> BASE_URL = Option.text("base_url", "Address of the API, if it is another")
            .example("https://acme-test.chargebee.com/api/v2")
            .optional();
    static final Option<String> PRODUCT_CATALOG = Option.text(
                    "product_catalog", "Version of the site's product catalog: 1, 2, or auto to ask the site")
            .oneOf("auto", "1", "2")
            .defaultsTo("auto");
    static final Option<String> CUSTOM_FIELDS = Option.text(
                    "custom_fields", "Custom fields as columns, or as one JSON text like Mage's and singer-io's taps")
            .oneOf("columns", "json")
            .defaultsTo("columns");
    static final Option<Boolean> INCLUDE_DELETED = Option.flag("include_deleted", "Whether deleted records are read")
            .defaultsTo(true);
    static final Option<Long> PAGE_SIZE =
            Option.integer("page_size", "Records of a page, 1 to 100").defaultsTo(100L);
    static final Option<Duration> LAG = Option.duration("lag", "How long a change may take to be listed")
            .defaultsTo(Duration.ofMinutes(5));
    static final Option<Duration> LOOK_BACK = Option.duration(
                    "look_back", "How far before its bookmark a pass begins; a second at least")
            .defaultsTo(Duration.ofSeconds(1));
    static final Option<Long> REQUESTS_PER_MINUTE = Option.integer("requests_per_minute", "Requests in a minute")
            .defaultsTo(140L);
    static final Option<Long> CONCURRENCY =
            Option.integer("concurrency", "Requests at once").defaultsTo(4L);

    private static final String CATALOG_1 = "1";
    private static final String CATALOG_2 = "2";

    /** For the service loader. */
    public ChargebeeSource() {}

    @Override
    protected List<Option<?>> apiOptions() {
        return List.of(
                SITE,
                API_KEY,
                BASE_URL,
                PRODUCT_CATALOG,
                CUSTOM_FIELDS,
                INCLUDE_DELETED,
                PAGE_SIZE,
                LAG,
                LOOK_BACK,
                REQUESTS_PER_MINUTE,
                CONCURRENCY);
    }

    @Override
    protected Api api(SourceContext context) {
        String url = context.get(BASE_URL).orElse("https://" + context.get(SITE) + ".chargebee.com/api/v2");
        int atOnce = Math.toIntExact(context.get(CONCURRENCY));
        return Api.at(url + "/")
                .authentication(Credential.basic(context.get(API_KEY), ""))
                .budget(RateBudget.of(Math.toIntExact(context.get(REQUESTS_PER_MINUTE)), Duration.ofMinutes(1))
                        .concurrency(atOnce))
                .client(ClientSettings.of("chargebee", "https://taphouse.dev"))
                .parallelism(atOnce)
                .rules(RULES)
                .check("customers");
    }

    private static final List<ErrorRule> RULES = List.of(
            rule(404, "site_not_found", ErrorRule.Action.FAIL_RUN, "Correct 'site': it is acme in https://acme.chargebee.com."),
            rule(503, "site_not_ready", ErrorRule.Action.FAIL_RUN, "Finish setting up the site in Chargebee."),
            rule(400, "configuration_incompatible", ErrorRule.Action.SKIP_STREAM, ""),
            new ErrorRule(Set.of(401), Optional.empty(), ErrorRule.Action.FAIL, Optional.of("Correct 'api_key': a test site has keys of its own.")),
            new ErrorRule(Set.of(403), Optional.empty(), ErrorRule.Action.FAIL, Optional.of("Make 'api_key' a Read-only key with access to all data, or do not select the stream.")));

    private static ErrorRule rule(int status, String code, ErrorRule.Action action, String remedy) {
        return new ErrorRule(
                Set.of(status),
                Optional.of(new ErrorRule.Match("api_error_code", code)),
                action,
                Optional.of(remedy).filter(text -> !text.isEmpty()));
    }

    @Override
    protected List<HttpStream> streams(SourceContext context) {
        return DraftDescription.streams(context);
    }

    @Override
    protected Map<String, String> absent(SourceContext context, Probe probe) throws Exception {
        String asked = context.get(PRODUCT_CATALOG);
        String catalog = asked.equals("auto") ? catalog(context.get(SITE), probe) : asked;
        Map<String, String> absent = new LinkedHashMap<>();
        DraftDescription.CATALOGS.forEach((stream, of) -> {
            if (!of.equals(catalog)) {
                absent.put(
                        stream,
                        "the site has product catalog " + catalog + ", and '" + stream + "' is of product catalog " + of);
            }
        });
        return absent;
    }

    /** The version of the product catalog; of a key that may not ask, by an endpoint that the first does not have. */
    private static String catalog(String site, Probe probe) throws Exception {
        try {
            return version(site, probe.get("configurations"));
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.PERMISSION) {
                throw e;
            }
        }
        try {
            probe.get("items");
            return CATALOG_2;
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.ABSENT) {
                throw e;
            }
            return CATALOG_1;
        }
    }

    private static String version(String site, Map<String, @Nullable Object> answer) {
        List<Map<?, ?>> all = answer.get("configurations") instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).<Map<?, ?>>map(each -> (Map<?, ?>) each).toList()
                : List.of();
        Optional<Map<?, ?>> own = all.stream()
                .filter(each -> site.equalsIgnoreCase(String.valueOf(each.get("domain"))))
                .findFirst();
        String version = own.or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty())
                .map(each -> String.valueOf(each.get("product_catalog_version")))
                .orElse("none for '" + site + "'");
        return switch (version) {
            case "v1" -> CATALOG_1;
            case "v2" -> CATALOG_2;
            default -> throw new SourceException(
                            SourceException.Kind.CONFIG,
                            "the site does not tell a product catalog that is known: " + version)
                    .remedy("Correct 'site', or set 'product_catalog' to 1 or 2.");
        };
    }
}
