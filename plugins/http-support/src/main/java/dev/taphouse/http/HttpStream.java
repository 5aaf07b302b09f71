package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.ErrorRule;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.paging.Paginator;
import dev.taphouse.http.paging.SinglePage;
import dev.taphouse.http.record.BodyFormat;
import dev.taphouse.http.record.JsonRecord;
import dev.taphouse.http.record.RecordEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream of an API: what is asked for, how the pages follow each other, what the records are. A plain one is made by
 * its settings alone; an odd one is a subclass that makes them in its constructor and overrides a hook.
 *
 * <p>Settings are made before the session reads, and not changed afterwards; hooks are called by one thread at a time.
 */
public class HttpStream {
    private final String name;
    private String path = "";
    private final Map<String, String> params = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Object body;
    private boolean post;
    private List<String> primaryKey = List.of();
    private @Nullable Incremental incremental;
    private Paginator paginator = new SinglePage();
    private @Nullable BodyFormat format;
    private RecordEdit edit = RecordEdit.NONE;
    private List<ErrorRule> rules = List.of();
    private @Nullable Parent parent;
    private @Nullable Deleted deleted;
    private @Nullable Deletions deletions;
    private boolean deletes;
    private @Nullable String version;
    private @Nullable StreamSpec schema;
    private List<String> sampled = List.of();
    private long mostPages = 1_000_000;

    /** A stream of that name, which is also its bookmark key. */
    public HttpStream(String name) {
        this.name = Objects.requireNonNull(name, "name is null");
    }

    /** The path under the base URL, or a whole address. Placeholders are filled in, encoded. */
    public HttpStream path(String template) {
        path = template;
        return this;
    }

    /** A query parameter of every request. Placeholders are filled in. */
    public HttpStream param(String parameter, String template) {
        params.put(parameter, template);
        return this;
    }

    /** A header of every request. Placeholders are filled in. */
    public HttpStream header(String header, String template) {
        headers.put(header, template);
        return this;
    }

    /**
     * Asks by POST, which is taken to change nothing at the server.
     *
     * @param json Map, List, String, exact numbers, Boolean; placeholders in its strings are filled in. Null for none
     */
    public HttpStream post(@Nullable Object json) {
        post = true;
        body = json;
        return this;
    }

    /** The fields that tell a record. */
    public HttpStream primaryKey(String... fields) {
        primaryKey = List.copyOf(Arrays.asList(fields));
        return this;
    }

    /** How it is read by a cursor; without, every pass reads all. */
    public HttpStream incremental(Incremental how) {
        incremental = how;
        return this;
    }

    /** How its pages follow each other; one page without. */
    public HttpStream paginator(Paginator how) {
        paginator = how;
        return this;
    }

    /** How its records lie in a body. Needed. */
    public HttpStream format(BodyFormat how) {
        format = how;
        return this;
    }

    /** How its records are rewritten before they are rows. Cursor, key of repeats and deletion are read before that. */
    public HttpStream edit(RecordEdit how) {
        edit = how;
        return this;
    }

    /** What differs from the usual handling of statuses, before the rules of the API. */
    public HttpStream rules(ErrorRule... own) {
        rules = List.copyOf(Arrays.asList(own));
        return this;
    }

    /** Asks for a list per record of another stream. */
    public HttpStream parent(Parent of) {
        parent = of;
        return this;
    }

    /** How a record says that it was deleted. */
    public HttpStream deleted(String field, String equals) {
        deleted = new Deleted(field, equals);
        return this;
    }

    /** Where deletes are told apart from the records. */
    public HttpStream deletions(Deletions list) {
        deletions = list;
        return this;
    }

    /** Its {@link #record} hook may delete rows. */
    public HttpStream deletes() {
        deletes = true;
        return this;
    }

    /** The path of a value that changes with every version of a record; by default the whole record does. */
    public HttpStream version(String field) {
        version = field;
        return this;
    }

    /** Its fields; by default the file {@code schemas/<name>.json} of the plugin, else what a sample shows. */
    public HttpStream schema(StreamSpec fields) {
        schema = fields;
        return this;
    }

    /** Begins of names whose fields the schema does not have: they are told by a sample. */
    public HttpStream sampled(String... begins) {
        sampled = List.copyOf(Arrays.asList(begins));
        return this;
    }

    /** After how many pages a list is taken for endless. */
    public HttpStream mostPages(long pages) {
        mostPages = pages;
        return this;
    }

