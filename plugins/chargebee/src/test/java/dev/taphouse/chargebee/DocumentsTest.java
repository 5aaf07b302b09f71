package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Option;
import dev.taphouse.api.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void theTemplateNamesEveryOptionAndNoOther() throws Exception {
        String template = Files.readString(Path.of("templates/config.json"));
        assertThat(Pattern.compile("\"([a-z_]+)\":").matcher(template).results().map(m -> m.group(1)))
                .containsExactlyElementsOf(new ChargebeeSource()
                        .options().stream().map(Option::name).toList());
    }

    @Test
    void theReadmeHasARowForEveryOptionAndStream() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(new ChargebeeSource().options())
                .allSatisfy(option -> assertThat(readme).contains("| `" + option.name() + "` |"));
        assertThat(Described.all()).allSatisfy(stream -> assertThat(readme).contains("| `" + stream.name() + "` |"));
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(Source.class))
                .hasOnlyElementsOfType(ChargebeeSource.class)
                .hasSize(1);
    }
}
