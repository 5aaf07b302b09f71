package dev.taphouse.host.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Replaces secrets in a text by {@code ***}. Immutable, for any thread.
 *
 * <p>A secret of four characters or more is found anywhere, also URL-encoded, escaped as in JSON, and by its lines when
 * it has several; a shorter one only as a word of its own, since it would otherwise blank out half of the log.
 */
final class Masker {
    private static final String MASK = "***";
    private static final int SHORTEST_ANYWHERE = 4;

    private final String[] anywhere;
    private final String[] words;

    private Masker(Set<String> secrets) {
        this.anywhere = secrets.stream()
                .filter(each -> each.length() >= SHORTEST_ANYWHERE)
                .toArray(String[]::new);
        this.words = secrets.stream()
                .filter(each -> each.length() < SHORTEST_ANYWHERE)
                .toArray(String[]::new);
    }

    static Masker none() {
        return new Masker(Set.of());
    }

    /** A masker of these secrets too. */
    Masker with(Collection<String> more) {
        Set<String> secrets = new LinkedHashSet<>(Arrays.asList(anywhere));
        secrets.addAll(Arrays.asList(words));
        more.stream().filter(each -> !each.isBlank()).forEach(secret -> addForms(secrets, secret));
        return new Masker(secrets);
    }

    private static void addForms(Set<String> secrets, String secret) {
        secrets.add(secret);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String encoded : new String[] {form, form.replace("+", "%20").replace("*", "%2A")}) {
            secrets.add(encoded);
            secrets.add(lowerCaseEscapes(encoded));
        }
        secrets.add(jsonEscaped(secret));
        secret.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_ANYWHERE)
                .forEach(secrets::add);
    }

    private static String lowerCaseEscapes(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 3)) {
            text.replace(i, i + 3, text.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    private static String jsonEscaped(String secret) {
        return secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    /** The text without the secrets. */
    String mask(String text) {
        // all places first, then the cut: secrets may overlap, and the rest of one would be left
        BitSet secret = new BitSet();
        for (String each : anywhere) {
            for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
                secret.set(at, at + each.length());
            }
        }
        for (String each : words) {
            for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
                if (isWord(text, at, at + each.length())) {
                    secret.set(at, at + each.length());
                }
            }
        }
        return secret.isEmpty() ? text : cut(text, secret);
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !isLetter(text.charAt(from - 1))) && (to == text.length() || !isLetter(text.charAt(to)));
    }

    private static boolean isLetter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static String cut(String text, BitSet secret) {
        StringBuilder masked = new StringBuilder(text.length());
        int shown = 0;
        for (int from = secret.nextSetBit(0); from >= 0; from = secret.nextSetBit(shown)) {
            masked.append(text, shown, from).append(MASK);
            shown = secret.nextClearBit(from);
        }
        return masked.append(text, shown, text.length()).toString();
    }
}
