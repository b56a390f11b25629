package dev.smsverification.tracing;

import io.opentelemetry.api.common.AttributeKey;

/**
 * The names of all attributes of spans: OpenTelemetry's semantic conventions 1.37 for messaging, Kafka and HTTP, and our own.
 * The key of a record is none of them: it is a phone number.
 */
final class SpanNames {

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("url.template");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("sms.event_id");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("sms.attempt");
    static final AttributeKey<String> STATUS = AttributeKey.stringKey("sms.status");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("sms.reason");
    static final AttributeKey<Long> ERROR_CODE = AttributeKey.longKey("sms.error_code");

    private SpanNames() {}
}
