package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records and endpoints of Chargebee, as the files in {@code data/} have them. */
public final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode resources;
    private final List<Endpoint> endpoints = new ArrayList<>();

    private Facts(JsonNode resources, JsonNode streams) {
        this.resources = resources;
        streams.forEach(stream -> endpoints.add(Endpoint.of(stream)));
    }

    /** Reads the files. */
    public static Facts load() {
        return new Facts(read("resources.json"), read("streams.json"));
    }

    /**
     * What a record is: {@code fields}, {@code custom_fields}, {@code consent_fields}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public JsonNode resource(String record) {
        JsonNode resource = resources.get(record);
        if (resource == null) {
            throw new IllegalArgumentException("there is no record '" + record + "' in resources.json");
        }
        return resource;
    }

    /** The product catalog that a path below the base URL belongs to: {@code 1}, {@code 2} or {@code both}. */
    public Optional<String> catalog(String path) {
        return endpoint(List.of(path.split("/"))).map(Endpoint::catalog);
    }

    /** Whether Chargebee tells, in any way, that a record of this kind was deleted. */
    public boolean tellsDeletes(String record) {
        return Deletion.of(record, this) != Deletion.NONE;
    }

    boolean has(String record) {
        return resources.has(record);
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** The endpoint that a path such as {@code /customers/c1/contacts} belongs to. */
    Optional<Endpoint> endpoint(List<String> segments) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.matches(segments))
                .min((a, b) ->
                        Boolean.compare(a.parent().isPresent(), b.parent().isPresent()));
    }

    /** The list that holds all records of a kind; empty for those that are listed under a parent only. */
    Optional<Endpoint> list(String record) {
        return endpoints.stream()
                .filter(endpoint ->
                        endpoint.record().equals(record) && endpoint.parent().isEmpty())
                .findFirst();
    }

    /** The lists under parents that are the only road to their records. */
    Optional<Endpoint> home(String record) {
        return list(record)
                .or(() -> endpoints.stream()
                        .filter(endpoint -> endpoint.record().equals(record) && !endpoint.alternate())
                        .findFirst());
    }

    private static JsonNode read(String name) {
        try (InputStream in = Facts.class.getResourceAsStream("/chargebee-data/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + " among the test resources");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
