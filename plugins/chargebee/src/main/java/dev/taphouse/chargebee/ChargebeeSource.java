package dev.taphouse.chargebee;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.DescribedSource;
import dev.taphouse.http.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies the billing records of a Chargebee site: {@code api.json}, with what the options change in it. */
public final class ChargebeeSource extends DescribedSource {

    /** For the service loader. */
    public ChargebeeSource() {}

    @Override
    protected List<Option<?>> apiOptions() {
        return ChargebeeOptions.all();
    }

    @Override
    protected Map<String, ?> description(SourceContext context) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>(resource("api.json"));
        description.put("base_url", ChargebeeOptions.baseUrl(context));
        List<Object> streams = new ArrayList<>();
        if (description.get("streams") instanceof List<?> all) {
            all.forEach(stream -> streams.add(changed((Map<?, ?>) stream, context)));
        }
        description.put("streams", streams);
        return description;
    }

    private static Map<String, @Nullable Object> changed(Map<?, ?> stream, SourceContext context) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        stream.forEach((key, value) -> changed.put(String.valueOf(key), value));
        if (!context.get(ChargebeeOptions.INCLUDE_DELETED)) {
            changed.remove("params"); // there are no others
            changed.remove("deletions");
        }
        if (context.get(ChargebeeOptions.CUSTOM_FIELDS).equals(ChargebeeOptions.COLUMNS)) {
            changed.remove("collect");
        } else if (changed.get("sampled_fields") instanceof List<?> begins) {
            changed.put(
                    "sampled_fields",
                    begins.stream().filter(begin -> !"cf_".equals(begin)).toList());
        }
        return changed;
    }

    @Override
    protected Map<String, String> absent(SourceContext context, Probe probe) throws Exception {
        return ProductCatalog.of(context, probe).absent();
    }
}
