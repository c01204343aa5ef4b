package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KAFKA_CLIENT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.suite.ServiceSettings;

/** Nobody writes a line of their own into a log (OWASP ASVS 4.0 requirement 7.3.1), whatever their input holds. */
class LogInjectionIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String mark = "forged-" + UUID.randomUUID();
    /** A line of a log as the services write it, behind every end of line that there is. */
    private final String line = "{\"level\":\"ERROR\",\"message\":\"" + mark + "\"}";

    private final String input = "x\r\n" + line + "\n" + line + "\u2028" + line + "\u0085" + line;

    @Test
    void whatIsSentStaysWithinItsLine() throws Exception {
        LogTail tail = new LogTail();
        for (String service : List.of(AT.auth(), AT.consent(), AT.policy())) {
            send(Requests.to(service + "/" + encoded()));
            send(Requests.to(service + "/v1/nothing?" + encoded() + "=" + encoded()));
            send(Requests.json(service + "/v1/integrations", "{\"name\":" + quoted() + "}"));
            send(Requests.json(service + "/access/v1/evaluation", "{" + quoted() + ":" + line));
            send(Requests.to(service + "/v1/consents/" + encoded()));
            send(Requests.to(service + "/v1/grants/" + encoded()).header("Authorization", "Bearer " + encoded()));
            send(Requests.to(service + "/apps/" + encoded()).header("User-Agent", encoded()));
            send(Requests.to(service + "/").header("traceparent", encoded()).header("X-Request-Id", encoded()));
        }
        send(Requests.form(AT.auth() + "/v1/token", Map.of("grant_type", input, "client_id", input, "code", input)));
        send(Requests.to(AT.auth() + "/v1/authorize?client_id=" + encoded() + "&redirect_uri=" + encoded()));
        register(Map.of("name", input, "description", input, "redirect_uris", List.of(REDIRECT_URI)), "spark:all");
        spill();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ofPoison(tail) >= 2);

        for (String service : ServiceSettings.SERVICES) {
            for (String written : tail.of(service)) {
                JsonNode entry = parsed(written);
                assertThat(entry.path("loggerName").isTextual())
                        .as("a line of %s that the service did not write: %s", service, written)
                        .isTrue();
                assertThat(entry.path("message").asText()).as(service).isNotEqualTo(mark);
            }
        }
    }

    private static void send(java.net.http.HttpRequest.Builder request) {
        assertThat(REQUESTS.send(request).status()).isLessThan(500);
    }

    /** Keys, types and bodies of events are what somebody else wrote, too. */
    private void spill() throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(KAFKA_CLIENT, new StringSerializer(), new StringSerializer())) {
            for (String topic : List.of("spark.consents.v1", "spark.integrations.v1")) {
                ProducerRecord<String, String> event = new ProducerRecord<>(topic, input, input);
                for (String name : List.of("ce_specversion", "ce_id", "ce_source", "ce_type")) {
                    event.headers().add(name, input.getBytes(StandardCharsets.UTF_8));
                }
                producer.send(event).get();
            }
        }
    }

    /** How many services have told of an event that they cannot read. */
    private static long ofPoison(LogTail tail) throws IOException {
        long told = 0;
        for (String service : ServiceSettings.SERVICES) {
            if (tail.of(service).stream().anyMatch(it -> it.contains("dead-letter topic"))) told++;
        }
        return told;
    }

    private String encoded() {
        return RawRequest.encode(input);
    }

    private String quoted() throws JsonProcessingException {
        return JSON.writeValueAsString(input);
    }

    private static JsonNode parsed(String written) {
        try {
            return JSON.readTree(written);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no line of a log: " + written, e);
        }
    }
}
