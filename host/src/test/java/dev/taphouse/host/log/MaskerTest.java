package dev.taphouse.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2  | login as joe/hunter2!        | login as joe/***!",
                "hunter2  | hunter2hunter2 xhunter2x     | *** x***x",
                "a/b+c d=%| GET ?key=a%2Fb%2Bc+d%3D%25&x | GET ?key=***&x",
                "a/b+c d=%| GET ?key=a%2fb%2bc%20d%3d%25 | GET ?key=***",
                "sa\"id   | {\"k\":\"sa\\\"id\"}         | {\"k\":\"***\"}",
                "abc      | abc abcd xabc (abc) abc_     | *** abcd xabc (***) abc_",
                "1        | 1 of 11 rows                 | *** of 11 rows",
                "nothing  | to see                       | to see",
            })
    void masks(String secret, String text, String masked) {
        assertThat(Masker.none().with(List.of(secret)).mask(text)).isEqualTo(masked);
    }

    @Test
    void leavesNothingOfOverlappingSecrets() {
        Masker masker = Masker.none().with(List.of("abcd")).with(List.of("cdef", "abab"));
        assertThat(masker.mask("-abcdef- -ababab-")).isEqualTo("-***- -***-");
    }

    @Test
    void masksTheLinesOfAKey() {
        String key = "-----BEGIN KEY-----\nMIIEvQ\nab\n-----END KEY-----\n";
        Masker masker = Masker.none().with(List.of(key));
        assertThat(masker.mask("is " + key + "!")).isEqualTo("is ***!");
        assertThat(masker.mask("line MIIEvQ of it")).isEqualTo("line *** of it");
        assertThat(masker.mask("\"" + key.replace("\n", "\\n") + "\"")).isEqualTo("\"***\"");
    }

    @Test
    void ignoresEmptySecrets() {
        assertThat(Masker.none().with(List.of("", "  ")).mask("a  b")).isEqualTo("a  b");
    }

    @Test
    void leavesNoSecretInRandomTexts() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<String> secrets = List.of(text(random, 4 + random.nextInt(6)), text(random, 4 + random.nextInt(6)));
            StringBuilder text = new StringBuilder();
            for (int part = 0; part < 5; part++) {
                String secret = secrets.get(random.nextInt(2));
                text.append(text(random, random.nextInt(3)))
                        .append(random.nextBoolean() ? secret : URLEncoder.encode(secret, StandardCharsets.UTF_8));
            }
            assertThat(Masker.none().with(secrets).mask(text.toString()))
                    .as("%s (seed %d)", text, seed)
                    .contains("***")
                    .doesNotContain(secrets);
        }
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, 6)
                .collect(StringBuilder::new, (text, i) -> text.append("ab/ %é".charAt(i)), StringBuilder::append)
                .toString()
                .replace(' ', '+');
    }
}
