package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ${name}SourceTest {
    private final ${name}Source source = new ${name}Source();

    @Test
    void readsEveryRowAndResumesFromEveryBookmark() throws Exception {
        TestContext context = TestContext.of(source, Map.of("folder", "src/test/data"));
        try (Drive drive = Drive.open(source, context.schemas(Path.of("schemas")))) {
            drive.check();
            CapturedStream all = drive.read("orders", Position.START).stream("orders");
            assertThat(all.column("id")).containsExactly(1L, 2L, 3L, 4L);
            var bookmarks = all.column("updated_at");
            for (Object bookmark : bookmarks) {
                CapturedStream rest = drive.read("orders", Position.cursor("updated_at", bookmark)).stream("orders");
                assertThat(rest.rows()).isEqualTo(all.rows().subList(bookmarks.indexOf(bookmark), 4));
            }
        }
    }

    @Test
    void readmeAndTemplateNameEveryOption() throws Exception {
        for (var option : source.options()) {
            assertThat(Files.readString(Path.of("README.md"))).contains("| `" + option.name() + "` |");
            assertThat(Files.readString(Path.of("templates/config.json"))).contains('"' + option.name() + "\":");
        }
    }
}
