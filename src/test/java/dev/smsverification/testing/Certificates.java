package dev.smsverification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A private certificate authority, and a server's key that it has signed.
 *
 * @param caCertificate in PEM
 * @param keyStore of the type {@link #TYPE}, opened by {@link #PASSWORD}
 */
public record Certificates(Path caCertificate, Path keyStore) {

    public static final String TYPE = "PKCS12";
    public static final String PASSWORD = "only-for-tests";

    /**
     * Makes both, with the JDK's own tool.
     *
     * @param server whom the server's certificate is for, such as {@code ip:127.0.0.1}
     */
    public static Certificates make(Path directory, String server) {
        Path caCertificate = directory.resolve("ca.pem");
        Path keyStore = directory.resolve("server.p12");
        keytool(keyStore, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test authority", "-ext",
                "bc:c");
        keytool(keyStore, "-exportcert", "-alias", "ca", "-rfc", "-file", caCertificate.toString());
        keytool(keyStore, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=Test server", "-ext",
                "san=" + server, "-signer", "ca");
        // Or the authority's own key would be there to serve with.
        keytool(keyStore, "-delete", "-alias", "ca");
        return new Certificates(caCertificate, keyStore);
    }

    private static void keytool(Path keyStore, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-keystore", keyStore.toString(), "-storetype", TYPE,
                "-storepass", PASSWORD));
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
