package dev.taphouse.http.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
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
    /** Names in lower case, without punctuation: any that has one of these in it. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "token|secret|passw|apikey|appkey|accesskey|privatekey|signature|credential|assertion|jwt|authorization"
                    + "|cookie|sessionid|sessionkey");
    /** Tokens that say where to go on, not who asks. */
    private static final Pattern PLACE = Pattern.compile("page|next|cursor|continu|skip|start|sync|resume|offset|last");

    private static final Set<String> PARAMS = Set.of("key", "auth", "code", "sig", "pass", "pwd");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![\\w.-])([\\w.\\[\\]-]+)=([^&\\s\"'<>;,]+)");
    private static final Pattern FIELD = Pattern.compile("\"([^\"\\\\]{1,60})\"\\s*:\\s*\"");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)\\b(Bearer|Basic)(\\s+)(?=[\\w.~+/-]*[0-9=])[\\w.~+/=-]{6,}");
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@\"'<>]+@");

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
            forms.add(lowerCaseEscapes(form));
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

    /** Whether a parameter of this name holds a secret. */
    boolean isParam(String name) {
        return isField(name) || PARAMS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a field or header of this name holds a secret. */
    boolean isField(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        String letters = plain.replaceAll("[^a-z0-9]", "");
        return params.contains(plain)
                || (CREDENTIAL.matcher(letters).find()
                        && !PLACE.matcher(letters).find());
    }

    /**
     * The text without known secrets and without what looks like one: values of parameters and JSON fields that are
     * credentials by their name, what follows {@code Bearer} and {@code Basic}, user info in addresses.
     */
    public String mask(String text) {
        String masked = replaced(
                ASSIGNMENT,
                known(text),
                found -> isParam(decoded(found.group(1))) ? found.group(1) + "=" + MASK : found.group());
        masked = fields(masked);
        masked = SCHEME.matcher(masked).replaceAll("$1$2" + Matcher.quoteReplacement(MASK));
        return USER_INFO.matcher(masked).replaceAll("://");
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
    }

    private String fields(String text) {
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            if (field.start() >= shown && isField(field.group(1))) {
                masked.append(text, shown, field.end()).append(MASK);
                shown = endOfString(text, field.end());
            }
        }
        return masked.append(text, shown, text.length()).toString();
    }

    private static int endOfString(String json, int from) {
        int at = from;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, json.length());
    }

    private static String decoded(String name) {
        return name.replace("%5B", "[").replace("%5D", "]");
    }

    /** The text without the known secrets. */
    String known(String text) {
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
    boolean isIn(String text) {
        return !known(text).equals(text);
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
                builder.addQueryParameter(name, value != null && isParam(name) ? MASK : value);
            }
        }
        // brackets in names of parameters are common, and not to be read when they are escaped
        return known(builder.build().toString().replace("%5B", "[").replace("%5D", "]"));
    }

    /** The headers without the values of secret ones and known secrets. */
    public Headers mask(Headers headers) {
        Headers.Builder masked = new Headers.Builder();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            masked.addUnsafeNonAscii(name, isField(name) ? MASK : mask(headers.value(i)));
        }
        return masked.build();
    }
}
