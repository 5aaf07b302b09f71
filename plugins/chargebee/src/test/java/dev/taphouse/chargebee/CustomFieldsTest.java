package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.chargebee.simulator.StoredRecord;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomFieldsTest {

    @Test
    void areColumnsOfTheTypesThatTheirValuesHave() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            JsonNode customer = fixture.site().create("customer").last();
            fixture.later(Duration.ofMinutes(10));
            StreamSpec spec = drive.discover("customers");
            assertThat(spec.field("cf_note").map(Field::type)).hasValue(Type.TEXT);
            assertThat(spec.field("cf_vip").map(Field::type)).hasValue(Type.BOOL);
            assertThat(spec.field("cs_marketing").map(Field::type)).hasValue(Type.BOOL);
            Map<String, @Nullable Object> row = drive.read("customers", Position.START).stream("customers")
                    .rows()
                    .get(0);
            assertThat(row)
                    .containsEntry("cf_note", customer.path("cf_note").asText())
                    .containsEntry("cf_seats", customer.path("cf_seats").asLong())
                    .containsEntry("cf_vip", customer.path("cf_vip").asBoolean());
        }
    }

    @Test
    void areOneTextAsInMagesTapWhereThatIsAsked() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("custom_fields", "json");
                Drive drive = fixture.open()) {
            JsonNode customer = fixture.site().create("customer").last();
            fixture.later(Duration.ofMinutes(10));
            StreamSpec spec = drive.discover("customers");
            assertThat(spec.field("cf_note")).isEmpty();
            assertThat(spec.field("custom_fields").map(Field::type)).hasValue(Type.TEXT);
            Map<String, @Nullable Object> row = drive.read("customers", Position.START).stream("customers")
                    .rows()
                    .get(0);
            JsonNode collected = new ObjectMapper().readTree(String.valueOf(row.get("custom_fields")));
            assertThat(collected.path("cf_note")).isEqualTo(customer.path("cf_note"));
            assertThat(collected.path("cf_seats").asInt())
                    .isEqualTo(customer.path("cf_seats").asInt());
            assertThat(collected).hasSize(3);
            assertThat(Optional.ofNullable(row.get("cs_marketing")))
                    .hasValue(customer.path("cs_marketing").asBoolean());
        }
    }

    @Test
    void aStreamWithoutRecordsHasNoneYet() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            assertThat(drive.discover("customers").field("id")).isPresent();
            assertThat(drive.discover("customers").field("cf_note")).isEmpty();
        }
    }

    @Test
    void oneThatTheSampleDidNotShowWidensTheStream() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("page_size", 1L);
                Drive drive = fixture.open()) {
            fixture.site().create("customer", 20);
            StoredRecord last = fixture.site().records("customer").get(19);
            fixture.site().set("customer", last, "cf_late", JsonNodeFactory.instance.numberNode(7));
            fixture.later(Duration.ofMinutes(10));
            StreamSpec spec = drive.discover("customers");
            assertThat(spec.field("cf_late"))
                    .as("the sample is of the first pages")
                    .isEmpty();
            CapturedStream read = drive.read(StreamRead.of(spec)).stream("customers");
            assertThat(read.changes()).hasSize(1);
            assertThat(read.changes().get(0).field("cf_late").map(Field::type)).hasValue(Type.INTEGER);
            assertThat(read.changes().get(0).defaultCursor()).containsExactly("updated_at");
            assertThat(read.changes().get(0).hasDeletes()).isTrue();
            assertThat(read.changes().get(0).resume()).isEqualTo(spec.resume());
            assertThat(read.rows()).hasSize(20);
            assertThat(read.rows().get(19)).containsEntry("cf_late", 7L);
        }
    }
}
