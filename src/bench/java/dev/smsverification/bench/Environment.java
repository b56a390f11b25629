package dev.smsverification.bench;

/** What a peer of the worker is told, by the worker's own environment variables. */
record Environment(String bootstrapServers, String requests, String status, String group, int maxInFlight, String host,
        int port, String account, String password, String messagingService) {

    static Environment read() {
        java.net.URI twilio = java.net.URI.create(System.getenv("TWILIO_BASE_URL"));
        return new Environment(System.getenv("KAFKA_BOOTSTRAP_SERVERS"), System.getenv("SMS_TOPICS_REQUESTED"),
                System.getenv("SMS_TOPICS_STATUS"), System.getenv("SMS_GROUP_ID"),
                Integer.parseInt(System.getenv("SMS_MAX_IN_FLIGHT")), twilio.getHost(), twilio.getPort(),
                System.getenv("TWILIO_ACCOUNT_SID"), System.getenv("TWILIO_AUTH_TOKEN"),
                System.getenv("TWILIO_MESSAGING_SERVICE_SID"));
    }
}
