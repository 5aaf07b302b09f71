package dev.taphouse.genericapi;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.DescribedSource;
import java.util.List;
import java.util.Map;

/** Reads any API by the description in its config. */
public final class GenericApiSource extends DescribedSource {

    @Override
    protected List<Option<?>> apiOptions() {
        return ApiOptions.all();
    }

    @Override
    protected Map<String, ?> description(SourceContext context) {
        return new ConfigDescription(context).json();
    }
}
