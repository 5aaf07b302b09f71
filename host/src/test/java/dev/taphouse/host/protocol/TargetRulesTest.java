package dev.taphouse.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TargetRulesTest {

    @Test
    void aStreamThatAllTargetsTakeHasNoWarning() {
        assertThat(TargetRules.warnings(shape("public-orders", "id", "naïve_名前", "_sdc_mine")))
                .isEmpty();
    }

    @Test
    void namesThatSomeTargetsCannotTakeAreTold() {
        assertThat(TargetRules.warnings(shape("a/b", "id", "ID", "_sdc_sequence")))
                .containsExactly(
                        "stream 'a/b': targets that write files cannot write one of a name with '/'; give it another by"
                                + " stream_alias in the catalog",
                        "stream 'a/b': fields 'id' and 'ID' differ in case alone, which many databases do not tell"
                                + " apart; deselect one",
                        "stream 'a/b': field '_sdc_sequence' has a name that targets use themselves, and many drop it");
    }

    @Test
    void namesThatMeetWhenObjectsAreFlattenedAreTold() {
        Field address = Field.of("address", Type.object(Field.of("City", Type.TEXT), Field.of("zip", Type.TEXT)));
        Field city = Field.of("address__city", Type.TEXT);
        Field state = Field.of("address__state", Type.TEXT);

        List<Field> fields = List.of(address, city, state);
        assertThat(TargetRules.warnings(new StreamShape("orders", fields, List.of(), List.of(), false, Map.of())))
                .containsExactly("stream 'orders': fields 'address.City' and 'address__city' become one column where a"
                        + " target flattens objects with '__'; deselect one");
    }

    @Test
    void streamsWithoutKeyAreToldInOneLine() {
        assertThat(TargetRules.keyless(List.of())).isEmpty();
        assertThat(TargetRules.keyless(List.of("a", "b", "c", "d", "e", "f")))
                .containsExactly("6 stream(s) have no key, and targets that merge rows by key refuse them"
                        + " (a, b, c, d, e, …); declare one by view-key-properties in the catalog");
    }

    private static StreamShape shape(String stream, String... fields) {
        List<Field> all =
                List.of(fields).stream().map(name -> Field.of(name, Type.TEXT)).toList();
        return new StreamShape(stream, all, List.of("id"), List.of(), false, Map.of());
    }
}
