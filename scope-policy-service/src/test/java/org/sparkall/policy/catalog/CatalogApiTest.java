package org.sparkall.policy.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CatalogApiTest {

    @Inject
    CurrentCatalog catalog;

    @BeforeEach
    void awaitCatalog() {
        Awaitility.await().until(catalog::isPresent);
        RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
    }

    @Test
    void theCatalogIsSentOncePerVersion() {
        String tag = given().get("/v1/scopes")
                .then()
                .statusCode(200)
                .body("scopes", hasSize(111))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get("/v1/scopes").then().statusCode(304);
        given().header("If-None-Match", "\"0\"").get("/v1/scopes").then().statusCode(200);
    }

    @Test
    void scopesAreFilteredByKindAndGroup() {
        given().get("/v1/scopes?kind=compliance")
                .then()
                .statusCode(200)
                .body("scopes", hasSize(14))
                .body("scopes.kind", everyItem(equalTo("compliance")));
        given().get("/v1/scopes?group=nonsense").then().statusCode(200).body("scopes", empty());
        given().get("/v1/scopes?kind=nonsense").then().statusCode(400);
    }

    @Test
    void aScopeOrAnAggregateIsReadByItsName() {
        given().get("/v1/scopes/spark:all").then().statusCode(200).body("covers", equalTo("user"));
        given().get("/v1/scopes/spark:messages_read").then().statusCode(200).body("kind", equalTo("user"));
        given().get("/v1/scopes/spark:nonsense").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void theFirstVersionWasSeededOnceAndAddedEverything() {
        given().get("/v1/catalog/versions")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].version", equalTo(1));
        given().get("/v1/catalog/versions/1")
                .then()
                .statusCode(200)
                .body("difference.added", hasSize(113))
                .body("difference.removed", empty());
        given().get("/v1/catalog/versions/2").then().statusCode(404);
    }

    @Test
    void theServiceSaysWhatItIsAndHowItIs() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/.well-known/authzen-configuration").then().statusCode(200);
    }
}
