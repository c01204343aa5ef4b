package org.sparkall.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudevents.CloudEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogTranslation;

/** Payloads as JSON: snake_case, tolerant of fields that a newer publisher adds. */
@RegisterForReflection(
        targets = {
            CatalogDocument.class,
            CatalogDocument.ScopeItem.class,
            CatalogDocument.AggregateItem.class,
            CatalogDocument.FeatureItem.class,
            CatalogTranslation.class,
            CatalogTranslation.Text.class
        })
final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    static String write(Object payload) {
        try {
            return MAPPER.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a payload must have a JSON form", e);
        }
    }

    /**
     * The payload of an event.
     *
     * @throws UnreadableEventException when it is not of that type
     */
    static <T> T read(CloudEvent event, Class<T> payload) {
        if (event.getData() == null) throw new UnreadableEventException("the event has no data");
        try {
            return MAPPER.readValue(event.getData().toBytes(), payload);
        } catch (IOException e) {
            throw new UnreadableEventException("the data is not a " + payload.getSimpleName());
        }
    }
}