    /**
     * The request for a list, before its pages. A hook for what settings cannot say.
     *
     * @param list as the settings have it
     */
    protected ApiRequest request(ApiRequest list, Scope scope) {
        return list;
    }

    /**
     * Makes rows of a record: by default one. A hook for records that are several rows, none, or of another shape.
     *
     * @param record valid during the call only
     */
    protected void record(JsonRecord record, Rows rows) throws Exception {
        rows.push(record);
    }

    /** The name. */
    public final String name() {
        return name;
    }

    /** The request for a list. */
    final ApiRequest list(Api api, Scope scope) {
        RequestTemplate template = new RequestTemplate(name, scope);
        ApiRequest list = template.request(api.baseUrl(), path, post, body);
        for (Map.Entry<String, String> each : allParams(scope).entrySet()) {
            list = list.param(each.getKey(), template.text(each.getValue()));
        }
        if (incremental != null && scope.window().isFilter()) {
            list = filtered(list, incremental, scope);
        }
        for (Map<String, String> some : List.of(api.headers(), headers)) {
            for (Map.Entry<String, String> each : some.entrySet()) {
                list = list.header(each.getKey(), template.text(each.getValue()));
            }
        }
        return request(list, scope);
    }

    private static ApiRequest filtered(ApiRequest list, Incremental how, Scope scope) {
        ApiRequest result = list;
        if (how.startParam().isPresent() && scope.windowStart().isPresent()) {
            result = result.param(how.startParam().get(), scope.windowStart().get());
        }
        if (how.endParam().isPresent() && scope.windowEnd().isPresent()) {
            result = result.param(how.endParam().get(), scope.windowEnd().get());
        }
        return result;
    }

    private Map<String, String> allParams(Scope scope) {
        Map<String, String> all = new LinkedHashMap<>(params);
        if (incremental != null) {
            all.putAll(incremental.params(scope.window().isFilter()));
        }
        return all;
    }

    /** Whether a placeholder stands anywhere in its requests. */
    final boolean uses(String placeholder) {
        return usesAlways(placeholder)
                || incremental != null && isIn(incremental.params(true).values(), placeholder);
    }

    private boolean usesAlways(String placeholder) {
        List<Object> texts = new ArrayList<>();
        texts.add(path);
        texts.addAll(params.values());
        texts.addAll(headers.values());
        texts.add(body == null ? "" : body.toString());
        return isIn(texts, placeholder);
    }

    private static boolean isIn(Collection<?> texts, String placeholder) {
        return texts.stream().anyMatch(text -> String.valueOf(text).contains("{" + placeholder + "}"));
    }

    /** Whether its requests can be filtered by time at the server. */
    final boolean canFilter() {
        return incremental != null
                && !incremental.isClientSide()
                && (incremental.startParam().isPresent() || uses("window.start") || uses("bookmark"));
    }

    /** Whether it cannot be asked for without a window. */
    final boolean needsWindow() {
        return usesAlways("window.start") || usesAlways("bookmark");
    }

    final List<ErrorRule> rules(Api api) {
        List<ErrorRule> all = new ArrayList<>(rules);
        all.addAll(api.rules());
        if (parent != null) {
            all.add(new ErrorRule(Set.of(404, 410), Optional.empty(), ErrorRule.Action.SKIP, Optional.empty()));
        }
        return all;
    }

    final BodyFormat format() {
        if (format == null) {
            throw new SourceException(SourceException.Kind.CONFIG, "stream '" + name + "' has no format");
        }
        return format;
    }

    final RecordEdit edit() {
        return edit;
    }

    final Paginator paginator() {
        return paginator;
    }

    final Optional<Incremental> incremental() {
        return Optional.ofNullable(incremental);
    }

    final Optional<Parent> parent() {
        return Optional.ofNullable(parent);
    }

    final boolean tellsDeletes() {
        return deletes || deleted != null || deletions != null;
    }

    final Optional<Deleted> deleted() {
        return Optional.ofNullable(deleted);
    }

    final Optional<Deletions> deletions() {
        return Optional.ofNullable(deletions);
    }

    final Optional<String> version() {
        return Optional.ofNullable(version);
    }

    final List<String> primaryKey() {
        return primaryKey;
    }

    /** Whether a rule of its own says that a list may not be there. */
    final boolean skips() {
        return rules.stream().anyMatch(rule -> rule.action() == ErrorRule.Action.SKIP);
    }

    final List<String> sampled() {
        return sampled;
    }

    final Optional<StreamSpec> schema() {
        return Optional.ofNullable(schema);
    }

    final long mostPages() {
        return mostPages;
    }
}
