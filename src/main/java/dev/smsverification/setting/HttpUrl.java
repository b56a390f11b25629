package dev.smsverification.setting;

import java.net.URI;
import java.net.URISyntaxException;

/** What a URL has to be that something is sent to. */
public final class HttpUrl {

    /** Of TCP. */
    public static final int HIGHEST_PORT = 65_535;

    private HttpUrl() {}

    /** Whether a text is an absolute URL of HTTP or HTTPS, with a host and, where it names a port, one from 1 to 65535. */
    public static boolean is(String text) {
        try {
            return is(new URI(text));
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    /** The port that it names, or that of its scheme. */
    public static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? 443 : 80;
    }

    /** As {@link #is(String)}. */
    public static boolean is(URI url) {
        return ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null
                && url.getPort() != 0 && url.getPort() <= HIGHEST_PORT;
    }
}
