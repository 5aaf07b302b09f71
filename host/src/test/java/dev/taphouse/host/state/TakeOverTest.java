package dev.taphouse.host.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** States as other taps wrote them. */
class TakeOverTest {
    private static final StreamSpec ORDERS = StreamSpec.of(
                    "orders", Field.of("id", Type.INT64), Field.of("at", Type.INSTANT), Field.of("name", Type.TEXT))
            .keys("id")
            .cursors("id", "at", "name")
            .logBased();
    private static final StreamRead BY_TIME = StreamRead.of(ORDERS).method(Method.INCREMENTAL, "at");
    private static final StreamRead BY_ID = StreamRead.of(ORDERS).method(Method.INCREMENTAL, "id");
    private static final StreamRead FULL = StreamRead.of(ORDERS).method(Method.FULL_TABLE);
    private static final StreamRead LOG = StreamRead.of(ORDERS).method(Method.LOG_BASED);

    @Test
    void mageKeepsTheCursorByItsName() {
        State state = orders("{'at': '2023-12-31T22:00:00.123456+00:00', 'id': null}");
        assertThat(state.takeOver(BY_TIME))
                .contains("the bookmark of another tap is taken over: 'at' from 2023-12-31T22:00:00.123456+00:00");
        assertThat(state.position("orders")).isEqualTo(Position.cursor("at", "2023-12-31T22:00:00.123456Z"));
        assertThat(bookmark(state)).as("a merge must not bring it back").containsEntry("at", null);
    }

    @Test
    void tapFrameworkKeepsADateWhateverTheCursor() {
        State state = orders("{'bookmark_date': '2024-01-02T03:04:05Z'}");
        assertThat(state.takeOver(BY_TIME))
                .contains("the bookmark of another tap is taken over: 'at' from 2024-01-02T03:04:05Z");
        assertThat(state.position("orders")).isEqualTo(Position.cursor("at", "2024-01-02T03:04:05Z"));
        assertThat(bookmark(state)).as("a merge must not bring it back").containsEntry("bookmark_date", null);
    }

    @Test
    void aDateIsNoBookmarkOfANumber() {
        State state = orders("{'bookmark_date': '2024-01-02T03:04:05Z'}");
        assertThatThrownBy(() -> state.takeOver(BY_ID))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("it holds [bookmark_date]");
    }

    @Test
    void ofSeveralCursorsOfMageTheFirstCountsAlone() {
        State state = orders("{'at': '2024-01-02', 'id': 9}");
        StreamSpec spec = ORDERS.defaultCursor("at", "id");
        state.takeOver(StreamRead.of(spec).method(Method.INCREMENTAL, "at", "id"));
        assertThat(state.position("orders")).isEqualTo(Position.cursor("at", "2024-01-02T00:00:00Z"));
    }

    @Test
    void mageMayHaveACursorByANameOfTheHosts() {
        StreamSpec spec =
                StreamSpec.of("orders", Field.of("version", Type.INT64)).cursors("version");
        State state = orders("{'version': 12}");
        state.takeOver(StreamRead.of(spec).method(Method.INCREMENTAL, "version"));
        assertThat(state.position("orders")).isEqualTo(Position.cursor("version", 12));
    }

    @Test
    void plainValueIsTheCursors() {
        State among = orders("'2024-01-02T00:00:00Z'");
        State beside = state("{'orders': '2024-01-02T00:00:00Z', 'other': '2024-01-01'}");
        for (State state : new State[] {among, beside}) {
            assertThat(state.streams()).contains("orders");
            assertThat(state.takeOver(BY_TIME)).isPresent();
            assertThat(state.position("orders")).isEqualTo(Position.cursor("at", "2024-01-02T00:00:00Z"));
        }
        assertThat(beside.document()).containsEntry("orders", null).containsEntry("other", "2024-01-01");
    }

    @Test
    void whatTheSdkKeepsForARunIsDropped() {
        State state = orders("{'replication_key': 'at', 'replication_key_value': '2024-01-02T00:00:00+00:00',"
                + " 'starting_replication_value': '2023', 'replication_key_signpost': '2024-02-01',"
                + " 'progress_markers': {'Note': 'Progress is not resumable if interrupted.'}, 'mine': [null]}");
        assertThat(state.takeOver(BY_TIME)).isEmpty();
        assertThat(state.position("orders").cursor()).contains("2024-01-02T00:00:00Z");
        assertThat(bookmark(state))
                .containsOnlyKeys("replication_key", "replication_key_value", "mine")
                .containsKey("mine");
    }

