package dev.taphouse.http;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.description.Description;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connector whose API and streams are a description: a resource of its zip, or a part of the config. */
public abstract class DescribedSource extends HttpSource {

    /** For subclasses. */
    protected DescribedSource() {}

    /**
     * The description.
     *
     * @return String, Boolean, exact numbers, List, Map
     */
    protected abstract Map<String, ?> description(SourceContext context);

    /**
     * Reads a description beside the class of the connector.
     *
     * @param name of the resource
     */
    protected final Map<String, @Nullable Object> resource(String name) {
        try (InputStream in = getClass().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name + " beside " + getClass());
            }
            byte[] utf8 = in.readAllBytes();
            return JsonText.object(utf8, 0, utf8.length);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    protected Api api(SourceContext context) {
        return described(context).api();
    }

    @Override
    protected List<HttpStream> streams(SourceContext context) {
        return described(context).streams();
    }

    private Description described(SourceContext context) {
        Set<String> names = options().stream().map(Option::name).collect(Collectors.toSet());
        return Description.of(description(context), names, settings(context), context);
    }
}
