package dev.smsverification.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The least configuration that a worker runs with: a broker, the stand-in's account and a template for each usage type. */
public final class WorkerSettings {

    /** The least that a broker grants: the partitions of a killed worker are free that soon. */
    public static final Map<String, String> SOON_MISSED = Map.of("kafka.session.timeout.ms", "6000",
            "kafka.heartbeat.interval.ms", "1500");

    private WorkerSettings() {}

    /** Properties by name, free to be changed; missing topics are created. */
    public static Map<String, String> minimal(String bootstrapServers, String twilioBaseUrl) {
        Map<String, String> settings = new HashMap<>(Map.of( //
                "kafka.bootstrap.servers", bootstrapServers, //
                "twilio.base-url", twilioBaseUrl, //
                "twilio.account-sid", StandInAccount.ACCOUNT_SID, //
                "twilio.auth-token", StandInAccount.AUTH_TOKEN, //
                "twilio.messaging-service-sid", StandInAccount.MESSAGING_SERVICE_SID, //
                "sms.topics.create", "true"));
        List<String> usageTypes = List.of("Register", "SignIn", "ForgotPassword", "Generic");
        usageTypes.forEach(usageType -> {
            String template = "sms.templates[" + usageTypes.indexOf(usageType) + "].";
            settings.put(template + "usage-type", usageType);
            settings.put(template + "content", "Your " + usageType + " code is {{code}}.");
        });
        return settings;
    }
}
