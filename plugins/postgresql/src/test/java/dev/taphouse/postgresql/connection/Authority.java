package dev.taphouse.postgresql.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test, made with the JDK's keytool. */
final class Authority {
    private static final String PASSWORD = "changeit";

    private final Path store;
    private int issued;

    Authority(Path folder) throws Exception {
        store = folder.resolve("authority.p12");
        generate("ca", "CN=Authority of a test", "bc:c");
    }

    /** The certificate of the authority. */
    String pem() throws Exception {
        return pem("CERTIFICATE", load().getCertificate("ca").getEncoded());
    }

    /**
     * A certificate that it signs.
     *
     * @param name distinguished, such as {@code CN=localhost}
     * @param extension such as {@code san=dns:localhost}
     */
    Issued issue(String name, String extension) throws Exception {
        String alias = "issued" + issued++;
        Path request = store.resolveSibling(alias + ".csr");
        Path certificate = store.resolveSibling(alias + ".pem");
        generate(alias, name, extension);
        keytool("-certreq", "-alias", alias, "-file", request.toString());
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-rfc",
                "-ext",
                extension);
        byte[] key = load().getKey(alias, PASSWORD.toCharArray()).getEncoded();
        return new Issued(Files.readString(certificate), pem("PRIVATE KEY", key));
    }

    private void generate(String alias, String name, String extension) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                name,
                "-ext",
                extension,
                "-validity",
                "30");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String what, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    /** A certificate and its key, as PEM texts. */
    record Issued(String certificate, String key) {}
}
