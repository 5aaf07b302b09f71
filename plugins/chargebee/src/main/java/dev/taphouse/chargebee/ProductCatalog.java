package dev.taphouse.chargebee;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The version of a site's product catalog, which decides on some of its streams. */
enum ProductCatalog {
    /** Plans and addons. */
    ONE("1", Set.of("plans", "addons")),
    /** Items and prices. */
    TWO(
            "2",
            Set.of(
                    "attached_items",
                    "customer_entitlements",
                    "differential_prices",
                    "entitlement_overrides",
                    "entitlements",
                    "features",
                    "item_entitlements",
                    "item_families",
                    "item_prices",
                    "items",
                    "price_variants",
                    "ramps",
                    "subscription_entitlements",
                    "usages"));

    private final String version;
    private final Set<String> streams;

    ProductCatalog(String version, Set<String> streams) {
        this.version = version;
        this.streams = streams;
    }

    /** The one that is set, else the one that the site tells, else the one that it shows. */
    static ProductCatalog of(SourceContext context, Probe probe) throws Exception {
        String set = context.get(ChargebeeOptions.PRODUCT_CATALOG);
        if (!set.equals(ChargebeeOptions.AUTO)) {
            return version(set).orElseThrow();
        }
        try {
            return told(context.get(ChargebeeOptions.SITE), probe.get("configurations"));
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.PERMISSION) {
                throw e;
            }
            return shown(probe);
        }
    }

    /** The streams of the other, and why they are not to be had. */
    Map<String, String> absent() {
        Map<String, String> absent = new LinkedHashMap<>();
        for (ProductCatalog other : values()) {
            if (other != this) {
                other.streams.forEach(stream -> absent.put(
                        stream,
                        "it is of product catalog " + other.version + ", and the site has product catalog " + version));
            }
        }
        return absent;
    }

    /** That of the site's own entry, else of the only one. */
    private static ProductCatalog told(String site, Map<String, @Nullable Object> answer) {
        List<?> all = answer.get("configurations") instanceof List<?> list ? list : List.of();
        Optional<String> version = all.stream()
                .filter(each -> all.size() == 1 || site.equalsIgnoreCase(value(each, "domain")))
                .findFirst()
                .map(each -> value(each, "product_catalog_version"));
        return version.flatMap(text -> version(text.replaceFirst("^v", "")))
                .orElseThrow(() -> new SourceException(
                                SourceException.Kind.CONFIG,
                                "the product catalog of site '" + site + "' is "
                                        + version.orElse("not among those that the API tells"))
                        .remedy("Correct 'site', or set 'product_catalog' to 1 or 2."));
    }

    /** Items are of the second alone. */
    private static ProductCatalog shown(Probe probe) throws Exception {
        try {
            probe.get("items");
            return TWO;
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.ABSENT) {
                throw e;
            }
            return ONE;
        }
    }

    private static Optional<ProductCatalog> version(String text) {
        return List.of(values()).stream()
                .filter(each -> each.version.equals(text))
                .findFirst();
    }

    private static String value(@Nullable Object entry, String key) {
        return entry instanceof Map<?, ?> map ? String.valueOf(map.get(key)) : "";
    }
}
