package org.sparkall.admin.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class ServiceErrorTest {

    @Test
    void aProblemIsOneLine() throws Exception {
        assertThat(line(412, """
                {"type": "https://spark-all.dev/problems/catalog-outdated", "title": "The catalog has changed", "status": 412,
                 "detail": "The newest version is 7.", "version": 7}
                """))
                .isEqualTo("auth-service refuses (412): The catalog has changed: The newest version is 7.");
    }

    @Test
    void violationsAreNamed() throws Exception {
        assertThat(line(409, """
                {"title": "The catalog cannot be changed so", "detail": "Somebody would lose it.",
                 "violations": [{"rule": "deprecation_required", "names": ["spark:a"], "message": "Somebody would lose it."},
                                {"rule": "name_taken", "message": "Taken."}]}
                """))
                .isEqualTo("auth-service refuses (409): The catalog cannot be changed so:"
                        + " deprecation_required (Somebody would lose it); name_taken (Taken).");
        assertThat(line(400, """
                {"title": "The request is not valid", "violations": [{"field": "limit", "message": "must be at most 200"}]}
                """))
                .isEqualTo("auth-service refuses (400): The request is not valid: limit (must be at most 200).");
    }

    @Test
    void anOAuthErrorIsOneLine() throws Exception {
        assertThat(line(400, "{\"error\": \"invalid_request\", \"error_description\": \"No such thing\"}"))
                .isEqualTo("auth-service refuses (400): invalid_request: No such thing.");
    }

    @Test
    void whoLacksARoleIsToldWhich() throws Exception {
        JsonNode forbidden = json("{\"title\": \"Forbidden\", \"status\": 403}");
        AdminException e = ServiceError.of("auth-service", 403, forbidden, "key-operator");
        assertThat(e).hasMessage("auth-service refuses (403): Forbidden. This needs the realm role key-operator.");
        assertThat(e.exitCode()).isEqualTo(AdminException.REFUSED);
    }

    @Test
    void aTokenThatIsNotAcceptedIsAMatterOfSigningIn() {
        assertThat(ServiceError.of("auth-service", 401, MissingNode.getInstance(), "")
                        .exitCode())
                .isEqualTo(AdminException.SIGN_IN);
    }

    @Test
    void whatExplainsNothingIsStillOneLine() {
        assertThat(ServiceError.of("auth-service", 502, MissingNode.getInstance(), ""))
                .hasMessage("auth-service fails (502): an answer without an explanation.");
    }

    private static String line(int status, String body) throws JsonProcessingException {
        return ServiceError.of("auth-service", status, json(body), "").getMessage();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