    @Test
    void firstPassThatTheSdkDidNotEndBeginsAnewAndSaysSo() {
        State state = orders("{'progress_markers': {'replication_key': 'at', 'replication_key_value': '2024-01-02'}}");
        assertThat(state.takeOver(BY_TIME))
                .contains("the pass that the Meltano SDK did not end cannot be resumed, so all rows are read");
        assertThat(state.position("orders")).isEqualTo(Position.START);
    }

    @Test
    void leastOfThePartitionsCountsByTimeAndNotByText() {
        State state = orders("{'partitions': [" + partition("a", "'2024-01-02T01:00:00+02:00'") + ","
                + partition("b", "'2024-01-02T00:00:00+00:00'") + "," + partition("b", "'2024-03-01T00:00:00Z'")
                + "]}");
        assertThat(state.takeOver(BY_TIME))
                .contains("of the bookmarks of 3 partitions, which the Meltano SDK kept, the least is taken, so rows of"
                        + " the others come again");
        assertThat(state.position("orders")).isEqualTo(Position.cursor("at", "2024-01-01T23:00:00Z"));
        assertThat(bookmark(state)).containsEntry("partitions", null);
    }

    @Test
    void partitionThatHasNotBegunIsRefused() {
        String given = "{'partitions': [" + partition("a", "'2024-01-02'") + ",{'context': {'repo': 'b'}}]}";
        State state = orders(given);
        assertThatThrownBy(() -> state.takeOver(BY_TIME))
                .isInstanceOf(SourceException.class)
                .hasMessage("stream 'orders': the bookmark, which another tap wrote, cannot be taken over: partition"
                        + " {repo=b} of the Meltano SDK has none of 'at'");
        assertThat(bookmark(state)).as("as before").isEqualTo(bookmark(orders(given)));
    }

    @Test
    void remedyForPartitionsHelps() {
        State refused = orders("{'partitions': [{'context': {'repo': 'b'}}]}");
        StateEdit edit = new StateEdit(
                refused.document(),
                note -> assertThat(note)
                        .isEqualTo("stream 'orders': 'partitions' is dropped: the new value counts for all of them"));
        edit.set("orders", List.of("replication_key=at", "replication_key_value=2024-01-02T00:00:00Z"));
        State mended = new State(edit.document());
        assertThat(mended.takeOver(BY_TIME)).isEmpty();
        assertThat(mended.position("orders")).isEqualTo(Position.cursor("at", "2024-01-02T00:00:00Z"));
    }

