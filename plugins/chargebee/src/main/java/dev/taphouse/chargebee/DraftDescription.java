package dev.taphouse.chargebee;

import dev.taphouse.api.*;
import dev.taphouse.http.*;
import dev.taphouse.http.client.ErrorRule;
import dev.taphouse.http.cursor.*;
import dev.taphouse.http.paging.*;
import dev.taphouse.http.record.*;
import java.io.*;
import java.time.Duration;
import java.util.*;
import org.jspecify.annotations.Nullable;

/** Until the base reads descriptions. */
final class DraftDescription {
    static final Map<String, String> CATALOGS = new LinkedHashMap<>();

    static {
        for (String s : "plans addons".split(" ")) CATALOGS.put(s, "1");
        for (String s : "items item_prices item_families differential_prices attached_items usages price_variants ramps features entitlements item_entitlements subscription_entitlements entitlement_overrides customer_entitlements".split(" ")) CATALOGS.put(s, "2");
    }

    @SuppressWarnings("unchecked")
    static List<HttpStream> streams(SourceContext context) {
        try (InputStream in = DraftDescription.class.getResourceAsStream("api.json")) {
            byte[] b = in.readAllBytes();
            List<HttpStream> all = new ArrayList<>();
            for (Object each : (List<?>) JsonText.object(b, 0, b.length).get("streams")) all.add(stream(context, (Map<String, Object>) each));
            return all;
        } catch (IOException e) { throw new UncheckedIOException(e); }
    }

    static CursorPaginator pages(SourceContext c) {
        return new CursorPaginator("next_offset", TokenPlace.param("offset"), new PageSize("limit", c.get(ChargebeeSource.PAGE_SIZE)), Ends.BY_TOKEN);
    }

    @SuppressWarnings("unchecked")
    static HttpStream stream(SourceContext c, Map<String, Object> d) {
        String name = (String) d.get("name");
        HttpStream s = new HttpStream(name).edit(edit(c.stream(name)));
        s.path((String) d.get("path"));
        s.format(JsonBody.at((String) d.get("records_path")));
        s.primaryKey(((List<String>) d.getOrDefault("primary_key", List.of("id"))).toArray(String[]::new));
        if (!name.startsWith("subscriptions_with")) s.paginator(pages(c));
        else s.rules(new ErrorRule(Set.of(400), Optional.empty(), ErrorRule.Action.SKIP, Optional.empty()));
        ((Map<String, String>) d.getOrDefault("params", Map.of())).forEach(s::param);
        if (d.get("deleted") instanceof Map<?, ?> m) s.deleted((String) m.get("path"), (String) m.get("equals"));
        if (d.get("version_field") instanceof String v) s.version(v);
        if (d.get("parent") instanceof Map<?, ?> p) s.parent(Parent.of((String) p.get("stream"), p.get("include") == null ? Map.of() : (Map<String, String>) p.get("include")));
        if (d.get("incremental") instanceof Map<?, ?> i) {
            Incremental how = base(c, (String) d.get("replication_key"));
            if (i.get("params") != null) how = how.params((Map<String, String>) i.get("params"));
            if (i.get("first_pass_params") != null) how = how.firstPassParams((Map<String, String>) i.get("first_pass_params"));
            if ("ascending".equals(i.get("order"))) how = how.order(Order.ASCENDING);
            if ("none".equals(i.get("first_pass_order"))) how = how.firstPassOrder(Order.NONE);
            if (i.get("window") != null) how = how.window(Duration.parse((String) i.get("window")));
            if ("never".equals(i.get("null_cursor"))) how = how.neverNull();
            if (Boolean.TRUE.equals(i.get("client_side"))) how = how.clientSide();
            s.incremental(how);
        }
        if (d.get("deleted_by_events") instanceof Map<?, ?> e) {
            s.deletions(new Deletions(new HttpStream("events").path("events").param("event_type[is]", (String) e.get("event"))
                .primaryKey("id").paginator(pages(c)).format(JsonBody.at("list[*].event"))
                .incremental(base(c, "occurred_at").startParam("occurred_at[after]").params(Map.of("sort_by[asc]", "occurred_at")).firstPassParams(Map.of("sort_by[asc]", "occurred_at"))), "content." + e.get("record")));
        }
        return s;
    }

    static Incremental base(SourceContext c, String field) {
        return Incremental.by(field).format(TimeFormat.EPOCH_S).lag(c.get(ChargebeeSource.LAG)).lookBack(c.get(ChargebeeSource.LOOK_BACK));
    }

    static RecordEdit edit(StreamSpec spec) {
        RecordEdit edit = RecordEdit.NONE;
        for (String p : places(spec.fields(), "")) edit = edit.convert(p, Conversion.EPOCH_S);
        return edit;
    }

    static List<String> places(List<Field> fields, String before) {
        List<String> all = new ArrayList<>();
        for (Field f : fields) all.addAll(places(f.type(), before + f.name()));
        return all;
    }

    static List<String> places(Type t, String at) {
        return switch (t.kind()) {
            case INSTANT -> List.of(at);
            case OBJECT -> places(t.fields(), at + ".");
            case LIST -> t.element().map(e -> places(e, at + "[*]")).orElse(List.of());
            default -> List.of();
        };
    }
}
