package dev.taphouse.http.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * Takes secrets out of what is shown or recorded: known texts wherever they are, also encoded, and the values of
 * parameters and headers that are credentials by their name. Immutable.
 */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private static final int SHORTEST_ANYWHERE = 4;
    private static final Pattern NAMES = Pattern.compile(
            "(?i)(.*[_.-])?(access_?token|refresh_?token|id_?token|token|api_?key|app_?key|auth|authorization|bearer"
                    + "|secret|client_?secret|client_?assertion|assertion|password|passwd|pwd|pass|sig|signature"
                    + "|session|session_?id|session_?key|jwt|private_?key|access_?key|credentials?|apikey"
                    + "|code_?verifier|x-amz-security-token|x-amz-credential|cookie|set-cookie)");

    private final String[] texts;
    private final Set<String> params;

    private Secrets(Set<String> texts, Set<String> params) {
        this.texts = texts.toArray(String[]::new);
        this.params = params;
    }

    /**
     * Knows these.
     *
     * @param texts secrets; blank ones are left out
     * @param params names of parameters and headers that hold secrets, besides the usual ones; case does not matter
     */
    public static Secrets of(Collection<String> texts, Collection<String> params) {
        Set<String> forms = new LinkedHashSet<>();
        texts.stream().filter(each -> !each.isBlank()).forEach(secret -> addForms(forms, secret));
        Set<String> names = new HashSet<>();
        params.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return new Secrets(forms, names);
    }

    private static void addForms(Set<String> forms, String secret) {
        forms.add(secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String form : new String[] {encoded, encoded.replace("+", "%20")}) {
            forms.add(form);
            forms.add(form.toLowerCase(Locale.ROOT).equals(secret) ? form : lowerCaseEscapes(form));
        }
        forms.add(urlForm(secret));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        forms.add(secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t"));
    }

    /** As {@link HttpUrl} writes it in a query, which escapes less. */
    private static String urlForm(String secret) {
        HttpUrl url = new HttpUrl.Builder()
                .scheme("http")
                .host("h")
                .addQueryParameter("q", secret)
                .build();
        String query = url.encodedQuery();
        return query == null ? secret : query.substring(2);
    }

    private static String lowerCaseEscapes(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 3)) {
            text.replace(i, i + 3, text.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** Whether a parameter, field or header of this name holds a secret. */
    public boolean isSecret(String name) {
        return NAMES.matcher(name).matches() || params.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The text without the known secrets. */
    public String mask(String text) {
        // all places first, then the cut: secrets may overlap, and the rest of one would be left
        BitSet secret = new BitSet();
        for (String each : texts) {
            for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
                if (each.length() >= SHORTEST_ANYWHERE || isWord(text, at, at + each.length())) {
                    secret.set(at, at + each.length());
                }
            }
        }
        return secret.isEmpty() ? text : cut(text, secret);
    }

    /** Whether the text holds a known secret. */
    public boolean isIn(String text) {
        return !mask(text).equals(text);
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
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

    /** The URL without user info, values of secret parameters and known secrets. */
    public String mask(HttpUrl url) {
        HttpUrl.Builder builder = url.newBuilder().username("").password("").fragment(null);
        if (url.querySize() > 0) {
            builder.query(null);
            for (int i = 0; i < url.querySize(); i++) {
                String name = url.queryParameterName(i);
                String value = url.queryParameterValue(i);
                builder.addQueryParameter(name, value != null && isSecret(name) ? MASK : value);
            }
        }
        return mask(builder.build().toString());
    }

    /** The body of a form without the values of secret parameters and known secrets. */
    public String maskForm(String form) {
        return mask(Arrays.stream(form.split("&", -1))
                .map(pair -> {
                    int equals = pair.indexOf('=');
                    return equals > 0 && isSecret(pair.substring(0, equals))
                            ? pair.substring(0, equals + 1) + MASK
                            : pair;
                })
                .collect(java.util.stream.Collectors.joining("&")));
    }

    /** The headers without the values of secret ones and known secrets. */
    public Headers mask(Headers headers) {
        Headers.Builder masked = new Headers.Builder();
        headers.forEach(header -> masked.addUnsafeNonAscii(
                header.getFirst(), isSecret(header.getFirst()) ? MASK : mask(header.getSecond())));
        return masked.build();
    }
}
