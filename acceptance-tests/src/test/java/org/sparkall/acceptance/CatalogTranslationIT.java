package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.Reply;

/** The catalog in the reader's language, and what operators have to do with it. */
class CatalogTranslationIT {

    @Test
    void theCatalogIsReadInTheReadersLanguage() {
        Reply german = read("de-AT, en;q=0.5");
        assertThat(german.headers().firstValue("Content-Language")).contains("de");
        assertThat(german.headers().allValues("Vary")).anyMatch(it -> it.contains("Accept-Language"));
        assertThat(of(german, "spark:messages_read").path("title").asText()).isEqualTo("Ihre Nachrichten lesen");
        assertThat(of(german, "spark:messages_read").path("group").asText()).isEqualTo("messages");
        assertThat(of(german, "spark:messages_read").path("group_title").asText())
                .isEqualTo("Nachrichten");
        Reply english = read("pt-BR");
        assertThat(english.headers().firstValue("Content-Language")).contains("en");
        assertThat(of(english, "spark:messages_read").path("title").asText()).isEqualTo("Read your messages");
        // One address, several texts: what is kept of one must not answer for the other (RFC 9110 section 8.8.3).
        assertThat(german.headers().firstValue("ETag"))
                .isNotEqualTo(english.headers().firstValue("ETag"));
        assertThat(REQUESTS.send(reading("de")
                                .header(
                                        "If-None-Match",
                                        english.headers().firstValue("ETag").orElseThrow()))
                        .status())
                .isEqualTo(200);
        assertThat(REQUESTS.send(reading("de")
                                .header(
                                        "If-None-Match",
                                        german.headers().firstValue("ETag").orElseThrow()))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void operatorsTranslateAndATextThatChangesTakesItsTranslationsAlong() {
        try (CatalogChanges catalog = new CatalogChanges()) {
            String name = catalog.add("user", "spoken", false);
            String base =
                    "{\"kind\":\"user\",\"group\":\"tests\",\"title\":\"%s\",\"description\":\"Made by a test.\"%s}";
            Reply translated = API.operateCatalog(
                    "PUT",
                    "/scopes/" + name,
                    base.formatted(
                            "Test spoken",
                            ",\"translations\":{\"de\":{\"title\":\"Probe\",\"description\":\"Von einem Test.\"}}"));
            assertThat(translated.status()).as(translated.body()).isEqualTo(200);
            assertThat(translated
                            .json()
                            .path("difference")
                            .path("changed")
                            .path(0)
                            .asText())
                    .isEqualTo(name);
            Reply titled = API.operateCatalog("PUT", "/groups/tests", "{\"titles\":{\"de\":\"Proben\"}}");
            assertThat(titled.status()).as(titled.body()).isEqualTo(200);
            assertThat(titled.json().path("difference").path("groups").path(0).asText())
                    .isEqualTo("tests");
            CatalogChanges.awaitEverywhere();
            JsonNode read = of(read("de"), name);
            assertThat(read.path("title").asText()).isEqualTo("Probe");
            assertThat(read.path("group_title").asText()).isEqualTo("Proben");
            // A change of something else keeps the translations, a change of the words does not.
            API.operateCatalog("PUT", "/scopes/" + name, base.formatted("Test spoken", ",\"sensitive\":true"));
            CatalogChanges.awaitEverywhere();
            assertThat(of(read("de"), name).path("title").asText()).isEqualTo("Probe");
            API.operateCatalog("PUT", "/scopes/" + name, base.formatted("Test said otherwise", ",\"sensitive\":true"));
            CatalogChanges.awaitEverywhere();
            assertThat(of(read("de"), name).path("title").asText()).isEqualTo("Test said otherwise");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"titles\":{}}",
                "{\"titles\":{\"German\":\"x\"}}",
                "{\"titles\":{\"de\":\" \"}}",
                "{\"titles\":{\"de\":\"a\\u202eb\"}}",
                "{}",
                "[]"
            })
    void titlesThatAreNoneAreRefused(String body) {
        Reply reply = API.operateCatalog("PUT", "/groups/messages", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void aGroupWithoutScopesHasNoTitle() {
        Reply reply = API.operateCatalog("PUT", "/groups/nothing", "{\"titles\":{\"de\":\"Nichts\"}}");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("violations").path(0).path("rule").asText())
                .isEqualTo("not_in_catalog");
        assertThat(API.operateCatalog("alice", "PUT", "/groups/messages", "{\"titles\":{\"de\":\"Meine\"}}")
                        .status())
                .isEqualTo(403);
    }

    private static HttpRequest.Builder reading(String languages) {
        return HttpRequest.newBuilder(URI.create(AT.policy() + "/v1/scopes")).header("Accept-Language", languages);
    }

    private static Reply read(String languages) {
        return REQUESTS.send(reading(languages));
    }

    private static JsonNode of(Reply catalog, String name) {
        for (JsonNode scope : catalog.json().path("scopes")) {
            if (scope.path("name").asText().equals(name)) return scope;
        }
        throw new AssertionError(name + " is not in " + catalog.body());
    }
}
