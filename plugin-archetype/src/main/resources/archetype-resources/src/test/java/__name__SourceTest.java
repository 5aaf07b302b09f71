package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Option;
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
        try (Drive drive = drive("src/test/data")) {
            drive.check();
            CapturedStream all = drive.read("orders", Position.START).stream("orders");
            assertThat(all.column("id")).containsExactly(1L, 2L, 3L, 4L);
            for (Object bookmark : all.column("updated_at")) {
                CapturedStream rest = drive.read("orders", Position.cursor("updated_at", bookmark)).stream("orders");
                int first = all.column("updated_at").indexOf(bookmark);
                assertThat(rest.rows()).isEqualTo(all.rows().subList(first, 4));
            }
        }
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws Exception {
        try (Drive drive = drive("missing")) {
            assertThatThrownBy(drive::check).hasMessage("option 'folder' is 'missing', which is no folder");
        }
    }

    @Test
    void readmeAndTemplateNameEveryOption() throws Exception {
        for (Option<?> option : source.options()) {
            assertThat(Files.readString(Path.of("README.md"))).contains("| `" + option.name() + "` |");
            assertThat(Files.readString(Path.of("templates/config.json"))).contains('"' + option.name() + "\":");
        }
    }

    private Drive drive(String folder) throws Exception {
        return Drive.open(source, TestContext.of(source, Map.of("folder", folder)).schemas(Path.of("schemas")));
    }
}
