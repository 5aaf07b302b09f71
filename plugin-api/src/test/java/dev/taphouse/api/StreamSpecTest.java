package dev.taphouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamSpecTest {
    private static final StreamSpec ORDERS = StreamSpec.of(
            "orders", Field.of("id", Type.INT64).notNull(), Field.of("at", Type.INSTANT), Field.of("note", Type.TEXT));

    @Test
    void hasNoKeyAndNoCursorAtFirst() {
        assertThat(ORDERS.keys()).isEmpty();
        assertThat(ORDERS.methods()).containsExactly(StreamSpec.Method.FULL_TABLE);
        assertThat(ORDERS.resume()).isEqualTo(StreamSpec.Resume.NOT);
    }

    @Test
    void aDefaultCursorIsAValidOneAndImpliesResumeByIt() {
        StreamSpec spec = ORDERS.keys("id").cursors("id").defaultCursor("at", "id");

        assertThat(spec.cursors()).containsExactly("at", "id");
        assertThat(spec.defaultCursor()).containsExactly("at", "id");
        assertThat(spec.methods()).containsExactly(StreamSpec.Method.FULL_TABLE, StreamSpec.Method.INCREMENTAL);
        assertThat(spec.resume()).isEqualTo(StreamSpec.Resume.BY_CURSOR);
        assertThat(StreamRead.of(spec).method()).isEqualTo(StreamSpec.Method.INCREMENTAL);
    }

    @Test
    void namesThatAreNoFieldsAreRefused() {
        assertThatThrownBy(() -> ORDERS.keys("ID"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stream 'orders' has no field 'ID' for its key; it has ");
        assertThatThrownBy(() -> ORDERS.defaultCursor("time"))
                .hasMessageStartingWith("stream 'orders' has no field 'time' for its cursor");
    }

    @Test
    void twoFieldsOfOneNameAreRefused() {
        assertThatThrownBy(() -> StreamSpec.of("s", Field.of("a", Type.TEXT), Field.of("a", Type.BOOL)))
                .hasMessage("stream 's' has two fields named 'a'");
        assertThatThrownBy(() -> Type.object(Field.of("a", Type.TEXT), Field.of("a", Type.BOOL)))
                .hasMessage("object has two fields named 'a'");
    }

    @Test
    void moreFieldsLeaveTheRestAsItIs() {
        StreamSpec spec = StreamSpec.of("orders", Field.of("id", Type.INT64), Field.of("at", Type.INSTANT))
                .keys("id")
                .defaultCursor("at")
                .deletes()
                .resume(StreamSpec.Resume.BY_POSITION)
                .metadata("row-count", 3L);
        StreamSpec wider = spec.moreFields(Field.of("note", Type.TEXT));
        assertThat(wider.fields()).extracting(Field::name).containsExactly("id", "at", "note");
        assertThat(wider.keys()).containsExactly("id");
        assertThat(wider.defaultCursor()).containsExactly("at");
        assertThat(wider.hasDeletes()).isTrue();
        assertThat(wider.resume()).isEqualTo(StreamSpec.Resume.BY_POSITION);
        assertThat(wider.metadata()).containsEntry("row-count", 3L);
        assertThat(spec.fields()).hasSize(2);
        assertThatThrownBy(() -> spec.moreFields(Field.of("id", Type.TEXT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReadIsOfAllSupportedFieldsUnlessSaidOtherwise() {
        StreamSpec spec = StreamSpec.of(
                "places",
                Field.of("id", Type.INT64),
                Field.of("shape", Type.JSON).unsupported("a geometry"));
        StreamRead read = StreamRead.of(spec);

        assertThat(read.fields()).containsExactly(Field.of("id", Type.INT64));
        assertThat(read.indexOf("shape")).isEqualTo(-1);
        assertThat(read.limit(10)
                        .from(Position.of("page", 2))
                        .keys(List.of("id"))
                        .query(Map.of("a", "b"))
                        .toString())
                .isEqualTo("places FULL_TABLE[] from {page=2}");
    }

    @Test
    void unavailableSaysWhy() {
        StreamSpec spec = ORDERS.unavailable(SourceException.Kind.ABSENT, "not in this plan");

        assertThat(spec.unavailable()).get().satisfies(why -> {
            assertThat(why.kind()).isEqualTo(SourceException.Kind.ABSENT);
            assertThat(why).hasMessage("not in this plan");
        });
    }

    @Test
    void typesAreComparedByValueAndWrittenAsInCode() {
        assertThat(Type.decimal(10, 2)).isEqualTo(Type.decimal(10, 2)).isNotEqualTo(Type.DECIMAL);
        assertThat(Type.list(Type.INT16)).hasToString("list(INT16)");
        assertThat(Type.decimal(10, 2)).hasToString("decimal(10,2)");
        assertThat(Type.object(Field.of("zip", Type.text(5)))).hasToString("object(zip)");
        assertThatThrownBy(() -> Type.decimal(2, 3))
                .hasMessage("decimal(2,3) does not exist: precision is at least 1, scale from 0 to precision");
        assertThatThrownBy(() -> Type.text(0)).hasMessage("text(0) does not exist: the length is at least 1");
    }

    @Test
    void splitsHaveStreamsAndLanesNames() {
        StreamRead read = StreamRead.of(ORDERS);

        assertThat(Split.of(read).stream()).isSameAs(read);
        assertThat(Split.lane("2", read).following().follow()).isTrue();
        assertThat(Split.lane("2", read)).hasToString("[orders] lane 2");
        assertThatThrownBy(() -> Split.of(List.of())).hasMessage("a split has no stream");
        assertThatThrownBy(() -> Split.lane("", read)).hasMessage("a lane has an empty name");
        assertThatThrownBy(() -> Split.of(read, read).stream()).hasMessage("the split has 2 streams");
    }
}
