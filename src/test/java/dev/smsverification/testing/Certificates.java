package dev.smsverification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
        Path ca = directory.resolve("ca.p12");
        Path caCertificate = directory.resolve("ca.pem");
        Path keyStore = directory.resolve("server.p12");
        Path request = directory.resolve("server.csr");
        Path certificate = directory.resolve("server.pem");
        keytool(ca, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test authority", "-ext", "bc:c");
        keytool(ca, "-exportcert", "-alias", "ca", "-rfc", "-file", caCertificate.toString());
        keytool(keyStore, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=Test server");
        keytool(keyStore, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(ca, "-gencert", "-alias", "ca", "-rfc", "-ext", "san=" + server, "-infile", request.toString(),
                "-outfile", certificate.toString());
        keytool(keyStore, "-importcert", "-noprompt", "-alias", "ca", "-file", caCertificate.toString());
        keytool(keyStore, "-importcert", "-alias", "server", "-file", certificate.toString());
        return new Certificates(caCertificate, keyStore);
    }

    private static void keytool(Path keyStore, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", TYPE, "-storepass", PASSWORD));
        try {
            Path output = Files.createTempFile("keytool-", ".log");
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
