package dev.taphouse.host.cli;

import dev.taphouse.host.catalog.DriftPolicy;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of {@code --drift}, in lower case. */
final class DriftPolicies implements Iterable<String>, ITypeConverter<DriftPolicy> {
    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    @Override
    public DriftPolicy convert(String value) {
        return Stream.of(DriftPolicy.values())
                .filter(policy -> policy.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of " + names().toList()));
    }

    private static Stream<String> names() {
        return Stream.of(DriftPolicy.values()).map(policy -> policy.name().toLowerCase(Locale.ROOT));
    }
}
