package dev.taphouse.host.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bookmarks\":{}}",
                "{\"bookmarks\":{\"a\":{\"lsn\":18446744073709551616,\"x\":null}},\"currently_syncing\":\"a\"}",
                "{\"bookmarks\":{\"a\":{\"lanes\":{\"2\":{\"at\":{\"id\":3},\"done\":true},\"1\":{\"at\":{}}}}}}",
                "{\"bookmarks\":{\"a\":{\"deep\":{\"b\":[1,2.50,{\"c\":null}]}}},\"other\":[null,{}]}",
            })
    void documentComesBackAsItWas(String document) {
        assertThat(Json.text(state(document).document())).isEqualTo(document);
    }

    @Test
    void bookmarksThatAreNoObjectsStayUntilTheirStreamMoves() {
        State state = state("{\"bookmarks\":{\"a\":\"2020\",\"b\":null}}");
        assertThat(state.streams()).containsExactly("a");
        assertThat(state.position("a").isStart()).isTrue();
        assertThat(Json.text(state.document())).isEqualTo("{\"bookmarks\":{\"a\":\"2020\",\"b\":null}}");
        state.position("a", Position.of("id", 1));
        assertThat(Json.text(state.document()))
                .isEqualTo("{\"bookmarks\":{\"a\":{\"id\":1,\"_taphouse_keys\":[\"id\"]},\"b\":null}}");
    }

    @Test
    void positionIsTheBookmarkWithoutTheKeysOfTheHost() {
        State state =
                state("{\"bookmarks\":{\"a\":{\"version\":3,\"lanes\":{},\"last_replication_method\":\"FULL_TABLE\","
                        + "\"_taphouse_x\":1,\"lsn\":7,\"gone\":null}}}");
        assertThat(state.position("a")).isEqualTo(Position.of("lsn", 7));
        assertThat(state.method("a")).contains("FULL_TABLE");
        assertThat(state.position("none")).isEqualTo(Position.START);
    }

    @Test
    void movingWritesDroppedKeysAsNullAndLeavesThoseOfTheHost() {
        State state = state("{\"bookmarks\":{\"a\":{\"version\":3,\"lsn\":7,\"unknown\":1}}}");
        state.method("a", StreamSpec.Method.INCREMENTAL);
        state.position("a", Position.of("log_pos", 9));
        assertThat(Json.text(state.document()))
                .isEqualTo("{\"bookmarks\":{\"a\":{\"version\":3,\"lsn\":null,\"unknown\":1,"
                        + "\"last_replication_method\":\"INCREMENTAL\",\"log_pos\":9}}}");
        assertThat(state.position("a")).isEqualTo(Position.of("log_pos", 9));
    }

    @Test
    void lanesKeepTheirOrderAndAreClosedAsNull() {
        State state = new State();
        state.lane("a", "2", new State.Lane(Position.of("id", 1), false));
        state.lane("a", "1", new State.Lane(Position.START, false));
        state.lane("a", "2", new State.Lane(Position.of("id", 5), true));
        assertThat(state.lanes("a").keySet()).containsExactly("2", "1");
        assertThat(state.lanes("a")).containsEntry("2", new State.Lane(Position.of("id", 5), true));
        State copy = state(Json.text(state.document()));
        assertThat(copy.lanes("a")).isEqualTo(state.lanes("a"));
        state.position("a", Position.of("x", 1));
        assertThat(state.lanes("a")).as("moving a stream leaves its lanes").hasSize(2);
        state.closeLanes("a");
        state.closeLanes("none");
        assertThat(Json.text(state.document()))
                .isEqualTo("{\"bookmarks\":{\"a\":{\"lanes\":null,\"x\":1,\"_taphouse_keys\":[\"x\"]}}}");
    }

    @Test
    void documentIsACopy() {
        State state = state("{\"bookmarks\":{\"a\":{\"id\":7}}}");
        Map<String, Object> before = state.document();
        state.position("a", Position.of("id", 8));
        state.lane("b", "1", new State.Lane(Position.START, false));
        assertThat(Json.text(before)).isEqualTo("{\"bookmarks\":{\"a\":{\"id\":7}}}");
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static State state(String document) {
        Object parsed = Json.read(document);
        return new State(parsed == null ? Map.of() : (Map<String, @Nullable Object>) parsed);
    }
}