    @Test
    void remedyNamesTheCommands() {
        State state = orders("{'since': '2024-01-02'}");
        assertThatThrownBy(() -> state.takeOver(BY_TIME))
                .isInstanceOfSatisfying(SourceException.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(SourceException.Kind.POSITION);
                    assertThat(refused.remedy())
                            .contains("Say where to go on with 'host state set FILE orders replication_key=at"
                                    + " replication_key_value=VALUE', or read it from the start after 'host state reset"
                                    + " FILE orders'");
                })
                .hasMessageEndingWith("cannot be taken over: it holds [since], and nothing that is known here");
    }

    @Test
    void databaseTapsSpeakOurWords() {
        State state = orders("{'replication_key': 'id', 'replication_key_value': '4711', 'version': 1700000000000,"
                + " 'last_replication_method': 'INCREMENTAL', 'xmin': null}");
        assertThat(state.takeOver(BY_ID)).isEmpty();
        assertThat(state.position("orders")).isEqualTo(Position.cursor("id", 4711));
        assertThat(bookmark(state)).containsEntry("version", 1_700_000_000_000L).containsEntry("xmin", null);
    }

    @Test
    void fullTableOfADatabaseTapIsResumedByKey() {
        State state = orders("{'last_replication_method': 'FULL_TABLE', 'version': 1, 'last_pk_fetched': {'id': 5},"
                + " 'max_pk_values': {'id': 9}, 'initial_full_table_complete': false}");
        assertThat(state.takeOver(FULL)).isEmpty();
        assertThat(state.position("orders"))
                .isEqualTo(Position.of("last_pk_fetched", Map.of("id", 5)).with("max_pk_values", Map.of("id", 9)));
        assertThat(bookmark(state)).containsEntry("initial_full_table_complete", false);
    }

    @Test
    void fullTableThatCannotBeResumedSaysSo() {
        State state = orders("{'xmin': 42, 'last_replication_method': 'FULL_TABLE'}");
        assertThat(state.takeOver(FULL))
                .contains("a full table that ended at an xmin cannot be resumed, so all rows are read");
    }

    @Test
    void fullTableWithoutItsGreatestKeyIsTheConnectorsToJudge() {
        State half = orders("{'last_pk_fetched': {'id': 5}}");
        assertThat(half.takeOver(FULL)).isEmpty();
        assertThat(half.position("orders")).isEqualTo(Position.of("last_pk_fetched", Map.of("id", 5)));
    }

    @Test
    void placesInALogArriveAsTheyAre() {
        State state = orders("{'lsn': 108197216, 'slot': 'x', 'last_replication_method': null}");
        assertThat(state.takeOver(LOG)).isEmpty();
        Position position = Position.of("lsn", 108_197_216).with("slot", "x");
        assertThat(state.position("orders")).isEqualTo(position);
        state.method("orders", Method.LOG_BASED);
        assertThat(state.position("orders")).as("also for a second try").isEqualTo(position);
        assertThatThrownBy(() -> orders("'2024-01-01'").takeOver(LOG))
                .hasMessageEndingWith("it is the plain value '2024-01-01', and no place in the source");
    }

    @Test
    void pageAndVersionsOfSingerPython() {
        State state = state("{'bookmarks': {'orders': {'at': '2024-01-02', 'offset': {'page': 3}}},"
                + " 'activate_versions': {'orders': 7}}");
        assertThat(state.takeOver(BY_TIME))
                .hasValueSatisfying(note -> assertThat(note)
                        .startsWith("the page at which another tap ended is not known here, so the rows since its"
                                + " bookmark come again; the bookmark of another tap"));
        assertThat(bookmark(state)).containsEntry("version", 7L).containsEntry("offset", null);
        assertThat(state.document()).containsEntry("activate_versions", Map.of("orders", 7L));
    }

    @Test
    void cursorThatIsNotOfItsTypeIsRefused() {
        State state = orders("{'replication_key': 'at', 'replication_key_value': 'soon'}");
        assertThatThrownBy(() -> state.takeOver(BY_TIME))
                .hasMessage("stream 'orders': the bookmark of 'at' is 'soon', which is not a date and time like"
                        + " 2026-01-31T13:30:00Z");
    }

    @Test
    void keysThatNobodyKnowsStayBesideAPositionThatMoves() {
        State state = orders("{'replication_key': 'id', 'replication_key_value': 1, 'page': 2, 'theirs': [1, null],"
                + " '_taphouse_keys': ['page'], 'last_replication_method': 'INCREMENTAL'}");
        assertThat(state.takeOver(BY_ID)).isEqualTo(Optional.empty());
        assertThat(state.position("orders")).isEqualTo(Position.cursor("id", 1).with("page", 2));
        state.position("orders", Position.cursor("id", 2));
        assertThat(Json.text(bookmark(state)))
                .isEqualTo("{\"replication_key\":\"id\",\"replication_key_value\":2,\"page\":null,\"theirs\":[1,null],"
                        + "\"_taphouse_keys\":[\"page\"],\"last_replication_method\":\"INCREMENTAL\"}");
    }

    @Test
    void namesOfTheConnectorsPositionsAreRemembered() {
        State state = new State();
        state.method("orders", Method.LOG_BASED);
        state.position("orders", Position.of("page", 2));
        assertThat(new State(state.document()).position("orders")).isEqualTo(Position.of("page", 2));
        assertThat(bookmark(state)).containsEntry("_taphouse_keys", List.of("page"));
    }

    private static String partition(String repo, String value) {
        return "{'context': {'repo': '" + repo + "'}, 'replication_key': 'at', 'replication_key_value': " + value + "}";
    }

    private static State orders(String bookmark) {
        return state("{'bookmarks': {'orders': " + bookmark + ", 'unread': {'at': 'kept'}}}");
    }

    private static State state(String json) {
        return new State(Json.object(json.replace('\'', '"')));
    }

    private static Map<String, @Nullable Object> bookmark(State state) {
        return Bookmarks.copy(Bookmarks.copy(state.document().get("bookmarks")).get("orders"));
    }
}
