package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import java.util.Map;

/**
 * How a field goes out that does not go out as the source has it.
 *
 * @param field its name, its type on stdout, and whether it may be null there
 * @param schema its JSON Schema on stdout
 * @param dropped what is left out inside of its values
 * @param converts whether its type on stdout is not the source's, so that values are converted
 */
public record FieldOutput(Field field, Map<String, Object> schema, Dropped dropped, boolean converts) {}
