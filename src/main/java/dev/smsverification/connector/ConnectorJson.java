package dev.smsverification.connector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.smsverification.reload.Checked;

/** Reads a connector's JSON and collects what is wrong with it. */
final class ConnectorJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> FIELDS = Set.of("accountSID", "authToken", "fromMessagingServiceSID", "templates",
            "disableRiskCheck");

    private static final Set<String> TEMPLATE_FIELDS = Set.of("usageType", "content");

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ConnectorJson() {}

    static Checked<Connector> parse(byte[] bytes) {
        try {
            return new ConnectorJson().read(JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the file.
            JsonLocation at = e.getLocation();
            return notJson(at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException _) {
            // The bytes are not valid in the encoding that the parser detects.
            return notJson("");
        }
    }

    private static Checked<Connector> notJson(String where) {
        return Checked.bad(List.of("not JSON" + where + "; paste the connector's JSON as it is"));
    }

    private Checked<Connector> read(JsonNode root) {
        if (!root.isObject()) {
            return Checked.bad(List.of("no JSON object; paste the connector's JSON as it is"));
        }
        warnOfUnknown(root, FIELDS, "");
        Connector connector = new Connector(text(root, "accountSID"), text(root, "authToken"),
                text(root, "fromMessagingServiceSID"), templates(root.path("templates")), disableRiskCheck(root),
                List.copyOf(warnings));
        return problems.isEmpty()
                ? Checked.good(connector)
                : Checked.bad(problems);
    }

    private List<Connector.Template> templates(JsonNode node) {
        List<Connector.Template> templates = new ArrayList<>();
        if (!node.isArray() && !node.isMissingNode()) {
            problems.add("templates must be an array of {\"usageType\", \"content\"}");
        }
        for (int n = 0; n < node.size() && node.isArray(); n++) {
            String at = "templates[" + n + "].";
            warnOfUnknown(node.path(n), TEMPLATE_FIELDS, at);
            templates.add(new Connector.Template(required(node.path(n), "usageType", at),
                    required(node.path(n), "content", at)));
        }
        return List.copyOf(templates);
    }

    private boolean disableRiskCheck(JsonNode root) {
        JsonNode node = root.path("disableRiskCheck");
        if (!node.isBoolean() && !node.isMissingNode()) {
            problems.add("disableRiskCheck must be true or false, without quotes");
        }
        return node.asBoolean();
    }

    private String required(JsonNode parent, String field, String at) {
        JsonNode node = parent.path(field);
        if (!node.isTextual() || node.textValue().isBlank()) {
            problems.add(at + field + " must be a string that is not empty");
        }
        return node.asText();
    }

    /** May be an empty string: whoever uses it checks its form. */
    private Optional<String> text(JsonNode root, String field) {
        JsonNode node = root.path(field);
        if (!node.isTextual() && !node.isMissingNode()) {
            problems.add(field + " must be a string");
        }
        return Optional.ofNullable(node.textValue());
    }

    private void warnOfUnknown(JsonNode node, Set<String> known, String at) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                warnings.add(at + field + " is unknown here and ignored");
            }
        });
    }
}
