package dev.smsverification.bench;

import java.nio.charset.StandardCharsets;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the others are compared with: reading one small JSON object with Jackson, and no more. */
@State(Scope.Benchmark)
public class Yardstick {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = new String(DecodeBench.EVENT, StandardCharsets.UTF_8);

    @Benchmark
    public JsonNode readTree() throws JsonProcessingException {
        return JSON.readTree(EVENT);
    }
}
