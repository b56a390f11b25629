package dev.smsverification.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The one account that the stand-in knows. It opens nothing anywhere else. */
public final class StandInAccount {

    public static final String ACCOUNT_SID = "AC" + "0".repeat(31) + "1";
    public static final String AUTH_TOKEN = "stand-in-auth-token";
    public static final String API_KEY = "SK" + "0".repeat(31) + "1";
    public static final String API_SECRET = "stand-in-api-secret";
    public static final String MESSAGING_SERVICE_SID = "MG" + "0".repeat(31) + "1";

    /** The account's id and token as they stand behind {@code Authorization: Basic}. */
    public static final String BASIC = encoded(ACCOUNT_SID, AUTH_TOKEN);

    /** The same of the API key. */
    public static final String BASIC_OF_KEY = encoded(API_KEY, API_SECRET);

    private static final Set<String> AUTHORIZATIONS = Set.of("Basic " + BASIC, "Basic " + BASIC_OF_KEY);

    private StandInAccount() {}

    static boolean opensWith(String authorization) {
        return authorization != null && AUTHORIZATIONS.contains(authorization);
    }

    /** API keys of the usual kind open everything but the account itself. */
    static boolean opensAccountWith(String authorization) {
        return ("Basic " + BASIC).equals(authorization);
    }

    private static String encoded(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
    }
}
