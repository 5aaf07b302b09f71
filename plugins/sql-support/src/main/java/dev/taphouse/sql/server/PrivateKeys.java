package dev.taphouse.sql.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads private keys: PKCS #8 by the JDK, the older forms and OpenSSH's by SSHD. */
final class PrivateKeys {
    private static final Pattern PKCS8 = Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]+)-----END");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "RSASSA-PSS");

    private PrivateKeys() {}

    /**
     * A private key.
     *
     * @param password null when the key is not encrypted
     * @throws GeneralSecurityException if the password is wrong or missing, or the kind of key not known
     */
    static PrivateKey read(String pem, @Nullable String password) throws IOException, GeneralSecurityException {
        Matcher pkcs8 = PKCS8.matcher(pem);
        if (!pkcs8.find()) {
            return pairs(pem, password).get(0).getPrivate();
        }
        byte[] der = Base64.getMimeDecoder().decode(pkcs8.group(2));
        return key(pkcs8.group(1) == null ? new PKCS8EncodedKeySpec(der) : decrypted(der, password));
    }

    /** The keys of a file as SSH uses them, at least one. */
    static List<KeyPair> pairs(String pem, @Nullable String password) throws IOException, GeneralSecurityException {
        FilePasswordProvider provider = password == null ? null : FilePasswordProvider.of(password);
        Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(
                null, NamedResource.ofName("private key"), new ByteArrayInputStream(pem.getBytes(UTF_8)), provider);
        List<KeyPair> pairs = new ArrayList<>();
        Iterator<KeyPair> each = found == null ? List.<KeyPair>of().iterator() : found.iterator();
        each.forEachRemaining(pairs::add);
        if (pairs.isEmpty()) {
            throw new InvalidKeySpecException("it holds no private key of a known kind");
        }
        return pairs;
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] der, @Nullable String password)
            throws IOException, GeneralSecurityException {
        if (password == null) {
            throw new InvalidKeySpecException("it is encrypted, and no password is given");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        // PBES2's own name is that of no algorithm: its parameters have the name.
        String algorithm = info.getAlgParameters() == null
                ? info.getAlgName()
                : info.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        InvalidKeySpecException other = new InvalidKeySpecException("it is none of " + ALGORITHMS);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                other.addSuppressed(e);
            }
        }
        throw other;
    }
}
